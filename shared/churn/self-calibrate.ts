/** The two numbers of the chance of leaving, fitted on the workspace's own past: the two newest windows that have closed. */
import { dayOf } from '../event';
import type { Calibration, Model } from '../health/model';
import type { PopulationPart } from '../health/snapshot';
import { addToPictures, modelsOf, type Past } from './backtest';
import { chance, fitTwoNumbers } from './calibrate';
import { addCustomer, emptySummary } from './log-summary';
import { ece } from './metrics';
import { observer } from './observe';
import { planBacktest } from './plan';
import { type Packed, pickNumbers, sheetRows } from './sheet';

/** Fewer customers, leavers or stayers in a window give no numbers worth showing. */
const LEAST_CUSTOMERS = 50;
const LEAST_OF_EACH = 10;
/** Days ahead, where no activity says otherwise. */
const USUAL_HORIZON = 90;

/**
 * The calibration at `now`: replays the customers to the beginnings of both windows. The newer window tells the error of two numbers
 * fitted on the older one, then both together give the numbers. null where a window has too few customers, leavers or stayers, or
 * nothing tells who left.
 */
export function selfCalibrate(pasts: readonly Past[], model: Model, now: number): Calibration | null {
  const log = emptySummary();
  for (const { events } of pasts) addCustomer(log, events);
  const kinds = (['purchases', 'usage'] as const).filter((kind) => log.activity[kind]);
  const horizon = kinds.length === 0 ? USUAL_HORIZON : Math.max(...kinds.map((kind) => model.horizon[kind]));
  // Today is not over, so the newest closed window ends with yesterday; silence until then counts, too.
  const yesterday = dayOf(now) - 1;
  log.last = log.last === null ? null : yesterday;
  const planned = planBacktest(log, { cutoffs: [yesterday - 2 * horizon, yesterday - horizon], horizon, labelsUntil: null });
  if ('problem' in planned) return null;
  const { plan } = planned;

  const pictures: PopulationPart[][] = plan.cutoffs.map(() => []);
  for (const { events } of pasts) addToPictures(pictures, events, plan, model);
  const { observe, close } = observer(plan, modelsOf(pictures, plan, log, model));
  pasts.forEach(({ events }, number) => {
    observe(number, events, null);
  });
  const [older, newer] = close().sheets.map(activeOnes);
  if (!older || !newer || !isEnough(older) || !isEnough(newer)) return null;
  const before = fitTwoNumbers(older.index, older.left);
  const both = fitTwoNumbers([...older.index, ...newer.index], [...older.left, ...newer.left]);
  if (!before || !both) return null;
  const error = ece(
    newer.index.map((x) => chance(x, before)),
    newer.left,
  );
  return error === null ? null : { ...both, error, customers: older.left.length + newer.left.length, horizon, at: now };
}

interface Window {
  index: Float32Array;
  left: Float32Array;
}

function activeOnes(sheet: Packed): Window {
  const rows = sheetRows(sheet, (i) => sheet.active[i] === 1);
  return { index: pickNumbers(sheet.index, rows), left: pickNumbers(sheet.left, rows) };
}

function isEnough({ left }: Window): boolean {
  const leavers = left.reduce((sum, one) => sum + one, 0);
  return left.length >= LEAST_CUSTOMERS && leavers >= LEAST_OF_EACH && left.length - leavers >= LEAST_OF_EACH;
}
