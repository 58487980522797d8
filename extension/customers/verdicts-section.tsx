/** Whether renewals were foreseen: by the score, by the account manager and by the final word, each graded by itself after the outcome. */
import type { BookReport } from '../../shared/api/report-answers';
import { formatNumber, formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FORESEEN } from '../../shared/renewal/grades';
import { FactTable } from './fact-table';

export function VerdictsSection({ t, verdicts }: { t: Translate; verdicts: BookReport['verdicts'] }) {
  const rows = FORESEEN.flatMap((who) => verdicts.find((row) => row.who === who) ?? []);
  if (rows.every(({ said, unsure, pending }) => said + unsure + pending === 0)) return <p>{t('verdict.report.none')}</p>;
  const number = (n: number) => formatNumber(n, t.locale);
  return (
    <FactTable
      caption={t('verdict.report')}
      columns={[
        { label: t('verdict.report.who') },
        { label: t('verdict.report.said'), number: true },
        { label: t('verdict.report.right'), number: true },
        { label: t('verdict.report.wrong'), number: true },
        { label: t('verdict.unsure'), number: true },
        { label: t('verdict.report.pending'), number: true },
        { label: t('verdict.report.share'), number: true },
      ]}
      rows={rows.map(({ who, said, right, unsure, pending }) => ({
        key: who,
        cells: [
          t(`verdict.${who}`),
          number(said + unsure + pending),
          number(right),
          number(said - right),
          number(unsure),
          number(pending),
          said === 0 ? '–' : formatPercent(right / said, t.locale),
        ],
      }))}
    />
  );
}
