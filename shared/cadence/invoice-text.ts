import type { Facts } from '../facts/facts';
import type { Translate } from '../i18n/t';

/** A friendly word before an invoice is due, in the reader's language, to send as it is; '' for a task of another rule. */
export function invoiceText(t: Translate, facts: Facts, task: string): string {
  const invoice = facts.invoices.find(({ id }) => task.startsWith(`due:invoice:${id}:`));
  if (invoice === undefined) return '';
  const { amount, currency, due, id } = invoice;
  return t('work.invoice.text', { invoice: { id }, money: { money: { amount, currency } }, date: { date: due } });
}
