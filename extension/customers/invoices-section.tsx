import type { Facts } from '../../shared/facts/facts';
import { inDays } from '../../shared/i18n/ages';
import { daysBetween } from '../../shared/i18n/dates';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import { Section } from './shown';

const MOST = 6;

/** The newest invoices: those that are open first, the oldest of them on top; then what was paid last. */
export function InvoicesSection({ t, facts, now }: { t: Translate; facts: Facts; now: number }) {
  const open = facts.invoices.filter(({ paidAt }) => paidAt === null).sort((a, b) => a.due - b.due);
  const paid = facts.invoices.filter(({ paidAt }) => paidAt !== null).sort((a, b) => (b.paidAt ?? 0) - (a.paidAt ?? 0));
  const rows = [...open, ...paid].slice(0, Math.max(MOST, open.length));
  if (rows.length === 0) return null;
  return (
    <Section title={t('report.invoices')}>
      <ul class="facts invoices">
        {rows.map(({ id, amount, currency, due, paidAt }) => {
          const late = daysBetween(due, now, t.locale);
          return (
            <li key={id} data-invoice={id}>
              <span class="grow">
                <bdi>{id}</bdi>
              </span>
              <bdi class="amount">{formatMoney({ amount, currency }, t.locale)}</bdi>
              <span class={paidAt === null && late > 0 ? 'down' : 'sub'}>
                {paidAt !== null
                  ? t('invoice.paid', { date: { date: paidAt } })
                  : late > 0
                    ? t('invoice.late', { n: late })
                    : t('invoice.due', { when: { text: inDays(t, due, now) } })}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
