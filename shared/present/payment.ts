/** How late they pay, and whether it gets worse. */
import type { Facts } from '../facts/facts';
import { paymentDays } from '../health/payment-days';
import type { Translate } from '../i18n/t';
import type { ViewGroup } from './card-view';

/** null for a customer who has not paid an invoice yet. */
export function paymentGroup(t: Translate, facts: Facts, now: number): ViewGroup | null {
  const paid = paymentDays(facts, now);
  if (!paid) return null;
  const n = Math.round(Math.abs(paid.mean));
  const text = n === 0 ? t('card.payment.on-day') : t(paid.mean > 0 ? 'card.payment.late' : 'card.payment.ahead', { n });
  const worse = paid.trend === 'later' ? 'down' : 'up';
  return {
    id: 'payment',
    title: t('card.payment'),
    sub: t('unit.invoice', { n: paid.payments.length }),
    rows: [
      {
        text,
        shown: paid.trend === 'unknown' ? '' : t(`card.payment.${paid.trend}`),
        ...(paid.trend === 'later' || paid.trend === 'earlier' ? { tone: worse } : {}),
      },
    ],
  };
}
