import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { calendarDay, formatTime } from '../../../shared/i18n/dates';
import type { Locale, Weekday } from '../../../shared/i18n/message';
import { atHour, firstDayOf, weekdayName, weekdayOf, weekOf, weekStart } from '../../../shared/i18n/week';
import { AR, EN, FA } from '../present/quillbrook';

const ZONES = ['UTC', 'Asia/Tehran', 'Africa/Casablanca', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('the week', () => {
  it('begins as in the reader’s country, or as chosen', () => {
    const first = (tag: string) => firstDayOf({ tag, language: tag.slice(0, 2) as Locale['language'] });
    expect(['fa-IR', 'fa', 'ar-SA', 'ar-EG', 'ar-AE', 'ar-MA', 'ar-LB', 'ar', 'en-GB', 'en-US', 'en'].map(first)).toEqual([
      6, 6, 0, 0, 1, 1, 1, 0, 1, 0, 1,
    ]);
    expect(firstDayOf({ ...FA, firstDay: 1 })).toBe(1);
  });
  it('has all its days in order, named in the reader’s language', () => {
    expect(weekOf(FA).map((day) => weekdayName(day, FA))).toEqual(['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه']);
    expect(weekdayName(weekOf(AR)[0] ?? 3, AR)).toBe('الأحد');
    expect(weekdayName(weekOf({ ...EN, firstDay: 1 })[0] ?? 3, EN)).toBe('Monday');
  });
  it('starts on its first day, at most six days ago', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 40_000 }), fc.integer({ min: 0, max: 6 }), (day, first) => {
        const start = weekStart(day, first as Weekday);
        expect(weekdayOf(start)).toBe(first);
        expect(day - start).toBeGreaterThanOrEqual(0);
        expect(day - start).toBeLessThan(7);
      }),
    );
  });
});

describe('an hour of a day to come', () => {
  it('is that hour in the reader’s time zone, wherever the device is', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 }), fc.constantFrom(...ZONES), (now, days, timeZone) => {
        const locale = { ...EN, timeZone };
        const at = atHour(now, days, 10, 0, locale);
        expect(formatTime(at + 1, locale)).toBe('10:00');
        expect(calendarDay(at + 1, locale)).toBe(calendarDay(now % DAY === 0 ? now + 1 : now, locale) + days);
      }),
    );
  });
});
