/** Days to come as a person names them, in the reader's own time zone and calendar. */
import { calendarDay, formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { atHour, firstDayOf, weekStart } from '../../shared/i18n/week';

/** The hour at which what was put off comes back, and the end of a day by which something was promised. */
export const MORNING = [10, 0] as const;
export const EVENING = [23, 59] as const;

const EVERY_DAY = 60;
const FARTHEST = 360;

export interface DayMonth {
  month: string;
  days: { ahead: number; words: string }[];
}
/** Each of the next sixty days, then the first day of each week, by the months of the reader's calendar. */
export function daysAhead(t: Translate, now: number): DayMonth[] {
  const months: DayMonth[] = [];
  const today = calendarDay(now, t.locale);
  const nextWeek = (ahead: number) => weekStart(today + ahead, firstDayOf(t.locale)) + 7 - today;
  for (let ahead = 1; ahead <= FARTHEST; ahead = ahead < EVERY_DAY ? ahead + 1 : nextWeek(ahead)) {
    const at = atHour(now, ahead, 12, 0, t.locale);
    const month = formatDate(at, t.locale, 'month');
    const day = { ahead, words: formatDate(at, t.locale, 'weekday') };
    const last = months.at(-1);
    if (last?.month === month) last.days.push(day);
    else months.push({ month, days: [day] });
  }
  return months;
}
