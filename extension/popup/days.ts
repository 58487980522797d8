/** Days to come as a person names them, in the reader's own time and calendar. */
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';

/** The instant of an hour on a day so many days ahead. */
export function atDay(now: number, days: number, hour: number, minute = 0): number {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, hour, minute).getTime();
}
/** The hour at which what was put off comes back, and the end of a day by which something was promised. */
export const MORNING = [10, 0] as const;
export const EVENING = [23, 59] as const;

const EVERY_DAY = 60;
const FARTHEST = 360;

export interface DayMonth {
  month: string;
  days: { ahead: number; words: string }[];
}
/** Each of the next sixty days, then one a week, by the months of the reader's calendar. */
export function daysAhead(t: Translate, now: number): DayMonth[] {
  const months: DayMonth[] = [];
  for (let ahead = 1; ahead <= FARTHEST; ahead += ahead < EVERY_DAY ? 1 : 7) {
    const at = atDay(now, ahead, 12);
    const month = formatDate(at, t.locale, 'month');
    const day = { ahead, words: formatDate(at, t.locale, 'weekday') };
    const last = months.at(-1);
    if (last?.month === month) last.days.push(day);
    else months.push({ month, days: [day] });
  }
  return months;
}
