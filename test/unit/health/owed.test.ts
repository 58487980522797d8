import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, type LiveEvent } from '../../../shared/event';
import type { Feed } from '../../../shared/event-entry';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { factorOf } from '../../../shared/health/registry';
import { day, ev } from '../../../shared/signals/example';

const model = defaultModel(0);
const now = day('2026-10-13');

function share(factor: Feed, code: string, events: LiveEvent[], at = now): number {
  return (
    factorOf(factor)
      .read(fold(events), model, at)
      .terms.find((term) => term.code === code)?.share ?? 0
  );
}
const invoice = ev('invoice.issued', '2026-08-01', { invoice: 'F-1', amount: 120_000, currency: 'EUR', due: day('2026-09-01') });
const paid = (iso: string) => ev('invoice.paid', iso, { invoice: 'F-1' });

test('row 24: paying a late invoice gives back half of what it cost; the rest fades by half every month', () => {
  const owed = share('billing', 'overdue', [invoice], day('2026-10-01'));
  const settled = [invoice, paid('2026-10-01')];
  expect(share('billing', 'late', settled, day('2026-10-01'))).toBeCloseTo(owed / 2);
  expect(share('billing', 'late', settled, day('2026-10-31'))).toBeCloseTo(owed / 4);
  expect(share('billing', 'overdue', settled, day('2026-10-01'))).toBe(0);
  expect(share('billing', 'late', [invoice, paid('2026-09-03')], day('2026-09-03'))).toBe(0);
});

test('row 24: the later it was paid, the more it leaves behind, and a habit adds up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (a, b) => {
      const after = (days: number) => {
        const at = day('2026-09-01') + days * DAY;
        return share('billing', 'late', [invoice, ev('invoice.paid', at, { invoice: 'F-1' })], at);
      };
      expect(after(Math.max(a, b))).toBeGreaterThanOrEqual(after(Math.min(a, b)));
    }),
  );
  const twice = [
    invoice,
    paid('2026-09-21'),
    ev('invoice.issued', '2026-08-01', { invoice: 'F-2', amount: 1, currency: 'EUR', due: day('2026-09-01') }),
  ];
  expect(share('billing', 'late', [...twice, ev('invoice.paid', '2026-09-21', { invoice: 'F-2' })])).toBeCloseTo(
    2 * share('billing', 'late', [invoice, paid('2026-09-21')]),
  );
});

test('row 43: a promised result costs from the day after its day, in part less and fading, confirmed nothing', () => {
  const promise = ev('promise', '2026-07-01', { promise: 'P', what: 'Firing time down', due: day('2026-10-12'), kind: 'result' });
  const kept = (outcome: 'yes' | 'partly' | 'no') => [promise, ev('promise.kept', '2026-10-13', { promise: 'P', outcome })];
  expect(share('relationship', 'result', [promise], now - 1)).toBe(0);
  expect(share('relationship', 'result', [promise])).toBeGreaterThan(0.3);
  expect(share('relationship', 'result', kept('no'))).toBe(share('relationship', 'result', [promise]));
  expect(share('relationship', 'partly', kept('partly'))).toBeCloseTo(2 * share('relationship', 'partly', kept('partly'), now + 30 * DAY));
  expect([share('relationship', 'result', kept('yes')), share('relationship', 'partly', kept('yes'))]).toEqual([0, 0]);
});

test('row 94: a contact that showed care makes the silence after it cost less', () => {
  const silence = (care: boolean) =>
    share('relationship', care ? 'silent-care' : 'silent', [ev('note', '2026-07-01', { kind: 'call', care })]);
  expect(silence(true)).toBeGreaterThan(0);
  expect(silence(true)).toBeLessThan(silence(false));
});
