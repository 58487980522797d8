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
    fc.property(anyCustomer(15), (facts) => {
      const today = kept(facts, NOW);
      const found = flipOf(facts, NOW);
      for (let at = NOW + HOUR; at <= NOW + 40 * DAY && (found === null || at < found); at += HOUR) expect(kept(facts, at)).toBe(today);
    }),
    { numRuns: 15 },
  );
}, 120_000);

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
