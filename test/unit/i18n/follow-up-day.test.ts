import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { formatDate } from '../../../shared/i18n/dates';
import { FARTHEST_DAY, readDay } from '../../../shared/i18n/dates-follow-up';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import type { Locale } from '../../../shared/i18n/message';
import { localDigits } from '../../../shared/i18n/numbers';

// Tuesday 13 October 2026, 21 Mehr 1405, 2 Jumada I 1448.
const NOW = Date.UTC(2026, 9, 13, 9, 30);
const EN = defaultLocale('en-GB', 'Europe/London');
const FA = defaultLocale('fa-IR', 'Asia/Tehran');
const AR = defaultLocale('ar-SA', 'Asia/Riyadh');
const ahead = (text: string, locale: Locale = EN) => {
  const read = readDay(text, NOW, locale);
  return read.kind === 'day' ? read.ahead : read.kind === 'which' ? read.ahead : read.kind;
};

describe('row 106: a follow-up date in words', () => {
  it.each([
    ['today', 0],
    ['Tomorrow', 1],
    ['the day after tomorrow', 2],
    ['Thursday', 2],
    ['on Thu', 2],
    ['Tuesday', 7],
    ['monday', 6],
    ['in 3 days', 3],
    ['3 days', 3],
    ['3d', 'unknown'],
    ['in three days', 3],
    ['two weeks', 14],
    ['in a week', 7],
    ['next week', 7],
    ['a fortnight', 14],
    ['in a month', 31],
    ['next month', 31],
    ['end of the month', 18],
    ['Thursday next week', 9],
    ['22 Oct', 9],
    ['October 22nd', 9],
    ['22nd of October 2026', 9],
    ['Thu 22 Oct', 9],
    ['12 Oct', 364],
    ['21 Mehr 1405', 0],
    ['22 Mehr', 1],
    ['2026-10-20', 7],
    ['20.10.2026', 7],
    ['1405/8/1', 10],
  ])('%s', (text, expected) => expect(ahead(text)).toEqual(expected));
  it.each([
    ['فردا', 1],
    ['پس‌فردا', 2],
    ['پسفردا', 2],
    ['پنجشنبه', 2],
    ['پنج‌شنبه', 2],
    ['روز پنج شنبه', 2],
    ['سه‌شنبه', 7],
    ['شنبه', 4],
    ['سه روز دیگر', 3],
    ['۳ روز دیگه', 3],
    ['تا ۳ روز دیگر', 3],
    ['هفتهٔ بعد', 7],
    ['دو هفته دیگر', 14],
    ['ماه آینده', 30],
    ['آخر ماه', 9],
    ['شنبه هفتهٔ آینده', 4],
    ['۲۵ مهر', 4],
    ['25 مهر ۱۴۰۵', 4],
    ['پنجشنبه ۲۳ مهر', 2],
    ['۱۴۰۵/۰۷/۲۵', 4],
    ['۲۵/۷', 4],
  ])('%s', (text, expected) => expect(ahead(text, FA)).toEqual(expected));
  it.each([
    ['غدًا', 1],
    ['بعد غد', 2],
    ['الخميس', 2],
    ['يوم الخميس', 2],
    ['الثلاثاء', 7],
    ['بعد أسبوع', 7],
    ['بعد اسبوعين', 14],
    ['بعد ٣ أيام', 3],
    ['بعد ثلاثة أيام', 3],
    ['بعد يومين', 2],
    ['الأسبوع القادم', 7],
    ['الشهر القادم', 31],
    ['الخميس من الأسبوع القادم', 9],
    ['٢٢ أكتوبر', 9],
    ['٢٢ تشرين الأول', 9],
    ['٥ جمادى الأولى', 3],
    ['٥ جمادى الأولى ١٤٤٨ هـ', 3],
  ])('%s', (text, expected) => expect(ahead(text, AR)).toEqual(expected));

  it.each([
    ['next Thursday', [2, 9]],
    ['پنجشنبه بعد', [2, 9]],
    ['الخميس القادم', [2, 9]],
    ['5/11/2026', [23, null]],
    ['11/12', [30, 59]],
  ])('asks which of two days is meant by %s', (text, expected) => {
    const read = ahead(text);
    if (expected[1] === null) expect(read).toBe(expected[0]);
    else expect(read).toEqual(expected);
  });
  it.each([
    'soon',
    'Thursdayish',
    'in 3 days or so',
    '3',
    'day',
    'Thu 21 Oct',
    '31 Feb',
    '40 days ago',
    'next 3 days',
    'چند روز دیگر',
    'يوم',
    '1301/1/1',
  ])('does not guess what is meant by %s', (text) => expect(ahead(text)).toBe('unknown'));
  it('says that a day has passed', () => {
    expect(ahead('2026-10-12')).toBe('passed');
    expect(ahead('12 October 2026')).toBe('passed');
    expect(ahead('۲۰ مهر ۱۴۰۵', FA)).toBe('passed');
  });
  it('takes nothing for nothing', () => expect(ahead('  ')).toBe('nothing'));

  const locales: Locale[] = [
    EN,
    FA,
    AR,
    { ...EN, calendar: 'persian' },
    { ...FA, calendar: 'islamic-umalqura' },
    { ...AR, calendar: 'islamic-umalqura' },
    defaultLocale('ar-SY', 'Asia/Damascus'),
    defaultLocale('ar-MA', 'Africa/Casablanca'),
    defaultLocale('fa-AF', 'Asia/Kabul'),
  ];
  it('reads back every date as it is written, in every language, calendar and digits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 4000 }),
        (locale, days, shift) => {
          const now = NOW + shift * DAY;
          const at = now + days * DAY;
          expect(readDay(formatDate(at, locale, 'long'), now, locale)).toEqual({ kind: 'day', ahead: days });
          if (days < 300) expect(readDay(formatDate(at, locale, 'weekday'), now, locale)).toEqual({ kind: 'day', ahead: days });
        },
      ),
    );
  });
  it('reads a number of days in the digits of any script', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('latn', 'arab', 'arabext'),
        fc.integer({ min: 1, max: 365 }),
        fc.constantFrom('in {n} days', '{n} روز دیگر', 'بعد {n} يوما'),
        (digits, n, words) => {
          expect(readDay(localDigits(words.replace('{n}', String(n)), { ...FA, digits } as Locale), NOW, FA)).toEqual({
            kind: 'day',
            ahead: n,
          });
        },
      ),
    );
  });
  it('answers every text, and never with a day behind or beyond three years', () => {
    const word = fc.constantFrom(
      'next',
      'in',
      '3',
      'days',
      'Thursday',
      'مهر',
      '۲۱',
      '1405',
      '/',
      'بعد',
      'هفته',
      'أسبوع',
      'الخميس',
      'oct',
      '-',
      '31',
      'يوم',
      'a',
      'of',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
        ),
        fc.constantFrom(...locales),
        (text, locale) => {
          const read = readDay(text, NOW, locale);
          const days = read.kind === 'day' ? [read.ahead] : read.kind === 'which' ? read.ahead : [];
          for (const day of days) expect(day >= 0 && day <= FARTHEST_DAY && Number.isInteger(day)).toBe(true);
        },
      ),
    );
  });
});
