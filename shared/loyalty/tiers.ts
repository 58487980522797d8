/**
 * The tier: from what was earned in the rolling period, never from the balance, so that spending points lowers nobody. It rises on
 * the day its entry is reached. When the period no longer carries it, the tier is kept for the days of grace, and then falls one
 * step, with a new grace for the next. The past is walked from the facts alone; nothing is stored.
 */
import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { type Earning, earnings } from './earned';
import type { Programme, TierReading } from './programme';

/** What holds from the start of `day` on. `earned` may be below zero after refunds. */
interface Stand {
  day: number;
  held: number;
  earned: number;
}

/**
 * The tier at `now` (epoch ms; days are UTC). `keep.by` is the last day (its midnight) on which the tier still holds with what is
 * earned so far, and on which `keep.missing` more points would keep it; null at the bottom, or where nothing is about to fall.
 * Tier ids are the programme's; causes are those of `Cause`. Refunds of purchases from before the period may take more than was
 * earned: `earned` stops at zero, what is missing counts them in.
 */
export function tierOf(facts: Facts, programme: Programme, now: number): TierReading {
  const today = dayOf(now);
  const { stands, all } = history(facts, programme, today);
  const here = standOn(stands, today);
  const above = programme.tiers[here.held + 1];
  return {
    tier: programme.tiers[here.held]?.id ?? '',
    rank: here.held + 1,
    earned: Math.max(0, here.earned),
    next: above ? { tier: above.id, missing: above.entry - here.earned } : null,
    keep: keepOf(stands, here.held, programme, today),
    why: byCause(all, today),
  };
}

/** The next instant (epoch ms, a midnight UTC) after `now` at which the tier changes without any event, or null. */
export function nextTierChange(facts: Facts, programme: Programme, now: number): number | null {
  const today = dayOf(now);
  const { stands } = history(facts, programme, today);
  const held = standOn(stands, today).held;
  const change = stands.find((stand) => stand.day > today && stand.held !== held);
  return change ? change.day * DAY : null;
}

function keepOf(stands: Stand[], held: number, programme: Programme, today: number): TierReading['keep'] {
  const fall = stands.find((stand) => stand.day > today && stand.held < held);
  if (!fall) return null;
  const entry = programme.tiers[held]?.entry ?? 0;
  // Enough on its last day or on the day after keeps the tier. Without any grace the last day is one of enough points still, and
  // only the day after says what is missing.
  const eve = standOn(stands, fall.day - 1).earned;
  return { by: (fall.day - 1) * DAY, missing: entry - (eve < entry ? Math.max(eve, fall.earned) : fall.earned) };
}

/** Every day on which something changes, past and future, up to where all that was earned has run out. */
function history(facts: Facts, programme: Programme, today: number): { stands: Stand[]; all: Earning[] } {
  const horizon = today + programme.periodDays + (programme.graceDays + 1) * programme.tiers.length + 1;
  const all = earnings(facts, programme, horizon);
  const changes = new Map<number, number>();
  const change = (day: number, points: number) => changes.set(day, (changes.get(day) ?? 0) + points);
  for (const { day, until, points } of all) {
    change(day, points);
    if (until !== null) change(until, -points);
  }
  const days = [...changes].sort(([a], [b]) => a - b);
  const stands: Stand[] = [{ day: -Infinity, held: 0, earned: 0 }];
  let held = 0;
  let earned = 0;
  let due: number | null = null;
  const short = () => Math.max(0, earned) < (programme.tiers[held]?.entry ?? 0);
  const fallUntil = (day: number) => {
    while (due !== null && due <= day) {
      held--;
      stands.push({ day: due, held, earned });
      // One step at a time, also where there is no grace.
      due = short() ? due + Math.max(1, programme.graceDays) : null;
    }
  };
  for (const [day, points] of days) {
    fallUntil(day - 1);
    earned += points;
    while (held + 1 < programme.tiers.length && Math.max(0, earned) >= (programme.tiers[held + 1]?.entry ?? Infinity)) held++;
    due = short() ? (due ?? day + programme.graceDays) : null;
    stands.push({ day, held, earned });
    fallUntil(day);
  }
  fallUntil(horizon);
  return { stands, all };
}

/** What holds on a day: the last change up to it. */
function standOn(stands: Stand[], day: number): Stand {
  return stands.findLast((stand) => stand.day <= day) ?? { day, held: 0, earned: 0 };
}

function byCause(all: Earning[], today: number): TierReading['why'] {
  const sums = new Map<string, number>();
  for (const { cause, points, day, until } of all)
    if (day <= today && (until === null || today < until)) sums.set(cause, (sums.get(cause) ?? 0) + points);
  return [...sums]
    .map(([cause, points]) => ({ cause, points }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => b.points - a.points || (a.cause < b.cause ? -1 : 1));
}
