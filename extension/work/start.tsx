/** The beginning: how far the setup is, step by step and no more than two open at once, the first value, and what to expect. */
import { useState } from 'preact/hooks';
import { DAY } from '../../shared/event';
import { inDays } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { atHour } from '../../shared/i18n/week';
import { openOrder, type StepState, setupShare } from '../../shared/onboarding/progress';
import { DaySelect } from '../popup/day-select';
import { EVENING } from '../popup/days';
import { FoldedForm, TextField } from './field';
import type { Work } from './use-work';

export function Start({ work }: { work: Work }) {
  const { t, facts, view, now } = work;
  const share = setupShare(facts.steps);
  const { since } = facts.profile;
  const toValue = facts.firstValue === null || since === null ? null : Math.max(0, Math.floor((facts.firstValue.at - since) / DAY));
  return (
    <>
      {share !== null && (
        <p class="setup">
          <progress max={share.required} value={share.done} aria-label={t('setup.progress')} />
          <b>{t('setup.share', { percent: { percent: share.done / share.required }, done: share.done, n: share.required })}</b>
        </p>
      )}
      <ol class="facts">
        {openOrder(facts.steps, now).map((state) => (
          <Step key={state.step.id} work={work} state={state} />
        ))}
      </ol>
      <ul class="facts">
        <li data-first-value={facts.firstValue === null ? '' : 'yes'}>
          <span class="grow">
            {facts.firstValue === null
              ? t('setup.value.none')
              : t(toValue === null ? 'setup.value' : 'setup.value.after', {
                  date: { text: formatDate(facts.firstValue.at, t.locale, 'long') },
                  days: toValue ?? 0,
                })}
          </span>
          {facts.firstValue === null && view.mayWrite && (
            <button
              type="button"
              class="btn sec-b"
              data-do="value"
              onClick={() => void work.say(t('setup.value.saved'), [{ type: 'value.first', data: {} }])}
            >
              {t('setup.value.now')}
            </button>
          )}
        </li>
        <li>
          <span class="grow">
            {facts.expectations === null
              ? t('setup.expect.none')
              : t('setup.expect', { date: { text: formatDate(facts.expectations.at, t.locale, 'long') } })}
          </span>
          {facts.expectations === null && view.mayWrite && (
            <button
              type="button"
              class="btn sec-b"
              data-do="expect"
              onClick={() => void work.say(t('setup.expect.saved'), [{ type: 'expectations.agreed', data: {} }])}
            >
              {t('setup.expect.now')}
            </button>
          )}
        </li>
      </ul>
      {view.mayWrite && <StepForm work={work} />}
    </>
  );
}

function Step({ work, state: { step, state } }: { work: Work; state: StepState }) {
  const { t, now, view } = work;
  const name = step.title || step.id;
  return (
    <li data-step={step.id} class={state === 'open' ? '' : 'aside'}>
      <span aria-hidden="true">{state === 'done' ? '✓' : state === 'open' ? '○' : '·'}</span>
      <span class="grow">
        <bdi>{name}</bdi> <span class="sub">{t(`setup.state.${state}`)}</span>{' '}
        {step.resource !== '' && /^https?:/.test(step.resource) && (
          <a href={step.resource} target="_blank" rel="noreferrer">
            {t('setup.resource')}
          </a>
        )}{' '}
        {step.sentAt !== null && (
          <span class="sub">{t('setup.sent', { date: { text: formatDate(step.sentAt, t.locale, 'short', now) } })}</span>
        )}
      </span>
      {step.due !== null && state !== 'done' && <span class={step.due < now ? 'us' : 'sub'}>{inDays(t, step.due, now)}</span>}
      {view.mayWrite && state === 'open' && (
        <span class="does">
          {step.resource !== '' && step.sentAt === null && (
            <button
              type="button"
              class="btn txt"
              data-do="sent"
              onClick={() => void work.say(t('setup.sent.saved'), [{ type: 'onboarding.step', data: { step: step.id, sent: true } }])}
            >
              {t('setup.send')}
            </button>
          )}
          <button
            type="button"
            class="btn sec-b"
            data-do="done"
            onClick={() =>
              void work.say(t('setup.step.done', { what: { text: name } }), [
                { type: 'onboarding.step', data: { step: step.id, done: true } },
              ])
            }
          >
            {t('task.done')}
          </button>
        </span>
      )}
    </li>
  );
}

function StepForm({ work }: { work: Work }) {
  const { t, facts, now } = work;
  const [title, setTitle] = useState('');
  const [resource, setResource] = useState('');
  const [ahead, setAhead] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const save = async () => {
    if (title.trim() === '') return setProblem(t('setup.missing'));
    const data = {
      step: work.newId(),
      title: title.trim(),
      place: Math.max(0, ...facts.steps.map(({ place }) => place ?? 0)) + 1,
      ...(resource.trim() === '' ? {} : { resource: resource.trim() }),
      ...(ahead === null ? {} : { due: atHour(Date.now(), ahead, ...EVENING, t.locale) }),
    };
    if (!(await work.say(t('setup.step.saved'), [{ type: 'onboarding.step', data }]))) return;
    setTitle('');
    setResource('');
    setProblem('');
  };
  return (
    <FoldedForm title={t('setup.add')} save={t('popup.save')} problem={problem || work.problem} onSave={() => void save()}>
      <TextField label={t('setup.title')} value={title} most={200} onInput={setTitle} />
      <TextField label={t('setup.link')} value={resource} most={500} onInput={setResource} />
      <DaySelect t={t} label={t('setup.due')} now={now} value={ahead} onChange={setAhead} />
    </FoldedForm>
  );
}
