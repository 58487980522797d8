/**
 * Dates in the reader's calendar, words and digits. An instant at exactly midnight UTC is a date without a time (so imports write
 * them) and is that date everywhere; any other instant is read in the reader's time zone. Nothing here knows what time it is.
 */
import { DAY } from '../event';
import { languageOf } from './languages';
import type { Locale } from './message';
import { monthName } from './month-names';
import { localDigits, tagOf } from './numbers';

const formats = new Map<string, Intl.DateTimeFormat>();
const LATEST = 8.64e15;

function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(tag, options);
    formats.set(key, made);
  }
  return made;
}
const known = (at: number): boolean => Number.isFinite(at) && Math.abs(at) <= LATEST;
const isDateOnly = (at: number): boolean => at % DAY === 0;
const zoneOf = (at: number, locale: Locale): string => (isDateOnly(at) ? 'UTC' : locale.timeZone);

interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

function calendarDate(at: number, calendar: string, timeZone: string): CalendarDate {
  const parts = format(`en-u-ca-${calendar}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone }).formatToParts(at);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return { year: value('year'), month: value('month'), day: value('day') };
}

/** The number of the reader's calendar day (days since 1 January 1970) that an instant falls on. */
export function calendarDay(at: number, locale: Locale): number {
  if (isDateOnly(at)) return at / DAY;
  const { year, month, day } = calendarDate(at, 'gregory', locale.timeZone);
  return Date.UTC(year, month - 1, day) / DAY;
}

/** Whole calendar days from one instant to another, negative when `to` is earlier. */
export const daysBetween = (from: number, to: number, locale: Locale): number => calendarDay(to, locale) - calendarDay(from, locale);

export type DateStyle = 'short' | 'weekday' | 'long' | 'month';

/**
 * A date in words: `short` 22 Oct, `weekday` Thu 22 Oct, `long` 22 Oct 2026, `month` Oct 2026. With `now`, a short date of another
 * year brings its year. A dash for what is no instant.
 */
export function formatDate(at: number, locale: Locale, style: DateStyle = 'short', now?: number): string {
  if (!known(at)) return '–';
  const timeZone = zoneOf(at, locale);
  const date = calendarDate(at, locale.calendar, timeZone);
  const month = monthName(date.month, locale);
  const thisYear = now === undefined || !known(now) ? date.year : calendarDate(now, locale.calendar, zoneOf(now, locale)).year;
  const withYear = style === 'long' || style === 'month' || (style === 'short' && date.year !== thisYear);
  const words = style === 'month' ? [month] : [String(date.day), month];
  if (withYear) words.push(`${date.year}${languageOf(locale.language).eras[locale.calendar] ?? ''}`);
  if (style === 'weekday') words.unshift(weekday(at, timeZone, locale));
  return localDigits(words.join(' '), locale);
}

function weekday(at: number, timeZone: string, locale: Locale): string {
  return format(tagOf(locale), { weekday: languageOf(locale.language).abbreviates ? 'short' : 'long', timeZone }).format(at);
}

/** The time of day: 14:05, ۱۴:۰۵, ٢:٠٥ م (Morocco 14:05). */
export function formatTime(at: number, locale: Locale): string {
  if (!known(at)) return '–';
  const parts = format('en-u-nu-latn', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: locale.timeZone }).formatToParts(
    at,
  );
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '00';
  const hour = Number(value('hour'));
  const { halves } = languageOf(locale.language);
  if (!halves || halves.not.includes(tagOf(locale))) return localDigits(`${value('hour')}:${value('minute')}`, locale);
  return localDigits(`${hour % 12 || 12}:${value('minute')} ${hour < 12 ? halves.am : halves.pm}`, locale);
}
