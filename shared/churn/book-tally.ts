/**
 * What the whole book says together, customer by customer: rivals named, gaps that nobody closed, how late invoices are paid, how each
 * part of our work is rated. Plain JSON and small, so that a long walk can stop and go on. Money is summed per currency.
 */
import { DAY } from '../event';
import type { Facts, RemarkFact } from '../facts/facts';
import { foldName } from '../matching/fold-text';
import type { Money } from '../money';
import { addVerdicts, type Grades, noGrades } from '../renewal/grades';
import { type AreaTally, addAnswers } from './areas';
import { addLoss, type LossTally, noLosses, stayOf } from './losses';
import type { Span } from './measures';
import { addStay, type ChurnCounts, noChurn } from './rates';
import { addTouches, noTouches, type TouchTally } from './touches';

/** Periods of thirty days over which payments are followed, and the recent ones in which a rival named counts. */
export const PERIODS = 12;
const PERIOD = 30 * DAY;
const RIVAL_DAYS = 365;
/** Names kept; of more, those of the fewest customers go. */
const MOST_NAMES = 200;

type Values = Record<string, number>;
export interface NamedTally {
  name: string;
  kind: string;
  customers: number;
  blockers: number;
  firstAt: number;
  lastAt: number;
  values: Values;
}
export interface BookTally {
  at: number;
  customers: number;
  competitors: Record<string, NamedTally>;
  gaps: Record<string, NamedTally>;
  /** Per period, the oldest first: invoices paid in it, and their days past due together. */
  payments: [number, number][];
  areas: AreaTally;
  losses: LossTally;
  touches: TouchTally;
  /** Counts over the stretches that improvements and costs are held against. */
  spans: (Span & ChurnCounts)[];
  verdicts: Grades;
}

/** A tally of nobody, as of an instant. */
export const emptyTally = (at: number, spans: readonly Span[] = []): BookTally => ({
  at,
  customers: 0,
  competitors: {},
  gaps: {},
  payments: Array.from({ length: PERIODS }, (): [number, number] => [0, 0]),
  areas: [],
  losses: noLosses(),
  touches: noTouches(),
  spans: spans.map((span) => ({ ...span, ...noChurn() })),
  verdicts: noGrades(),
});
/** A tally that was kept, with what an older version did not count yet. */
export const resumed = (kept: BookTally): BookTally => ({ ...emptyTally(kept.at), ...kept });
/** When a period of payments began, by its place. */
export const periodStart = (at: number, place: number): number => at - (PERIODS - place) * PERIOD;

/** Adds one customer to the tally; one who was lost is no part of the book, but of those who left. */
export function addCustomer(tally: BookTally, facts: Facts): void {
  addLoss(tally.losses, facts, tally.at);
  const stay = stayOf(facts);
  for (const span of tally.spans) addStay(span, stay, span.from, span.to);
  addVerdicts(tally.verdicts, facts);
  if (facts.profile.lostAt !== null && facts.profile.lostAt <= tally.at) return;
  const { value } = facts.profile;
  tally.customers++;
  const rivals = facts.remarks.filter((row) => row.kind === 'competitor' && row.name !== '' && tally.at - row.at < RIVAL_DAYS * DAY);
  addNames(tally.competitors, rivals, value);
  addNames(tally.gaps, facts.remarks.filter(isOpenGap), value);
  for (const { paidAt, due } of facts.invoices) {
    if (paidAt === null || paidAt > tally.at) continue;
    const period = tally.payments[PERIODS - 1 - Math.floor((tally.at - paidAt) / PERIOD)];
    if (!period) continue;
    period[0]++;
    period[1] += Math.floor(paidAt / DAY) - Math.floor(due / DAY);
  }
  addAnswers(tally.areas, facts, tally.at);
  addTouches(tally.touches, facts, tally.at);
}

/** A defect or a missing feature that nobody has answered. */
export const isOpenGap = (row: RemarkFact): boolean => (row.kind === 'defect' || row.kind === 'feature-gap') && row.answeredAt === null;

/** Each name once for a customer, however often they said it. */
function addNames(names: Record<string, NamedTally>, rows: readonly RemarkFact[], value: Money | null): void {
  const seen = new Map<string, RemarkFact[]>();
  for (const row of rows) {
    const key = `${row.kind} ${foldName(row.name)}`;
    seen.set(key, [...(seen.get(key) ?? []), row]);
  }
  for (const [key, said] of seen) {
    const newest = said.at(-1) as RemarkFact;
    const known = Object.hasOwn(names, key) ? names[key] : undefined;
    const row = known ?? {
      name: newest.name,
      kind: newest.kind,
      customers: 0,
      blockers: 0,
      firstAt: newest.at,
      lastAt: newest.at,
      values: {},
    };
    row.customers++;
    if (said.some(({ blocker }) => blocker)) row.blockers++;
    row.firstAt = Math.min(row.firstAt, ...said.map(({ at }) => at));
    row.lastAt = Math.max(row.lastAt, ...said.map(({ at }) => at));
    addValue(row.values, value);
    names[key] = row;
  }
  const keys = Object.keys(names);
  if (keys.length > 2 * MOST_NAMES)
    for (const key of keys.sort((a, b) => (names[b]?.customers ?? 0) - (names[a]?.customers ?? 0)).slice(MOST_NAMES)) delete names[key];
}

function addValue(values: Values, value: Money | null): void {
  if (value) values[value.currency] = (values[value.currency] ?? 0) + value.amount;
}
