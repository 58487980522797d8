import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingParts } from '../../../shared/matching/differing';
import { editDistance } from '../../../shared/matching/edit-distance';

/** The same by the definition, without any short cut. */
function plainly(one: string, other: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= one.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= other.length; j++) {
      const ways = i === 0 || j === 0 ? [i + j] : [];
      if (i > 0 && j > 0) {
        ways.push((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) ways.push((rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(Math.min(...ways));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

describe('the distance of two words', () => {
  it.each([
    ['quillbrook', 'quilbrook', 1],
    ['quillbrook', 'quillborok', 1],
    ['quillbrook', 'quillbroom', 1],
    ['quillbrook', 'uillbroom', 2],
    ['quillbrook', 'northwind', 3],
  ])('%s, %s: %i', (one, other, edits) => expect(editDistance(one, other, 2)).toBe(edits));
  it('is that of the definition, as far as it was asked for', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2, 3), (one, other, most) => {
        expect(editDistance(one, other, most)).toBe(Math.min(plainly(one, other), most + 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the letters in which two texts differ', () => {
  it('are marked in both', () => {
    expect(differingParts('quil1brook', 'quillbrook')).toEqual({
      one: [
        { text: 'quil', differs: false },
        { text: '1', differs: true },
        { text: 'brook', differs: false },
      ],
      other: [
        { text: 'quil', differs: false },
        { text: 'l', differs: true },
        { text: 'brook', differs: false },
      ],
    });
  });
  it('give back each text whole, and the unmarked ones of both are equal', () => {
    const text = (parts: { text: string; differs: boolean }[], all: boolean) =>
      parts.flatMap((part) => (all || !part.differs ? [part.text] : [])).join('');
    fc.assert(
      fc.property(word, word, (one, other) => {
        const parts = differingParts(one, other);
        expect([text(parts.one, true), text(parts.other, true)]).toEqual([one, other]);
        if ([...parts.one, ...parts.other].some(({ differs }) => differs)) expect(text(parts.one, false)).toBe(text(parts.other, false));
      }),
    );
  });
  it('are not marked where nearly all differ', () => {
    expect(differingParts('evil.tld', 'quillbrook.example').one).toEqual([{ text: 'evil.tld', differs: false }]);
  });
});
