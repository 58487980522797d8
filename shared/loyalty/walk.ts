/**
 * The tier from day to day. It rises on the day its entry is reached. It falls when its period (or, where there is one, its validity) ends
 * without enough to keep it and the days of grace are over; and, where the club asks for it, after a gap between purchases.
 */
import { addMonths, spanEnd } from './calendar';
import type { Earning } from './earned';
import type { Programme, Span, TierRule } from './programme';

/** What holds from the start of `day` on. */
export interface Stand {
  day: number;
  /** Index of the tier. */
  held: number;
  /** What counts; below zero where a refund has no purchase on record. */
  earned: number;
  /** How much of what was earned does not count since a gap (≤ 0). */
  lapsed: number;
  /** Why this tier is another than the one before it. */
  why: 'start' | 'earned' | 'period' | 'gap';
  /** Of a fall at the end of a period: how much more, earned on the last day, would have kept the tier. */
  short?: number;
}

/** A tier reached in a calendar year holds to the end of the next one, where nothing else is said. */
const NEXT_YEAR: Span = { months: 12, roundUp: 'year' };

/** Every day up to `horizon` on which something changes, past and future, oldest first. `bought`: the days of purchases. */
export function walk(all: readonly Earning[], bought: readonly number[], programme: Programme, horizon: number): Stand[] {
  const { tiers, graceDays, fall } = programme;
  const calendar = programme.qualification.period === 'calendar-year';
  const validity = programme.validity ?? (calendar ? NEXT_YEAR : null);
  const changes = changesByDay(all);
  const gaps = gapDays(bought, programme.gapMonths, tiers.length, horizon);
  const days = [...new Set([...changes.keys(), ...gaps])].sort((a, b) => a - b);

  const stands: Stand[] = [{ day: Number.NEGATIVE_INFINITY, held: 0, earned: 0, lapsed: 0, why: 'start' }];
  let held = 0;
  let raw = 0;
  /** Since a fall for a gap only so much counts: the entry of the tier fallen to, and what came after it. */
  let gap: { day: number; floor: number; since: number } | null = null;
  let validUntil: number | null = null;
  /** The day of the fall, while one is due; what the year that has just ended lends to its days of grace. */
  let due: number | null = null;
  let lent = 0;

  const counted = () => (gap === null ? raw : Math.min(raw, gap.floor + gap.since));
  const needed = () => (held === 0 ? Number.NEGATIVE_INFINITY : keepsFrom(tiers[held]));
  const holds = (amount: number) => Math.max(0, amount) >= needed();
  const begin = (day: number) => {
    validUntil = validity && held > 0 && fall !== 'never' ? spanEnd(day, validity) : null;
    due = null;
    lent = 0;
  };

  const fallOn = (day: number) => {
    held--;
    if (fall === 'to-earned') while (held > 0 && counted() < (tiers[held]?.entry ?? 0)) held--;
    begin(day);
    // One step at a time, also where there is no grace.
    if (validity === null && !holds(counted())) due = day + Math.max(1, graceDays);
  };
  /** What was missing, where it fell. */
  const keepOrFall = (day: number, eve: number, lentBefore: number): number | null => {
    if (fall === 'never' || held === 0 || (validUntil !== null && day < validUntil)) return null;
    // A calendar year is judged by its last day, a rolling period by what it still holds.
    if (due === null && calendar) lent = Math.max(0, eve - counted());
    const carried = counted() + lent;
    if (holds(carried)) {
      if (validUntil !== null) begin(validUntil);
      due = null;
      return null;
    }
    due ??= (validUntil ?? day) + graceDays;
    if (day < due) return null;
    const short = needed() - (eve < needed() ? Math.max(eve + lentBefore, carried) : carried);
    fallOn(day);
    return short;
  };
  const step = (day: number) => {
    const [eve, lentBefore, before] = [counted(), lent, held];
    const gapped = gaps.has(day) && held > 0;
    if (gapped) {
      held--;
      gap = { day, floor: tiers[held]?.entry ?? 0, since: 0 };
      begin(day);
    }
    for (const { points, from } of changes.get(day) ?? []) {
      raw += points;
      if (gap !== null && from >= gap.day) gap.since += points;
    }
    while (held + 1 < tiers.length && Math.max(0, counted()) >= (tiers[held + 1]?.entry ?? Number.POSITIVE_INFINITY)) {
      held++;
      begin(day);
    }
    const short = keepOrFall(day, eve, lentBefore);
    if (!changes.has(day) && held === before) return;
    const why = short !== null ? 'period' : gapped && held < before ? 'gap' : 'earned';
    stands.push({ day, held, earned: counted(), lapsed: counted() - raw, why, ...(short === null ? {} : { short }) });
  };

  for (let i = 0; ; ) {
    const day: number = Math.min(days[i] ?? Number.POSITIVE_INFINITY, due ?? validUntil ?? Number.POSITIVE_INFINITY);
    if (day > horizon) return stands;
    if (days[i] === day) i++;
    step(day);
  }
}

const keepsFrom = (tier: TierRule | undefined): number => tier?.maintain ?? tier?.entry ?? 0;

/** What begins and ends to count, by day; `from` is when it began. */
function changesByDay(all: readonly Earning[]): Map<number, { points: number; from: number }[]> {
  const changes = new Map<number, { points: number; from: number }[]>();
  const change = (day: number, points: number, from: number) => {
    const list = changes.get(day);
    if (list) list.push({ points, from });
    else changes.set(day, [{ points, from }]);
  };
  for (const { day, until, points } of all) {
    change(day, points, day);
    if (until !== null) change(until, -points, day);
  }
  return changes;
}

/** The days after `months` (and each as many more) without a purchase. Nobody falls more often than there are tiers. */
function gapDays(bought: readonly number[], months: number, most: number, horizon: number): Set<number> {
  const gaps = new Set<number>();
  if (months === 0) return gaps;
  const rising = [...bought].sort((a, b) => a - b);
  for (const [i, last] of rising.entries()) {
    for (let times = 1; times < most; times++) {
      const day = addMonths(last, months * times) + 1;
      if (day > Math.min(rising[i + 1] ?? horizon, horizon)) break;
      gaps.add(day);
    }
  }
  return gaps;
}
