/** How late the book pays: mean days past due of the invoices paid in each thirty days. */
import type { BookReport } from '../../shared/api/report-answers';
import { formatDate } from '../../shared/i18n/dates';
import { formatNumber, formatSigned } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BehindChart } from './fact-table';
import { LineChart } from './line-chart';

export function PaymentDays({ t, payments, rtl }: { t: Translate; payments: BookReport['payments']; rtl: boolean }) {
  const known = payments.flatMap(({ days_late }) => (days_late === null ? [] : [days_late]));
  if (known.length === 0) return <p>{t('report.payments.none')}</p>;
  const [low, high] = [Math.floor(Math.min(0, ...known)), Math.ceil(Math.max(5, ...known))];
  const date = (at: number) => formatDate(at, t.locale, 'short', Date.now());
  const shown = (value: number) =>
    value < 0 ? formatSigned(Math.round(value), t.locale) : formatNumber(Math.round(value * 10) / 10, t.locale);
  return (
    <>
      <LineChart
        label={t('report.payments')}
        points={payments.map(({ since, invoices, days_late }) => ({
          at: since,
          value: days_late,
          words: t('report.payments.point', {
            date: { date: since },
            n: days_late === null ? { text: '–' } : { text: shown(days_late) },
            m: invoices,
          }),
        }))}
        low={low}
        high={high}
        rules={[...new Set([low, 0, high])].map((value) => ({ value, words: shown(value) }))}
        date={date}
        rtl={rtl}
      />
      <BehindChart
        t={t}
        caption={t('report.payments')}
        columns={[{ label: t('report.from') }, { label: t('report.late'), number: true }, { label: t('report.invoices'), number: true }]}
        rows={payments.map(({ since, invoices, days_late }) => ({
          key: String(since),
          cells: [date(since), days_late === null ? '–' : shown(days_late), formatNumber(invoices, t.locale)],
        }))}
      />
    </>
  );
}
