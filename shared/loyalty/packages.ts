/** Which package suits a customer at the renewal, by how much they use: a table fixed beforehand, with the term it is offered for. */
import type { Facts } from '../facts/facts';
import { dayList } from '../health/day-list';
import { localDay } from './calendar';
import { inForce } from './in-force';
import type { Programme } from './programme';

/** The last row of the table whose days of use are reached is offered. */
export interface PackageRule {
  id: string;
  name: string;
  /** Days of use in the last thirty, at least. */
  activeDays: number;
  /** The term that it is offered for. */
  months: number;
  /** What that term takes off the list price, in percent. */
  percent: number;
}
/** The days that use is counted over. */
export const PACKAGE_DAYS = 30;

/** What to offer at `now` (epoch ms), and the days of use that say so; null without a table, or where not even the first row is reached. */
export function packageFor(facts: Facts, programme: Programme, now: number): { offer: PackageRule; used: number } | null {
  const { packages, timeZone } = inForce(programme, now);
  if (packages.length === 0) return null;
  const today = localDay(now, timeZone);
  const used = dayList(facts.activity.usage).filter((day) => day > today - PACKAGE_DAYS && day <= today).length;
  const offer = packages.findLast(({ activeDays }) => used >= activeDays);
  return offer ? { offer, used } : null;
}
