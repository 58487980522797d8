import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { earnings } from '../../../shared/loyalty/earned';
import type { Programme } from '../../../shared/loyalty/programme';
import { addToClubTally, emptyClubTally } from '../../../shared/loyalty/simulate';
import { tierHistory } from '../../../shared/loyalty/tier-history';
import { nextTierChange, tierOf } from '../../../shared/loyalty/tiers';
import { day } from '../../../shared/signals/example';
import { c, clubOf } from './club';

const START = day('2024-01-01');
const YEAR = { months: 12, roundUp: 'none' } as const;
const LADDER = { bronze: 0, silver: 100, gold: 500, diamond: 2000 };
const calendar = { basis: 'earned', currency: 'USD', period: 'calendar-year' } as const;
/** Every choice of the rules at least once. */
const CLUBS: Programme[] = [
  clubOf({ tiers: LADDER }),
  clubOf({ tiers: LADDER, validity: YEAR, pendingDays: 14 }),
  clubOf({ tiers: LADDER, qualification: calendar }),
  clubOf({ tiers: LADDER, gapMonths: 3, fall: 'to-earned', graceDays: 0 }),
  clubOf({ tiers: LADDER, gapMonths: 6, validity: { months: 6, roundUp: 'quarter' }, timeZone: 'Asia/Tehran' }),
  clubOf({ tiers: LADDER, fall: 'never', qualification: { basis: 'spend', currency: 'USD', period: 'rolling' } }),
  {
    ...clubOf({ periodDays: 90, graceDays: 7 }),
    tiers: [
      { id: 'bronze', entry: 0 },
      { id: 'silver', entry: 100, maintain: 50 },
    ],
  },
];
const bought = fc.array(fc.record({ on: fc.nat(700), dollars: fc.integer({ min: 1, max: 900 }) }), { minLength: 1, maxLength: 10 });
const sold = (rows: { on: number; dollars: number }[]): LiveEvent[] =>
  rows.map(({ on, dollars }) => c.purchase(START + on * DAY, { amount: dollars * 100, currency: 'USD' }));
const given = { programme: fc.constantFrom(...CLUBS), on: fc.integer({ min: 0, max: 760 }) };

describe('row 136: whatever the rules', () => {
  it('spending points lowers nobody, and the order in which events came does not matter', () => {
    fc.assert(
      fc.property(bought, given.programme, given.on, (rows, programme, on) => {
        const [set, now] = [sold(rows), START + on * DAY];
        const reading = tierOf(fold(set), programme, now);
        const spent = [...set, c['points.redeemed'](START + 300 * DAY, { points: 50 })];
        expect(tierOf(fold(spent), programme, now)).toEqual(reading);
        expect(tierOf(fold([...set].reverse()), programme, now)).toEqual(reading);
      }),
      { numRuns: 150 },
    );
  });

  it('a purchase that is wholly given back leaves the tier as though it had never been, but for its day', () => {
    fc.assert(
      fc.property(bought, given.programme, fc.nat(30), (rows, programme, later) => {
        const all = sold(rows);
        const last = Math.max(...rows.map(({ on }) => on)) + 1;
        const added = c.purchase(START + last * DAY, { amount: 30_000, currency: 'USD' });
        const back = c.purchase(START + last * DAY, { amount: 30_000, currency: 'USD', refund: true });
        const now = START + (last + later) * DAY;
        const facts = fold([...all, added, back]);
        // That there was a purchase still ends a gap.
        const without = { ...fold(all), activity: facts.activity };
        expect(tierOf(facts, programme, now).tier).toBe(tierOf(without, programme, now).tier);
        expect(tierOf(facts, programme, now).earned).toBe(tierOf(without, programme, now).earned);
      }),
      { numRuns: 150 },
    );
  });

  it('what counts is the sum of its causes, and the tier holds until the instant that was said', () => {
    fc.assert(
      fc.property(bought, given.programme, given.on, (rows, programme, on) => {
        const [set, now] = [sold(rows.filter((row) => row.on <= on)), START + on * DAY];
        const facts = fold(set);
        const { tier, earned, why } = tierOf(facts, programme, now);
        expect(why.reduce((sum, { points }) => sum + points, 0)).toBe(earned);
        const at = nextTierChange(facts, programme, now);
        if (at === null) return;
        expect(at).toBeGreaterThan(now);
        expect(tierOf(facts, programme, at - 1).tier).toBe(tier);
        expect(tierOf(facts, programme, at).tier).not.toBe(tier);
      }),
      { numRuns: 150 },
    );
  });

  it('the history ends at the tier of today, and each earning counts in a half-open interval', () => {
    fc.assert(
      fc.property(bought, given.programme, given.on, (rows, programme, on) => {
        const facts = fold(sold(rows.filter((row) => row.on <= on)));
        const moves = tierHistory(facts, programme, START + on * DAY);
        expect(moves.at(-1)?.to ?? 'bronze').toBe(tierOf(facts, programme, START + on * DAY).tier);
        for (const { day: from, until } of earnings(facts, programme, 30_000)) expect(until === null || until > from).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('row 135: a simulation', () => {
  it('counts the same in pages, whatever their order, as at once', () => {
    fc.assert(
      fc.property(fc.array(bought, { minLength: 2, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (books, size) => {
        const customers = books.map((rows, i) => ({ ...fold(sold(rows)), customer: `c${i}` }));
        const [before, after] = [CLUBS[0] as Programme, CLUBS[4] as Programme];
        const now = START + 720 * DAY;
        const whole = addToClubTally(emptyClubTally(), customers, before, after, now);
        let paged = emptyClubTally();
        for (let end = customers.length; end > 0; end -= size)
          paged = addToClubTally(paged, customers.slice(Math.max(0, end - size), end), before, after, now);
        expect(paged).toEqual(whole);
        expect(whole.movers).toHaveLength(whole.changed);
      }),
      { numRuns: 40 },
    );
  });
});
