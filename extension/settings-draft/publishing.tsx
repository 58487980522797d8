import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import type { Said } from './try-pane';

interface Props {
  t: Translate;
  /** Nobody published since the draft was made; else `outdated` is said. */
  current: boolean;
  outdated: string;
  /** What was tried is what the form shows. */
  same: boolean;
  role: string;
  publish(note: string): Promise<Said<{ version: number }>>;
  onPublished: (version: number) => void;
}

/** Publishing what was tried, with a note; where it cannot be, why. */
export function Publishing({ t, current, outdated, same, role, publish, onPublished }: Props) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (!current) return <p class="problem">{outdated}</p>;
  if (!same) return <p class="sub">{t('model.stale')}</p>;
  if (role !== 'admin') return <p class="sub">{t('model.publish.admin')}</p>;
  return (
    <form
      class="publish"
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        const answer = await publish(note);
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
