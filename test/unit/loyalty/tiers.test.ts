import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { wholePoints } from '../../../shared/loyalty/earned';
import type { Programme } from '../../../shared/loyalty/programme';
import { nextTierChange, tierOf } from '../../../shared/loyalty/tiers';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

const club = (earn: Partial<Programme['earn']> = {}): Programme => ({
  ...defaultProgramme(),
  earn: { ...defaultProgramme().earn, perUnit: { USD: 1 }, perPurchase: 0, perVisit: 0, perYear: 0, ...earn },
});
const read = (set: LiveEvent[], now: string, programme = club()) => tierOf(fold(set), programme, day(now));
const c = events('acme');
const buy = (at: string, dollars: number) => c.purchase(at, { amount: Math.round(dollars * 100), currency: 'USD' });

describe('earning', () => {
  it('row 129: the history of purchases says why this tier', () => {
    const reading = read([buy('2026-01-10', 700), buy('2026-02-10', 400)], '2026-03-01');
    expect(reading).toMatchObject({
      tier: 'silver',
      rank: 2,
      earned: 1100,
      why: [{ cause: 'purchase', points: 1100 }],
      next: { tier: 'gold', missing: 3900 },
    });
  });

  it('row 130: an amount earns points by its currency, rounded down, and currencies keep apart', () => {
    expect(read([buy('2026-01-10', 1.99), buy('2026-01-11', 1.99)], '2026-03-01').earned).toBe(2);
    const rials = c.purchase('2026-01-12', { amount: 2_999_999, currency: 'IRR' });
    expect(read([rials], '2026-03-01', defaultProgramme()).earned).toBe(2 + 10);
    expect(read([c.purchase('2026-01-12', { amount: 99_999, currency: 'CHF' })], '2026-03-01').earned).toBe(0);
    expect(wholePoints(1_000_000, 0.0001)).toBe(1);
    expect(wholePoints(9e15, 1)).toBe(9e13);
  });

  it('row 131: every purchase earns, with or without an amount', () => {
    const set = [c.purchase('2026-01-10', {}), c.purchase('2026-01-10', {}), buy('2026-01-11', 0.5)];
    expect(read(set, '2026-03-01', club({ perPurchase: 10 })).earned).toBe(30);
  });

  it('row 132: a visit earns at most once a day', () => {
    const set = [c.visit('2026-01-10T08:00:00Z', {}), c.visit('2026-01-10T09:00:00Z', {}), c.visit('2026-01-11', {})];
    expect(read(set, '2026-03-01', club({ perVisit: 3 }))).toMatchObject({ earned: 6, why: [{ cause: 'visit', points: 6 }] });
  });

  it('row 134: every full year since joining earns', () => {
    const joined = [c['customer.profile']('2026-01-01', { since: day('2020-01-01'), joined_club: day('2023-03-02') })];
    const yearly = club({ perYear: 50 });
    expect(read(joined, '2026-03-01', yearly).earned).toBe(100);
    expect(read(joined, '2026-03-02', yearly)).toMatchObject({ earned: 150, why: [{ cause: 'year', points: 150 }] });
  });

  it('takes points back with a refund, whatever its sign, and never goes below zero', () => {
    const refund = c.purchase('2026-01-20', { amount: 100_000, currency: 'USD', refund: true });
    expect(read([buy('2026-01-10', 1200), refund], '2026-03-01')).toMatchObject({
      tier: 'bronze',
      earned: 200,
      why: [
        { cause: 'purchase', points: 1200 },
        { cause: 'refund', points: -1000 },
      ],
    });
    expect(read([c.purchase('2026-01-20', { amount: -10_000, currency: 'USD', refund: true })], '2026-03-01')).toMatchObject({
      tier: 'bronze',
      earned: 0,
    });
  });

  it('counts points given by hand, and does not lower a tier for points spent', () => {
    const given = c['points.adjusted']('2026-01-10', { points: 1000, reason: 'moved from the old club' });
    expect(read([given, c['points.redeemed']('2026-01-11', { points: 900 })], '2026-03-01')).toMatchObject({
      tier: 'silver',
      earned: 1000,
    });
  });

  it('reads the same facts by other rates', () => {
    const set = [buy('2026-01-10', 600)];
    expect(read(set, '2026-03-01', club({ perUnit: { USD: 2 } }))).toMatchObject({ tier: 'silver', earned: 1200 });
  });
});

describe('row 136: the tier', () => {
  it('begins exactly at its entry', () => {
    expect(read([buy('2026-01-10', 999)], '2026-03-01')).toMatchObject({
      tier: 'bronze',
      next: { tier: 'silver', missing: 1 },
      keep: null,
    });
    expect(read([buy('2026-01-10', 1000)], '2026-03-01')).toMatchObject({ tier: 'silver', next: { tier: 'gold', missing: 4000 } });
    expect(read([buy('2026-01-10', 5000)], '2026-03-01')).toMatchObject({ tier: 'gold', rank: 3, next: null });
  });

  it('is kept for the days of grace, says so beforehand, and falls one step at a time', () => {
    const set = [buy('2025-01-10', 5000)];
    const facts = fold(set);
    // The year of 10 January 2025 ends with 9 January 2026; 30 days of grace end with 8 February.
    const keep = { by: day('2026-02-08'), missing: 5000 };
    expect(read(set, '2025-06-01')).toMatchObject({ tier: 'gold', earned: 5000, keep });
    expect(read(set, '2026-01-10')).toMatchObject({ tier: 'gold', earned: 0, keep });
    expect(read(set, '2026-02-08')).toMatchObject({ tier: 'gold', keep });
    expect(read(set, '2026-02-09')).toMatchObject({ tier: 'silver', rank: 2, keep: { by: day('2026-03-10'), missing: 1000 } });
    expect(read(set, '2026-03-11')).toMatchObject({ tier: 'bronze', keep: null });
    expect(nextTierChange(facts, club(), day('2025-06-01'))).toBe(day('2026-02-09'));
    expect(nextTierChange(facts, club(), day('2026-02-09'))).toBe(day('2026-03-11'));
    expect(nextTierChange(facts, club(), day('2026-03-11'))).toBeNull();
  });

  it('is kept when what was missing is earned within the grace', () => {
    const set = [buy('2025-01-10', 5000), buy('2025-06-10', 300)];
    const { keep } = read(set, '2026-01-20');
    expect(keep).toEqual({ by: day('2026-02-08'), missing: 4700 });
    expect(read([...set, buy('2026-02-08', 4700)], '2026-02-10')).toMatchObject({ tier: 'gold', earned: 5000 });
    expect(read([...set, buy('2026-02-08', 4699)], '2026-02-10').tier).toBe('silver');
  });

  it('holds between two changes, changes when it said, and what is missing is exactly what keeps it', () => {
    const purchases = fc.array(fc.record({ on: fc.nat(760), dollars: fc.integer({ min: -800, max: 6000 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    const start = day('2024-01-01');
    const programmes = fc.constantFrom(club(), { ...club({ perVisit: 5 }), graceDays: 0 }, { ...club(), graceDays: 7, periodDays: 90 });
    fc.assert(
      fc.property(purchases, programmes, fc.integer({ min: 0, max: 760 }), (rows, programme, on) => {
        const now = start + on * DAY;
        const set = rows
          .filter((row) => row.on <= on)
          .map((row) =>
            c.purchase(start + row.on * DAY, { amount: Math.abs(row.dollars) * 100, currency: 'USD', refund: row.dollars < 0 }),
          );
        const facts = fold(set);
        const reading = tierOf(facts, programme, now);
        const at = nextTierChange(facts, programme, now);
        if (at === null) expect(tierOf(facts, programme, now + 3000 * DAY).tier).toBe(reading.tier);
        else {
          expect(tierOf(facts, programme, at - 1).tier).toBe(reading.tier);
          const then = tierOf(facts, programme, at).rank;
          // It rises by time alone only where an old refund leaves the period.
          if (then > reading.rank) expect(set.some((event) => event.type === 'purchase' && event.data.refund)).toBe(true);
          else expect([then, reading.keep?.by]).toEqual([reading.rank - 1, at - DAY]);
        }
        expect(
          Math.max(
            0,
            reading.why.reduce((sum, { points }) => sum + points, 0),
          ),
        ).toBe(reading.earned);
        if (reading.keep && at === reading.keep.by + DAY) {
          const { by, missing } = reading.keep;
          expect(missing).toBeGreaterThan(0);
          const more = (points: number) => fold([...set, c['points.adjusted'](by, { points, reason: 'what is missing' })]);
          expect(tierOf(more(missing), programme, at).rank).toBe(reading.rank);
          // One point less is too little, unless it lifts to the tier above first.
          if (tierOf(more(missing - 1), programme, by).rank === reading.rank)
            expect(tierOf(more(missing - 1), programme, at).rank).toBe(reading.rank - 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
