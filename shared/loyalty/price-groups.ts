/** Better prices for longer or larger custom, by a table fixed beforehand. Off by default. */
import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import type { Money } from '../money';
import { addMonths } from './calendar';
import { paidRows } from './paid';

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
  /** What brought them here: full years, and purchases in the last 365 days. */
  years: number;
  purchases: number;
  /** What they paid less since 1 January, per currency: paid amounts are after the discount. */
  saved: Money[];
}

/** The price group at `now` (epoch ms); null for nobody's, and wherever groups are off. */
export function priceGroupOf(facts: Facts, rules: PriceGroupRules, now: number): PriceReading | null {
  if (!rules.on) return null;
  const today = dayOf(now);
  const { paid } = paidRows(facts);
  const years = fullYears(facts.profile.since ?? facts.profile.joinedClub, today);
  const bought = paid.filter(({ day }) => day > today - 365 && day <= today);
  const purchases = bought.reduce((sum, { count, backCount }) => sum + count - backCount, 0);
  const group = rules.groups.findLast((one) => years >= one.years && purchases >= one.purchases);
  if (!group) return null;
  const start = dayOf(Date.UTC(new Date(now).getUTCFullYear(), 0, 1));
  const sums = new Map<string, number>();
  for (const { day, currency, amount, back } of paid)
    if (day >= start && day <= today && currency !== '') sums.set(currency, (sums.get(currency) ?? 0) + amount - back);
  const saved = [...sums].flatMap(([currency, net]) => {
    const amount = savedOf(net, group.percent);
    return amount > 0 ? [{ amount, currency }] : [];
  });
  return { group, years, purchases, saved };
}

/** The largest of what they saved this year; null where nothing was. */
export function savingOf(facts: Facts, rules: PriceGroupRules, now: number): Money | null {
  return priceGroupOf(facts, rules, now)?.saved.toSorted((a, b) => b.amount - a.amount)[0] ?? null;
}

/** What was saved on a net amount that was paid after a discount of so many percent, rounded down to minor units; of 100 % nothing is known. */
function savedOf(net: number, percent: number): number {
  return percent <= 0 || percent >= 100 || net <= 0 ? 0 : Math.floor((net * percent) / (100 - percent));
}

function fullYears(since: number | null, today: number): number {
  if (since === null || since > today * DAY + DAY) return 0;
  const from = dayOf(since);
  let years = 0;
  while (addMonths(from, 12 * (years + 1)) <= today) years++;
  return years;
}
