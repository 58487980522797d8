import type { BookReport } from '../../shared/api/report-answers';
import { isolate } from '../../shared/i18n/bidi';
import { formatDate } from '../../shared/i18n/dates';
import { joinList, joinParts } from '../../shared/i18n/lists';
import { formatMoney } from '../../shared/i18n/money';
import { formatNumber, formatSigned } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { firstDayOf } from '../../shared/i18n/week';
import { capitalised } from '../../shared/present/signal-words';
import { directionOf } from '../own-page/page-language';
import { ChurnSection } from './churn-section';
import { FactTable } from './fact-table';
import { JobsSection } from './jobs-section';
import { MeasuresSection } from './measures-section';
import { PaymentDays } from './payment-days';
import { RulesSection } from './rules-section';
import { Section, Shown } from './shown';
import { SignalWeeks } from './signal-weeks';
import { TouchSection } from './touch-section';
import { useAsk } from './use-ask';
import { VerdictsSection } from './verdicts-section';

const BANDS = ['at-risk', 'watch', 'healthy', 'unknown'] as const;

/** Reports over the customers that this user may see; what the schedule does for those who look after it. */
export function ReportsView({ t, role }: { t: Translate; role: string }) {
  const signals = useAsk('report.signals', {}, `signals ${firstDayOf(t.locale)}`);
  const book = useAsk('report.book', {}, 'book');
  const areas = useAsk('report.areas', {}, 'areas');
  const rtl = directionOf(t.locale) === 'rtl';
  const money = (value: { currency: string; amount: number }[]) =>
    joinParts(
      t,
      value.map((one) => formatMoney(one, t.locale)),
    ) || '–';
  const named = (key: 'report.areas.weak' | 'report.areas.strong', areas: readonly string[]) =>
    areas.length > 0 && <p>{t(key, { list: { text: joinList(t, areas.map(isolate)) } })}</p>;
  const reach = ({ as_of, customers, of }: Pick<BookReport, 'as_of' | 'customers' | 'of'>) => (
    <p class="sub">{as_of === null ? t('report.not-yet') : t('report.as-of', { date: { date: as_of }, n: customers, m: of })}</p>
  );
  return (
    <>
      <Section title={t('report.bands')}>
        <Shown t={t} asked={book}>
          {({ bands }) => (
            <FactTable
              caption={t('report.bands')}
              columns={[
                { label: t('list.health') },
                { label: t('report.customers'), number: true },
                { label: t('list.value'), number: true },
              ]}
              rows={BANDS.filter((band) => bands.some((row) => row.band === band)).map((band) => {
                const rows = bands.filter((row) => row.band === band);
                return {
                  key: band,
                  cells: [
                    t(`band.${band}`),
                    formatNumber(
                      rows.reduce((sum, { customers }) => sum + customers, 0),
                      t.locale,
                    ),
                    money(rows.filter(({ currency }) => currency !== '')),
                  ],
                };
              })}
            />
          )}
        </Shown>
      </Section>
      <Section title={t('report.signals')} help={t('report.signals.help')}>
        <Shown t={t} asked={signals}>
          {(report) => <SignalWeeks t={t} report={report} rtl={rtl} />}
        </Shown>
      </Section>
      <Section title={t('churn.title')} help={t('churn.help')}>
        <Shown t={t} asked={book}>
          {(report) => (
            <>
              <ChurnSection t={t} report={report} />
              {reach(report)}
            </>
          )}
        </Shown>
      </Section>
      <MeasuresSection t={t} book={book} role={role} />
      <Section title={t('touch.title')} help={t('touch.help')}>
        <Shown t={t} asked={book}>
          {({ touches }) => <TouchSection t={t} touches={touches} />}
        </Shown>
      </Section>
      <Section title={t('verdict.report')} help={t('verdict.report.help')}>
        <Shown t={t} asked={book}>
          {({ verdicts }) => <VerdictsSection t={t} verdicts={verdicts} />}
        </Shown>
      </Section>
      <Section title={t('report.payments')} help={t('report.payments.help')}>
        <Shown t={t} asked={book}>
          {(report) => (
            <>
              <PaymentDays t={t} payments={report.payments} rtl={rtl} />
              {reach(report)}
            </>
          )}
        </Shown>
      </Section>
      <Section title={t('report.areas')} help={t('report.areas.help')}>
        <Shown t={t} asked={areas}>
          {(report) => (
            <>
              {report.areas.length === 0 ? (
                <p>{t('report.areas.none')}</p>
              ) : (
                <FactTable
                  caption={t('report.areas')}
                  columns={[
                    { label: t('report.area') },
                    { label: t('report.mean'), number: true },
                    { label: t('report.change'), number: true },
                    { label: t('report.answers'), number: true },
                    { label: t('report.low'), number: true },
                    { label: t('list.value'), number: true },
                  ]}
                  rows={report.areas.map((row) => ({
                    key: row.area,
                    cells: [
                      <bdi>{row.area}</bdi>,
                      formatNumber(oneDecimal(row.mean), t.locale),
                      row.change === null ? (
                        '–'
                      ) : (
                        <span class={row.change < 0 ? 'down' : 'up'}>{formatSigned(oneDecimal(row.change), t.locale)}</span>
                      ),
                      formatNumber(row.answers, t.locale),
                      formatNumber(row.at_risk, t.locale),
                      money(row.value),
                    ],
                  }))}
                />
              )}
              {named('report.areas.weak', report.weak)}
              {named('report.areas.strong', report.strong)}
              {reach(report)}
            </>
          )}
        </Shown>
      </Section>
      <Section title={t('report.gaps')} help={t('report.gaps.help')}>
        <Shown t={t} asked={book}>
          {({ gaps }) =>
            gaps.length === 0 ? (
              <p>{t('report.gaps.none')}</p>
            ) : (
              <FactTable
                caption={t('report.gaps')}
                columns={[
                  { label: t('report.gap') },
                  { label: t('report.kind') },
                  { label: t('report.customers'), number: true },
                  { label: t('report.blockers'), number: true },
                  { label: t('report.at-stake'), number: true },
                  { label: t('report.since') },
                ]}
                rows={gaps.map((gap) => ({
                  key: `${gap.kind} ${gap.name}`,
                  cells: [
                    <bdi>{gap.name || t('report.unnamed')}</bdi>,
                    capitalised(t(`remark.${gap.kind}` as 'remark.defect')),
                    formatNumber(gap.customers, t.locale),
                    formatNumber(gap.blockers, t.locale),
                    money(gap.value),
                    formatDate(gap.since, t.locale, 'short', Date.now()),
                  ],
                }))}
              />
            )
          }
        </Shown>
      </Section>
      <Section title={t('report.competitors')} help={t('report.competitors.help')}>
        <Shown t={t} asked={book}>
          {({ competitors }) =>
            competitors.length === 0 ? (
              <p>{t('report.competitors.none')}</p>
            ) : (
              <FactTable
                caption={t('report.competitors')}
                columns={[
                  { label: t('report.competitor') },
                  { label: t('report.customers'), number: true },
                  { label: t('report.at-stake'), number: true },
                  { label: t('report.last') },
                ]}
                rows={competitors.map((rival) => ({
                  key: rival.name,
                  cells: [
                    <bdi>{rival.name}</bdi>,
                    formatNumber(rival.customers, t.locale),
                    money(rival.value),
                    formatDate(rival.last_at, t.locale, 'short', Date.now()),
                  ],
                }))}
              />
            )
          }
        </Shown>
      </Section>
      {(role === 'admin' || role === 'manager') && <Jobs t={t} />}
      <RulesSection t={t} />
    </>
  );
}

function Jobs({ t }: { t: Translate }) {
  const jobs = useAsk('report.jobs', {}, 'jobs');
  return (
    <Section title={t('jobs.title')} help={t('jobs.help')}>
      <Shown t={t} asked={jobs}>
        {(report) => <JobsSection t={t} report={report} />}
      </Shown>
    </Section>
  );
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
