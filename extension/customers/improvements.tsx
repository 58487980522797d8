/** One improvement with the churn rate before and after it, in counts; and the form that writes one. */
import { useState } from 'preact/hooks';
import { LOSS_REASONS } from '../../shared/attributes';
import { compareChurn, type Side } from '../../shared/churn/compare';
import { type Improvement, MOST_PERIODS, PERIOD_DAYS } from '../../shared/churn/measures';
import type { ChurnCounts } from '../../shared/churn/rates';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import { formatNumber, formatPercent } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FoldedForm, TextField } from '../work/field';
import { BehindChart } from './fact-table';

interface RowProps {
  t: Translate;
  improvement: Improvement;
  counts: ReadonlyMap<string, ChurnCounts>;
  asOf: number;
  /** Null for who may not. */
  onRemove: (() => void) | null;
}
export function ImprovementRow({ t, improvement, counts, asOf, onRemove }: RowProps) {
  const compared = compareChurn(improvement, counts, asOf);
  const { before, after, saved, sure, running, uncounted } = compared;
  const date = (at: number) => formatDate(at, t.locale, 'short', Date.now());
  const rate = (share: number | null) => (share === null ? t('churn.none') : formatPercent(share, t.locale, 1));
  const side = ({ lost, held, rate: share }: Side) => ({ text: t('improve.side', { a: lost, b: held, rate: { text: rate(share) } }) });
  return (
    <div class="measure" data-improvement={improvement.id}>
      <h3>
        <bdi>{improvement.goal}</bdi>
      </h3>
      <p class="sub">
        {joinParts(t, [
          ...(improvement.cause === '' ? [] : [t(`loss.reason.${improvement.cause}`)]),
          t('improve.since', { date: { date: improvement.start } }),
        ])}
        {onRemove && (
          <button type="button" class="btn txt" onClick={onRemove}>
            {t('segment.delete')}
          </button>
        )}
      </p>
      {improvement.tactics !== '' && <p dir="auto">{improvement.tactics}</p>}
      <p data-part="compare">
        {t('improve.compare', { before: side(before), after: side(after) })}{' '}
        {saved !== null && t(saved === 0 ? 'improve.same' : saved > 0 ? 'improve.fewer' : 'improve.more', { n: Math.abs(saved) })}{' '}
        {saved !== null && t(sure ? 'improve.sure' : 'improve.unsure')}
      </p>
      {running > 0 && <p class="sub">{t('improve.running', { n: running })}</p>}
      {uncounted > 0 && <p class="sub">{t('improve.uncounted')}</p>}
      <BehindChart
        t={t}
        caption={t('improve.title')}
        columns={[
          { label: t('churn.from') },
          { label: t('improve.when') },
          { label: t('churn.held'), number: true },
          { label: t('churn.lost-of-held'), number: true },
          { label: t('churn.a'), number: true },
        ]}
        rows={(['before', 'after'] as const).flatMap((when) =>
          compared[when].periods.map(({ from, counts: one }) => ({
            key: String(from),
            cells: [
              date(from),
              t(`improve.${when}`),
              one === null ? '–' : formatNumber(one.held, t.locale),
              one === null ? '–' : formatNumber(one.lostOfHeld, t.locale),
              one === null ? '–' : rate(one.held === 0 ? null : one.lostOfHeld / one.held),
            ],
          })),
        )}
      />
    </div>
  );
}

export function ImprovementForm({ t, onSave }: { t: Translate; onSave: (one: Improvement) => Promise<boolean> }) {
  const [cause, setCause] = useState<Improvement['cause']>('');
  const [goal, setGoal] = useState('');
  const [tactics, setTactics] = useState('');
  const [start, setStart] = useState('');
  const [days, setDays] = useState<Improvement['days']>(90);
  const [periods, setPeriods] = useState(1);
  const [missing, setMissing] = useState('');
  const save = async () => {
    const at = Date.parse(`${start}T00:00:00Z`);
    if (goal.trim() === '' || !Number.isFinite(at)) return setMissing(t('improve.missing'));
    setMissing('');
    const one = { id: crypto.randomUUID(), cause, goal: goal.trim(), tactics: tactics.trim(), start: at, days, periods };
    if (await onSave(one)) setGoal('');
  };
  return (
    <FoldedForm title={t('improve.add')} save={t('segment.save')} problem={missing} onSave={() => void save()}>
      <label class="field">
        <span class="sub">{t('improve.cause')}</span>
        <select name="cause" value={cause} onChange={(event) => setCause(event.currentTarget.value as Improvement['cause'])}>
          <option value="">{t('improve.cause.other')}</option>
          {LOSS_REASONS.map((code) => (
            <option key={code} value={code}>
              {t(`loss.reason.${code}`)}
            </option>
          ))}
        </select>
      </label>
      <TextField label={t('improve.goal')} value={goal} onInput={setGoal} />
      <TextField label={t('improve.tactics')} value={tactics} most={1000} onInput={setTactics} />
      <label class="field">
        <span class="sub">{t('improve.start')}</span>
        <input type="date" name="start" value={start} onInput={(event) => setStart(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span class="sub">{t('improve.days')}</span>
        <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value) as Improvement['days'])}>
          {PERIOD_DAYS.map((one) => (
            <option key={one} value={one}>
              {t('unit.day', { n: one })}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="sub">{t('improve.periods')}</span>
        <select value={periods} onChange={(event) => setPeriods(Number(event.currentTarget.value))}>
          {Array.from({ length: MOST_PERIODS }, (_, i) => (
            <option key={i + 1} value={i + 1}>
              {formatNumber(i + 1, t.locale)}
            </option>
          ))}
        </select>
      </label>
    </FoldedForm>
  );
}
