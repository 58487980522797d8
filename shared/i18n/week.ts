/** Days of the reader: which one begins a week, and when an hour of a day strikes in their time zone. */
import { DAY } from '../event';
import { calendarDay } from './dates';
import { regionOf } from './default-locale';
import { languageOf } from './languages';
import type { Locale, Weekday } from './message';

/** Countries whose week begins on another day than Monday: Saturday or Sunday. */
const SATURDAY = new Set(['IR', 'AF']);
const SUNDAY = new Set([
  ...['US', 'CA', 'MX', 'BR', 'CO', 'PE', 'IN', 'PK', 'BD', 'JP', 'KR', 'TW', 'HK', 'TH', 'PH', 'ID', 'ZA', 'KE', 'IL'],
  ...['SA', 'KW', 'QA', 'BH', 'OM', 'YE', 'EG', 'SD', 'LY', 'SY', 'JO', 'IQ', 'PS', 'DZ'],
]);

/** The first day of the week, 0 Sunday … 6 Saturday: as chosen, else as in the reader's country. */
export function firstDayOf({ firstDay, tag, language }: Pick<Locale, 'firstDay' | 'tag' | 'language'>): Weekday {
  if (firstDay !== undefined) return firstDay;
  const region = regionOf(tag);
  if (region === '') return languageOf(language).firstDay;
  return SATURDAY.has(region) ? 6 : SUNDAY.has(region) ? 0 : 1;
}

/** Countries whose days off are others than Saturday and Sunday, as their offices have them. */
const THU_FRI = new Set(['IR', 'AF']);
const FRI_SAT = new Set([
  ...['SA', 'KW', 'QA', 'BH', 'OM', 'YE', 'EG', 'SD', 'LY', 'SY', 'JO', 'IQ', 'PS', 'DZ'],
  ...['BD', 'MV', 'IL', 'SO'],
]);

/** The days off of the reader's country; Saturday and Sunday where it is not known. */
export function restDaysOf({ tag, language }: Pick<Locale, 'tag' | 'language'>): Weekday[] {
  const region = regionOf(tag) || languageOf(language).home;
  return THU_FRI.has(region) ? [4, 5] : FRI_SAT.has(region) ? [5, 6] : [6, 0];
}

/** All seven days in the order of the reader's week. */
export const weekOf = (locale: Locale): Weekday[] => Array.from({ length: 7 }, (_, nth) => ((firstDayOf(locale) + nth) % 7) as Weekday);

/** The weekday of a day number (days since Thursday 1 January 1970). */
export const weekdayOf = (day: number): Weekday => ((((day + 4) % 7) + 7) % 7) as Weekday;

/** The number of the day on which the week of this day began. */
export const weekStart = (day: number, first: Weekday): number => day - ((weekdayOf(day) - first + 7) % 7);

/** The name of a weekday in the reader's language. */
export const weekdayName = (weekday: Weekday, { language }: Pick<Locale, 'language'>): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format((3 + weekday) * DAY);

/**
 * The instant (epoch ms) of an hour on the day so many days after today, where today and the hour are those of the reader's time zone,
 * which need not be the device's. An hour that a change of clocks leaves out is the one after it.
 */
export function atHour(now: number, days: number, hour: number, minute: number, locale: Locale): number {
  const today = calendarDay(now % DAY === 0 ? now + 1 : now, locale);
  const wall = (today + days) * DAY + (hour * 60 + minute) * 60_000;
  // What the zone is ahead may differ between the guess and the answer, so it is asked twice.
  const guess = wall - ahead(wall, locale.timeZone);
  return wall - ahead(guess, locale.timeZone);
}

/** How far a zone's clocks are ahead of UTC at an instant, in ms. */
function ahead(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000;
}
