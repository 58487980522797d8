import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { nextChange, statusOf } from '../../../shared/health/next-change';
import { day, ev } from '../../../shared/signals/example';
import { anyCustomer, NOW } from './any-customer';

const usual = defaultModel(0);
/** With what the median new customer gets known, so that the rule that compares with it takes part. */
const model = { ...usual, population: { ...usual.population, medians: { newTouches: 3, newBenefits: 1 } } };
const HOUR = 3_600_000;
const NOTHING = { usage: 0, purchases: 0, support: 0, billing: 0, sentiment: 0, relationship: 0, contract: 0, onboarding: 0 };

test('the next change is never later than an hourly look would find it, and at it something has changed', () => {
  fc.assert(
    fc.property(anyCustomer(15), fc.integer({ min: 1, max: HOUR }), (facts, phase) => {
      const today = statusOf(facts, model, NOW);
      const found = nextChange(facts, model, NOW);
      // A look each hour for 40 days, then each six hours: enough to find any change that lasts.
      const end = Math.min(found ?? Infinity, NOW + 400 * DAY);
      for (let at = NOW + phase; at < end; at += at < NOW + 40 * DAY ? HOUR : 6 * HOUR) expect(statusOf(facts, model, at)).toBe(today);
      if (found === null) return;
      expect(found).toBeGreaterThan(NOW);
      expect(statusOf(facts, model, found)).not.toBe(today);
    }),
    { numRuns: 20 },
  );
}, 120_000);

test('what drifts is found at the very millisecond: the band as well as the cap that is no longer felt', () => {
  const waits = fold([ev('ticket.opened', '2026-10-10T09:30:00Z', { ticket: '4471', priority: 'low' })]);
  const overdue = fold([
    ev('invoice.issued', '2026-09-01', { invoice: 'F-7', amount: 100, currency: 'EUR', due: day('2026-10-01T10:00:00Z') }),
  ]);
  const now = day('2026-10-13T08:07:11Z');
  for (const [facts, factor] of [
    [waits, 'support'],
    [overdue, 'billing'],
  ] as const) {
    const only: Model = { ...usual, fed: [factor], weights: { '': { ...NOTHING, [factor]: 60 } } };
    let at = now;
    for (let flips = 0; flips < 3; flips++) {
      const today = statusOf(facts, only, at);
      const found = nextChange(facts, only, at) as number;
      expect(statusOf(facts, only, found - 1)).toBe(today);
      expect(statusOf(facts, only, found)).not.toBe(today);
      at = found;
    }
  }
});

test('row 27: a ticket nobody answers changes things at the very hour it is a week old', () => {
  const facts = fold([ev('ticket.opened', '2026-10-10T09:30:00Z', { ticket: '4471' }), ev('note', '2026-10-09', { kind: 'call' })]);
  const only = { ...model, fed: [] };
  expect(nextChange(facts, only, day('2026-10-13'))).toBe(day('2026-10-17T09:30:00Z'));
});

test('nothing known, nothing to come', () => {
  expect(nextChange(fold([]), model, NOW)).toBeNull();
});

test('the end of a snooze is a change', () => {
  const facts = fold([
    ev('payment.failed', '2026-10-01', { decline: 'hard' }),
    ev('signal.snoozed', '2026-10-12', { signal: 'card-declined', until: day('2026-10-20') }),
  ]);
  expect(nextChange(facts, { ...model, fed: [] }, day('2026-10-13'))).toBe(day('2026-10-20'));
});
