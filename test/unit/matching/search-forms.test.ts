/** However a Persian or Arabic name is typed, it is found: the same letters of another keyboard, other digits, half-spaces or none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, foldText } from '../../../shared/matching/fold-text';

/** Letters that stand for one another, as keyboards and old files write them. */
const SAME: string[][] = [
  ['ی', 'ي', 'ى'],
  ['ک', 'ك'],
  ['ه', 'ة', 'ە', 'ہ'],
  ['ا', 'أ', 'إ', 'آ', 'ٱ'],
  ['و', 'ؤ'],
  ...Array.from({ length: 10 }, (_, digit) => [String(digit), String.fromCodePoint(0x660 + digit), String.fromCodePoint(0x6f0 + digit)]),
];
const plain = fc.constantFrom(...'بتجدرسشعفقلمنپچژگ', ...SAME.flatMap(([first]) => [first ?? '']));
const word = fc.array(plain, { minLength: 3, maxLength: 8 }).map((letters) => letters.join(''));
const name = fc.array(word, { minLength: 1, maxLength: 3 });
/** Marks that nobody types but files hold. */
const marks = fc.constantFrom('', '', '', '\u0640', '\u064b', '\u0651', '\u200f', '\u061c');

/** The same name as somebody else writes it. */
const otherwise = (words: string[]) =>
  fc
    .tuple(
      fc.tuple(
        ...words.map((each) =>
          fc
            .tuple(
              ...[...each].map((letter) =>
                fc.tuple(fc.constantFrom(...(SAME.find((family) => family.includes(letter)) ?? [letter])), marks),
              ),
            )
            .map((letters) => letters.flat().join('')),
        ),
      ),
      fc.constantFrom(' ', '\u200c', '  ', ''),
    )
    .map(([written, gap]) => written.join(gap));

describe('a name in Persian or Arabic letters', () => {
  it('has one key however it is written', () => {
    fc.assert(
      fc.property(
        name.chain((words) => fc.tuple(fc.constant(words.join(' ')), otherwise(words))),
        ([usual, other]) => {
          expect(foldName(other).replaceAll('ال', '')).toBe(foldName(usual).replaceAll('ال', ''));
        },
      ),
    );
  });
  it('is found by its beginning in another hand', () => {
    fc.assert(
      fc.property(
        word.chain((each) => fc.tuple(fc.constant(each), otherwise([each.slice(0, 3)]))),
        ([whole, begun]) => {
          expect(foldText(whole)).toContain(foldText(begun));
        },
      ),
    );
  });
  it('«علي» is «علی», and 1405 is ۱۴۰۵ is ١٤٠٥', () => {
    expect(foldText('علي')).toBe(foldText('علی'));
    expect(new Set(['1405', '۱۴۰۵', '١٤٠٥'].map(foldText)).size).toBe(1);
  });
});
