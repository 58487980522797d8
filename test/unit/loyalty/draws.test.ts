/** Prize draws: fair, frozen, and the same for whoever does them again (row 139). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drawn, listHash, recheck, winnersOf } from '../../../shared/loyalty/draws';

const digest = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
const seedOf = (n: number) => n.toString(16).padStart(64, '0');

describe('row 139', () => {
  test('winners follow from list and seed alone, whatever the order of the list; nobody wins twice; who has no chance never wins', async () => {
    const entries = fc.uniqueArray(
      fc.record({ customer: fc.string({ minLength: 4, maxLength: 8 }), weight: fc.integer({ min: 1, max: 500 }) }),
      {
        selector: ({ customer }) => customer,
        minLength: 1,
        maxLength: 30,
      },
    );
    await fc.assert(
      fc.asyncProperty(entries, fc.nat(), fc.integer({ min: 1, max: 40 }), async (list, seed, winners) => {
        const won = await winnersOf({ id: 'd', entries: list, winners }, seedOf(seed), digest);
        expect(await winnersOf({ id: 'd', entries: [...list].reverse(), winners }, seedOf(seed), digest)).toEqual(won);
        expect(won).toHaveLength(Math.min(winners, list.length));
        expect(new Set(won).size).toBe(won.length);
      }),
      { numRuns: 40 },
    );
  });

  test('chances are as told: of 4,000 draws among one, two and seven chances, each wins its share', async () => {
    const entries = [
      { customer: 'a', weight: 1 },
      { customer: 'b', weight: 2 },
      { customer: 'c', weight: 7 },
    ];
    const won: Record<string, number> = { a: 0, b: 0, c: 0 };
    for (let n = 0; n < 4000; n++) {
      const [winner = ''] = await winnersOf({ id: 'd', entries, winners: 1 }, seedOf(n), digest);
      won[winner] = (won[winner] ?? 0) + 1;
    }
    // Four standard deviations of the share; the seeds are fixed, so that this says the same every time.
    for (const { customer, weight } of entries) {
      const share = weight / 10;
      expect(Math.abs((won[customer] ?? 0) / 4000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 4000));
    }
  });

  test('numbers that would favour the first entries are thrown away', async () => {
    // 2^48 is no multiple of three: of these two numbers the first lies in the uneven rest, and only the second may decide.
    const high = 'f'.repeat(12);
    const rigged = async (text: string) =>
      text.includes('\n') && !text.startsWith('vafa-draw') ? `${high}${'0'.repeat(11)}1${'0'.repeat(40)}` : digest(text);
    const entries = ['a', 'b', 'c'].map((customer) => ({ customer, weight: 1 }));
    expect(await winnersOf({ id: 'd', entries, winners: 1 }, 'seed', rigged)).toEqual(['b']);
  });

  test('whoever checks finds what was changed: the list, the seed or the winners', async () => {
    const entries = ['a', 'b', 'c', 'd'].map((customer, i) => ({ customer, weight: i + 1 }));
    const seed = seedOf(7);
    const drawn: Drawn = {
      ...{ id: 'd', entries, winners: 2, seed, seedHash: await digest(seed), listHash: await listHash('d', entries, digest) },
      won: await winnersOf({ id: 'd', entries, winners: 2 }, seed, digest),
    };
    expect(await recheck(drawn, digest)).toEqual([]);
    expect(await recheck({ ...drawn, won: [...drawn.won].reverse() }, digest)).toEqual(['winners']);
    expect(await recheck({ ...drawn, seed: seedOf(8) }, digest)).toContain('seed');
    expect(await recheck({ ...drawn, entries: [...entries, { customer: 'e', weight: 1 }] }, digest)).toContain('list');
  });
});
