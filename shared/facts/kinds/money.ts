/** What was bought, what is owed, and which payments failed. */
import type { LiveEvent } from '../../event';
import { entryOf, keepWithin, putInOrder, withEntry } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

/** The oldest paid go first, then the oldest unpaid. */
const MOST_INVOICES = 60;
/** The oldest cleared go first, then the oldest. */
const MOST_FAILURES = 30;

export const kind: FactKind = {
  id: 'money',
  reads: ['purchase', 'invoice.issued', 'invoice.paid', 'invoice.voided', 'payment.failed', 'payment.succeeded'],
  apply(draft, event) {
    if (event.type === 'purchase') buy(draft, event);
    else if (event.type === 'invoice.issued') issue(draft, event);
    else if (event.type === 'payment.failed') {
      const { invoice, decline } = event.data;
      // A retry that went through at the same instant has cleared it, whichever of the two is folded first.
      const paidAt = draft.invoices.find((row) => row.id === invoice)?.paidAt ?? null;
      draft.failures.push({ at: event.at, invoice: invoice ?? '', decline, clearedAt: paidAt === event.at ? paidAt : null });
      keepWithin(draft.failures, MOST_FAILURES, (row) => row.clearedAt !== null);
    } else settle(draft, event);
  },
};

function buy(draft: Facts, event: LiveEvent & { type: 'purchase' }): void {
  const { amount = 0, currency = '', refund } = event.data;
  // The sign of a refund differs between shops; `refund` says which way the money went.
  const paid = refund ? -Math.abs(amount) : amount;
  if (currency !== '') {
    const { sum, count } = entryOf(draft.spend, currency) ?? { sum: 0, count: 0 };
    draft.spend = withEntry(draft.spend, currency, { sum: sum + paid, count: count + (refund ? 0 : 1) });
  }
  if (!refund) draft.lastPurchase = { at: event.at, amount, currency };
}

function issue(draft: Facts, event: LiveEvent & { type: 'invoice.issued' }): void {
  const { invoice, amount, currency, due, url } = event.data;
  const known = draft.invoices.find((row) => row.id === invoice);
  if (known) {
    Object.assign(known, { amount, currency, due, url: url ?? known.url });
    return;
  }
  putInOrder(
    draft.invoices,
    { id: invoice, amount, currency, issuedAt: event.at, due, paidAt: null, url: url ?? '' },
    (row) => row.issuedAt,
  );
  applyWaiting(draft, ['invoice.paid', 'invoice.voided', 'payment.succeeded'], 'invoice', invoice, (waiting) => settle(draft, waiting));
  keepWithin(draft.invoices, MOST_INVOICES, (row) => row.paidAt !== null);
}

/** Paid, by whichever event says so, or void. A success that names no invoice clears every failure before it. */
function settle(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'invoice.paid' && event.type !== 'invoice.voided' && event.type !== 'payment.succeeded') return;
  const invoice = event.data.invoice;
  for (const failure of draft.failures) if (invoice === undefined || failure.invoice === invoice) failure.clearedAt ??= event.at;
  if (invoice === undefined) return;
  const row = draft.invoices.find((other) => other.id === invoice);
  if (!row) letWait(draft, event);
  else if (event.type === 'invoice.voided') draft.invoices = draft.invoices.filter((other) => other !== row);
  else row.paidAt ??= event.at;
}
