import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { priceCardOf } from '../../../shared/renewal/price-card';
import { day, ev } from '../../../shared/signals/example';

const NOW = day('2026-10-13');
const set = (data: object) =>
  ev('contract.set', '2026-01-01', { contract: 'C', start: day('2026-01-01'), end: day('2027-01-01'), ...data });
const cardOf = (...events: Parameters<typeof fold>[0]) => {
  const facts = fold(events);
  const [contract] = facts.contracts;
  if (!contract) throw new Error('no contract');
  return priceCardOf(facts, contract, defaultProgramme(), NOW);
};

describe('row 127: the price card', () => {
  it('without a change the end of the term is the first day on which anything can change', () => {
    const card = cardOf(set({ value: { amount: 100_000, currency: 'EUR' }, package: 'Standard' }));
    expect(card).toMatchObject({
      yearly: { amount: 100_000, currency: 'EUR' },
      monthly: { amount: 8333, currency: 'EUR' },
      package: 'Standard',
      months: 12,
      next: { at: day('2027-01-01'), announced: false, yearly: null, untold: false },
    });
  });
  it('with one it is that day, with the price of a year from then on', () => {
    const change = ev('price.change', '2026-09-01', { contract: 'C', effective: NOW + 30 * DAY, percent: -10 });
    const card = cardOf(set({ value: { amount: 100_000, currency: 'EUR' } }), change);
    expect(card.next).toEqual({
      at: NOW + 30 * DAY,
      announced: true,
      percent: -10,
      yearly: { amount: 90_000, currency: 'EUR' },
      untold: true,
    });
    const told = ev('notice.sent', '2026-09-02', { contract: 'C', kind: 'price' });
    expect(cardOf(set({ value: { amount: 100_000, currency: 'EUR' } }), change, told).next.untold).toBe(false);
  });
  it('a change that is over is no next one, and without a price nothing is made up', () => {
    const change = ev('price.change', '2026-03-01', { contract: 'C', effective: day('2026-04-01'), percent: 10 });
    expect(cardOf(set({}), change)).toMatchObject({ yearly: null, monthly: null, next: { at: day('2027-01-01'), announced: false } });
  });
});
