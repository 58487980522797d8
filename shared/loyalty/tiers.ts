/**
 * The tier: from what was earned in the period, never from the balance, so that spending points lowers nobody. The past is walked from
 * the facts alone; nothing is stored.
 */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { dayList } from '../health/day-list';
import { localDay, startOfDay } from './calendar';
import { type Earning, earnings } from './earned';
import { inForce, nextRules } from './in-force';
import type { Programme, TierReading } from './programme';
import { type Stand, walk } from './walk';

/**
 * The tier at `now` (epoch ms). `keep.by` is the start of the last day on which the tier still holds with what is earned so far, and
 * `keep.missing` what more would keep it; null at the bottom, or where nothing is about to fall. Tier ids are the programme's.
 * Refunds without a purchase on record may take more than was earned: `earned` stops at zero, what is missing counts them in.
 */
export function tierOf(facts: Facts, programme: Programme, now: number): TierReading {
  const rules = inForce(programme, now);
  const today = localDay(now, rules.timeZone);
  const { stands, all } = history(facts, rules, now);
  const here = standOn(stands, today);
  const above = rules.tiers[here.held + 1];
  return {
    tier: rules.tiers[here.held]?.id ?? '',
    rank: here.held + 1,
    earned: Math.max(0, here.earned),
    next: above ? { tier: above.id, missing: above.entry - here.earned } : null,
    keep: keepOf(stands, here, rules, today),
    pending: pendingOf(all, rules, today),
    why: byCause(all, here, today),
  };
}

/** The next instant (epoch ms, a midnight of the workspace) after `now` at which the tier changes without any event, or null. */
export function nextTierChange(facts: Facts, programme: Programme, now: number): number | null {
  const rules = inForce(programme, now);
  const today = localDay(now, rules.timeZone);
  const { stands } = history(facts, rules, now);
  const { held } = standOn(stands, today);
  const change = stands.find((stand) => stand.day > today && stand.held !== held);
  const at = change ? startOfDay(change.day, rules.timeZone) : null;
  const turn = nextRules(programme, now);
  if (turn === null || (at !== null && at < turn)) return at;
  return tierOf(facts, programme, turn).tier === rules.tiers[held]?.id ? nextTierChange(facts, programme, turn) : turn;
}

/**
 * Since when (epoch ms) the tier is at least the one of `rank`, without a break up to `now`; null where it is not. For who asks at many
 * instants of one customer: a walk tells of the year after its day too, as long as no event comes.
 */
export function heldSince(facts: Facts, programme: Programme, rank: number, now: number): number | null {
  const rules = inForce(programme, now);
  const [day, utc] = [localDay(now, rules.timeZone), dayOf(now)];
  const tells =
    last?.facts === facts && last.rules === rules && last.utc <= last.day && utc <= day && last.day <= day && day <= last.day + 365;
  const { stands } = tells && last ? last.history : history(facts, rules, now);
  if (standOn(stands, day).held + 1 < rank) return null;
  const below = stands.findLastIndex((stand) => stand.day <= day && stand.held + 1 < rank);
  const reached = stands[below + 1]?.day ?? day;
  return startOfDay(reached, rules.timeZone);
}

/** Every instant after `now` at which the tier changes by time alone, or at which other rules begin to hold; in no particular order. */
export function tierTurns(facts: Facts, programme: Programme, now: number): number[] {
  const turns: number[] = [];
  for (let at: number | null = now; at !== null; at = nextRules(programme, at)) {
    const rules = inForce(programme, at);
    const today = localDay(at, rules.timeZone);
    const { stands } = history(facts, rules, at);
    for (const [i, { day, held }] of stands.entries())
      if (day > today && held !== stands[i - 1]?.held) turns.push(startOfDay(day, rules.timeZone));
    if (at > now) turns.push(at);
  }
  return turns;
}

interface History {
  stands: Stand[];
  all: Earning[];
}
// The tier and its next change are asked for together. Facts are never changed in place.
let last: { facts: Facts; rules: Programme; day: number; utc: number; history: History } | null = null;

/** Every day on which something changes, past and future, up to where all that was earned has run out. */
export function history(facts: Facts, rules: Programme, now: number): History {
  const [day, utc] = [localDay(now, rules.timeZone), dayOf(now)];
  if (last?.facts === facts && last.rules === rules && last.day === day && last.utc === utc) return last.history;
  last = { facts, rules, day, utc, history: readHistory(facts, rules, day, utc) };
  return last.history;
}

function readHistory(facts: Facts, rules: Programme, today: number, utc: number): History {
  const lasts = rules.validity || rules.qualification.period === 'calendar-year' ? 31 * (rules.validity?.months ?? 12) + 366 : 0;
  const steps = rules.tiers.length * (rules.graceDays + lasts + 31 * rules.gapMonths + 1);
  const horizon = today + rules.pendingDays + Math.max(rules.periodDays, 366) + steps + 1;
  // Facts count days of UTC: in the west of it, what was earned this evening stands on tomorrow.
  const latest = utc > today ? (day: number) => (day === today + 1 ? today : day) : null;
  const all = earnings(facts, rules, horizon);
  if (latest) for (const earning of all) [earning.day, earning.on] = [latest(earning.day), latest(earning.on)];
  return { stands: walk(all, dayList(facts.activity.purchases), rules, horizon), all };
}

/** What holds on a day: the last change up to it. */
export function standOn(stands: readonly Stand[], day: number): Stand {
  return stands.findLast((stand) => stand.day <= day) ?? { day, held: 0, earned: 0, lapsed: 0, why: 'start' };
}

function keepOf(stands: readonly Stand[], here: Stand, rules: Programme, today: number): TierReading['keep'] {
  const fall = stands.find((stand) => stand.day > today && stand.held < here.held);
  if (!fall) return null;
  const by = startOfDay(fall.day - 1, rules.timeZone);
  return fall.why === 'gap' ? { by, missing: 0, purchase: true } : { by, missing: fall.short ?? 0 };
}

/** What was bought, and waits until it can no longer be returned. */
function pendingOf(all: readonly Earning[], rules: Programme, today: number): TierReading['pending'] {
  const waiting = all.filter(({ on, day }) => on <= today && day > today);
  const earned = waiting.reduce((sum, { points }) => sum + points, 0);
  return earned > 0 ? { earned, from: startOfDay(Math.min(...waiting.map(({ day }) => day)), rules.timeZone) } : null;
}

function byCause(all: readonly Earning[], here: Stand, today: number): TierReading['why'] {
  const sums = new Map<string, TierReading['why'][number]>();
  const add = (cause: string, points: number, name?: string) => {
    const key = `${cause} ${name ?? ''}`;
    const sum = sums.get(key) ?? { cause, points: 0, ...(name === undefined ? {} : { name }) };
    sums.set(key, { ...sum, points: sum.points + points });
  };
  for (const { cause, points, day, until, name } of all) if (day <= today && (until === null || today < until)) add(cause, points, name);
  if (here.lapsed !== 0) add('gap', here.lapsed);
  return [...sums.values()].filter(({ points }) => points !== 0).sort((a, b) => b.points - a.points || (a.cause < b.cause ? -1 : 1));
}
