/** What they would lose by leaving: money and the rest, apart from health. */
import { describe, expect, test } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { health } from '../../../shared/health/score';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { Programme } from '../../../shared/loyalty/programme';
import { standsToLose, wouldLose } from '../../../shared/loyalty/would-lose';
import { day } from '../../../shared/signals/example';
import { openSignals } from '../../../shared/signals/registry';
import { events } from '../events';

const now = day('2026-10-13');
const usual = defaultProgramme();
const club: Programme = {
  ...usual,
  tiers: [
    { id: 'bronze', entry: 0 },
    {
      id: 'gold',
      entry: 100,
      benefits: [
        { kind: 'access', what: 'A desk of their own' },
        { kind: 'money', what: '5 %' },
      ],
    },
  ],
  rewards: [{ id: 'ten', name: 'Ten', kind: 'coupon', cost: 100, stock: null, value: { amount: 1000, currency: 'EUR' } }],
};
function acme() {
  const c = events('acme');
  return [
    c['customer.profile']('2026-01-01', { since: day('2021-05-01'), value: { amount: 1_200_000, currency: 'EUR' } }),
    c['customer.owner']('2022-01-01', { owner: 'mina' }),
    c['contract.set']('2026-01-01', {
      contract: 'C',
      start: day('2026-01-01'),
      end: day('2027-01-01'),
      value: { amount: 365_000, currency: 'EUR' },
    }),
    c.purchase('2026-09-01', { amount: 20_000, currency: 'EUR' }),
    c['credit.granted']('2026-09-01', { grant: 'g', amount: 5000, currency: 'EUR' }),
    c['credit.granted']('2026-09-01', { grant: 'h', amount: 700, currency: 'USD' }),
    c['onboarding.step']('2021-06-01', { step: 'a', done: true }),
    c['onboarding.step']('2021-06-02', { step: 'b', done: true }),
    c['onboarding.step']('2021-06-03', { step: 'c', done: true }),
  ];
}

describe('row 145', () => {
  test('money by kind and currency, never added across currencies, and what money does not say', () => {
    const lost = wouldLose(fold(acme()), club, now, { amount: 900, currency: 'EUR' });
    // 200 for what was paid, 10 for the purchase, 250 for five full years.
    const points = 460;
    expect(lost.money).toEqual([
      {
        total: { amount: 80_000 + 5000 + points * 10 + 900, currency: 'EUR' },
        parts: [
          { kind: 'term', amount: 80_000 },
          { kind: 'credit', amount: 5000 },
          { kind: 'points', amount: points * 10 },
          { kind: 'price', amount: 900 },
        ],
      },
      { total: { amount: 700, currency: 'USD' }, parts: [{ kind: 'credit', amount: 700 }] },
    ]);
    expect(lost).toMatchObject({
      tier: 'gold',
      perks: [{ what: 'A desk of their own' }],
      years: 5,
      yearsWithOwner: 4,
      steps: 3,
      high: true,
    });
  });

  test('it is no part of health: the same customer with ten times as much to lose has the same score', () => {
    const c = events('acme');
    const [poor, rich] = [
      acme(),
      [...acme(), c['credit.granted']('2026-09-02', { grant: 'big', amount: 900_000, currency: 'EUR' }, 'rich')],
    ].map((log) => health(fold(log), defaultModel(now), now));
    expect(rich).toEqual(poor);
  });

  test('without rewards that tell a worth, points are told as points', () => {
    expect(wouldLose(fold(acme()), { ...club, rewards: [] }, now)).toMatchObject({ points: 460 });
  });
});

describe('row 146', () => {
  const complaint = (id: string) => events(id).remark('2026-10-12', { kind: 'complaint' }, `${id}-c`);

  test('unhappy with much to lose opens the recovery window, though no term binds them; with little to lose it stays shut', () => {
    const bound = [...acme().filter(({ type }) => type !== 'contract.set' && type !== 'onboarding.step'), complaint('acme')];
    const free = [events('acme').purchase('2026-09-01', { amount: 20_000, currency: 'EUR' }), complaint('acme')];
    const hasWindow = (log: typeof bound) =>
      openSignals(fold(log), defaultModel(now), now).some(({ signal }) => signal.id === 'recovery-window');
    expect([standsToLose(fold(bound), now), hasWindow(bound)]).toEqual(['little', false]);
    const more = [...bound, events('acme')['credit.granted']('2026-09-02', { grant: 'big', amount: 200_000, currency: 'EUR' }, 'big')];
    expect([standsToLose(fold(more), now), hasWindow(more)]).toEqual(['much', true]);
    expect([standsToLose(fold(free), now), hasWindow(free)]).toEqual(['little', false]);
  });
});
