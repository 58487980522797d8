/** Who counts as loyal: by tier, by years, or by what they bring in a year. */
import type { Facts } from '../facts/facts';
import { yearlyValue } from '../health/next-act';
import type { Programme } from '../loyalty/programme';
import { tierOf } from '../loyalty/tiers';
import type { Loyal } from './order';

/** The upper half of the club's tiers counts: of five, gold and above. */
const UPPER = 2;
/** A customer for so many years is an old one, as for the warning that they are neglected. */
export const LOYAL_YEARS = 2;
const YEAR = 365.25 * 86_400_000;
/** The place among all from which a yearly value is one of the top, and how many values it takes to speak of a top. */
const TOP = 0.9;
const FEWEST = 10;

/** From which yearly value on a customer is one of the top, per currency; without one where too few values are known. */
export function topValues(all: readonly Facts[], now: number): Record<string, number> {
  const values = new Map<string, number[]>();
  for (const facts of all) {
    const value = yearlyValue(facts, now);
    if (value !== null) values.set(value.currency, [...(values.get(value.currency) ?? []), value.amount]);
  }
  return Object.fromEntries(
    [...values].flatMap(([currency, amounts]) => {
      const sorted = amounts.sort((a, b) => a - b);
      const cut = sorted[Math.floor(TOP * sorted.length)];
      return sorted.length < FEWEST || cut === undefined ? [] : [[currency, cut]];
    }),
  );
}

/** By what a customer counts as loyal at `now`; null where by nothing. Without a programme the tier does not speak. */
export function loyalBy(facts: Facts, programme: Programme | null, top: Readonly<Record<string, number>>, now: number): Loyal | null {
  if (programme !== null && programme.tiers.length > 1) {
    const { tier, rank } = tierOf(facts, programme, now);
    if (rank > Math.floor(programme.tiers.length / UPPER)) return { by: 'tier', tier };
  }
  const { since } = facts.profile;
  const years = since === null ? 0 : Math.floor((now - since) / YEAR);
  if (years >= LOYAL_YEARS) return { by: 'years', years };
  const value = yearlyValue(facts, now);
  const cut = value === null ? undefined : top[value.currency];
  return value !== null && cut !== undefined && value.amount >= cut ? { by: 'value' } : null;
}
