/** Active days as a list, decoded once for each set: a score is read at many instants from the same facts. */
import { eachActiveDay } from '../facts/active-days';
import type { ActiveDays } from '../facts/facts';

// Sets are never changed in place, so the list of one stays right for as long as the set itself lives.
const decoded = new WeakMap<ActiveDays, readonly number[]>();

/** The active days that are still kept one by one, as UTC day numbers, newest first. */
export function dayList(days: ActiveDays): readonly number[] {
  const known = decoded.get(days);
  if (known) return known;
  const list: number[] = [];
  eachActiveDay(days, (day) => list.push(day));
  decoded.set(days, list);
  return list;
}

/** Ages in days of the listed days as of day `today`, rising; later days are left out. */
export function agesOn(list: readonly number[], today: number): number[] {
  const ages: number[] = [];
  for (const day of list) if (day <= today) ages.push(today - day);
  return ages;
}
