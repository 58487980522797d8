import { useEffect, useState } from 'preact/hooks';
import type { ProgrammeVersion } from '../../shared/api/club-answers';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { clubDifferenceWords } from '../../shared/loyalty/club-words';
import { type ProgrammeDocument, programmeDocument } from '../../shared/loyalty/programme-document';
import { Section } from '../customers/shown';
import { authorName } from '../model/author-name';
import { ask } from '../own-page/ask';

interface Props {
  t: Translate;
  users: Record<string, string>;
  /** The newest version: with another one the history is read again. */
  version: number;
  readOnly: boolean;
  onOpen: (document: ProgrammeDocument) => void;
}

/** Every version with its author, its note, from when it held and what it changed. */
export function RulesHistory({ t, users, version, readOnly, onOpen }: Props) {
  const [versions, setVersions] = useState<ProgrammeVersion[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const read = async (from: number) => {
    const answer = await ask('club.versions', { before: from });
    if (!answer.ok) return setProblem(answer.text || t('problem.unknown'));
    setProblem('');
    setVersions((known) => [...(from === 0 ? [] : known), ...answer.value.versions]);
    setBefore(answer.value.before);
  };
  useEffect(() => {
    void read(0);
  }, [version]);
  const open = async (wanted: number) => {
    const answer = await ask('club.version', { version: wanted });
    if (answer.ok) onOpen(programmeDocument(answer.value.programme));
    else setProblem(answer.text || t('problem.unknown'));
  };
  return (
    <Section title={t('model.history')}>
      <ol class="versions">
        {versions.map((one) => (
          <li key={one.version}>
            <p class="line">
              <b>{t('model.version.short', { version: { id: String(one.version) } })}</b>
              <span class="sub">{formatDate(Math.max(one.at, one.from), t.locale, 'long')}</span>
              <span class="sub">{authorName(t, one.author, users)}</span>
              {!readOnly && one.version !== version && (
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
                  <li key={change.path.join('/')}>{clubDifferenceWords(t, change)}</li>
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
    </Section>
  );
}
