/** The plays of one customer: which run and how far, how one ended, and how often such a one worked. */
import { useState } from 'preact/hooks';
import { inDays } from '../../shared/i18n/ages';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import { contactOfPlay } from '../../shared/plays/contact';
import { PLAYS, playsFor } from '../../shared/plays/registry';
import { type PlayRun, playRuns } from '../../shared/plays/run';
import type { PlayTally } from '../../shared/plays/tally';
import { personToCall } from '../../shared/signals/rule/people';
import type { Work } from './use-work';

const RESULTS = ['worked', 'partly', 'no', 'dropped'] as const;
export const playName = (t: Translate, id: string): string => t(`play.${id}` as MessageKey);

/** "Worked 3 of 5 times"; that nobody has ended one yet. */
export function tallyWords(t: Translate, tally: PlayTally | undefined): string {
  return tally === undefined || tally.ended === 0 ? t('play.tally.none') : t('play.tally', { n: tally.worked, of: tally.ended });
}

/** Starts a play: its steps come one by one, each as it is due. */
export function startPlay(work: Work, kind: string, signal: string): Promise<boolean> {
  const { t, view } = work;
  const owner = work.facts.owner.user === '' && view.me !== '' ? { owner: view.me } : {};
  const asked = signal === '' ? {} : { signal };
  const title = t('play.started', { play: { text: playName(t, kind) } });
  return work.say(title, [{ type: 'play.started', data: { play: work.newId(), kind, ...asked, ...owner } }]);
}

/** The plays that a warning offers; one that already runs for it is not offered again. */
export function PlayOffer({ work, signal }: { work: Work; signal: string }) {
  const { t, facts, view } = work;
  const offered = playsFor(signal);
  const running = facts.plays.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
  if (offered.length === 0 || !view.mayWrite) return null;
  return (
    <details class="folded offer">
      <summary>{t('play.offer')}</summary>
      <ul class="facts">
        {offered.map(({ id }) => (
          <li key={id} data-play={id}>
            <p class="fact">
              <b class="grow">{playName(t, id)}</b>
              {running.includes(id) ? (
                <span class="sub">{t('play.runs')}</span>
              ) : (
                <button type="button" class="btn sec-b" onClick={() => void startPlay(work, id, signal)}>
                  {t('play.start')}
                </button>
              )}
            </p>
            <p class="sub">{`${t('play.counts', { what: { text: t(`play.${id}.result` as MessageKey) } })} ${tallyWords(t, view.tally[id])}`}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Every run: the open ones with their steps, then what became of the others. */
export function PlayRuns({ work }: { work: Work }) {
  const { t, facts, view } = work;
  const runs = playRuns(facts, view.model?.restDays);
  const open = runs.filter(({ fact }) => fact.endedAt === null);
  const ended = runs.filter(({ fact }) => fact.endedAt !== null);
  return (
    <>
      {open.map((run) => (
        <OpenRun key={run.fact.id} work={work} run={run} />
      ))}
      {ended.length > 0 && (
        <ul class="facts">
          {ended.map(({ fact, play }) => (
            <li key={fact.id} data-ended={fact.id}>
              <span class="grow">{playName(t, play.id)}</span>
              <span class="sub">{fact.result === '' ? '' : t(`play.ended.${fact.result}`)}</span>
              {fact.text !== '' && <bdi class="sub">{fact.text}</bdi>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function OpenRun({ work, run }: { work: Work; run: PlayRun }) {
  const { t, now, view } = work;
  const { fact, play, steps, next } = run;
  const [words, setWords] = useState('');
  const end = (result: (typeof RESULTS)[number]) => {
    const text = words.trim() === '' ? {} : { text: words.trim() };
    const title = `${playName(t, play.id)}: ${t(`play.ended.${result}`)}`;
    void work.say(title, [{ type: 'play.ended', data: { play: fact.id, result, ...text } }]);
  };
  const name = personToCall(work.facts, contactOfPlay(work.facts, fact));
  return (
    <div class="run" data-run={fact.id} data-kind={play.id}>
      <h3>{playName(t, play.id)}</h3>
      <ol class="facts">
        {steps.map(({ step, due, task }) => {
          const done = task !== null && task.doneAt !== null;
          return (
            <li key={step.id} class={done ? 'aside' : ''} data-step={step.id}>
              <span aria-hidden="true">{done ? '✓' : '○'}</span>
              <span class="hidden">{t(done ? 'work.done' : 'work.open')}</span>
              <span class="grow">{t(`play.${play.id}.${step.id}` as MessageKey, { name })}</span>
              <span class="sub">{done ? '' : inDays(t, task?.due ?? due, now)}</span>
            </li>
          );
        })}
      </ol>
      {view.mayWrite && (
        <details class="folded" open={next === null}>
          <summary>{t(next === null ? 'play.how' : 'play.end-early')}</summary>
          <input
            type="text"
            dir={words === '' ? undefined : 'auto'}
            maxLength={300}
            value={words}
            placeholder={t('play.words')}
            aria-label={t('play.words')}
            autocomplete="off"
            onInput={(event) => setWords(event.currentTarget.value)}
          />
          <div class="does">
            {RESULTS.map((result) => (
              <button
                type="button"
                key={result}
                class={result === 'dropped' ? 'btn txt' : 'btn sec-b'}
                data-result={result}
                onClick={() => end(result)}
              >
                {t(`play.ended.${result}`)}
              </button>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

/** Every play there is, to be started without a warning. */
export function AnyPlay({ work }: { work: Work }) {
  const { t, view, facts } = work;
  const running = facts.plays.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind);
  return (
    <details class="folded">
      <summary>{t('play.any')}</summary>
      <ul class="facts">
        {PLAYS.filter(({ id }) => !running.includes(id)).map(({ id }) => (
          <li key={id}>
            <span class="grow">{playName(t, id)}</span>
            <span class="sub">{tallyWords(t, view.tally[id])}</span>
            <button type="button" class="btn txt" onClick={() => void startPlay(work, id, '')}>
              {t('play.start')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
