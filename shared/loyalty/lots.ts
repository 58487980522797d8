/**
 * Points and credit as lots: each has an end of its own, is taken from by decisions that say so, and is never rewritten. What was earned
 * becomes lots by the club's rules, day by day; what was granted is a lot as it stands in the facts. A balance is the sum of what is left
 * in lots, and nothing else.
 */
import { DAY } from '../event';
import { earnedOn, type GrantedLot } from '../facts/club';
import type { Facts } from '../facts/facts';
import { localDay, spanEnd, startOfDay } from './calendar';
import { type Earning, earnings } from './earned';
import { inForce } from './in-force';
import type { Programme } from './programme';

/** Points have no currency. */
export const POINTS = '';

export interface Lot {
  /** As decisions name it. */
  id: string;
  /** `owed`: more was taken than ever came in (a purchase taken back after its points were spent); it holds less than nothing. */
  kind: 'earned' | GrantedLot['kind'] | 'owed';
  currency: string;
  /** The civil day on which it began. */
  day: number;
  amount: number;
  /** Taken by decisions that name it, and by what was spent without saying of which lots. */
  taken: number;
  owed: number;
  /** `amount − taken − owed`: below zero only of the lot `owed`. */
  left: number;
  /** Epoch ms: from the first on it can be spent, from the second on no more (null: it does not end). */
  from: number;
  expires: number | null;
}

/** Every lot of points and credit that still says something, in the order in which they are spent: the soonest to end first. */
export function lotsOf(facts: Facts, programme: Programme, now: number): Lot[] {
  const rules = inForce(programme, now);
  const all = [...earnedLots(facts, rules, now), ...(facts.ledger?.granted ?? []).map((lot) => grantedLot(lot, rules))];
  const currencies = new Set([POINTS, ...all.map(({ currency }) => currency), ...Object.keys(facts.ledger?.loose ?? {})]);
  return [...currencies].flatMap((currency) => settle(all.filter((lot) => lot.currency === currency).sort(byEnd), facts, currency));
}

/** What a customer has of a currency ('' for points): the sum of what is left in its lots, those that wait or have run out too. */
export const balanceOf = (lots: readonly Lot[], currency: string): number =>
  lots.reduce((sum, lot) => (lot.currency === currency ? sum + lot.left : sum), 0);

/** Those that can be spent from at `now`, the soonest to end first. */
export const spendable = (lots: readonly Lot[], currency: string, now: number): Lot[] =>
  lots.filter((lot) => lot.currency === currency && lot.left > 0 && lot.from <= now && !isOver(lot, now));

/** So many of these lots, the soonest to end first; null where they do not hold as many. */
export function takeFrom(lots: readonly Lot[], currency: string, n: number, now: number): { lot: string; n: number }[] | null {
  const takes: { lot: string; n: number }[] = [];
  let open = n;
  for (const lot of spendable(lots, currency, now)) {
    if (open === 0) break;
    const part = Math.min(open, lot.left);
    takes.push({ lot: lot.id, n: part });
    open -= part;
  }
  return open === 0 ? takes : null;
}

export const isOver = ({ expires }: Pick<Lot, 'expires'>, now: number): boolean => expires !== null && expires <= now;
/** Lots that have run out with something in them: whatever made them, and whatever they are called. */
export const runOut = (lots: readonly Lot[], now: number): Lot[] => lots.filter((lot) => lot.left > 0 && isOver(lot, now));

/** Every end that lies ahead, with what would be lost then: all of them, not the first alone. */
export function upcomingExpiries(lots: readonly Lot[], now: number): { at: number; currency: string; n: number }[] {
  const sums = new Map<string, { at: number; currency: string; n: number }>();
  for (const { currency, left, expires } of lots) {
    if (expires === null || expires <= now || left <= 0) continue;
    const key = `${expires} ${currency}`;
    const sum = sums.get(key) ?? { at: expires, currency, n: 0 };
    sum.n += left;
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => a.at - b.at || (a.currency < b.currency ? -1 : 1));
}

/** The first instant after a civil day in the club's time zone; a date without a time is that date everywhere. */
export function endOfDay(at: number, zone: string): number {
  return startOfDay((at % DAY === 0 ? at / DAY : localDay(at, zone)) + 1, zone);
}

/** What was earned after the day up to which all was carried on: a lot a day, and one for purchases, whose points may have to wait. */
function earnedLots(facts: Facts, rules: Programme, now: number): Lot[] {
  const settled = facts.ledger?.settled ?? Number.NEGATIVE_INFINITY;
  const taken = new Map((facts.ledger?.taken ?? []).map(({ lot, n }) => [lot, n]));
  const byPoints: Programme = { ...rules, qualification: { ...rules.qualification, basis: 'earned' } };
  const lots = new Map<string, Lot>();
  for (const earning of earnings(facts, byPoints, localDay(now, rules.timeZone))) {
    if (earning.on <= settled) continue;
    const id = lotOf(earning);
    const lot = lots.get(id) ?? emptyLot(id, earning, rules, taken.get(id) ?? 0);
    lot.amount += earning.points;
    lots.set(id, lot);
  }
  // What was taken of a day on which nothing was earned after all.
  for (const [id, n] of taken) if (!lots.has(id)) lots.set(id, { ...emptyLot(id, { on: earnedOn(id), day: earnedOn(id) }, rules, n) });
  return [...lots.values()];
}

const lotOf = ({ cause, on, day }: Earning): string => `${on}${cause === 'purchase' || cause === 'refund' || day !== on ? 'p' : ''}`;

function emptyLot(id: string, { on, day }: { on: number; day: number }, { timeZone, pointsExpire }: Programme, taken: number): Lot {
  const expires = pointsExpire === null ? null : startOfDay(spanEnd(on, pointsExpire), timeZone);
  return { id, kind: 'earned', currency: POINTS, day: on, amount: 0, taken, owed: 0, left: 0, from: startOfDay(day, timeZone), expires };
}

function grantedLot({ id, kind, currency, day, expires, granted, taken }: GrantedLot, { timeZone, credit, pointsExpire }: Programme): Lot {
  const span = kind === 'points' ? pointsExpire : credit.expire;
  const end = expires !== null ? endOfDay(expires, timeZone) : span === null ? null : startOfDay(spanEnd(day, span), timeZone);
  return { id, kind, currency, day, amount: granted, taken, owed: 0, left: 0, from: startOfDay(day, timeZone), expires: end };
}

/** Works out what is left in each; what was taken beyond a lot, or of no lot that anybody named, is owed by the others, the soonest to end first. */
function settle(lots: Lot[], facts: Facts, currency: string): Lot[] {
  let open = Object.hasOwn(facts.ledger?.loose ?? {}, currency) ? (facts.ledger?.loose[currency] ?? 0) : 0;
  for (const lot of lots) {
    lot.left = lot.amount - lot.taken;
    if (lot.left >= 0) continue;
    open -= lot.left;
    lot.owed = lot.left;
    lot.left = 0;
  }
  for (const lot of lots) {
    if (open <= 0) break;
    const part = Math.min(open, lot.left);
    lot.owed += part;
    lot.left -= part;
    open -= part;
  }
  if (open === 0) return lots;
  return [...lots, { id: 'owed', kind: 'owed', currency, day: 0, amount: 0, taken: 0, owed: open, left: -open, from: 0, expires: null }];
}

const byEnd = (a: Lot, b: Lot): number =>
  (a.expires ?? Infinity) - (b.expires ?? Infinity) || a.from - b.from || a.day - b.day || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
