/** How often each signal opened in the last thirteen weeks, closed, and is open now. */
import type { SignalsReport } from '../../shared/api/report-answers';
import { formatDate } from '../../shared/i18n/dates';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BehindChart, FactTable } from './fact-table';
import { signalName } from './signal-name';
import { WeekBars } from './week-bars';

export function SignalWeeks({ t, report, rtl }: { t: Translate; report: SignalsReport; rtl: boolean }) {
  if (report.signals.length === 0) return <p>{t('report.signals.none')}</p>;
  const rows = [...report.signals].sort((a, b) => Number(a.good) - Number(b.good) || b.open - a.open || sum(b.opened) - sum(a.opened));
  const most = Math.max(1, ...rows.flatMap(({ opened }) => opened));
  const name = (id: string) => signalName(t, id);
  const n = (value: number) => formatNumber(value, t.locale);
  return (
    <>
      <FactTable
        caption={t('report.signals')}
        columns={[
          { label: t('report.signal') },
          { label: t('report.whose') },
          { label: t('report.weeks') },
          { label: t('report.opened'), number: true },
          { label: t('report.closed'), number: true },
          { label: t('report.open'), number: true },
        ]}
        rows={rows.map(({ id, fault, good, opened, closed, open }) => ({
          key: id,
          cells: [
            name(id),
            good ? t('severity.good') : t(`whose.${fault}`),
            <WeekBars counts={opened} most={most} rtl={rtl} />,
            n(sum(opened)),
            n(sum(closed)),
            <b>{n(open)}</b>,
          ],
        }))}
      />
      <BehindChart
        t={t}
        caption={t('report.signals')}
        columns={[{ label: t('report.signal') }, ...report.weeks.map((at) => ({ label: formatDate(at, t.locale), number: true }))]}
        rows={rows.map(({ id, opened }) => ({ key: id, cells: [name(id), ...opened.map(n)] }))}
      />
    </>
  );
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
