import { expect, test } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { paymentDays } from '../../../shared/health/payment-days';
import { day, ev } from '../../../shared/signals/example';

const now = day('2026-10-13');

/** One invoice a month, each paid so many days after its day. */
function paid(lates: readonly number[]) {
  return fold(
    lates.flatMap((late, i) => {
      const due = now - (lates.length - i) * 30 * DAY;
      return [
        ev('invoice.issued', due - 14 * DAY, { invoice: `F-${i}`, amount: 120_000, currency: 'EUR', due }),
        ev('invoice.paid', due + late * DAY, { invoice: `F-${i}` }),
      ];
    }),
  );
}

test('row 13: they pay later and later, the earlier half of the last invoices against the later', () => {
  const days = paymentDays(paid([-1, 1, 2, 8, 14, 18]), now);
  expect(days?.payments.map((payment) => payment.days)).toEqual([-1, 1, 2, 8, 14, 18]);
  expect(days?.mean).toBe(7);
  expect(days?.halves?.early).toBeCloseTo(2 / 3);
  expect(days?.halves?.late).toBeCloseTo(40 / 3);
  expect(days?.trend).toBe('later');
});

test('row 13: a day or two is the calendar, and sooner is sooner', () => {
  expect(paymentDays(paid([1, 3, 2, 4]), now)?.trend).toBe('steady');
  expect(paymentDays(paid([20, 18, 4, 2]), now)?.trend).toBe('earlier');
});

test('row 13: three payments show no direction, none at all nothing, and old ones are forgotten', () => {
  expect(paymentDays(paid([0, 10, 20]), now)).toMatchObject({ halves: null, change: 0, trend: 'unknown' });
  expect(paymentDays(fold([ev('invoice.issued', '2026-09-01', { invoice: 'F-1', amount: 1, currency: 'EUR', due: now })]), now)).toBeNull();
  expect(paymentDays(paid([...Array<number>(6).fill(60), ...Array<number>(12).fill(2)]), now)).toMatchObject({ mean: 2, trend: 'steady' });
});

test('row 13: what will be paid later is not known yet', () => {
  const facts = paid([2, 2, 2, 2]);
  expect(paymentDays(facts, now - 45 * DAY)?.payments).toHaveLength(3);
});
