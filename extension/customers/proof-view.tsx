import { useEffect, useState } from 'preact/hooks';
import type { BacktestReport, ScoreReport } from '../../shared/churn/report';
import { formatNumber, formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { ReportState } from '../report-protocol';
import { FactTable } from './fact-table';
import { HitRates } from './hit-rates';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';

const SCORES = ['health', 'recency', 'rfm', 'decayed'] as const;
/** While a test runs, its progress is read so often (ms). */
const LOOK_AGAIN = 3000;

/** How well the score and every signal did on this workspace's own past, and starting such a test. */
export function ProofView({ t, state }: { t: Translate; state: ReportState }) {
  const asked = useAsk('backtest.read', {}, 'backtest');
  const [problem, setProblem] = useState('');
  const running = asked.value?.running ?? null;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(asked.again, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [running !== null]);
  const start = async () => {
    const answer = await ask('backtest.start');
    setProblem(answer.ok ? '' : answer.text);
    asked.again();
  };
  return (
    <>
      <Section title={t('page.tab.proof')} help={t('proof.help')}>
        {(state.role === 'admin' || state.role === 'manager') && (
          <p>
            <button type="button" class="btn pri" disabled={running !== null} onClick={() => void start()}>
              {t('proof.start')}
            </button>
          </p>
        )}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Shown t={t} asked={asked}>
          {({ report, problem: ended }) => (
            <>
              {running && (
                <p role="status">
                  {t('proof.running', { p: { percent: running.share } })} <progress value={running.share} max={1} />
                </p>
              )}
              {ended && <p class="problem">{failedWords(t, ended)}</p>}
              {report ? <Summary t={t} report={report} /> : !running && <p>{t('proof.none')}</p>}
            </>
          )}
        </Shown>
      </Section>
      {asked.value?.report && <Details t={t} report={asked.value.report} />}
    </>
  );
}

/** Why a test came to nothing, and what it takes. */
function failedWords(t: Translate, { code, args }: { code: string; args: Record<string, number> }): string {
  const key = `proof.failed.${code}`;
  return t.has(key) ? t(key as 'proof.failed.no-events', args) : t('proof.failed');
}

/** Four figures in sentences, on the customers a team still works on. */
function Summary({ t, report }: { t: Translate; report: BacktestReport }) {
  const base = report.base['2H'];
  const { auc, auc_interval, lift10, precision10, recall10 } = base.scores.health;
  const share = (value: number) => ({ percent: value });
  const figures: { title: string; big: string; text: string }[] = [];
  if (auc !== null && auc_interval)
    figures.push({
      title: t('proof.ranks'),
      big: formatPercent(auc, t.locale),
      text: t('proof.ranks.text', { p: share(auc), a: share(auc_interval[0]), b: share(auc_interval[1]) }),
    });
  if (lift10 !== null && precision10 !== null && recall10 !== null)
    figures.push({
      title: t('proof.tenth'),
      big: t('proof.times', { x: lift10 }),
      text: t('proof.tenth.text', { p: share(precision10), x: Math.round(lift10 * 10) / 10, q: share(recall10) }),
    });
  figures.push({
    title: t('proof.chance'),
    big: base.calibration ? `±${formatPercent(base.calibration.ece, t.locale)}` : '–',
    text: base.calibration ? t('proof.chance.text', { p: share(base.calibration.ece) }) : t('proof.chance.none'),
  });
  if (report.lead.leavings > 0)
    figures.push({
      title: t('proof.lead'),
      big: t('report.as-part', { n: report.lead.at_risk_before, m: report.lead.leavings }),
      text: t('proof.lead.text', { n: report.lead.leavings, a: report.lead.at_risk_before, d: report.lead.days ?? { text: '–' } }),
    });
  return (
    <>
      <p class="sub">
        {t('proof.of', {
          from: { date: Date.parse(report.from) },
          to: { date: Date.parse(report.to) },
          n: report.horizon,
          m: report.model.version,
        })}
      </p>
      <ul class="figures">
        {figures.map(({ title, big, text }) => (
          <li key={title}>
            <h3>{title}</h3>
            <b>{big}</b>
            <p class="sub">{text}</p>
          </li>
        ))}
      </ul>
      {report.notes.length > 0 && (
        <>
          <h3>{t('proof.notes')}</h3>
          <ul>
            {report.notes.map(({ code, args }) => (
              <li key={code}>{t(`proof.note.${code}`, args)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Details({ t, report }: { t: Translate; report: BacktestReport }) {
  const scores = report.base['2H'].scores;
  return (
    <>
      <HitRates t={t} signals={report.signals} />
      <Section title={t('proof.beside')}>
        <ScoreTable t={t} caption={t('proof.beside')} rows={SCORES.map((name) => [name, scores[name]])} />
      </Section>
      {report.pulse && (
        <Section title={t('proof.pulse')} help={t('proof.pulse.help', { n: report.pulse.looks })}>
          <ScoreTable
            t={t}
            caption={t('proof.pulse')}
            rows={[
              ['pulse', report.pulse.pulse],
              ['health', report.pulse.health],
            ]}
          />
        </Section>
      )}
    </>
  );
}

type Scored = 'pulse' | (typeof SCORES)[number];

function ScoreTable({ t, caption, rows }: { t: Translate; caption: string; rows: readonly [Scored, ScoreReport][] }) {
  return (
    <FactTable
      caption={caption}
      columns={[{ label: t('proof.score') }, { label: t('proof.auc'), number: true }, { label: t('proof.lift'), number: true }]}
      rows={rows.map(([name, { auc, auc_interval, lift10 }]) => ({
        key: name,
        cells: [
          t(`proof.score.${name}`),
          auc === null
            ? '–'
            : auc_interval === null
              ? formatPercent(auc, t.locale)
              : t('proof.interval', { p: { percent: auc }, a: { percent: auc_interval[0] }, b: { percent: auc_interval[1] } }),
          lift10 === null ? '–' : formatNumber(Math.round(lift10 * 10) / 10, t.locale),
        ],
      }))}
    />
  );
}
