/** What is typed finds what begins with it, in three scripts. */
import { describe, expect, test } from 'vitest';
import { beginningOf, searchWords, typedWords } from '../../../shared/matching/search-words';

const finds = (text: string, typed: string) => {
  const words = searchWords([text]);
  return typedWords(typed).every((word) => words.some((stored) => stored.startsWith(beginningOf(word))));
};

describe('search words', () => {
  test.each([
    ['Mine GmbH', 'gmb'],
    ["O'Brien & Söhne", 'söhn'],
    ['customer-1234', '1234'],
    ['پارس‌خودرو ۲۴', 'پارسخودرو'],
    ['پارس‌خودرو ۲۴', 'خودرو'],
    ['پارس‌خودرو ۲۴', '٢٤'],
    ['شركة النور ٧', 'نور'],
    ['شركة النور ٧', 'النور'],
    ['شركة النور ٧', 'شرک'],
    ['علی کریمی', 'علي كريمي'],
  ])('%s is found by %s', (text, typed) => {
    expect(finds(text, typed)).toBe(true);
  });

  test('what begins no word is not found', () => {
    expect(finds('Mine GmbH', 'mbh')).toBe(false);
    expect(finds('علی کریمی', 'کریمان')).toBe(false);
  });

  test('each word is kept once, and their number is bounded', () => {
    expect(searchWords(['Acme acme ACME', 'acme'])).toEqual(['acme']);
    expect(searchWords([Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ')]).length).toBe(60);
  });
});
