import { useEffect, useState } from 'preact/hooks';
import type { ModelVersion } from '../../shared/api/model-answers';
import { differenceWords } from '../../shared/health/document-words';
import { type ModelDocument, toDocument } from '../../shared/health/model-document';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { authorName } from './author-name';

interface HistoryProps {
  t: Translate;
  users: Record<string, string>;
  /** The version in force: with another one the history is read again. */
  version: number;
  readOnly: boolean;
  onOpen: (document: ModelDocument) => void;
}

/** Every version with its author, its note and what it changed; a mark says whether people or a job made it. */
export function HistorySection({ t, users, version, readOnly, onOpen }: HistoryProps) {
  const [versions, setVersions] = useState<ModelVersion[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const read = async (from: number) => {
    const answer = await ask('model.versions', { before: from });
    if (!answer.ok) return setProblem(answer.text || t('problem.unknown'));
    setProblem('');
    setVersions((known) => [...(from === 0 ? [] : known), ...answer.value.versions]);
    setBefore(answer.value.before);
  };
  useEffect(() => {
    void read(0);
  }, [version]);
  const open = async (wanted: number) => {
    const answer = await ask('model.version', { version: wanted });
    if (answer.ok) onOpen(toDocument(answer.value.model));
    else setProblem(answer.text || t('problem.unknown'));
  };
  return (
    <section>
      <h2>{t('model.history')}</h2>
      <ol class="history">
        {versions.map((one) => (
          <li key={one.version} class={one.causes.includes('edited') || one.causes.length === 0 ? 'edited' : 'measured'}>
            <p class="line">
              <b>{t('model.version.short', { version: { id: String(one.version) } })}</b>
              <span class="sub">{formatDate(one.at, t.locale, 'long')}</span>
              <span class="sub">{authorName(t, one.author, users)}</span>
              {(one.causes.length === 0 ? (['first'] as const) : one.causes).map((cause) => (
                <span key={cause} class={cause === 'edited' ? 'chip strong' : 'chip'}>
                  {t(`model.cause.${cause}`)}
                </span>
              ))}
              {!readOnly && one.version !== version && one.causes.includes('edited') && (
                <button type="button" class="btn txt" onClick={() => void open(one.version)}>
                  {t('model.history.open')}
                </button>
              )}
            </p>
            {one.note && (
              <p>
                <bdi>{one.note}</bdi>
              </p>
            )}
            {one.changes.length > 0 && (
              <ul class="changes sub">
                {one.changes.map((change) => (
                  <li key={change.path.join('/')}>{differenceWords(t, change)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {before !== null && (
        <button type="button" class="btn sec-b" onClick={() => void read(before)}>
          {t('model.history.older')}
        </button>
      )}
      {problem && <p class="problem">{problem}</p>}
    </section>
  );
}
