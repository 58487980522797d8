import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { age, dayAndTime, inDays, shortAge } from '../../../shared/i18n/ages';
import { calendarDay, formatDate, formatTime } from '../../../shared/i18n/dates';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import type { Locale } from '../../../shared/i18n/message';
import { translator } from '../../../shared/i18n/t';
import { AR, EN, FA } from '../present/quillbrook';

const OCT13 = Date.UTC(2026, 9, 13);
const NOW = OCT13 + 9.5 * 3_600_000;
const HIJRI: Locale = { ...AR, tag: 'ar-SA', calendar: 'islamic-umalqura' };

describe('a date', () => {
  it('is in the reader’s calendar, month names and digits', () => {
    expect([EN, FA, AR].map((locale) => formatDate(OCT13, locale))).toEqual(['13 Oct', '۲۱ مهر', '١٣ أكتوبر']);
    expect([EN, FA, AR].map((locale) => formatDate(OCT13, locale, 'weekday'))).toEqual([
      'Tue 13 Oct',
      'سه‌شنبه ۲۱ مهر',
      'الثلاثاء ١٣ أكتوبر',
    ]);
    expect([EN, FA, HIJRI].map((locale) => formatDate(OCT13, locale, 'long'))).toEqual([
      '13 Oct 2026',
      '۲۱ مهر ۱۴۰۵',
      '٢ جمادى الأولى ١٤٤٨ هـ',
    ]);
    expect([EN, FA, AR].map((locale) => formatDate(OCT13, locale, 'month'))).toEqual(['Oct 2026', 'مهر ۱۴۰۵', 'أكتوبر ٢٠٢٦']);
  });
  it('has the months of the Arab country', () => {
    const october = (tag: string) => formatDate(OCT13, { ...AR, tag });
    expect(['ar-SY', 'ar-MA', 'ar-DZ', 'ar-EG'].map(october)).toEqual(['١٣ تشرين الأول', '١٣ أكتوبر', '١٣ أكتوبر', '١٣ أكتوبر']);
    expect(formatDate(Date.UTC(2026, 6, 5), { ...AR, tag: 'ar-MA' })).toBe('٥ يوليوز');
  });
  it('writes Jalali months in Arabic as they are said', () => {
    expect(formatDate(Date.UTC(2026, 4, 5), { ...AR, calendar: 'persian' })).toBe('١٥ أرديبهشت');
  });
  it('has four letters for no month in English', () => {
    expect(formatDate(Date.UTC(2026, 8, 17), { ...EN, tag: 'en-GB' })).toBe('17 Sep');
  });
  it('brings its year only where that is another one', () => {
    expect(formatDate(Date.UTC(2027, 2, 3), EN, 'short', NOW)).toBe('3 Mar 2027');
    // 1 February 2027 is 12 Bahman 1405: the same Jalali year as October 2026.
    expect(formatDate(Date.UTC(2027, 1, 1), FA, 'short', NOW)).toBe('۱۲ بهمن');
  });
  it('is the same day everywhere when it has no time', () => {
    for (const timeZone of ['Pacific/Honolulu', 'Asia/Tehran', 'Pacific/Auckland'])
      expect(formatDate(OCT13, { ...EN, timeZone })).toBe('13 Oct');
    expect(calendarDay(OCT13 + 21 * 3_600_000, FA)).toBe(OCT13 / DAY + 1);
  });
  it('is a dash, never an error, for what is no date', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, 9e15].map((at) => formatDate(at, FA))).toEqual(['–', '–', '–']);
    expect(formatTime(Number.NaN, AR)).toBe('–');
  });
});

describe('a time', () => {
  it('has 24 hours in English, Persian and Morocco, 12 in other Arab countries', () => {
    const at = OCT13 + 14 * 3_600_000 + 5 * 60_000;
    const utc = { timeZone: 'UTC' };
    expect(
      [
        { ...EN, ...utc },
        { ...FA, ...utc },
        { ...AR, ...utc },
        { ...AR, ...utc, tag: 'ar-MA', digits: 'latn' as const },
      ].map((locale) => formatTime(at, locale)),
    ).toEqual(['14:05', '۱۴:۰۵', '٢:٠٥ م', '14:05']);
    expect(formatTime(OCT13 + 30 * 60_000, { ...AR, ...utc })).toBe('١٢:٣٠ ص');
  });
});

describe('an age', () => {
  const ages = (passed: number) => [EN, FA, AR].map((locale) => age(translator(locale), NOW - passed, NOW));
  it('is told in the language’s own way', () => {
    expect(ages(10_000)).toEqual(['just now', 'همین حالا', 'الآن']);
    expect(ages(6 * 60_000)).toEqual(['6 min ago', '۶ دقیقه پیش', 'قبل ٦ دقائق']);
    expect(ages(DAY)).toEqual(['yesterday', 'دیروز', 'أمس']);
    expect(ages(2 * DAY)).toEqual(['2 d ago', 'پریروز', 'أول أمس']);
    expect(ages(26 * DAY)).toEqual(['26 d ago', '۲۶ روز پیش', 'قبل ٢٦ يومًا']);
    expect(ages(400 * DAY)).toEqual(['13 mo ago', '۱۳ ماه پیش', 'قبل ١٣ شهرًا']);
    expect(ages(-DAY)[0]).toBe('just now');
  });
  it('counts the future by calendar days, and Arabic says "after", not "within"', () => {
    const ahead = (days: number) => [EN, FA, AR].map((locale) => inDays(translator(locale), OCT13 + days * DAY, NOW));
    expect(ahead(0)).toEqual(['today', 'امروز', 'اليوم']);
    expect(ahead(1)).toEqual(['tomorrow', 'فردا', 'غدًا']);
    expect(ahead(9)).toEqual(['in 9 d', '۹ روز دیگر', 'بعد ٩ أيام']);
  });
  it('is short in a row', () => {
    expect([9, 12, 23, 90].map((days) => shortAge(translator(EN), NOW - days * DAY, NOW))).toEqual(['9 d', '12 d', '3 w', '2 mo']);
    expect(shortAge(translator(AR), NOW - 21 * DAY, NOW)).toBe('٣ أسابيع');
  });
  it('names the hour of yesterday', () => {
    expect(dayAndTime(translator({ ...FA, timeZone: 'UTC' }), OCT13 - 7 * 3_600_000 - 20 * 60_000, NOW)).toBe('دیروز، ساعت ۱۶:۴۰');
  });
});

describe('the locale that a browser proposes', () => {
  it('has calendar and digits by language and country', () => {
    expect(defaultLocale('fa', 'Asia/Tehran')).toEqual({
      language: 'fa',
      tag: 'fa-IR',
      calendar: 'persian',
      digits: 'arabext',
      timeZone: 'Asia/Tehran',
      toman: true,
    });
    expect(defaultLocale('ar', 'Africa/Casablanca')).toMatchObject({ tag: 'ar-MA', digits: 'latn', calendar: 'gregory' });
    expect(defaultLocale('ar-SA', 'Europe/London')).toMatchObject({ tag: 'ar-SA', digits: 'arab', calendar: 'gregory', toman: false });
    expect(defaultLocale('en-GB', 'Asia/Tehran')).toMatchObject({ language: 'en', tag: 'en-GB', digits: 'latn', calendar: 'gregory' });
  });
  it('is English for languages it does not speak', () => {
    expect(defaultLocale('de-DE', 'Europe/Berlin')).toMatchObject({ language: 'en', tag: 'en-US' });
    expect(defaultLocale('', '')).toMatchObject({ language: 'en' });
  });
});
