/** Flags that a person raised by hand under the name of a rule: that rule reads them, and says them in its own words. */
import { DAY } from '../../event';
import { entryOf } from '../../facts/bounded';
import type { Facts } from '../../facts/facts';

/** Rules that read flags of their own name, so that nobody else lists these. */
export const FLAGS_OF_RULES: readonly string[] = ['social-silence'];

/** A flag that nobody has acknowledged is old news after so many days. */
export const FLAG_DAYS = 90;

export interface Flag {
  at: number;
  text: string;
}

/** The flag of that name, while it is younger than `days` and nobody has acknowledged it since; null where there is none. */
export function flagOf(facts: Facts, name: string, days: number, now: number): Flag | null {
  const flag = entryOf(facts.raised, name);
  if (!flag || now >= flag.at + days * DAY) return null;
  const seen = entryOf(facts.acknowledged, name);
  return seen && seen.at >= flag.at ? null : flag;
}

/** The facts with the flag of that name acknowledged. */
export function withoutFlag(facts: Facts, name: string, at: number): Facts {
  return { ...facts, acknowledged: { ...facts.acknowledged, [name]: { at, by: '' } } };
}
