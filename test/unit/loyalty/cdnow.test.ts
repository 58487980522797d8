import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { type TierMove, tierHistory } from '../../../shared/loyalty/tier-history';
import { tierOf } from '../../../shared/loyalty/tiers';
import { DATA, hasData, readRows } from '../../bench/backtest/data-folder';
import { entryOf } from '../../bench/backtest/sets/cdnow';
import { clubOf } from './club';

const START = Date.UTC(1997, 0, 1);
/** CDs cost about 12 dollars: a hundred dollars in half a year is silver, three hundred gold. */
const club = clubOf({ tiers: { bronze: 0, silver: 100, gold: 300 }, periodDays: 180, gapMonths: 6, graceDays: 14 });

describe.skipIf(!hasData())('CDNOW through the club (skipped where the data sets are absent)', () => {
  it('row 136: gives a tier history whose every movement the earnings explain', () => {
    const book = new Map<string, LiveEvent[]>();
    for (const [i, row] of readRows(DATA, 'cdnow/cdnow_master.csv.gz').entries()) {
      const { customer, day, amount } = entryOf(row);
      const set = book.get(customer) ?? [];
      set.push({
        id: `cd-${i}`,
        customer,
        type: 'purchase',
        at: START + day * DAY,
        source: 'test',
        revision: 0,
        data: { amount: amount ?? 0, currency: 'USD' },
      });
      book.set(customer, set);
    }
    const end = START + 545 * DAY;
    const counts = { earned: 0, refund: 0, period: 0, gap: 0 };
    const entry = (tier: string) => club.tiers.find(({ id }) => id === tier)?.entry ?? 0;
    const unexplained: TierMove[] = [];
    for (const set of book.values()) {
      const facts = fold(set);
      const moves = tierHistory(facts, club, end);
      for (const [i, move] of moves.entries()) {
        counts[move.why]++;
        const sum = move.counting.reduce((total, { points }) => total + points, 0) + move.lapsed;
        const explained =
          sum === move.earned &&
          move.from === (moves[i - 1]?.to ?? 'bronze') &&
          (move.why === 'earned' ? move.earned >= entry(move.to) : move.why === 'gap' || move.earned < entry(move.from));
        if (!explained) unexplained.push(move);
      }
      expect(moves.at(-1)?.to ?? 'bronze').toBe(tierOf(facts, club, end).tier);
    }
    expect(unexplained).toEqual([]);
    expect(book.size).toBe(23_570);
    // Nobody gave anything back; both kinds of fall happen.
    expect(counts.refund).toBe(0);
    for (const why of ['earned', 'period', 'gap'] as const) expect(counts[why]).toBeGreaterThan(100);
  });
});
