import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { InvoiceFact } from '../facts/service-facts';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 10 };
const id = 'invoice-overdue';

/** A payment missed by more than ten days. */
export const signal: Signal = {
  id,
  row: 24,
  severity: 'high',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: { text: 'Invoice {days:day} late', evidence: 'Invoice {invoice}, {amount}.', short: 'invoice overdue' },
  evaluate(facts, model, now): SignalReading | null {
    const late = overdue(facts, thresholdsOf(id, defaults, model).days, now);
    const oldest = late[0];
    if (!oldest) return null;
    const ids = late.map((invoice) => invoice.id);
    return {
      since: oldest.due,
      severity: 'high',
      args: {
        days: wholeDays(oldest.due, now),
        invoice: { id: oldest.id },
        n: late.length,
        amount: { money: { amount: oldest.amount, currency: oldest.currency } },
      },
      ...(oldest.url ? { url: oldest.url } : {}),
      act: {
        code: late.length === 1 ? 'remind-invoice' : 'remind-invoices',
        args: late.length === 1 ? { invoice: { id: oldest.id } } : { n: late.length },
        log: 'call',
        due: null,
        done: (before, at) => ({
          ...before,
          invoices: before.invoices.map((invoice) => (ids.includes(invoice.id) ? { ...invoice, paidAt: at } : invoice)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      facts.invoices.map((invoice) => invoice.due + days * DAY + 1),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'twelve days past its day',
        now: day('2026-10-13'),
        events: [ev('invoice.issued', '2026-09-01', { invoice: 'F-7', amount: 120_000, currency: 'EUR', due: day('2026-10-01') })],
        fires: true,
      },
      {
        title: 'ten days past its day',
        now: day('2026-10-11'),
        events: [ev('invoice.issued', '2026-09-01', { invoice: 'F-7', amount: 120_000, currency: 'EUR', due: day('2026-10-01') })],
        fires: false,
      },
      {
        title: 'paid, if late',
        now: day('2026-10-13'),
        events: [
          ev('invoice.issued', '2026-09-01', { invoice: 'F-7', amount: 120_000, currency: 'EUR', due: day('2026-10-01') }),
          ev('invoice.paid', '2026-10-12', { invoice: 'F-7' }),
        ],
        fires: false,
      },
    ];
  },
};

/** Unpaid invoices more than `days` days past their day, oldest first. */
function overdue(facts: Facts, days: number, now: number): InvoiceFact[] {
  return facts.invoices.filter((invoice) => invoice.paidAt === null && now - invoice.due > days * DAY).sort((a, b) => a.due - b.due);
}
