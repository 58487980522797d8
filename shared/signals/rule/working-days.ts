import { DAY, dayOf } from '../../event';

/**
 * The instant at which `days` working days (with fraction) have passed since `at`: where `workingDaysSince` reaches them. `restDays` are
 * UTC weekdays (0 Sunday … 6 Saturday). Where every day is one of rest, days of the calendar count.
 */
export function afterWorkingDays(at: number, days: number, restDays: readonly number[] = [0, 6]): number {
  if (WEEK.every((weekday) => restDays.includes(weekday))) return at + days * DAY;
  let left = days * DAY;
  for (let from = at; ; ) {
    const midnight = (dayOf(from) + 1) * DAY;
    if (!restDays.includes((((dayOf(from) + 4) % 7) + 7) % 7)) {
      if (left <= midnight - from) return from + left;
      left -= midnight - from;
    }
    from = midnight;
  }
}
const WEEK = [0, 1, 2, 3, 4, 5, 6];
