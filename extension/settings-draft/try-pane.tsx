import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { Publishing } from './publishing';

const LOOK_EVERY = 1200;

export type Said<T> = { ok: true; value: T } | { ok: false; text: string };
/** A draft of settings, and how far it has been tried on the whole book. */
export interface Tried {
  id: string;
  state: 'trying' | 'tried' | 'published';
  /** The version that it was made from is still the newest. */
  current: boolean;
  done: number;
  total: number;
}

interface Props<T extends Tried, D extends { path: readonly (string | number)[] }> {
  t: Translate;
  /** What is in the form, against what is published. */
  draft: { differences: readonly D[]; problems: readonly unknown[]; undo(): void };
  differenceWords(difference: D): string;
  role: string;
  tried: T | null;
  /** What was tried is what the form shows. */
  same: boolean;
  words: { help: string; outdated: string };
  begin(): Promise<Said<{ id: string }>>;
  look(id: string): Promise<Said<T>>;
  publish(id: string, note: string): Promise<Said<{ version: number }>>;
  /** What the try came to. */
  result(tried: T): ComponentChildren;
  onTried: (tried: T) => void;
  onPublished: (version: number) => void;
  /** Under the heading. */
  about?: ComponentChildren;
  /** Before the button that tries: more that a draft says. */
  children?: ComponentChildren;
}

/** Beside a form of settings: what is changed, a try on the whole book, its result, and publishing. */
export function TryPane<T extends Tried, D extends { path: readonly (string | number)[] }>(props: Props<T, D>) {
  const { t, draft, tried, same, words, onTried } = props;
  const { differences, problems } = draft;
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const running = tried?.state === 'trying' ? tried.id : null;
  const take = (answer: Said<T>) => {
    setProblem(answer.ok ? '' : answer.text || t('problem.unknown'));
    if (answer.ok) onTried(answer.value);
  };
  useEffect(() => {
    if (running === null) return;
    const timer = setInterval(async () => take(await props.look(running)), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [running]);
  const begin = async () => {
    setBusy(true);
    const begun = await props.begin();
    const answer = begun.ok ? await props.look(begun.value.id) : begun;
    setBusy(false);
    take(answer);
  };
  return (
    <section class="pane" aria-label={t('model.diff')}>
      <header class="line">
        <h2 class="grow">{t('model.diff')}</h2>
        {differences.length > 0 && (
          <button type="button" class="btn txt" onClick={() => draft.undo()}>
            {t('model.diff.undo')}
          </button>
        )}
      </header>
      {props.about}
      {differences.length === 0 ? (
        <p>{t('model.diff.none')}</p>
      ) : (
        <ul class="changes">
          {differences.map((one) => (
            <li key={one.path.join('/')}>{props.differenceWords(one)}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <p class="problem" role="status">
          {t('model.diff.faults')}
        </p>
      )}
      {props.children}
      <div class="line">
        <button
          type="button"
          class={same && tried?.state === 'tried' ? 'btn sec-b' : 'btn pri'}
          disabled={busy || running !== null || differences.length === 0 || problems.length > 0}
          onClick={() => void begin()}
        >
          {t('model.try')}
        </button>
      </div>
      <p class="sub">{words.help}</p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {tried?.state === 'trying' && (
        <div role="status">
          <progress max={Math.max(1, tried.total)} value={tried.done} />
          <p class="sub">{t('model.trying', { done: tried.done, total: tried.total })}</p>
        </div>
      )}
      {tried && tried.state !== 'trying' && props.result(tried)}
      {tried?.state === 'tried' && (
        <Publishing
          t={t}
          current={tried.current}
          outdated={words.outdated}
          same={same}
          role={props.role}
          publish={(note) => props.publish(tried.id, note)}
          onPublished={props.onPublished}
        />
      )}
    </section>
  );
}
