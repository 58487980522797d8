/** The periodic review: an agenda prepared from what is known, the question that is asked each time, and what came out. */
import { useState } from 'preact/hooks';
import { contextFor } from '../../shared/cadence/context';
import { nextReview } from '../../shared/cadence/rules/rhythm';
import { FORMULA } from '../../shared/health/model';
import { health } from '../../shared/health/score';
import { inDays } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { joinWords } from '../../shared/i18n/lists';
import { latestAbout } from '../../shared/notes/care';
import { keepUnits } from '../../shared/present/keep-units';
import { signalWords } from '../../shared/present/signal-words';
import { openSignals } from '../../shared/signals/registry';
import { FoldedForm, TextField } from './field';
import type { Work } from './use-work';

const MOST_SIGNALS = 3;

export function Review({ work, open = false }: { work: Work; open?: boolean }) {
  const { t, facts, view, now } = work;
  const [outcome, setOutcome] = useState('');
  const [differentiator, setDifferentiator] = useState('');
  const [problem, setProblem] = useState('');
  const context = contextFor(facts, view.programme, now, view.model?.restDays);
  const next = nextReview(facts, context.plan, now);
  const last = facts.reviews.at(-1);
  const save = async () => {
    const outcomes = outcome
      .split(/[;؛\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .slice(0, 5);
    if (outcomes.length === 0) return setProblem(t('review.missing'));
    const said = differentiator.trim();
    // Their answer is kept as a note too: it stands on the card and among what is known of them.
    const answer =
      said === '' ? [] : [{ type: 'note' as const, data: { kind: 'meeting' as const, about: 'differentiator' as const, text: said } }];
    const review = { review: work.newId(), outcomes, ...(said === '' ? {} : { differentiator: said }) };
    if (await work.say(t('review.saved'), [{ type: 'review', data: review }, ...answer])) {
      setOutcome('');
      setDifferentiator('');
      setProblem('');
    }
  };
  return (
    <>
      <p class={next !== null && next < now ? 'us' : 'sub'}>
        {next === null
          ? t('review.none')
          : t('review.next', { date: { text: formatDate(next, t.locale, 'long') }, when: { text: inDays(t, next, now) } })}
      </p>
      <h3>{t('review.agenda')}</h3>
      <ul class="facts agenda">
        {agendaOf(work).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {view.mayWrite && (
        <FoldedForm
          title={t('review.title')}
          open={open}
          save={t('popup.save')}
          problem={problem || work.problem}
          onSave={() => void save()}
        >
          <TextField label={t('review.outcomes')} value={outcome} most={900} onInput={setOutcome} />
          <TextField label={t('review.differ')} value={differentiator} onInput={setDifferentiator} />
        </FoldedForm>
      )}
      {last && (
        <ul class="facts">
          <li>
            <span class="grow">{t('review.last', { date: { text: formatDate(last.at, t.locale, 'long') } })}</span>
          </li>
          {last.outcomes.map((one) => (
            <li key={one}>
              <bdi>{one}</bdi>
            </li>
          ))}
          {last.differentiator !== '' && (
            <li data-differs>
              <span class="sub">{t('note.about.differentiator')}</span> <bdi>{last.differentiator}</bdi>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

/** What there is to talk about: health, agreed times, warnings, outcomes of the checks, and what they said last time. */
export function agendaOf({ t, facts, view, now }: Work): string[] {
  const { model } = view;
  const known = model !== null && model.formula === FORMULA ? model : null;
  const score = known === null ? null : health(facts, known, now).score;
  const warnings = known === null ? [] : openSignals(facts, known, now).filter(({ signal }) => signal.severity !== 'good');
  const named = warnings.slice(0, MOST_SIGNALS).map(({ signal, reading }) => signalWords(t, signal, 'text', reading.args, reading.variant));
  const { met, missed } = facts.sla;
  const checks = Object.entries(facts.checks).flatMap(([step, { result }]) =>
    step.startsWith('outcome-') && result !== ''
      ? [t('review.check', { days: Number(step.slice('outcome-'.length)), result: { text: t(`work.outcome.${result}`) } })]
      : [],
  );
  const differ =
    facts.reviews.findLast(({ differentiator }) => differentiator !== '')?.differentiator ??
    latestAbout(facts, 'differentiator')?.text ??
    '';
  return [
    ...(score === null ? [] : [t('review.health', { n: Math.round(score), of: 100 })]),
    ...(met + missed.length === 0 ? [] : [t('review.sla', { met, missed: missed.length })]),
    ...(named.length === 0 ? [] : [t('review.warnings', { list: { text: joinWords(t, named) } })]),
    ...checks,
    ...(differ === '' ? [t('review.ask')] : [t('review.ask.again', { said: { name: differ } })]),
  ].map(keepUnits);
}
