import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { addMonths, localDay, spanEnd, startOfDay } from '../../../shared/loyalty/calendar';
import { completeProgramme, defaultProgramme } from '../../../shared/loyalty/default-programme';
import { tierHistory } from '../../../shared/loyalty/tier-history';
import { nextTierChange } from '../../../shared/loyalty/tiers';
import { day } from '../../../shared/signals/example';
import { buy, c, clubOf, giveBack, read, tier } from './club';

const dayNumber = (at: string) => Math.floor(day(at) / 86_400_000);
const on = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
const LADDER = { bronze: 0, silver: 1000, gold: 5000 };
const YEAR = { months: 12, roundUp: 'none' } as const;

describe('month ends', () => {
  it('31 January and one month is the last of February', () => {
    expect(on(addMonths(dayNumber('2026-01-31'), 1))).toBe('2026-02-28');
    expect(on(addMonths(dayNumber('2028-01-31'), 1))).toBe('2028-02-29');
    expect(on(addMonths(dayNumber('2024-02-29'), 12))).toBe('2025-02-28');
    expect(on(addMonths(dayNumber('2025-11-30'), 3))).toBe('2026-02-28');
    expect(on(addMonths(dayNumber('2026-01-15'), -2))).toBe('2025-11-15');
  });

  it('a span is filled up to the end of its month, quarter, half-year or year', () => {
    const end = (from: string, months: number, roundUp: 'none' | 'month' | 'quarter' | 'half-year' | 'year') =>
      on(spanEnd(dayNumber(from), { months, roundUp }));
    expect(end('2026-05-05', 1, 'none')).toBe('2026-06-05');
    expect(end('2026-05-05', 1, 'month')).toBe('2026-07-01');
    expect(end('2026-05-05', 1, 'quarter')).toBe('2026-07-01');
    expect(end('2026-05-05', 12, 'half-year')).toBe('2027-07-01');
    expect(end('2026-05-05', 12, 'year')).toBe('2028-01-01');
    expect(end('2026-01-01', 0, 'year')).toBe('2027-01-01');
    // What ends with a period is not carried into the next.
    expect(end('2026-12-01', 1, 'month')).toBe('2027-01-01');
  });

  it('days are the workspace’s own, also where clocks go forward at midnight', () => {
    expect(on(localDay(Date.UTC(2026, 2, 20, 21, 0), 'Asia/Tehran'))).toBe('2026-03-21');
    expect(startOfDay(dayNumber('2026-03-21'), 'Asia/Tehran')).toBe(Date.UTC(2026, 2, 20, 20, 30));
    expect(startOfDay(dayNumber('2026-03-29'), 'Asia/Beirut')).toBe(Date.UTC(2026, 2, 28, 22, 0));
    expect(on(localDay(Date.UTC(2026, 0, 1, 3, 0), 'America/Santiago'))).toBe('2026-01-01');
    expect(on(localDay(Date.UTC(2026, 0, 1, 2, 0), 'America/Santiago'))).toBe('2025-12-31');
  });
});

describe('row 136: validity, maintain and falls', () => {
  it('a tier holds to the same day next year, and then asks for what keeps it, which may be less than what reached it', () => {
    const club = {
      ...clubOf({ validity: YEAR, graceDays: 0 }),
      tiers: [
        { id: 'bronze', entry: 0 },
        { id: 'silver', entry: 1000, maintain: 400 },
      ],
    };
    const set = [buy('2025-03-10', 1000), buy('2025-09-01', 399)];
    expect(read(set, '2026-03-09', club)).toMatchObject({ tier: 'silver', keep: { by: day('2026-03-09'), missing: 1 } });
    expect(tier(set, '2026-03-10', club)).toBe('bronze');
    expect(read([...set, buy('2026-03-09', 1)], '2026-03-10', club)).toMatchObject({ tier: 'silver', earned: 400 });
  });

  it('reached again on 29 February it holds to 28 February', () => {
    const club = clubOf({ validity: YEAR, graceDays: 0, tiers: { bronze: 0, silver: 1000 } });
    expect(tier([buy('2024-02-29', 1000)], '2025-02-27', club)).toBe('silver');
    expect(tier([buy('2024-02-29', 1000)], '2025-02-28', club)).toBe('bronze');
  });

  it('falls one step and holds the lower tier for a new validity, or at once to what was earned, or never', () => {
    const set = [buy('2024-03-10', 5000)];
    const club = clubOf({ validity: YEAR, graceDays: 30, tiers: LADDER });
    expect(tier(set, '2025-04-08', club)).toBe('gold');
    expect(tier(set, '2025-04-09', club)).toBe('silver');
    expect(tier(set, '2026-05-08', club)).toBe('silver');
    expect(tier(set, '2026-05-09', club)).toBe('bronze');
    expect(tier(set, '2025-04-09', { ...club, fall: 'to-earned' })).toBe('bronze');
    expect(tier(set, '2030-01-01', { ...club, fall: 'never' })).toBe('gold');
  });

  it('in calendar years a tier holds to the end of the next, and days of grace still count for the year that ended', () => {
    const club = clubOf({ qualification: { basis: 'earned', currency: 'USD', period: 'calendar-year' }, graceDays: 31, tiers: LADDER });
    const set = [buy('2024-06-10', 1000), buy('2025-12-31', 700)];
    expect(read(set, '2026-01-05', club)).toMatchObject({ tier: 'silver', earned: 0, keep: { by: day('2026-01-31'), missing: 300 } });
    expect(tier(set, '2026-02-01', club)).toBe('bronze');
    expect(tier([...set, buy('2026-01-31', 299)], '2026-02-01', club)).toBe('bronze');
    expect(tier([...set, buy('2026-01-31', 300)], '2026-02-01', club)).toBe('silver');
    expect(tier([...set, buy('2026-01-31', 300)], '2026-12-31', club)).toBe('silver');
  });

  it('the year ends at the workspace’s midnight', () => {
    const club = clubOf({ timeZone: 'Asia/Tehran', gapMonths: 3, tiers: { bronze: 0, silver: 1000 } });
    expect(nextTierChange(fold([buy('2026-01-10', 1000)]), club, day('2026-02-01'))).toBe(Date.UTC(2026, 3, 10, 20, 30));
  });

  it('counts purchases where that is the basis', () => {
    const club = clubOf({ qualification: { basis: 'count', currency: 'USD', period: 'rolling' }, tiers: { bronze: 0, silver: 3 } });
    const set = [buy('2026-01-10', 1), buy('2026-01-10', 1), c.purchase('2026-01-11', {})];
    expect(read(set, '2026-01-12', club)).toMatchObject({ tier: 'silver', earned: 3 });
    expect(read([...set, c.purchase('2026-01-12', { refund: true })], '2026-01-12', club)).toMatchObject({ tier: 'bronze', earned: 2 });
  });
});

describe('a gap between purchases', () => {
  const club = clubOf({ gapMonths: 6, periodDays: 700, tiers: LADDER });
  it('costs one tier; to rise again takes what lies between the two anew', () => {
    const set = [buy('2025-01-10', 6000)];
    expect(read(set, '2025-07-11', club)).toMatchObject({
      tier: 'silver',
      earned: 1000,
      next: { tier: 'gold', missing: 4000 },
      why: [
        { cause: 'purchase', points: 6000 },
        { cause: 'gap', points: -5000 },
      ],
    });
    expect(tier([...set, buy('2025-08-01', 3999)], '2025-08-01', club)).toBe('silver');
    expect(tier([...set, buy('2025-08-01', 4000)], '2025-08-01', club)).toBe('gold');
  });

  it('is off unless it is asked for', () => {
    expect(tier([buy('2025-01-10', 6000)], '2025-07-11', { ...club, gapMonths: 0 })).toBe('gold');
  });
});

describe('points that wait until the return window is over', () => {
  const club = clubOf({ pendingDays: 14, tiers: LADDER });
  it('do not count before, and are shown as waiting', () => {
    const set = [buy('2026-01-10', 1000)];
    expect(read(set, '2026-01-23', club)).toMatchObject({ tier: 'bronze', earned: 0, pending: { earned: 1000, from: day('2026-01-24') } });
    expect(read(set, '2026-01-24', club)).toMatchObject({ tier: 'silver', earned: 1000, pending: null });
    expect(nextTierChange(fold(set), club, day('2026-01-10'))).toBe(day('2026-01-24'));
  });

  it('never count where the purchase was given back in time', () => {
    expect(read([buy('2026-01-10', 1000), giveBack('2026-01-12', 1000)], '2026-02-01', club)).toMatchObject({ earned: 0, pending: null });
  });
});

describe('a refund', () => {
  const club = clubOf({ tiers: LADDER });
  it('undoes the promotion at once, without days of grace', () => {
    const set = [buy('2026-01-10', 900), buy('2026-02-10', 200)];
    expect(tier(set, '2026-02-11', club)).toBe('silver');
    expect(read([...set, giveBack('2026-03-01', 200)], '2026-03-01', club)).toMatchObject({ tier: 'bronze', earned: 900, keep: null });
  });

  it('takes back exactly what its purchase earned, also of fractions and of what counts as one more purchase', () => {
    const earn = { perUnit: { USD: 1 }, perPurchase: 10 };
    const set = [buy('2026-01-10', 1.99), giveBack('2026-01-20', 0.99)];
    expect(read(set, '2026-02-01', clubOf({ earn })).earned).toBe(11);
    expect(read([...set, giveBack('2026-01-21', 1)], '2026-02-01', clubOf({ earn })).earned).toBe(0);
  });

  it('leaves the points of other purchases alone when its own have left the period', () => {
    const set = [buy('2025-01-10', 1000), giveBack('2025-12-20', 1000), buy('2026-02-01', 1000)];
    expect(read(set, '2026-03-01', club)).toMatchObject({ tier: 'silver', earned: 1000 });
  });
});

describe('row 135: rules of one’s own', () => {
  it('give points for an event under a condition, and no more than their cap at a time', () => {
    const custom = [
      { id: 'big', name: 'Large order', event: 'purchase' as const, when: { atLeast: 50_000, currency: 'USD' }, points: 100, cap: 250 },
    ];
    const club = clubOf({ earn: { perUnit: {}, custom } });
    const set = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map((at) => buy(at, 500));
    expect(read([buy('2026-01-05', 499.99), ...set.slice(0, 2)], '2026-05-01', club).earned).toBe(200);
    expect(read(set, '2026-05-01', club)).toMatchObject({ earned: 250, why: [{ cause: 'rule', name: 'Large order', points: 250 }] });
    expect(read([...set.slice(0, 2), giveBack('2026-02-03', 1)], '2026-05-01', club).earned).toBe(100);
  });

  it('reward visits, steps, products and joining, each as they are counted', () => {
    const rule = (event: 'joined' | 'step' | 'product' | 'visit', points: number, when = {}) => ({
      id: event,
      name: event,
      event,
      when,
      points,
      cap: null,
    });
    const club = clubOf({
      earn: { perUnit: {}, custom: [rule('joined', 10), rule('step', 3), rule('product', 7, { is: 'desk' }), rule('visit', 1)] },
    });
    const set = [
      c['customer.profile']('2026-01-01', { joined_club: day('2026-01-02') }),
      c['onboarding.step']('2026-01-03', { step: 'a', done: true }),
      c['onboarding.step']('2026-01-03', { step: 'b', done: true }),
      c['onboarding.step']('2026-01-03', { step: 'open' }),
      c['product.owned']('2026-01-04', { product: 'desk' }),
      c['product.owned']('2026-01-04', { product: 'chair' }),
      c.visit('2026-01-05T08:00:00Z', {}),
      c.visit('2026-01-05T09:00:00Z', {}),
    ];
    expect(read(set, '2026-02-01', club).why).toEqual([
      { cause: 'rule', name: 'joined', points: 10 },
      { cause: 'rule', name: 'product', points: 7 },
      { cause: 'rule', name: 'step', points: 6 },
      { cause: 'rule', name: 'visit', points: 1 },
    ]);
  });
});

describe('row 122: rules that hold from a day on', () => {
  const former = clubOf({ tiers: { bronze: 0, silver: 1000 } });
  const later = { ...clubOf({ tiers: { bronze: 0, silver: 500 } }), version: 2, from: day('2026-03-01'), former };
  const set = [buy('2026-01-10', 600)];
  it('leave the tier as it is until then', () => {
    expect(tier(set, '2026-02-28', later)).toBe('bronze');
    expect(tier(set, '2026-03-01', later)).toBe('silver');
    expect(nextTierChange(fold(set), later, day('2026-02-01'))).toBe(day('2026-03-01'));
  });

  it('a programme of an older build is read with what came later, as the club starts with it', () => {
    const { version, tiers, periodDays, graceDays, earn } = clubOf();
    const { perUnit, perPurchase, perVisit, perYear } = earn;
    const old = JSON.parse(JSON.stringify({ version, tiers, periodDays, graceDays, earn: { perUnit, perPurchase, perVisit, perYear } }));
    expect(completeProgramme(old)).toEqual({ ...defaultProgramme(), earn });
    expect(tier(set, '2026-02-01', completeProgramme(old))).toBe('bronze');
  });
});

describe('the history of a tier', () => {
  it('names every movement and what explains it', () => {
    const club = clubOf({ tiers: LADDER, gapMonths: 6, graceDays: 0 });
    const set = [buy('2025-01-10', 1200), buy('2025-02-10', 4000), giveBack('2025-02-20', 4000), buy('2025-12-01', 100)];
    const moves = tierHistory(fold(set), club, day('2026-06-01')).map(({ day: at, from, to, why, earned }) => [
      on(at),
      from,
      to,
      why,
      earned,
    ]);
    expect(moves).toEqual([
      ['2025-01-10', 'bronze', 'silver', 'earned', 1200],
      ['2025-02-10', 'silver', 'gold', 'earned', 5200],
      ['2025-02-20', 'gold', 'silver', 'refund', 1200],
      ['2025-08-11', 'silver', 'bronze', 'gap', 0],
    ]);
  });
});
