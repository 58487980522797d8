import { describe, expect, it } from 'vitest';
import { stripMarks } from '../../../shared/i18n/bidi';
import { joinList } from '../../../shared/i18n/lists';
import type { Locale } from '../../../shared/i18n/message';
import { translator } from '../../../shared/i18n/t';
import { AR, EN, FA } from '../present/quillbrook';

const NUMBERS = [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1.5];
const say = (locale: Locale, key: Parameters<ReturnType<typeof translator>>[0]) =>
  NUMBERS.map((n) => translator(locale)(key, { n, usual: n, age: { text: '' } }));

describe('a number with its noun', () => {
  it('has the six forms of Arabic', () => {
    expect(say(AR, 'unit.day')).toEqual([
      'اليوم',
      'يوم واحد',
      'يومان',
      '٣ أيام',
      '١٠ أيام',
      '١١ يومًا',
      '٩٩ يومًا',
      '١٠٠ يوم',
      '١٠١ يوم',
      '١٠٢ يوم',
      '١٠٣ أيام',
      '١١١ يومًا',
      '١٫٥ يوم',
    ]);
    expect(say(AR, 'unit.urgent').slice(0, 4)).toEqual(['لا تذاكر عاجلة', 'تذكرة عاجلة', 'تذكرتان عاجلتان', '٣ تذاكر عاجلة']);
  });
  it('takes the other dual after a preposition', () => {
    expect(translator(AR)('age.days', { n: 2 })).toBe('قبل يومين');
    expect(translator(AR)('in.days', { n: 11 })).toBe('بعد ١١ يومًا');
    expect(translator(AR)('act.reply-tickets', { n: 2 })).toBe('الرد على تذكرتين');
  });
  it('has two forms in English, one in Persian, and words of its own for none', () => {
    expect(say(EN, 'unit.day').slice(0, 4)).toEqual(['0 days', '1 day', '2 days', '3 days']);
    expect(say(FA, 'unit.day').slice(0, 4)).toEqual(['۰ روز', '۱ روز', '۲ روز', '۳ روز']);
    expect(translator(EN)('today.to-do', { n: 0 })).toBe('Nothing left today');
    expect(translator(FA)('today.to-do', { n: 0 })).toBe('امروز کاری نمانده');
    expect(translator(AR)('today.to-do', { n: 0 })).toBe('لا مهام متبقية اليوم');
  });
});

describe('what stands in a sentence', () => {
  it('isolates a name, and keeps a number beside it on its own side', () => {
    expect(translator(FA)('badge.label.unknown', { name: { name: 'Acme (Iran) Ltd.' } })).toBe(
      '\u2068Acme (Iran) Ltd.\u2069: داده کافی نیست',
    );
  });
  it('shows identifiers left to right and in the digits of their source', () => {
    expect(translator(FA)('act.reply-ticket', { ticket: { id: '#4471' } })).toBe('به تیکت \u2066#4471\u2069 پاسخ دهید');
  });
  it('lets no direction mark of a name out', () => {
    expect(translator(EN)('badge.label.unknown', { name: { name: 'A\u202Eb\u2069c' } })).toBe('\u2068Abc\u2069: not enough data');
  });
  it('writes its own digits in those of the reader', () => {
    expect(translator(FA)('factor.billing.late.evidence')).toContain('۳۰ روز');
    expect(translator({ ...AR, digits: 'latn' })('factor.billing.late.evidence')).toContain('30');
  });
  it('translates a message inside a message', () => {
    expect(stripMarks(translator(AR)('factor.sentiment.remark', { kind: { key: 'remark.leave' } }))).toBe('ذكر نية المغادرة');
  });
  it('shows a dash for an argument that is missing and the key for a message that is', () => {
    expect(translator(EN)('act.reply-ticket')).toBe('Reply to ticket –');
    expect(translator(EN)('signal.newer.text')).toBe('signal.newer.text');
  });
  it('joins lists as each language does', () => {
    expect(joinList(translator(EN), ['a', 'b', 'c'])).toBe('a, b and c');
    expect(joinList(translator(FA), ['الف', 'ب', 'پ'])).toBe('الف، ب و پ');
    expect(joinList(translator(AR), ['أ', 'ب', 'ت'])).toBe('أ وب وت');
    expect(joinList(translator(EN), [])).toBe('');
  });
});
