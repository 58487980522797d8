/** The figures of one base: the score beside the baselines, its calibration and its bands, per cutoff and over all. */
import { DAY } from '../event';
import { baselineRisks } from './baselines';
import { chance, fitTwoNumbers } from './calibrate';
import { brier, ece } from './metrics';
import type { Plan } from './plan';
import { type Graded, gradeRanking, meanOverCutoffs } from './ranking';
import type { BandShares, BaseReport, CalibrationReport, CutoffReport, ScoreName, ScoreReport } from './report';
import { type Column, joinNumbers, pickNumbers, type Sheet, sheetRows } from './sheet';

/** Fewer leavers or stayers fit no two numbers worth showing. */
export const LEAST_TO_FIT = 10;
/** As many looks fix two numbers well; of more, an even sample is taken. */
const MOST_TO_FIT = 20_000;
const SCORES = ['health', 'recency', 'rfm', 'decayed'] as const satisfies readonly ScoreName[];
const BAND_NAMES = ['healthy', 'watch', 'at_risk', 'unknown'] as const satisfies readonly (keyof BandShares)[];

/** What grading needs of some of a sheet's customers, and their risks by each score. */
interface Part {
  sheet: Pick<Sheet, (typeof NEEDED)[number]>;
  risks: Record<ScoreName, ArrayLike<number>>;
}
const NEEDED = ['customer', 'left', 'index', 'band'] as const satisfies readonly Column[];

/** Grades the sheets, one per cutoff; only the customers of the base. */
export function gradeBase(sheets: readonly Sheet[], plan: Plan, base: '2H' | 'all'): BaseReport {
  const parts = sheets.map((sheet) => partOf(sheet, base));
  const chances = parts.map((part, i) => chancesAt(parts, plan, i) ?? { of: part, chances: null });
  const graded = Object.fromEntries(SCORES.map((name) => [name, [] as { graded: Graded; customers: ArrayLike<number> }[]]));
  const cutoffs = parts.map((part, i): CutoffReport => {
    const { left, customer } = part.sheet;
    const scores = Object.fromEntries(
      SCORES.map((name) => {
        const one = gradeRanking(part.risks[name], left);
        if (one) graded[name]?.push({ graded: one, customers: customer });
        return [name, scoreReport(one)];
      }),
    ) as Record<ScoreName, ScoreReport>;
    const said = chances[i]?.chances ?? null;
    return {
      at: isoDay(plan.cutoffs[i] as number),
      customers: left.length,
      left: sum(left),
      rate: rounded(share(sum(left), left.length)),
      bands: bandShares([part]),
      ece: said && rounded(ece(said, left) as number),
      scores,
    };
  });
  const looks = cutoffs.reduce((all, { customers }) => all + customers, 0);
  const left = cutoffs.reduce((all, cutoff) => all + cutoff.left, 0);
  return {
    customers: different(parts.map(({ sheet }) => sheet.customer)),
    looks,
    left,
    rate: rounded(share(left, looks)),
    scored_cutoffs: graded.health?.length ?? 0,
    scores: Object.fromEntries(SCORES.map((name) => [name, scoreReport(meanOverCutoffs(graded[name] ?? []))])) as BaseReport['scores'],
    calibration: calibrationOf(parts, chances),
    bands: bandShares(parts),
    cutoffs,
  };
}

function partOf(sheet: Sheet, base: '2H' | 'all'): Part {
  const states = Array.from(sheet.customer, (_, i) => ({
    n: sheet.n[i] as number,
    silence: sheet.silence[i] as number,
    amount: sheet.amount[i] as number,
    decayed: sheet.decayed[i] as number,
  }));
  // Quintiles are of everybody known by the cutoff, whichever base is graded.
  const risks: Record<ScoreName, ArrayLike<number>> = { health: sheet.risk, ...baselineRisks(states) };
  if (base === 'all') return { sheet, risks };
  const chosen = sheetRows(sheet, (i) => sheet.active[i] === 1);
  return {
    sheet: Object.fromEntries(NEEDED.map((column) => [column, pickNumbers(sheet[column], chosen)])) as unknown as Part['sheet'],
    risks: Object.fromEntries(SCORES.map((name) => [name, pickNumbers(risks[name], chosen)])) as unknown as Part['risks'],
  };
}

/** The chances of leaving at cutoff `i`, from two numbers fitted on windows that had closed by then; null where those are too few. */
function chancesAt(parts: readonly Part[], plan: Plan, i: number): { chances: Float64Array } | null {
  const closed = parts.filter((_, j) => (plan.cutoffs[j] as number) + plan.rule.horizon <= (plan.cutoffs[i] as number));
  const looks = closed.reduce((all, { sheet }) => all + sheet.left.length, 0);
  const step = Math.max(1, Math.ceil(looks / MOST_TO_FIT));
  const sample = (values: (part: Part) => ArrayLike<number>) => joinNumbers(closed.map((part) => everyNth(values(part), step)));
  const index = sample(({ sheet }) => sheet.index);
  const left = sample(({ sheet }) => sheet.left);
  const leavers = sum(left);
  if (leavers < LEAST_TO_FIT || left.length - leavers < LEAST_TO_FIT) return null;
  const two = fitTwoNumbers(index, left);
  return two && { chances: Float64Array.from((parts[i] as Part).sheet.index, (x) => chance(x, two)) };
}

function calibrationOf(parts: readonly Part[], chances: readonly { chances: Float64Array | null }[]): CalibrationReport | null {
  const errors = parts.flatMap(({ sheet }, i) => {
    const said = chances[i]?.chances;
    return said && said.length > 0 ? [{ ece: ece(said, sheet.left) as number, brier: brier(said, sheet.left) as number }] : [];
  });
  if (errors.length === 0) return null;
  const mean = (of: (error: { ece: number; brier: number }) => number) => rounded(share(sum(errors.map(of)), errors.length));
  return { ece: mean((error) => error.ece), brier: mean((error) => error.brier), cutoffs: errors.length };
}

function bandShares(parts: readonly Part[]): BandShares {
  const counts = [0, 0, 0, 0];
  let all = 0;
  for (const { sheet } of parts)
    for (let i = 0; i < sheet.band.length; i++) {
      const band = sheet.band[i] as number;
      counts[band] = (counts[band] as number) + 1;
      all++;
    }
  return Object.fromEntries(BAND_NAMES.map((name, band) => [name, rounded(share(counts[band] as number, all))])) as BandShares;
}

/** A graded ranking as the report has it; null members where it could not be graded. */
export function scoreReport(graded: Pick<Graded, 'auc' | 'interval' | 'top'> | null): ScoreReport {
  if (!graded) return { auc: null, auc_interval: null, lift10: null, precision10: null, recall10: null };
  return {
    auc: rounded(graded.auc),
    auc_interval: [rounded(graded.interval.low), rounded(graded.interval.high)],
    lift10: rounded(graded.top.lift),
    precision10: rounded(graded.top.precision),
    recall10: rounded(graded.top.recall),
  };
}

function everyNth(values: ArrayLike<number>, step: number): Float64Array {
  const some = new Float64Array(Math.ceil(values.length / step));
  for (let i = 0; i < some.length; i++) some[i] = values[i * step] as number;
  return some;
}

function different(lists: readonly ArrayLike<number>[]): number {
  const seen = new Set<number>();
  for (const list of lists) for (let i = 0; i < list.length; i++) seen.add(list[i] as number);
  return seen.size;
}

export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const share = (part: number, all: number): number => (all === 0 ? 0 : part / all);
function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
