import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../shared/loyalty/programme';
import { buy, c, clubOf, read, rials, tier } from './club';

/** The tier of somebody with so many points. */
const at = (points: number, programme: Programme) =>
  tier([c['points.adjusted']('2026-01-10', { points, reason: 'ladder' })], '2026-01-11', programme);

describe('row 136: published ladders, each boundary in one tier only', () => {
  it('Voucherify: basic 0–99, silver 100–499, gold 500–999, platinum from 1000', () => {
    const ladder = clubOf({ tiers: { basic: 0, silver: 100, gold: 500, platinum: 1000 } });
    const found = [0, 99, 100, 499, 500, 999, 1000, 50_000].map((points) => at(points, ladder));
    expect(found).toEqual(['basic', 'basic', 'silver', 'silver', 'gold', 'gold', 'platinum', 'platinum']);
  });

  it('Voucherify: spending 50 points drops nobody, as it did in the published example', () => {
    const ladder = clubOf({ tiers: { basic: 0, silver: 100 } });
    const set = [c['points.adjusted']('2026-01-10', { points: 120, reason: 'ladder' }), c['points.redeemed']('2026-01-11', { points: 50 })];
    expect(read(set, '2026-01-12', ladder)).toMatchObject({ tier: 'silver', earned: 120 });
  });

  it('Parsis Travel: 10 points per 1,000,000 rial; 100 is silver alone; twelve months between purchases cost one group', () => {
    const parsis = clubOf({
      tiers: { member: 0, bronze: 10, silver: 100, gold: 500 },
      earn: { perUnit: { IRR: 0.001 } },
      periodDays: 730,
      gapMonths: 12,
    });
    expect(tier([rials('2026-01-10', 999_999)], '2026-01-11', parsis)).toBe('member');
    expect(read([rials('2026-01-10', 1_000_000)], '2026-01-11', parsis)).toMatchObject({ tier: 'bronze', earned: 10 });
    expect(tier([rials('2026-01-10', 9_999_999)], '2026-01-11', parsis)).toBe('bronze');
    const silver = [rials('2024-01-10', 10_000_000)];
    expect(tier(silver, '2024-01-11', parsis)).toBe('silver');
    expect(read(silver, '2024-06-01', parsis).keep).toEqual({ by: Date.UTC(2025, 0, 10), missing: 0, purchase: true });
    expect(tier(silver, '2025-01-10', parsis)).toBe('silver');
    expect(tier(silver, '2025-01-11', parsis)).toBe('bronze');
    // Bought on the very day, twelve months are not over.
    expect(tier([...silver, rials('2025-01-10', 1)], '2025-01-11', parsis)).toBe('silver');
  });

  it('Zarin café: 1 point per 500,000 rial; bronze 4–8, silver 8–16; three months cost one group, and three more another', () => {
    const zarin = clubOf({
      tiers: { guest: 0, bronze: 4, silver: 8, gold: 16 },
      earn: { perUnit: { IRR: 0.0002 } },
      periodDays: 730,
      gapMonths: 3,
    });
    const bought = (millions: number) => [rials('2025-11-30', millions * 500_000)];
    expect([3, 4, 7, 8, 15, 16].map((points) => tier(bought(points), '2025-12-01', zarin))).toEqual([
      'guest',
      'bronze',
      'bronze',
      'silver',
      'silver',
      'gold',
    ]);
    // 30 November and three months is 28 February.
    expect(tier(bought(16), '2026-02-28', zarin)).toBe('gold');
    expect(tier(bought(16), '2026-03-01', zarin)).toBe('silver');
    expect(tier(bought(16), '2026-05-30', zarin)).toBe('silver');
    expect(tier(bought(16), '2026-05-31', zarin)).toBe('bronze');
  });

  it('Alamdar: 1 point per 150,000 toman, which is 1,500,000 rial; six months cost one group', () => {
    const alamdar = clubOf({
      tiers: { member: 0, bronze: 1, silver: 10 },
      earn: { perUnit: { IRR: 0.000067 } },
      periodDays: 730,
      gapMonths: 6,
    });
    expect(read([rials('2026-01-31', 1_500_000)], '2026-02-01', alamdar)).toMatchObject({ tier: 'bronze', earned: 1 });
    expect(tier([rials('2026-01-31', 150_000)], '2026-02-01', alamdar)).toBe('member');
    expect(tier([rials('2026-01-31', 15_000_000)], '2026-07-31', alamdar)).toBe('silver');
    expect(tier([rials('2026-01-31', 15_000_000)], '2026-08-01', alamdar)).toBe('bronze');
  });

  it('Golriz: groups by what was bought in the calendar year, in money', () => {
    const golriz = clubOf({
      tiers: { white: 0, green: 10_000_000, blue: 50_000_000, gold: 100_000_000 },
      qualification: { basis: 'spend', currency: 'IRR', period: 'calendar-year' },
    });
    const set = [rials('2025-11-01', 30_000_000), rials('2025-12-31', 20_000_000), rials('2026-01-01', 9_000_000), buy('2026-01-02', 9e5)];
    expect(read(set, '2025-12-31', golriz)).toMatchObject({ tier: 'blue', earned: 50_000_000 });
    // The year that follows keeps the group, and counts anew.
    expect(read(set, '2026-02-01', golriz)).toMatchObject({ tier: 'blue', earned: 9_000_000 });
  });

  it('Simo: first purchase 5, each survey 1, each referral 1 and at most 20', () => {
    const simo = clubOf({
      earn: {
        perUnit: {},
        perReferral: 1,
        referralCap: 20,
        custom: [
          { id: 'first', name: 'First purchase', event: 'first-purchase', points: 5, cap: null },
          { id: 'survey', name: 'Survey', event: 'survey', points: 1, cap: null },
        ],
      },
    });
    const friends = Array.from({ length: 25 }, (_, i) => c.referral('2026-01-12', { friend: `friend-${i}`, state: 'complete' }));
    const answers = ['a', 'b'].flatMap((survey) => [
      c['survey.answered']('2026-01-11', { survey, question: '1', kind: 'csat', score: 5, contact: 'mina' }),
      c['survey.answered']('2026-01-11', { survey, question: '2', kind: 'csat', score: 4, contact: 'mina' }),
    ]);
    expect(read([buy('2026-01-10', 3), buy('2026-01-10', 3), ...answers, ...friends], '2026-02-01', simo)).toMatchObject({
      earned: 27,
      why: [
        { cause: 'referral', points: 20 },
        { cause: 'rule', name: 'First purchase', points: 5 },
        { cause: 'rule', name: 'Survey', points: 2 },
      ],
    });
  });

  it('Bime Mehr Pasargad: bronze 1–50, silver 50–200, gold 200–500, diamond from 500', () => {
    const mehr = clubOf({ tiers: { none: 0, bronze: 1, silver: 50, gold: 200, diamond: 500 } });
    const found = [0, 1, 49, 50, 199, 200, 499, 500].map((points) => at(points, mehr));
    expect(found).toEqual(['none', 'bronze', 'bronze', 'silver', 'silver', 'gold', 'gold', 'diamond']);
  });
});
