import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { readDate } from '../../../shared/i18n/dates-parse';

const iso = (text: string) => {
  const read = readDate(text);
  return read ? `${new Date(read.at).toISOString()} ${read.calendar}` : null;
};

describe('reading a date', () => {
  it.each([
    ['2026-10-13', '2026-10-13T00:00:00.000Z gregory'],
    ['2026/10/13', '2026-10-13T00:00:00.000Z gregory'],
    ['2026/3/5', '2026-03-05T00:00:00.000Z gregory'],
    ['13.10.2026', '2026-10-13T00:00:00.000Z gregory'],
    ['٢٠٢٦/١٠/١٣', '2026-10-13T00:00:00.000Z gregory'],
    ['2026-10-13T10:00:00Z', '2026-10-13T10:00:00.000Z gregory'],
    ['2026-10-13T10:00:00.25+03:30', '2026-10-13T06:30:00.250Z gregory'],
    ['2026-10-13T01:00-0500', '2026-10-13T06:00:00.000Z gregory'],
    ['2026-10-13 01:00', '2026-10-13T01:00:00.000Z gregory'],
    ['1405-07-21', '2026-10-13T00:00:00.000Z persian'],
    ['۱۴۰۵/۷/۲۱', '2026-10-13T00:00:00.000Z persian'],
    ['21.07.1405 ', '2026-10-13T00:00:00.000Z persian'],
    ['\u200f۱۴۰۵/۰۷/۲۱ ۱۴:۰۵', '2026-10-13T14:05:00.000Z persian'],
    ['1403-12-30', '2025-03-20T00:00:00.000Z persian'],
    ['1404-01-01', '2025-03-21T00:00:00.000Z persian'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z gregory'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    '1404-12-30',
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '1405-07-31',
    '0001-01-01',
    '26-10-13',
    '13/10/2026',
    '2026-10/13',
    '2026-10',
    '20261013',
    '2026-10-13T24:00:00Z',
    '2026-10-13T10:60Z',
    '2026-10-13T10:00:00+19:00',
    '2026-10-13T',
    'tomorrow',
    '',
    '1700000000000',
    '2026-10-13 or so',
  ])('refuses %j', (text) => expect(readDate(text)).toBeNull());

  it('reads every day that the platform writes, in both calendars', () => {
    const jalali = new Intl.DateTimeFormat('en-US-u-ca-persian', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (number) => {
        const at = number * DAY;
        expect(readDate(new Date(at).toISOString())).toEqual({ at, calendar: 'gregory' });
        const parts = Object.fromEntries(jalali.formatToParts(at).map(({ type, value }) => [type, value]));
        expect(readDate(`${parts.year}-${parts.month}-${parts.day}`)).toEqual({ at, calendar: 'persian' });
      }),
    );
  });

  it('reads the exact form of programs as it reads any other, days and times that do not exist included', () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(
        fc.integer({ min: 900, max: 2999 }),
        two(13),
        two(32),
        two(25),
        two(61),
        two(61),
        (year, month, day, hour, minute, second) => {
          const [date, time] = [`${String(year).padStart(4, '0')}-${month}-${day}`, `${hour}:${minute}:${second}.007Z`];
          expect(readDate(`${date}T${time}`)).toEqual(readDate(`${date} ${time}`));
        },
      ),
      { numRuns: 500 },
    );
  });
});
