/**
 * Reads a day to come as a person writes it ("Thursday", «سه روز دیگر», «بعد أسبوع», "21 Mehr"), in whatever language and digits. It
 * never guesses: what may be two days is answered by both, and what it does not understand whole by nothing at all.
 */
import {
  type CalendarDate,
  CalendarDate as Day,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  PersianCalendar,
  toCalendar,
} from '@internationalized/date';
import { DAY } from '../event';
import { calendarDay } from './dates';
import {
  AFTER,
  BEFORE,
  type DayUnit,
  ERA,
  FILLERS,
  keyOf,
  LONGEST_MONTH,
  MONTH_END,
  MONTHS,
  NEAR,
  NEXT,
  NEXT_WEEK,
  NUMBERS,
  ORDINAL,
  UNITS,
  WEEKDAYS,
} from './dates-words';
import type { Calendar, Locale } from './message';
import { firstDayOf, weekdayOf, weekStart } from './week';

/** Days ahead of today in the reader's time zone; `which` holds two, the nearer first. */
export type ReadDay =
  | { kind: 'nothing' }
  | { kind: 'day'; ahead: number }
  | { kind: 'which'; ahead: readonly [number, number] }
  | { kind: 'passed' }
  | { kind: 'unknown' };

const UNKNOWN: ReadDay = { kind: 'unknown' };
/** A follow-up lies at most so many days ahead. */
export const FARTHEST_DAY = 1100;
const CALENDARS = { gregory: new GregorianCalendar(), persian: new PersianCalendar(), 'islamic-umalqura': new IslamicUmalquraCalendar() };
/** The years in which a calendar's date can be meant: about now. */
const YEARS_BACK = 3;
const YEARS_AHEAD = 4;

interface Context {
  /** Number of the reader's calendar day. */
  today: number;
  locale: Locale;
}

/** Reads the text; `now` is epoch ms. */
export function readDay(text: string, now: number, locale: Locale): ReadDay {
  const key = keyOf(text);
  if (key === '') return { kind: 'nothing' };
  const context = { today: calendarDay(now % DAY === 0 ? now + 1 : now, locale), locale };
  const words = key.split(' ');
  // A filler may be a word with a meaning too («بعد», «تا»), so the whole text comes first.
  for (let from = 0; from < words.length; from++) {
    const found = readWhole(words.slice(from), context);
    if (found.kind !== 'unknown') return found.kind === 'day' && found.ahead > FARTHEST_DAY ? UNKNOWN : found;
    if (!FILLERS.has(words[from] ?? '')) return UNKNOWN;
  }
  return UNKNOWN;
}

function readWhole(words: readonly string[], context: Context): ReadDay {
  const text = words.join(' ');
  const near = NEAR.get(text);
  if (near !== undefined) return { kind: 'day', ahead: near };
  if (MONTH_END.has(text)) return { kind: 'day', ahead: monthEnd(context) };
  for (const read of [readSpan, readWeekday, readNumeric, readNamedDate]) {
    const found = read(words, context);
    if (found.kind !== 'unknown') return found;
  }
  return UNKNOWN;
}

/** "in 3 days", «دو هفته دیگر», «بعد أسبوعين», "next month". */
function readSpan(words: readonly string[], context: Context): ReadDay {
  for (let start = 0; start <= 2 && start < words.length; start++) {
    const before = words.slice(0, start).join(' ');
    if (start > 0 && !BEFORE.has(before)) continue;
    for (let end = start + 1; end <= words.length; end++) {
      const after = words.slice(end).join(' ');
      if (after !== '' && !AFTER.has(after)) continue;
      const span = spanOf(words.slice(start, end));
      if (span === null || (span.bare && before === '' && after === '')) continue;
      // "next 3 days" is a stretch of time, not a day.
      if (!span.bare && before.endsWith('next')) continue;
      return { kind: 'day', ahead: aheadBy(span.n, span.unit, context) };
    }
  }
  return UNKNOWN;
}

/** A number and a unit, or a unit alone (`bare`), which needs a word beside it. */
function spanOf(words: readonly string[]): { n: number; unit: DayUnit; bare: boolean } | null {
  const glued = /^(\d{1,3})(\p{L}+)$/u.exec(words.join(''));
  const [last, first] = glued && words.length === 1 ? [glued[2], glued[1] ?? ''] : [words.at(-1), words.slice(0, -1).join(' ')];
  const unit = UNITS.get(last ?? '');
  if (unit === undefined) return null;
  const [name, own] = unit;
  if (first === '') return { n: own ?? 1, unit: name, bare: own === null || own === 1 };
  const n = /^\d{1,3}$/.test(first) ? Number(first) : NUMBERS.get(first);
  return n === undefined || (own !== null && n !== 1) ? null : { n: n * (own ?? 1), unit: name, bare: false };
}

function aheadBy(n: number, unit: DayUnit, { today, locale }: Context): number {
  if (unit !== 'month') return unit === 'day' ? n : 7 * n;
  const date = dateOf(today, locale.calendar);
  return dayNumber(date.add({ months: n })) - today;
}

function readWeekday(words: readonly string[], { today, locale }: Context): ReadDay {
  const text = words.join(' ');
  const week = NEXT_WEEK.find((phrase) => text.startsWith(`${phrase} `) || text.endsWith(` ${phrase}`));
  const rest = week === undefined ? words : text.replace(week, '').trim().split(' ');
  const name = rest.find((word) => WEEKDAYS.has(word));
  const weekday = WEEKDAYS.get(name ?? '');
  if (weekday === undefined) return UNKNOWN;
  const others = rest.filter((word) => word !== name && !FILLERS.has(word));
  if (week !== undefined) {
    const first = firstDayOf(locale);
    return others.length > 0 ? UNKNOWN : { kind: 'day', ahead: weekStart(today, first) + 7 + ((weekday - first + 7) % 7) - today };
  }
  const coming = ((weekday - weekdayOf(today) + 6) % 7) + 1;
  if (others.length === 0) return { kind: 'day', ahead: coming };
  if (others.length === 1 && NEXT.has(others[0] ?? '')) return { kind: 'which', ahead: [coming, coming + 7] };
  // A weekday beside a date says nothing new, and must not contradict it.
  const date = readNamedDate(others, { today, locale });
  return date.kind === 'day' && weekdayOf(today + date.ahead) === weekday ? date : UNKNOWN;
}

/** 2026-10-13, 1405/7/21, 13.10.2026, 21/7: the year tells the calendar, and without one it is the reader's. */
function readNumeric(words: readonly string[], context: Context): ReadDay {
  const era = ERA.test(words.slice(1).join(' '));
  const found = /^(\d{1,4})([-/ ])(\d{1,2})(?:\2(\d{1,4}))?$/.exec((era ? words.slice(0, 1) : words).join(' '));
  if (!found) return UNKNOWN;
  const [a, b, c] = [found[1], found[3], found[4]] as [string, string, string | undefined];
  // keyOf makes dots spaces; two bare numbers are no date.
  if (found[2] === ' ' && c === undefined) return UNKNOWN;
  if (a.length === 4) return c === undefined || c.length > 2 ? UNKNOWN : withYear(Number(a), [[Number(b), Number(c)]], context);
  if (c !== undefined && c.length !== 4) return UNKNOWN;
  // Day first and month first are both written.
  const orders: [number, number][] = [[Number(b), Number(a)]];
  if (a !== b) orders.push([Number(a), Number(b)]);
  return c === undefined
    ? oneOf(orders.flatMap(([month, day]) => upcoming(context.locale.calendar, month, day, context)))
    : withYear(Number(c), orders, context);
}

/** "21 Mehr", "Oct 22nd, 2026", «٢ جمادى الأولى ١٤٤٨ هـ». */
function readNamedDate(words: readonly string[], context: Context): ReadDay {
  for (let length = Math.min(LONGEST_MONTH, words.length - 1); length > 0; length--)
    for (let from = 0; from + length <= words.length; from++) {
      const month = MONTHS.get(words.slice(from, from + length).join(' '));
      if (month === undefined) continue;
      const numbers = numbersIn([...words.slice(0, from), ...words.slice(from + length)]);
      if (numbers === null) continue;
      const [calendar, nth] = month;
      const { day, year } = numbers;
      if (year === null) return oneOf(upcoming(calendar, nth, day, context));
      return said(dayIn(calendar, year, nth, day), context);
    }
  return UNKNOWN;
}

/** A day of the month and perhaps a year, with nothing else beside them. */
function numbersIn(words: readonly string[]): { day: number; year: number | null } | null {
  const rest = words.flatMap((word) => /^(\d{1,2})(\p{L}+)$/u.exec(word)?.slice(1) ?? [word]);
  const numbers = rest.filter((word) => /^\d+$/.test(word));
  const others = rest.filter((word) => !/^\d+$/.test(word));
  if (others.some((word) => !ORDINAL.test(word) && !ERA.test(word) && word !== 'of' && word !== 'من')) return null;
  const days = numbers.filter((number) => number.length <= 2);
  const years = numbers.filter((number) => number.length === 4);
  if (days.length !== 1 || years.length > 1 || days.length + years.length !== numbers.length) return null;
  return { day: Number(days[0]), year: years.length === 1 ? Number(years[0]) : null };
}

/** A year names its calendar by lying near now in it. */
function withYear(year: number, orders: readonly (readonly [number, number])[], context: Context): ReadDay {
  const calendar = (Object.keys(CALENDARS) as Calendar[]).find((one) => {
    const now = dateOf(context.today, one).year;
    return year >= now - YEARS_BACK && year <= now + YEARS_AHEAD;
  });
  if (calendar === undefined) return UNKNOWN;
  const days = orders.flatMap(([month, day]) => dayIn(calendar, year, month, day) ?? []);
  const coming = days.map((day) => day - context.today).filter((ahead) => ahead >= 0);
  return coming.length === 0 && days.length > 0 ? { kind: 'passed' } : oneOf(coming);
}

function said(day: number | null, { today }: Context): ReadDay {
  if (day === null) return UNKNOWN;
  return day < today ? { kind: 'passed' } : { kind: 'day', ahead: day - today };
}

function oneOf(found: readonly number[]): ReadDay {
  const [first, second] = [...new Set(found)].sort((a, b) => a - b);
  if (first === undefined) return UNKNOWN;
  return second === undefined ? { kind: 'day', ahead: first } : { kind: 'which', ahead: [first, second] };
}

/** Days ahead of the next such day, today included. */
function upcoming(calendar: Calendar, month: number, day: number, { today }: Context): number[] {
  const { year } = dateOf(today, calendar);
  for (const each of [year, year + 1, year + 2, year + 3, year + 4]) {
    const found = dayIn(calendar, each, month, day);
    if (found !== null && found >= today) return [found - today];
  }
  return [];
}

function monthEnd({ today, locale }: Context): number {
  const date = dateOf(today, locale.calendar);
  return CALENDARS[locale.calendar].getDaysInMonth(date) - date.day;
}

const EPOCH = new Day(1970, 1, 1);
const dateOf = (day: number, calendar: Calendar): CalendarDate => toCalendar(EPOCH.add({ days: day }), CALENDARS[calendar]);
const dayNumber = (date: CalendarDate): number => {
  const { year, month, day } = toCalendar(date, CALENDARS.gregory);
  return Date.UTC(year, month - 1, day) / DAY;
};

/** The number of a day of a calendar; null where it has no such day. */
function dayIn(calendar: Calendar, year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = new Day(CALENDARS[calendar], year, month, day);
  // The constructor moves a day that does not exist to one that does.
  return date.year === year && date.month === month && date.day === day ? dayNumber(date) : null;
}
