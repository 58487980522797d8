import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import type { ListedDraft, TriedDraft } from '../model-protocol';
import { ask } from '../own-page/ask';
import { authorName } from '../settings-draft/author-name';

interface DraftsProps {
  t: Translate;
  users: Record<string, string>;
  /** Changes whenever something was tried or published: the list is read again. */
  asOf: string;
  onOpen: (draft: TriedDraft) => void;
}

/** What was tried lately, by whomever: an admin opens and publishes what a manager tried. */
export function DraftsSection({ t, users, asOf, onOpen }: DraftsProps) {
  const [drafts, setDrafts] = useState<ListedDraft[]>([]);
  useEffect(() => {
    void ask('model.drafts').then((answer) => {
      if (answer.ok) setDrafts(answer.value);
    });
  }, [asOf]);
  if (drafts.length === 0) return null;
  const open = async (id: string) => {
    const answer = await ask('model.draft', { id });
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
