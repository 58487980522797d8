import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { ENOUGH, RFM_SEGMENTS, type RfmPart, rfmCuts, rfmPart, rfmScores, rfmSegment } from '../../../shared/loyalty/rfm';
import { day } from '../../../shared/signals/example';
import { buy, c } from './club';

const NOW = day('2026-06-01');
const parts = (n: number): RfmPart[] => Array.from({ length: n }, (_, i) => ({ silence: i, times: i, money: i * 100 }));

describe('rows 129, 130 and 131: recency, money and frequency', () => {
  it('from 500 buyers up every fifth of the book gets a score, 555 the best and 111 the last', () => {
    const cuts = rfmCuts(parts(ENOUGH));
    expect(cuts.fixed).toBe(false);
    const counts = [0, 0, 0, 0, 0, 0];
    for (const part of parts(ENOUGH)) {
      const { r, f, m } = rfmScores(part, cuts);
      expect([f, m]).toEqual([6 - r, 6 - r]);
      counts[f] = (counts[f] ?? 0) + 1;
    }
    expect(counts).toEqual([0, 100, 100, 100, 100, 100]);
  });

  it('below 500 fixed cuts hold, and the picture says so', () => {
    const cuts = rfmCuts(parts(ENOUGH - 1));
    expect(cuts).toMatchObject({ fixed: true, silence: [30, 90, 180, 365] });
    const scores = [30, 31, 90, 91, 180, 181, 365, 366].map((silence) => rfmScores({ silence, times: 1, money: 0 }, cuts).r);
    expect(scores).toEqual([5, 4, 4, 3, 3, 2, 2, 1]);
  });

  it('equal customers score alike, whatever the book', () => {
    const part = fc.record({ silence: fc.nat(900), times: fc.nat(4), money: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(part, { minLength: ENOUGH, maxLength: ENOUGH + 40 }), (book) => {
        const cuts = rfmCuts(book);
        for (const [i, one] of book.entries()) {
          const { r, f, m } = rfmScores(one, cuts);
          for (const score of [r, f, m]) expect(score >= 1 && score <= 5).toBe(true);
          // Who bought as often scores as high; who bought more often never lower.
          const next = book[i + 1];
          if (next && next.times === one.times) expect(rfmScores(next, cuts).f).toBe(f);
          if (next && next.times > one.times) expect(rfmScores(next, cuts).f).toBeGreaterThanOrEqual(f);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('names a segment for every pair of scores, the most specific first', () => {
    const cuts = rfmCuts(parts(ENOUGH));
    const segmentOf = (r: number, fm: number) => {
      // One customer with these scores in the book of 500: a fifth is a hundred wide.
      const silence = (5 - r) * 100 + 50;
      const facts = fold([buy('2026-01-01', 1)]);
      const last = Math.floor(NOW / 86_400_000) - silence;
      facts.activity.purchases = { ...facts.activity.purchases, until: last, last, first: last };
      const times = cuts.times
        .map((end) => end * (fm === 1 ? 1 : 0) - (fm === 1 ? 0 : 1))
        .map((end, i) => (i < fm - 1 ? -1 : Math.max(end, 1e6)));
      return rfmSegment(facts, { ...cuts, times, money: [] }, NOW);
    };
    const grid = [5, 4, 3, 2, 1].map((r) => [1, 2, 3, 4, 5].map((fm) => segmentOf(r, fm)));
    expect(grid).toEqual([
      ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
      ['new', 'potential-loyalists', 'potential-loyalists', 'champions', 'champions'],
      ['promising', 'need-attention', 'need-attention', 'loyal', 'loyal'],
      ['about-to-sleep', 'need-attention', 'need-attention', 'at-risk', 'at-risk'],
      ['lost', 'hibernating', 'at-risk', 'cant-lose', 'cant-lose'],
    ]);
    expect(new Set(grid.flat())).toEqual(new Set(RFM_SEGMENTS));
  });

  it('measures a customer’s purchases of the last year, and nobody who never bought', () => {
    expect(rfmPart(fold([c.visit('2026-01-01', {})]), NOW)).toBeNull();
    expect(rfmSegment(fold([c.visit('2026-01-01', {})]), undefined, NOW)).toBe('');
    expect(rfmPart(fold([buy('2025-01-01', 5), buy('2026-05-01', 10), buy('2026-05-02', 10)]), NOW)).toMatchObject({
      silence: 30,
      times: 2,
    });
  });
});
