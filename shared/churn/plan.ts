/** How a log is to be tested: what counts as leaving, how far ahead, and on which days the past is looked at. */
import { DAY } from '../event';
import type { ActivityKind } from '../facts/facts';
import type { LeavingRule } from './leaving';
import type { LogSummary } from './log-summary';

export interface Plan {
  rule: LeavingRule;
  /** UTC day numbers, rising. A cutoff takes in its whole day. */
  cutoffs: number[];
  /** True where amounts are money. */
  money: boolean;
}
/** What somebody asked for; the rest is found in the log. */
export interface Asked {
  /** Days, or how many of the latest; null: as many as the log allows, twelve at most. */
  cutoffs: readonly number[] | number | null;
  horizon: number | null;
  /** The last day of a list of who left when; null: no such list. */
  labelsUntil: number | null;
}
export interface PlanProblem {
  code: 'no-events' | 'nobody-can-leave' | 'log-too-short' | 'cutoff-too-late' | 'cutoff-too-early';
  /** Days the log spans, and days that were needed, or the first and last day possible for a cutoff. */
  args: Record<string, number>;
}

/** Days between two cutoffs. */
const STEP = 28;
const USUAL_CUTOFFS = 12;
/** A log whose customers are active at least weekly is asked about the next month, another about the next quarter. */
const HORIZONS = { quick: 30, slow: 90 };
const QUICK_GAP = 7;
/** History before the first cutoff, in days, for there to be something to read. */
const BEFORE = 28;

/** The last instant of a UTC day, epoch ms: a cutoff reads everything up to it. */
export const endOfDay = (day: number): number => (day + 1) * DAY - 1;

export function planBacktest(log: LogSummary, asked: Asked): { plan: Plan } | { problem: PlanProblem } {
  if (log.first === null || log.last === null) return { problem: { code: 'no-events', args: {} } };
  const what = whatIsLeaving(log, asked.labelsUntil !== null);
  if (!what) return { problem: { code: 'nobody-can-leave', args: {} } };
  const end = Math.max(log.last, asked.labelsUntil ?? log.last);
  // What retention has purged before is known as facts only, which no earlier day can be read from.
  const begin = Math.max(log.first, log.completeFrom ?? log.first);
  const span = end - begin;
  const horizon = asked.horizon ?? usualHorizon(log, what.activity, span);
  const [earliest, latest] = [begin, end - horizon];
  const chosen = Array.isArray(asked.cutoffs) ? [...new Set(asked.cutoffs as readonly number[])].sort((a, b) => a - b) : null;
  if (chosen) {
    const [first, last] = [chosen[0] ?? earliest, chosen.at(-1) ?? latest];
    if (last > latest) return { problem: { code: 'cutoff-too-late', args: { cutoff: last, latest, horizon } } };
    if (first < earliest) return { problem: { code: 'cutoff-too-early', args: { cutoff: first, earliest } } };
  }
  const most = typeof asked.cutoffs === 'number' ? asked.cutoffs : USUAL_CUTOFFS;
  const cutoffs = chosen ?? steps(earliest + BEFORE, latest, most);
  if (cutoffs.length === 0) return { problem: { code: 'log-too-short', args: { span, needed: horizon + BEFORE, horizon } } };
  return { plan: { rule: { horizon, ...what }, cutoffs, money: log.money } };
}

/** The newest cutoffs that leave a full window, four weeks apart, rising. */
function steps(from: number, to: number, most: number): number[] {
  const cutoffs: number[] = [];
  for (let day = to; day >= from && cutoffs.length < most; day -= STEP) cutoffs.unshift(day);
  return cutoffs;
}

/**
 * Silence of what is bought or used says that a customer left. Where neither is fed, that somebody was said to be lost; where nobody
 * ever was, silence of visits, then of contact.
 */
function whatIsLeaving(log: LogSummary, labelled: boolean): Omit<LeavingRule, 'horizon'> | null {
  const fed = (...kinds: ActivityKind[]) => kinds.filter((kind) => (log.activity[kind]?.customers ?? 0) > 0);
  if (labelled) return { by: 'labels', activity: fed('purchases', 'usage', 'visits', 'contacts', 'social') };
  const bought = fed('purchases', 'usage');
  if (bought.length > 0) return { by: 'activity', activity: bought };
  if (log.lost > 0) return { by: 'lost', activity: fed('visits', 'contacts', 'social') };
  for (const kinds of [fed('visits', 'social'), fed('contacts')]) if (kinds.length > 0) return { by: 'activity', activity: kinds };
  return null;
}

function usualHorizon(log: LogSummary, kinds: readonly ActivityKind[], span: number): number {
  let [days, gaps] = [0, 0];
  for (const kind of kinds) {
    days += log.activity[kind]?.span ?? 0;
    gaps += log.activity[kind]?.gaps ?? 0;
  }
  const quick = gaps > 0 && days / gaps <= QUICK_GAP;
  // A short log is better asked about a month than not at all.
  return quick || span < 2 * HORIZONS.slow ? HORIZONS.quick : HORIZONS.slow;
}
