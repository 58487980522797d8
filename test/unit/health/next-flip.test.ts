import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { nextChange } from '../../../shared/health/next-change';
import { scoreAt } from '../../../shared/health/score';
import { day, ev } from '../../../shared/signals/example';
import { openSignals } from '../../../shared/signals/registry';
import { nextFlip } from '../../../worker/next-flip';
import { anyCustomer, NOW } from './any-customer';

const model = defaultModel(0);
const HOUR = 3_600_000;
const NOTHING = { usage: 0, purchases: 0, support: 0, billing: 0, sentiment: 0, relationship: 0, contract: 0, onboarding: 0 };
const kept = (facts: Facts, at: number): string =>
  JSON.stringify([
    scoreAt(facts, model, at).band,
    openSignals(facts, model, at)
      .map(({ signal }) => signal.id)
      .sort(),
  ]);
const flipOf = (facts: Facts, at: number): number | null =>
  nextFlip(facts, model, at, scoreAt(facts, model, at).band, openSignals(facts, model, at));

test('the schedule never looks later than the first flip of what it keeps', () => {
  fc.assert(
    fc.property(anyCustomer(15), fc.integer({ min: 1, max: HOUR }), (facts, phase) => {
      const today = kept(facts, NOW);
      const found = flipOf(facts, NOW);
      const end = Math.min(found ?? Infinity, NOW + 40 * DAY);
      for (let at = NOW + phase; at < end; at += HOUR) expect(kept(facts, at)).toBe(today);
      if (found !== null && found <= end) expect(kept(facts, found - 1)).toBe(today);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a band that drifts over its edge after a warning has become more severe is looked at in time', () => {
  const facts = fold([
    ev('note', '2026-10-12', { kind: 'call' }),
    ev('benefit', '2026-09-01', { benefit: 'B-2', due: day('2026-10-12') }),
    ev('invoice.issued', '2026-09-01', { invoice: 'F-7', amount: 100, currency: 'EUR', due: day('2026-10-01T10:20:30Z') }),
  ]);
  const only = { ...model, fed: ['billing' as const], weights: { '': { ...NOTHING, billing: 60 } } };
  const now = day('2026-10-13T08:07:11Z');
  const { band } = scoreAt(facts, only, now);
  const found = nextFlip(facts, only, now, band, openSignals(facts, only, now)) as number;
  expect([band, scoreAt(facts, only, found - 1).band, scoreAt(facts, only, found).band]).toEqual(['watch', 'watch', 'at-risk']);
});

test('a signal that only becomes more severe is passed over', () => {
  const facts = fold([
    ev('customer.profile', '2026-09-01', { name: 'x' }),
    ev('note', '2026-10-12', { kind: 'call' }),
    ev('ticket.opened', '2026-10-04', { ticket: '4471' }),
  ]);
  const now = day('2026-10-13');
  const severer = day('2026-10-18');
  expect(nextChange(facts, { ...model, fed: [] }, now)).toBe(severer);
  const open = openSignals(facts, model, now);
  expect(open.map(({ signal }) => signal.id)).toContain('ticket-unanswered');
  const next = nextFlip(facts, { ...model, fed: [] }, now, 'unknown', open);
  expect(next === null || next > severer).toBe(true);
});
