import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { authorName } from './author-name';
import type { Said } from './try-pane';

interface Version {
  version: number;
  author: string;
  note: string;
  changes: readonly { path: readonly (string | number)[] }[];
}
interface Props<V extends Version, W> {
  t: Translate;
  users: Record<string, string>;
  /** The newest version: with another one the history is read again. */
  version: number;
  /** A page of versions before one; 0 for the newest. */
  read(before: number): Promise<Said<{ versions: V[]; before: number | null }>>;
  /** One version whole, to be opened in the form. */
  readOne(version: number): Promise<Said<W>>;
  onOpen(whole: W): void;
  mayOpen(one: V): boolean;
  /** From when it held, epoch ms. */
  heldFrom(one: V): number;
  changeWords(change: V['changes'][number]): string;
  kindOf?(one: V): string;
  /** After the author's name. */
  marks?(one: V): ComponentChildren;
}

/** Every published version of some settings with its day, its author, its note and what it changed. */
export function VersionHistory<V extends Version, W>(props: Props<V, W>) {
  const { t, users, version } = props;
  const [versions, setVersions] = useState<V[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const [problem, setProblem] = useState('');
  const read = async (from: number) => {
    const answer = await props.read(from);
    if (!answer.ok) return setProblem(answer.text || t('problem.unknown'));
    setProblem('');
    setVersions((known) => [...(from === 0 ? [] : known), ...answer.value.versions]);
    setBefore(answer.value.before);
  };
  useEffect(() => {
    void read(0);
  }, [version]);
  const open = async (wanted: number) => {
    const answer = await props.readOne(wanted);
    if (answer.ok) props.onOpen(answer.value);
    else setProblem(answer.text || t('problem.unknown'));
  };
  return (
    <section>
      <h2>{t('model.history')}</h2>
      <ol class="history">
        {versions.map((one) => (
          <li key={one.version} class={props.kindOf?.(one)}>
            <p class="line">
              <b>{t('model.version.short', { version: { id: String(one.version) } })}</b>
              <span class="sub">{formatDate(props.heldFrom(one), t.locale, 'long')}</span>
              <span class="sub">{authorName(t, one.author, users)}</span>
              {props.marks?.(one)}
              {props.mayOpen(one) && (
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
                  <li key={change.path.join('/')}>{props.changeWords(change)}</li>
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
