/** Days of the workspace's time zone, and spans of months with the end of a short month as their end. Days are numbers of civil days. */
import { DAY, dayOf } from '../event';
import type { Span } from './programme';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The number of the day that it is in the zone at an instant. */
export function localDay(at: number, zone: string): number {
  return dayOf(at + offsetAt(at, zone));
}

/** The first instant of a day in the zone; clocks that go forward at midnight have theirs at one o'clock. */
export function startOfDay(day: number, zone: string): number {
  const utc = day * DAY;
  const starts = [utc - offsetAt(utc - DAY, zone), utc - offsetAt(utc + DAY, zone)].sort((a, b) => a - b);
  return starts.find((at) => localDay(at, zone) >= day) ?? utc;
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant; 0 for a zone that nobody knows. */
function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const format = formatOf(zone);
  if (!format) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const local = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return local - Math.floor(at / 1000) * 1000;
}

/** Making one costs more than all that is asked of it. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known) return known;
  if (!isTimeZone(zone)) return null;
  const numeric = 'numeric' as const;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(zone, made);
  return made;
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

/** The same day of the month, so many months on; the last one of a month that has no such day. */
export function addMonths(day: number, months: number): number {
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(from.getUTCDate(), last)));
}

const MONTHS_OF = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

/** The first day that is no longer in a span begun on `day`. */
export function spanEnd(day: number, { months, roundUp }: Span): number {
  const end = addMonths(day, months);
  if (roundUp === 'none') return end;
  const size = MONTHS_OF[roundUp];
  // The last day of the span says which month (quarter, …) it is filled up to the end of.
  const last = new Date(Math.max(day, end - 1) * DAY);
  return dayOf(Date.UTC(last.getUTCFullYear(), Math.floor(last.getUTCMonth() / size) * size + size, 1));
}

/** The first day of the calendar year after a day's. */
export const nextYear = (day: number): number => dayOf(Date.UTC(new Date(day * DAY).getUTCFullYear() + 1, 0, 1));
