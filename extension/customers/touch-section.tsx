/** To whom our days in touch go: by how long they have been with us, and by what they bring; beside it what an even hand would give. */
import type { BookReport } from '../../shared/api/report-answers';
import { AGES, SIZES } from '../../shared/churn/touches';
import { formatNumber, formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FactTable } from './fact-table';

/** So many times its share of the customers, and a group gets more than an even hand would give. */
const MUCH = 1.5;

export function TouchSection({ t, touches }: { t: Translate; touches: BookReport['touches'] }) {
  const all = touches.filter(({ group }) => AGES.some((age) => age === group)).reduce((sum, row) => sum + row.touches, 0);
  if (all === 0) return <p>{t('touch.none')}</p>;
  const rows = (groups: readonly string[]) => {
    const mine = touches.filter(({ group }) => groups.includes(group));
    const customers = mine.reduce((sum, row) => sum + row.customers, 0);
    return mine.map((row) => {
      const [got, even] = [row.touches / all, row.customers / customers];
      return {
        key: row.group,
        cells: [
          t(`touch.group.${row.group}`),
          formatNumber(Math.round(row.customers), t.locale),
          formatPercent(even, t.locale),
          formatPercent(got, t.locale),
          formatNumber(Math.round((10 * row.touches) / row.customers) / 10, t.locale),
          got >= MUCH * even ? t('touch.more') : MUCH * got <= even ? t('touch.less') : '',
        ],
      };
    });
  };
  const columns = [
    { label: t('touch.group') },
    { label: t('report.customers'), number: true },
    { label: t('touch.of-customers'), number: true },
    { label: t('touch.of-touches'), number: true },
    { label: t('touch.each'), number: true },
    { label: t('touch.verdict') },
  ];
  return (
    <>
      <FactTable caption={t('touch.by-age')} columns={columns} rows={rows(AGES)} />
      <FactTable caption={t('touch.by-size')} columns={columns} rows={rows(SIZES)} />
    </>
  );
}
