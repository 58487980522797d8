import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { authorName } from './author-name';
import type { Said } from './try-pane';

interface Listed {
  id: string;
  author: string;
  /** Epoch ms. */
  at: number;
  state: 'trying' | 'tried' | 'published';
  /** Made from what is published now. */
  current: boolean;
}
interface Props<W> {
  t: Translate;
  users: Record<string, string>;
  /** Changes whenever something was tried or published: the list is read again. */
  asOf: string;
  read(): Promise<Said<Listed[]>>;
  readOne(id: string): Promise<Said<W>>;
  onOpen(draft: W): void;
}

/** What was tried lately, by whomever: an admin opens and publishes what a manager tried. */
export function Drafts<W>({ t, users, asOf, read, readOne, onOpen }: Props<W>) {
  const [drafts, setDrafts] = useState<Listed[]>([]);
  useEffect(() => {
    void read().then((answer) => {
      if (answer.ok) setDrafts(answer.value);
    });
  }, [asOf]);
  if (drafts.length === 0) return null;
  const open = async (id: string) => {
    const answer = await readOne(id);
    if (answer.ok) onOpen(answer.value);
  };
  return (
    <section>
      <h2>{t('model.drafts')}</h2>
      <ul class="drafts">
        {drafts.map((draft) => (
          <li key={draft.id} class="line">
            <span>{authorName(t, draft.author, users)}</span>
            <span class="sub">{formatDate(draft.at, t.locale, 'long')}</span>
            <span class="chip">{t(`model.draft.${!draft.current && draft.state === 'tried' ? 'outdated' : draft.state}`)}</span>
            <button type="button" class="btn txt" onClick={() => void open(draft.id)}>
              {t('model.draft.open')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
