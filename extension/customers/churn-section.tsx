/** Who left: both churn rates side by side with the line that says why they differ, and the reasons of a year beside the cited ones. */
import type { BookReport } from '../../shared/api/report-answers';
import { CITED, CITED_TO_RIVAL, type LossGroup, lossGroups } from '../../shared/churn/losses';
import { formatDate } from '../../shared/i18n/dates';
import { formatNumber, formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FactTable } from './fact-table';

const GROUPS: readonly LossGroup[] = ['service', 'product', 'competitor', 'other'];
/** Fewer losses than this are too few to speak of a split. */
const FEW = 10;

export function ChurnSection({ t, report }: { t: Translate; report: BookReport }) {
  const number = (n: number) => formatNumber(n, t.locale);
  const rate = (share: number | null) => (share === null ? t('churn.none') : formatPercent(share, t.locale, 1));
  const date = (at: number) => formatDate(at, t.locale, 'short', Date.now());
  return (
    <>
      <FactTable
        caption={t('churn.title')}
        columns={[
          { label: t('churn.from') },
          { label: t('churn.held'), number: true },
          { label: t('churn.acquired'), number: true },
          { label: t('churn.lost'), number: true },
          { label: t('churn.lost-of-held'), number: true },
          { label: t('churn.a'), number: true },
          { label: t('churn.b'), number: true },
          { label: t('churn.voluntary') },
        ]}
        rows={[...report.churn].reverse().map((row) => ({
          key: String(row.since),
          cells: [
            date(row.since),
            number(row.held),
            number(row.acquired),
            number(row.lost),
            number(row.lost_of_held),
            rate(row.a),
            rate(row.b),
            row.lost === 0 ? '–' : t('churn.voluntary.text', { a: row.voluntary, b: row.involuntary }),
          ],
        }))}
      />
      <p class="sub">{t('churn.differ')}</p>
      {report.losses && <Reasons t={t} losses={report.losses} />}
    </>
  );
}

function Reasons({ t, losses }: { t: Translate; losses: NonNullable<BookReport['losses']> }) {
  const counts = Object.fromEntries(losses.reasons.map(({ code, customers }) => [code, customers]));
  const { groups, known } = lossGroups(counts);
  const of = (n: number, all: number) => t('churn.share', { p: { percent: all === 0 ? 0 : n / all }, n, m: all });
  const all = losses.reasons.reduce((sum, { customers }) => sum + customers, 0);
  if (all === 0) return <p>{t('churn.reasons.none')}</p>;
  return (
    <>
      <h3>{t('churn.reasons')}</h3>
      <FactTable
        caption={t('churn.reasons')}
        columns={[{ label: t('churn.group') }, { label: t('churn.own') }, { label: t('churn.cited'), number: true }]}
        rows={GROUPS.map((group) => ({
          key: group,
          cells: [
            t(`churn.group.${group}`),
            known === 0 ? '–' : of(groups[group], known),
            group === 'other' ? '–' : formatPercent(CITED[group], t.locale),
          ],
        }))}
      />
      <p class="sub">
        {t('churn.cited.help')} {known < FEW && t('churn.few', { n: known })}
      </p>
      <ul class="facts">
        {losses.reasons.map(({ code, customers }) => (
          <li key={code}>
            {t.has(`loss.reason.${code}`) ? t(`loss.reason.${code}` as 'loss.reason.price') : t('churn.unsaid')}:{' '}
            {formatNumber(customers, t.locale)}
          </li>
        ))}
      </ul>
      {losses.for_service > 0 && (
        <p>{t('churn.rival', { own: { text: of(losses.service_to_rival, losses.for_service) }, cited: { percent: CITED_TO_RIVAL } })}</p>
      )}
      <p>
        {t('churn.will', { a: losses.voluntary, b: losses.involuntary })}{' '}
        {t('churn.avoidable', { a: losses.avoidable, b: losses.unavoidable })}
      </p>
    </>
  );
}
