/** The shapes that terms are made of. Each is monotone in time, which is what lets the next change be found without sampling. */
import { DAY, dayOf } from '../event';
import { along } from './cuts';

/** Days (with fraction) between two instants; never negative. */
export function daysSince(at: number, now: number): number {
  return Math.max(0, now - at) / DAY;
}
/** Whole days between two instants, for showing; never negative. */
export function wholeDays(at: number, now: number): number {
  return Math.floor(daysSince(at, now));
}
/** Calendar days (UTC) from now to a coming instant, as people count them: tomorrow is one day off, whatever the hour; never negative. */
export function daysAhead(now: number, at: number): number {
  return Math.max(0, dayOf(at) - dayOf(now));
}
/** The midnight (UTC) that ends the day of an instant: from then on what was due on that day is late. */
export function dayOver(at: number): number {
  return (dayOf(at) + 1) * DAY;
}
/** Rises with the days since `at` along knots of [days, share]. */
export function ramp(at: number, now: number, knots: readonly (readonly [number, number])[]): number {
  return along(knots, (now - at) / DAY);
}
/** Halves every `halfLife` days from `at` on. */
export function fading(at: number, now: number, halfLife: number): number {
  return 2 ** (-daysSince(at, now) / halfLife);
}

/** Working days that have passed since `at` (with fraction), leaving out the given UTC weekdays (0 Sunday … 6 Saturday). */
export function workingDaysSince(at: number, now: number, restDays: readonly number[] = [0, 6]): number {
  if (now <= at) return 0;
  const open = (from: number, to: number): number => {
    const day = Math.floor(from / DAY);
    return restDays.includes((((day + 4) % 7) + 7) % 7) ? 0 : (to - from) / DAY;
  };
  const firstMidnight = (Math.floor(at / DAY) + 1) * DAY;
  if (now <= firstMidnight) return open(at, now);
  let sum = open(at, firstMidnight);
  const midnights = Math.floor((now - firstMidnight) / DAY);
  const weeks = Math.floor(midnights / 7);
  sum += weeks * (7 - new Set(restDays).size);
  for (let from = firstMidnight + weeks * 7 * DAY; from < now; from += DAY) sum += open(from, Math.min(now, from + DAY));
  return sum;
}
