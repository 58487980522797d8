import { useEffect, useState } from 'preact/hooks';
import { printDocument } from '../../shared/health/document-text';
import { differenceWords } from '../../shared/health/document-words';
import type { Translate } from '../../shared/i18n/t';
import type { ModelState, TriedDraft } from '../model-protocol';
import { ask } from '../own-page/ask';
import { TallyView } from './tally-view';
import type { Draft } from './use-draft';

const LOOK_EVERY = 1200;

interface TryProps {
  t: Translate;
  draft: Draft;
  state: ModelState & { published: NonNullable<ModelState['published']> };
  tried: TriedDraft | null;
  onTried: (tried: TriedDraft | null) => void;
  onPublished: (version: number) => void;
}

/** Beside the form: what is changed, a try on the whole book, its result, and publishing. */
export function TryPane({ t, draft, state, tried, onTried, onPublished }: TryProps) {
  const { version } = state.published;
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const running = tried?.state === 'trying' ? tried.id : null;
  useEffect(() => {
    if (running === null) return;
    const timer = setInterval(async () => {
      const answer = await ask('model.draft', { id: running });
      setProblem(answer.ok ? '' : answer.text || t('problem.unknown'));
      if (answer.ok) onTried(answer.value);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [running]);

  const begin = async () => {
    setBusy(true);
    const begun = await ask('model.try', { base: version, document: { ...draft.document } });
    const answer = begun.ok ? await ask('model.draft', { id: begun.value.id }) : begun;
    setBusy(false);
    setProblem(answer.ok ? '' : answer.text || t('problem.unknown'));
    if (answer.ok) onTried(answer.value as TriedDraft);
  };
  const same = tried !== null && printDocument(tried.document) === draft.text;
  const { differences, problems } = draft;
  return (
    <section class="pane" aria-label={t('model.diff')}>
      <header class="line">
        <h2 class="grow">{t('model.diff')}</h2>
        {differences.length > 0 && (
          <button type="button" class="btn txt" onClick={() => draft.load(draft.published)}>
            {t('model.diff.undo')}
          </button>
        )}
      </header>
      <p class="sub">{t('model.diff.against', { version: { id: String(version) } })}</p>
      {differences.length === 0 ? (
        <p>{t('model.diff.none')}</p>
      ) : (
        <ul class="changes">
          {differences.map((one) => (
            <li key={one.path.join('/')}>{differenceWords(t, one)}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <p class="problem" role="status">
          {t('model.diff.faults')}
        </p>
      )}
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
      <p class="sub">{t('model.try.help')}</p>
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
      {tried && tried.state !== 'trying' && (
        <>
          <TallyView t={t} tally={tried.tally} total={tried.total} />
          {tried.state === 'tried' && <Publishing t={t} tried={tried} same={same} role={state.role} onPublished={onPublished} />}
        </>
      )}
    </section>
  );
}

interface PublishingProps {
  t: Translate;
  tried: TriedDraft;
  /** What was tried is what the form shows. */
  same: boolean;
  role: string;
  onPublished: (version: number) => void;
}
function Publishing({ t, tried, same, role, onPublished }: PublishingProps) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (!tried.current) return <p class="problem">{t('model.outdated')}</p>;
  if (!same) return <p class="sub">{t('model.stale')}</p>;
  if (role !== 'admin') return <p class="sub">{t('model.publish.admin')}</p>;
  return (
    <form
      class="publish"
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        const answer = await ask('model.publish', { id: tried.id, note });
        setBusy(false);
        if (answer.ok) onPublished(answer.value.version);
        else setProblem(answer.text || t('problem.unknown'));
      }}
    >
      <label>
        <span class="sub">{t('model.publish.note')}</span>
        <textarea rows={2} dir="auto" maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <button type="submit" class="btn pri" disabled={busy}>
        {t('model.publish')}
      </button>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
