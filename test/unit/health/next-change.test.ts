import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { nextChange, statusOf } from '../../../shared/health/next-change';
import { day, ev } from '../../../shared/signals/example';
import { anyCustomer, NOW } from './any-customer';

const usual = defaultModel(0);
/** With what the median new customer gets known, so that the rule that compares with it takes part. */
const model = { ...usual, population: { ...usual.population, medians: { newTouches: 3, newBenefits: 1 } } };
const HOUR = 3_600_000;

test('the next change is never later than an hourly look would find it, and at it something has changed', () => {
  fc.assert(
    fc.property(anyCustomer(15), (facts) => {
      const today = statusOf(facts, model, NOW);
      const found = nextChange(facts, model, NOW);
      // A look each hour for 40 days, then each six hours: enough to find any change that lasts.
      let looked: number | null = null;
      for (
        let at = NOW + HOUR;
        at <= NOW + 400 * DAY && looked === null && (found === null || at <= found + DAY);
        at += at < NOW + 40 * DAY ? HOUR : 6 * HOUR
      ) {
        if (statusOf(facts, model, at) !== today) looked = at;
      }
      if (looked !== null) {
        expect(found).not.toBeNull();
        expect(found as number).toBeLessThanOrEqual(looked);
      }
      if (found !== null) {
        expect(found).toBeGreaterThan(NOW);
        expect(statusOf(facts, model, found)).not.toBe(today);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

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
