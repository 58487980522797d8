import { useEffect, useState } from 'preact/hooks';
import { DAY } from '../../shared/event';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { startOfDay } from '../../shared/loyalty/calendar';
import { clubDifferenceWords } from '../../shared/loyalty/club-words';
import type { ClubState, TriedRules } from '../club-protocol';
import { ask } from '../own-page/ask';
import { MovesView } from './moves-view';
import type { Rules } from './use-rules';

const LOOK_EVERY = 1200;

interface Props {
  t: Translate;
  rules: Rules;
  state: ClubState;
  tried: TriedRules | null;
  onTried: (tried: TriedRules | null) => void;
  onPublished: (version: number) => void;
}

/** Beside the form: what is changed, from when it is to hold, who would move, and publishing. */
export function TryRules({ t, rules, state, tried, onTried, onPublished }: Props) {
  const { version } = state.published;
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [date, setDate] = useState('');
  const running = tried?.state === 'trying' ? tried.id : null;
  useEffect(() => {
    if (running === null) return;
    const timer = setInterval(async () => {
      const answer = await ask('club.draft', { id: running });
      setProblem(answer.ok ? '' : answer.text || t('problem.unknown'));
      if (answer.ok) onTried(answer.value);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [running]);
  const from = date === '' ? 0 : startOfDay(Math.floor(Date.parse(date) / DAY), rules.document.timeZone);

  const begin = async () => {
    setBusy(true);
    const begun = await ask('club.try', { base: version, document: { ...rules.document }, from });
    const answer = begun.ok ? await ask('club.draft', { id: begun.value.id }) : begun;
    setBusy(false);
    setProblem(answer.ok ? '' : answer.text || t('problem.unknown'));
    if (answer.ok) onTried(answer.value as TriedRules);
  };
  const same = tried !== null && JSON.stringify(tried.document) === JSON.stringify(rules.document) && (date === '' || tried.from === from);
  const { differences, problems } = rules;
  return (
    <section class="pane" aria-label={t('model.diff')}>
      <header class="line">
        <h2 class="grow">{t('model.diff')}</h2>
        {differences.length > 0 && (
          <button type="button" class="btn txt" onClick={() => rules.load(rules.published)}>
            {t('model.diff.undo')}
          </button>
        )}
      </header>
      {differences.length === 0 ? (
        <p>{t('model.diff.none')}</p>
      ) : (
        <ul class="changes">
          {differences.map((one) => (
            <li key={one.path.join('/')}>{clubDifferenceWords(t, one)}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <p class="problem" role="status">
          {t('model.diff.faults')}
        </p>
      )}
      <span class="field">
        <label class="sub" for="club-from">
          {t('club.from')}
        </label>
        <input id="club-from" type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
      </span>
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
      <p class="sub">{t('club.try.help')}</p>
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
          <MovesView t={t} tally={tried.tally} total={tried.done} />
          {tried.from > 0 && <p class="sub">{`${t('club.from')}: ${formatDate(tried.from, t.locale, 'long')}`}</p>}
          {tried.state === 'tried' && <Publishing t={t} tried={tried} same={same} role={state.role} onPublished={onPublished} />}
        </>
      )}
    </section>
  );
}

interface PublishingProps {
  t: Translate;
  tried: TriedRules;
  /** What was tried is what the form shows. */
  same: boolean;
  role: string;
  onPublished: (version: number) => void;
}
function Publishing({ t, tried, same, role, onPublished }: PublishingProps) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (!tried.current) return <p class="problem">{t('club.outdated')}</p>;
  if (!same) return <p class="sub">{t('model.stale')}</p>;
  if (role !== 'admin') return <p class="sub">{t('model.publish.admin')}</p>;
  return (
    <form
      class="publish"
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        const answer = await ask('club.publish', { id: tried.id, note });
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
