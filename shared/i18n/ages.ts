/**
 * How long ago and how long until, in words. Yesterday, tomorrow and the days ahead are calendar days of the reader; the number of days
 * behind is that of full days, as the rules count them, so that a row's age and its sentence never differ by one.
 */
import { DAY } from '../event';
import { calendarDay, daysBetween, formatDate, formatTime } from './dates';
import type { Translate } from './t';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONTH_DAYS = 30.44;

/** An age: "just now", "6 min ago", "3 h ago", "yesterday", "26 d ago", "4 mo ago". The future counts as now. */
export function age(t: Translate, at: number, now: number): string {
  const passed = now - at;
  if (!Number.isFinite(passed)) return '–';
  const days = daysBetween(at, now, t.locale);
  if (days <= 0 || passed < 6 * HOUR) {
    if (passed < MINUTE) return t('age.now');
    if (passed < HOUR) return t('age.minutes', { n: Math.floor(passed / MINUTE) });
    return t('age.hours', { n: Math.floor(passed / HOUR) });
  }
  if (days === 1) return t('age.yesterday');
  if (days === 2) return t('age.before-yesterday');
  const full = Math.floor(passed / DAY);
  if (full < 100) return t('age.days', { n: full });
  const months = Math.floor(days / MONTH_DAYS);
  return months < 24 ? t('age.months', { n: months }) : t('age.years', { n: Math.floor(days / 365.25) });
}

/** The age of a row, without "ago": "9 d", "3 w", "5 mo", «۹ روز», «٣ أسابيع». */
export function shortAge(t: Translate, at: number, now: number): string {
  const passed = now - at;
  if (!Number.isFinite(passed)) return '–';
  const days = Math.floor(passed / DAY);
  if (days <= 0) return passed < HOUR ? t('short.now') : t('short.hour', { n: Math.floor(passed / HOUR) });
  if (days < 21) return t('short.day', { n: days });
  if (days < 70) return t('short.week', { n: Math.floor(days / 7) });
  const months = Math.floor(days / MONTH_DAYS);
  return months < 24 ? t('short.month', { n: months }) : t('short.year', { n: Math.floor(days / 365.25) });
}

/** A day to come: "today", "tomorrow", "in 9 d"; a day that has passed is told as `age`. */
export function inDays(t: Translate, at: number, now: number): string {
  const days = daysBetween(now, at, t.locale);
  if (!Number.isFinite(days)) return '–';
  if (days < 0) return age(t, at, now);
  if (days === 0) return t('in.today');
  if (days === 1) return t('in.tomorrow');
  return days === 2 ? t('in.after-tomorrow') : t('in.days', { n: days });
}

/** A moment near by, with its time: "yesterday, 16:40", "tomorrow, 10:00", "Thu 22 Oct, 10:00". */
export function dayAndTime(t: Translate, at: number, now: number): string {
  const days = daysBetween(now, at, t.locale);
  const near = days === 0 ? t('in.today') : days === 1 ? t('in.tomorrow') : days === -1 ? t('age.yesterday') : null;
  return t('time.day', { day: { text: near ?? formatDate(at, t.locale, 'weekday') }, time: { text: clock(t, at) } });
}

/** The time of day with the word that the language puts before it: 14:05, «ساعت ۱۴:۰۵». */
export const clock = (t: Translate, at: number): string => t('time.at', { time: { text: formatTime(at, t.locale) } });

/** True when both instants fall on one calendar day of the reader. */
export const sameDay = (t: Translate, a: number, b: number): boolean => calendarDay(a, t.locale) === calendarDay(b, t.locale);
