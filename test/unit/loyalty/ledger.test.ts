/** Lots and decisions: the bugs that others shipped, each as a test, and the sum that must hold under any interleaving. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attributes, DAY, type EventType, type LiveEvent } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { carry, couponState, expire, grantCredit, nextDue, redeem, reverse, spendCredit, useCoupon } from '../../../shared/loyalty/ledger';
import { balanceOf, lotsOf, POINTS, runOut, spendable, upcomingExpiries } from '../../../shared/loyalty/lots';
import type { Programme } from '../../../shared/loyalty/programme';
import { tierOf } from '../../../shared/loyalty/tiers';
import { day } from '../../../shared/signals/example';

const club = (over: Partial<Programme> = {}): Programme => {
  const usual = defaultProgramme();
  return {
    ...usual,
    earn: { ...usual.earn, perUnit: { USD: 1 }, perPurchase: 0, perVisit: 0, perYear: 0 },
    pointsExpire: { months: 12, roundUp: 'none' },
    rewards: [
      { id: 'mug', name: 'A mug', kind: 'gift', cost: 100, stock: null },
      { id: 'ten', name: 'Ten dollars', kind: 'coupon', cost: 50, stock: null, value: { amount: 1000, currency: 'USD' }, days: 30 },
      { id: 'bag', name: 'A bag', kind: 'gift', cost: 30, stock: null, tier: 'gold' },
    ],
    ...over,
  };
};
/** A customer's log that decisions are added to, as the Worker adds them. */
function member(programme: Programme, events: LiveEvent[] = []) {
  const log = [...events];
  const self = {
    log,
    facts: (): Facts => fold(log),
    add<T extends EventType>(type: T, at: string | number, data: Attributes<T>): LiveEvent {
      const when = typeof at === 'string' ? day(at) : at;
      const event = { id: `m-${log.length + 1}`, customer: 'acme', type, at: when, source: 'test', revision: 0, data } as LiveEvent;
      log.push(event);
      return event;
    },
    buy: (at: string | number, dollars: number) => self.add('purchase', at, { amount: dollars * 100, currency: 'USD' }),
    lots: (at: string | number) => lotsOf(self.facts(), programme, typeof at === 'string' ? day(at) : at),
    points: (at: string | number) => balanceOf(self.lots(at), POINTS),
    redeem(reward: string, at: string | number) {
      const now = typeof at === 'string' ? day(at) : at;
      const made = redeem(self.facts(), programme, { reward, code: 'K7', by: 'mina' }, now);
      if (made.ok) self.add('points.redeemed', now, made.data);
      return made;
    },
    expire(at: string | number) {
      const now = typeof at === 'string' ? day(at) : at;
      for (const { type, data } of expire(self.facts(), programme, now)) self.add(type, now, data as never);
    },
  };
  return self;
}

describe('the bugs that others shipped (rows 136–140)', () => {
  test('row 138: expired lots do not collapse the balance: every debit is of a lot, and an expiry takes only what is left of it', () => {
    const acme = member(club());
    acme.buy('2025-01-10', 150);
    acme.buy('2025-06-10', 80);
    acme.redeem('mug', '2025-07-01');
    expect(acme.points('2025-07-01')).toBe(130);
    acme.expire('2026-01-10');
    // 100 of the first 150 were spent: 50 run out, not 150.
    expect(acme.facts().ledger?.expired).toBe(50);
    expect(acme.points('2026-01-11')).toBe(80);
  });

  test('row 138: every expiry that lies ahead is listed, not the earliest alone', () => {
    const acme = member(club());
    for (const at of ['2025-01-10', '2025-03-10', '2025-05-10']) acme.buy(at, 10);
    acme.add('credit.granted', '2025-02-01', { grant: 'g', amount: 500, currency: 'USD', expires: day('2025-12-31') });
    expect(
      upcomingExpiries(acme.lots('2025-06-01'), day('2025-06-01')).map(({ at, n }) => [new Date(at).toISOString().slice(0, 10), n]),
    ).toEqual([
      ['2026-01-01', 500],
      ['2026-01-10', 10],
      ['2026-03-10', 10],
      ['2026-05-10', 10],
    ]);
  });

  test('row 138: lots run out by what they are (an end, something left), not by a name: gift, wallet and earned points alike', () => {
    const acme = member(club());
    acme.buy('2025-01-10', 10);
    acme.add('credit.granted', '2025-01-10', { grant: 'a', amount: 300, currency: 'USD', kind: 'gift', expires: day('2025-06-30') });
    acme.add('credit.granted', '2025-01-10', { grant: 'b', amount: 200, currency: 'EUR', kind: 'wallet', expires: day('2025-06-30') });
    acme.add('credit.granted', '2025-01-10', { grant: 'c', amount: 100, currency: 'EUR' });
    const now = day('2026-02-01');
    expect(runOut(acme.lots(now), now).map(({ kind, currency, left }) => [kind, currency, left])).toEqual([
      ['earned', '', 10],
      ['gift', 'USD', 300],
      ['wallet', 'EUR', 200],
      ['gift', 'EUR', 100],
    ]);
    acme.expire(now);
    expect(acme.lots(now).map(({ left }) => left)).toEqual([0, 0, 0, 0]);
    acme.expire(now);
    expect(acme.log.filter(({ type }) => type.endsWith('.expired'))).toHaveLength(3);
  });

  test('row 140: a redemption is never of an empty lot, and counts for no tier', () => {
    const programme = club({
      tiers: [
        { id: 'bronze', entry: 0 },
        { id: 'gold', entry: 100 },
      ],
    });
    const acme = member(programme);
    acme.buy('2025-01-10', 40);
    acme.buy('2025-02-10', 120);
    acme.redeem('bag', '2025-02-20');
    acme.redeem('mug', '2025-03-01');
    const [, second] = acme.log.filter(({ type }) => type === 'points.redeemed');
    // The first lot had ten left: the rest is of the second, and none of it of what was empty.
    expect((second?.data as Attributes<'points.redeemed'> | undefined)?.lots).toEqual([
      `${day('2025-01-10') / DAY}p=10`,
      `${day('2025-02-10') / DAY}p=90`,
    ]);
    expect(tierOf(acme.facts(), programme, day('2025-03-02'))).toMatchObject({ tier: 'gold', earned: 160 });
    expect(acme.points('2025-03-02')).toBe(30);
  });

  test('row 140: points are earned on the net amount paid: a refund takes its points back, and who has spent them owes them', () => {
    const acme = member(club());
    acme.buy('2025-01-10', 100);
    acme.redeem('mug', '2025-01-20');
    acme.add('purchase', '2025-01-25', { amount: 10_000, currency: 'USD', refund: true });
    expect(acme.points('2025-01-26')).toBe(-100);
    expect(spendable(acme.lots('2025-01-26'), POINTS, day('2025-01-26'))).toEqual([]);
    acme.buy('2025-02-10', 130);
    expect(acme.points('2025-02-11')).toBe(30);
    expect(acme.redeem('ten', '2025-02-12')).toEqual({ ok: false, code: 'club.not-enough' });
  });

  test('row 138: credit ends with its day in the time zone of the workspace', () => {
    const acme = member(club({ timeZone: 'Asia/Tehran' }));
    acme.add('credit.granted', '2026-01-01', { grant: 'g', amount: 500, currency: 'IRR', expires: day('2026-03-01') });
    const at = (text: string) => spendable(acme.lots(day(text)), 'IRR', day(text)).length;
    // 1 March ends at 20:30 UTC in Tehran.
    expect(at('2026-03-01T20:29:59Z')).toBe(1);
    expect(at('2026-03-01T20:30:00Z')).toBe(0);
  });

  test('row 136: a month from 31 January ends with the short month', () => {
    const acme = member(club({ pointsExpire: { months: 1, roundUp: 'none' } }));
    acme.buy('2026-01-31', 5);
    expect(acme.lots('2026-02-01')[0]?.expires).toBe(day('2026-02-28'));
    const rounded = member(club({ pointsExpire: { months: 1, roundUp: 'quarter' } }));
    rounded.buy('2026-01-31', 5);
    expect(rounded.lots('2026-02-01')[0]?.expires).toBe(day('2026-04-01'));
  });

  test('row 140: points wait until what was bought can no longer be returned', () => {
    const acme = member(club({ pendingDays: 14 }));
    acme.buy('2026-01-01', 100);
    acme.add('points.adjusted', '2026-01-01', { points: 60, reason: 'sorry' });
    expect(acme.points('2026-01-02')).toBe(160);
    expect(acme.redeem('mug', '2026-01-14')).toEqual({ ok: false, code: 'club.not-enough' });
    expect(acme.redeem('ten', '2026-01-14').ok).toBe(true);
    expect(acme.redeem('mug', '2026-01-15').ok).toBe(true);
  });
});

test('row 140: a reward of a higher tier, or none at all, is refused by name', () => {
  const acme = member(club());
  acme.buy('2026-01-01', 500);
  expect(acme.redeem('bag', '2026-01-02')).toEqual({ ok: false, code: 'club.tier-too-low' });
  expect(acme.redeem('boat', '2026-01-02')).toEqual({ ok: false, code: 'club.reward-unknown' });
});

test('row 140: a gift that points bought is owed until it is handed over', () => {
  const acme = member(club());
  acme.buy('2026-01-01', 100);
  acme.redeem('mug', '2026-01-02');
  expect(acme.facts().benefits).toMatchObject([{ what: 'A mug', kind: 'gift', due: day('2026-01-16'), deliveredAt: null }]);
  acme.add('benefit', '2026-01-10', { benefit: acme.facts().benefits[0]?.id ?? '', delivered: true });
  expect(acme.facts().benefits).toMatchObject([{ deliveredAt: day('2026-01-10') }]);
});

test('row 142: a coupon is issued, used once, or runs out at the end of its last day', () => {
  const programme = club();
  const acme = member(programme);
  acme.buy('2026-01-01', 200);
  acme.redeem('ten', '2026-01-02');
  acme.add('coupon.set', '2026-01-03', { coupon: 'thanks', state: 'issued', percent: 10 });
  const state = (i: number, at: string) => couponState(acme.facts().awards?.coupons[i] as never, programme, day(at));
  expect([state(0, '2026-02-01T23:59:59Z'), state(0, '2026-02-02'), state(1, '2030-01-01')]).toEqual(['issued', 'expired', 'issued']);
  const used = useCoupon(acme.facts(), programme, 'thanks', 'mina', day('2026-01-05'));
  acme.add('coupon.set', '2026-01-05', used.ok ? used.data : { coupon: '', state: 'used' });
  expect(state(1, '2026-01-06')).toBe('used');
  expect(useCoupon(acme.facts(), programme, 'thanks', 'mina', day('2026-01-06'))).toEqual({ ok: false, code: 'club.coupon-unusable' });
  expect(useCoupon(acme.facts(), programme, acme.facts().awards?.coupons[0]?.id ?? '', 'mina', day('2026-03-01')).ok).toBe(false);
});

test('row 137: credit is granted with an end, spent the soonest to end first, and taken back to where it came from', () => {
  const programme = club();
  const acme = member(programme);
  const now = day('2026-01-01');
  const given = { amount: 500, currency: 'USD', kind: 'gift' as const, reason: '', by: 'mina' };
  acme.add('credit.granted', now, grantCredit(programme, { ...given, grant: 'late', expires: null }, now));
  acme.add('credit.granted', now, grantCredit(programme, { ...given, grant: 'soon', expires: day('2026-02-01') }, now));
  expect(acme.facts().ledger?.granted.map(({ expires }) => expires)).toEqual([day('2026-02-01'), day('2026-12-31')]);
  const spent = spendCredit(acme.facts(), programme, { amount: 600, currency: 'USD', reason: 'order 7', by: 'mina' }, day('2026-01-10'));
  if (!spent.ok) throw new Error(spent.code);
  const event = acme.add('credit.spent', '2026-01-10', spent.data);
  expect(acme.facts().ledger?.granted.map(({ taken }) => taken)).toEqual([500, 100]);
  expect(spendCredit(acme.facts(), programme, { amount: 401, currency: 'USD', reason: '', by: 'mina' }, day('2026-01-11')).ok).toBe(false);
  // By March the first lot has ended: what was taken of it comes back as new, for thirty days.
  const back = reverse(acme.facts(), programme, event, 'mina', day('2026-03-01'));
  if (!back.ok) throw new Error(back.code);
  acme.add('club.reversed', '2026-03-01', back.data);
  expect(back.data).toMatchObject({ fresh: 500, expires: day('2026-03-31'), lots: [expect.stringMatching(/=100$/)] });
  expect(spendable(acme.lots('2026-03-02'), 'USD', day('2026-03-02')).map(({ left }) => left)).toEqual([500, 500]);
});

test('row 138: what is left of points two years old becomes one lot, and the balance stays what it was', () => {
  const programme = club({ pointsExpire: null });
  const acme = member(programme);
  for (let month = 0; month < 30; month++) acme.buy(day('2023-01-05') + month * 30 * DAY, 10 + month);
  acme.redeem('mug', '2024-01-01');
  const now = day('2025-10-30');
  const before = acme.points(now);
  for (let decided = carry(acme.facts(), programme, now); decided; decided = carry(acme.facts(), programme, now)) {
    acme.add('points.carried', now + acme.log.length, decided);
    expect(acme.points(now)).toBe(before);
  }
  const { ledger } = acme.facts();
  expect(ledger?.granted.filter(({ kind }) => kind === 'points').length).toBeGreaterThan(0);
  expect(ledger?.taken).toEqual([]);
  // Facts forget what earned them after 800 days; the lot does not.
  acme.buy(now + 900 * DAY, 1);
  expect(acme.points(now + 900 * DAY)).toBeGreaterThanOrEqual(
    balanceOf(
      acme.lots(now).filter(({ kind }) => kind === 'points'),
      POINTS,
    ),
  );
  expect(nextDue(acme.facts(), programme, now)).not.toBeNull();
});

/** What may happen to a member, in any order: things that happen and things that are decided. */
const happening = fc.oneof(
  fc.record({ do: fc.constant('buy' as const), days: fc.integer({ min: 0, max: 60 }), n: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ do: fc.constant('refund' as const), days: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ do: fc.constant('adjust' as const), days: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: -200, max: 200 }) }),
  fc.record({ do: fc.constant('redeem' as const), days: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ do: fc.constant('elsewhere' as const), days: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant('expire' as const), days: fc.integer({ min: 0, max: 90 }), n: fc.constant(0) }),
  fc.record({ do: fc.constant('carry' as const), days: fc.integer({ min: 0, max: 90 }), n: fc.constant(0) }),
  fc.record({ do: fc.constant('reverse' as const), days: fc.integer({ min: 0, max: 60 }), n: fc.integer({ min: 0, max: 5 }) }),
);

test('row 136: a balance is the sum of what is left in lots, whatever happens and in whatever order it is decided; none is overdrawn by a decision', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 40, size: 'max' }),
      fc.constantFrom(null, 3, 24),
      fc.constantFrom(0, 14),
      (story, months, pendingDays) => {
        const programme = club({ pointsExpire: months === null ? null : { months, roundUp: 'none' }, pendingDays });
        const acme = member(programme);
        let now = day('2023-01-01');
        let booked = 0;
        const reversed = new Set<string>();
        for (const step of story) {
          now += step.days * DAY + 1;
          const before = acme.points(now);
          if (step.do === 'buy') acme.buy(now, step.n);
          else if (step.do === 'refund') acme.add('purchase', now, { amount: step.n * 100, currency: 'USD', refund: true });
          else if (step.do === 'adjust') acme.add('points.adjusted', now, { points: step.n, reason: 'x' });
          else if (step.do === 'elsewhere') acme.add('points.redeemed', now, { points: step.n });
          else if (step.do === 'redeem') {
            const cost = step.n === 0 ? 100 : 50;
            const can = spendable(acme.lots(now), POINTS, now).reduce((sum, { left }) => sum + left, 0);
            expect(acme.redeem(step.n === 0 ? 'mug' : 'ten', now).ok).toBe(can >= cost);
            if (can >= cost) expect(acme.points(now)).toBe(before - cost);
          } else if (step.do === 'expire') {
            const lost = runOut(acme.lots(now), now).reduce((sum, { left }) => sum + left, 0);
            acme.expire(now);
            expect(acme.points(now)).toBe(before - lost);
            expect(runOut(acme.lots(now), now)).toEqual([]);
          } else if (step.do === 'carry') {
            const decided = carry(acme.facts(), programme, now);
            if (decided) acme.add('points.carried', now, decided);
            expect(acme.points(now)).toBe(before);
          } else {
            const open = acme.log.filter(
              (one) => one.type === 'points.redeemed' && 'lots' in (one.data as object) && !reversed.has(one.id),
            );
            const one = open[step.n];
            const back = one && reverse(acme.facts(), programme, one, 'mina', now);
            if (one && back?.ok) {
              reversed.add(one.id);
              acme.add('club.reversed', now, back.data);
              expect(acme.points(now)).toBe(before + (one.data as Attributes<'points.redeemed'>).points);
            }
          }
          const lots = acme.lots(now);
          for (const lot of lots) {
            expect(lot.left).toBe(lot.amount - lot.taken - lot.owed);
            if (lot.kind !== 'owed') expect(lot.left).toBeGreaterThanOrEqual(0);
          }
          booked = balanceOf(lots, POINTS);
        }
        // The same log, handed over in another order or in two parts, says the same.
        const shuffled = [...acme.log].reverse();
        expect(balanceOf(lotsOf(fold(shuffled), programme, now), POINTS)).toBe(booked);
        const half = Math.floor(acme.log.length / 2);
        if (half > 0) expect(JSON.stringify(fold(acme.log.slice(half), fold(acme.log.slice(0, half))))).toBe(JSON.stringify(acme.facts()));
      },
    ),
    { numRuns: 60 },
  );
});
