/**
 * Who left and why, over the book: both churn rates by period, and the reasons of a year beside the cited ones. The cited split (68 % service,
 * 14 % product, 9 % a competitor) and the cited 89 % are claims of the articles, shown as such; ours is what was recorded when a loss was
 * closed. A plain tally, so that a long walk can stop and go on.
 */
import type { LOSS_REASONS } from '../attributes';
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { addStay, type ChurnCounts, noChurn, type Stay } from './rates';

export type LossReason = (typeof LOSS_REASONS)[number];
/** Periods of ninety days, and the year over which reasons are counted. */
export const CHURN_PERIODS = 8;
export const CHURN_PERIOD = 90 * DAY;
const REASON_DAYS = 365 * DAY;

export type LossGroup = 'service' | 'product' | 'competitor' | 'other';
/** What each code counts as beside the cited split. */
export const GROUP_OF: Record<LossReason, LossGroup> = {
  'no-contact': 'service',
  'slow-support': 'service',
  'bad-experience': 'service',
  'faulty-product': 'product',
  'no-value': 'product',
  price: 'other',
  competitor: 'competitor',
  payment: 'other',
  'not-needed': 'other',
  other: 'other',
};
/** As cited, 0..1: what they say of why customers leave, and of those who left for poor service how many went to a competitor. */
export const CITED: Record<Exclude<LossGroup, 'other'>, number> = { service: 0.68, product: 0.14, competitor: 0.09 };
export const CITED_TO_RIVAL = 0.89;

export interface LossTally {
  /** The oldest period first; the last ends with the tally. */
  periods: (ChurnCounts & { voluntary: number; involuntary: number })[];
  /** Of the losses of a year: by reason ('' where none was said), and those who left by their own will, or avoidably. */
  reasons: Record<string, number>;
  voluntary: number;
  involuntary: number;
  avoidable: number;
  unavoidable: number;
  /** Lost for our service, and of them those of whom a competitor is known. */
  forService: number;
  serviceToRival: number;
}

export const noLosses = (): LossTally => ({
  periods: Array.from({ length: CHURN_PERIODS }, () => ({ ...noChurn(), voluntary: 0, involuntary: 0 })),
  reasons: {},
  voluntary: 0,
  involuntary: 0,
  avoidable: 0,
  unavoidable: 0,
  forService: 0,
  serviceToRival: 0,
});

/** When a period began, by its place. */
export const churnStart = (at: number, place: number): number => at - (CHURN_PERIODS - place) * CHURN_PERIOD;

/** Adds a customer, lost or not, to the tally as of `at`. */
export function addLoss(tally: LossTally, facts: Facts, at: number): void {
  const { loss } = facts;
  const stay = stayOf(facts);
  tally.periods.forEach((period, place) => {
    const from = churnStart(at, place);
    const to = from + CHURN_PERIOD;
    addStay(period, stay, from, to);
    if (stay.lostAt === null || stay.lostAt < from || stay.lostAt >= to) return;
    if (loss?.voluntary === true) period.voluntary++;
    if (loss?.voluntary === false) period.involuntary++;
  });
  if (loss === null || loss.at >= at || at - loss.at >= REASON_DAYS) return;
  const { code, also, voluntary, avoidable } = loss;
  tally.reasons[code] = (tally.reasons[code] ?? 0) + 1;
  if (voluntary !== null) tally[voluntary ? 'voluntary' : 'involuntary']++;
  if (avoidable !== null) tally[avoidable ? 'avoidable' : 'unavoidable']++;
  if (code === '' || GROUP_OF[code] !== 'service') return;
  tally.forService++;
  if (loss.competitor !== '' || also.includes('competitor')) tally.serviceToRival++;
}

/** When they came, left and came back. Since when is said in the profile; else the first contract or the first day on which they did something. */
export function stayOf({ profile, contracts, activity, loss }: Facts): Stay {
  const firsts = [activity.purchases.first, activity.usage.first].flatMap((day) => (day === null ? [] : [day * DAY]));
  const starts = contracts.flatMap(({ start }) => (start === null ? [] : [start]));
  const seen = [...starts, ...firsts];
  const since = profile.since ?? (seen.length === 0 ? null : Math.min(...seen));
  return { since, lostAt: loss?.at ?? profile.lostAt, backAt: loss?.backAt ?? null };
}

/** The losses of a year by group: how many each, and of them all those with a reason. */
export function lossGroups(reasons: Readonly<Record<string, number>>): { groups: Record<LossGroup, number>; known: number } {
  const groups: Record<LossGroup, number> = { service: 0, product: 0, competitor: 0, other: 0 };
  for (const [code, n] of Object.entries(reasons)) if (code in GROUP_OF) groups[GROUP_OF[code as LossReason]] += n;
  return { groups, known: groups.service + groups.product + groups.competitor + groups.other };
}
