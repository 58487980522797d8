/** Better prices for longer or larger custom, by a table fixed beforehand; a person may set another group for a while. Off by default. */
import { type Attributes, DAY } from '../event';
import type { PriceByHand } from '../facts/club';
import type { Facts } from '../facts/facts';
import type { Money } from '../money';
import { addMonths, localDay } from './calendar';
import { inForce } from './in-force';
import type { Decision } from './ledger';
import { endOfDay } from './lots';
import { paidRows } from './paid';
import type { Programme } from './programme';

/** A customer is in it when both hold; the last group of the table that fits counts. */
export interface PriceGroup {
  id: string;
  name: string;
  /** Full years as a customer. */
  years: number;
  /** Purchases in the last 365 days. */
  purchases: number;
  /** What its members pay less, in percent of the list price. */
  percent: number;
}
export interface PriceGroupRules {
  on: boolean;
  groups: PriceGroup[];
}
export interface PriceReading {
  group: PriceGroup;
  /** What the rules look at: full years, and purchases in the last 365 days. */
  years: number;
  purchases: number;
  /** Where a person gave the group, and the one that the rules would give (null: none). */
  byHand: { set: PriceByHand; instead: PriceGroup | null } | null;
  /** What they paid less since 1 January, per currency: paid amounts are after the discount. */
  saved: Money[];
}

/** The price group at `now` (epoch ms); null for nobody's, and wherever groups are off. Days and years are the club's. */
export function priceGroupOf(facts: Facts, programme: Programme, now: number): PriceReading | null {
  const { priceGroups: rules, timeZone } = inForce(programme, now);
  if (!rules.on) return null;
  const today = localDay(now, timeZone);
  const { paid } = paidRows(facts);
  const since = facts.profile.since ?? facts.profile.joinedClub;
  const years = since === null ? 0 : fullYears(localDay(since, timeZone), today);
  const bought = paid.filter(({ day }) => day > today - 365 && day <= today);
  const purchases = bought.reduce((sum, { count, backCount }) => sum + count - backCount, 0);
  const byRules = rules.groups.findLast((one) => years >= one.years && purchases >= one.purchases) ?? null;
  const set = givenAt(facts, rules, (hand) => hand.at <= now && now < endOfHand(hand, timeZone));
  const group = set?.group ?? byRules;
  if (!group) return null;
  const start = yearStart(today);
  const sums = new Map<string, number>();
  for (const { day, currency, amount, back } of paid) {
    if (day < start || day > today || currency === '') continue;
    const then = givenAt(facts, rules, (hand) => localDay(hand.at, timeZone) <= day && day <= lastDayOf(hand, timeZone));
    // What the rules gave on an earlier day is not kept: today's answer stands for it.
    const saved = savedOf(amount - back, (then?.group ?? byRules)?.percent ?? 0);
    if (saved > 0) sums.set(currency, (sums.get(currency) ?? 0) + saved);
  }
  const saved = [...sums].map(([currency, amount]) => ({ amount, currency }));
  return { group, years, purchases, byHand: set ? { set: set.hand, instead: byRules } : null, saved };
}

/** The largest of what they saved this year; null where nothing was. */
export function savingOf(facts: Facts, programme: Programme, now: number): Money | null {
  return priceGroupOf(facts, programme, now)?.saved.toSorted((a, b) => b.amount - a.amount)[0] ?? null;
}

/**
 * What a group would have them pay less (below zero: more) for what they bought in the last 365 days, against the one that they are in, per
 * currency: the list price is what they paid before their own discount.
 */
export function yearlyLess(facts: Facts, programme: Programme, group: PriceGroup, now: number): Money[] {
  const today = localDay(now, inForce(programme, now).timeZone);
  const own = priceGroupOf(facts, programme, now)?.group.percent ?? 0;
  if (own >= 100) return [];
  const sums = new Map<string, number>();
  for (const { day, currency, amount, back } of paidRows(facts).paid)
    if (day > today - 365 && day <= today && currency !== '') sums.set(currency, (sums.get(currency) ?? 0) + amount - back);
  return [...sums].flatMap(([currency, net]) => {
    const amount = Math.round((net * (group.percent - own)) / (100 - own));
    return amount === 0 ? [] : [{ amount, currency }];
  });
}

/** Gives a group by hand, up to the end of a day that lies ahead (a date, epoch ms). Only a group of rules that are switched on can be given. */
export function setPriceGroup(
  programme: Programme,
  given: { group: string; until: number; reason: string; by: string },
  now: number,
): Decision<Attributes<'price-group.set'>> {
  const { priceGroups: rules, timeZone } = inForce(programme, now);
  if (!rules.on || !rules.groups.some(({ id }) => id === given.group)) return { ok: false, code: 'club.price-unknown' };
  return endOfDay(given.until, timeZone) <= now ? { ok: false, code: 'club.price-over' } : { ok: true, data: given };
}

/** The newest that was given by hand, holds, and names a group there is. */
function givenAt(
  facts: Facts,
  { groups }: PriceGroupRules,
  holds: (hand: PriceByHand) => boolean,
): { hand: PriceByHand; group: PriceGroup } | null {
  const hand = facts.awards?.prices?.findLast(holds);
  const group = hand && groups.find(({ id }) => id === hand.group);
  return hand && group ? { hand, group } : null;
}
const lastDayOf = ({ until, endedAt }: PriceByHand, zone: string): number =>
  Math.min(Math.floor(until / DAY), endedAt === null ? Infinity : localDay(endedAt, zone));
const endOfHand = ({ until, endedAt }: PriceByHand, zone: string): number => Math.min(endOfDay(until, zone), endedAt ?? Infinity);

/** What was saved on a net amount that was paid after a discount of so many percent, rounded down to minor units; of 100 % nothing is known. */
function savedOf(net: number, percent: number): number {
  return percent <= 0 || percent >= 100 || net <= 0 ? 0 : Math.floor((net * percent) / (100 - percent));
}

const yearStart = (today: number): number => Math.floor(Date.UTC(new Date(today * DAY).getUTCFullYear(), 0, 1) / DAY);

function fullYears(from: number, today: number): number {
  let years = 0;
  while (addMonths(from, 12 * (years + 1)) <= today) years++;
  return years;
}
