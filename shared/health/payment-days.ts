/** How late they pay, and whether it gets worse: days from due to paid, the earlier half of the last invoices against the later. */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';

export interface PaymentDays {
  /** The last paid invoices, the first due first. `days` is negative where they paid ahead of the day. */
  payments: { invoice: string; due: number; paidAt: number; days: number }[];
  /** Mean days over all of them. */
  mean: number;
  /** Means of the earlier and the later half (the middle one of an odd number is in neither); null below four payments. */
  halves: { early: number; late: number } | null;
  /** Later half less earlier half: positive when they pay later and later. 0 while there are no halves. */
  change: number;
  trend: 'later' | 'earlier' | 'steady' | 'unknown';
}

/** As many payments show a direction, and no habits of years ago. */
const MOST_PAYMENTS = 12;
const FEWEST_FOR_TREND = 4;
/** A change below this many days is the calendar's: weekends and holidays. */
const STEADY_WITHIN = 3;

/** Payment days as they stood at `now`, in whole UTC days; null for a customer who has not paid an invoice yet. */
export function paymentDays(facts: Facts, now: number): PaymentDays | null {
  const payments = facts.invoices
    .flatMap(({ id, due, paidAt }) =>
      paidAt === null || paidAt > now ? [] : [{ invoice: id, due, paidAt, days: dayOf(paidAt) - dayOf(due) }],
    )
    .sort((a, b) => a.due - b.due || (a.invoice < b.invoice ? -1 : 1))
    .slice(-MOST_PAYMENTS);
  if (payments.length === 0) return null;
  const days = payments.map((payment) => payment.days);
  const half = days.length >> 1;
  const halves = days.length < FEWEST_FOR_TREND ? null : { early: mean(days.slice(0, half)), late: mean(days.slice(-half)) };
  const change = halves === null ? 0 : halves.late - halves.early;
  const trend = halves === null ? 'unknown' : Math.abs(change) < STEADY_WITHIN ? 'steady' : change > 0 ? 'later' : 'earlier';
  return { payments, mean: mean(days), halves, change, trend };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
