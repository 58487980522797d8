import { useMemo, useState } from 'preact/hooks';
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { programmeDocument } from '../../shared/loyalty/programme-document';
import type { ClubState, TriedRules } from '../club-protocol';
import { Shown } from '../customers/shown';
import { useAsk } from '../customers/use-ask';
import { ask } from '../own-page/ask';
import { authorName } from '../settings-draft/author-name';
import { Drafts } from '../settings-draft/drafts';
import { RulesForm } from './rules-form';
import { RulesHistory } from './rules-history';
import { TryRules } from './try-rules';
import { useRules } from './use-rules';
import './club.css';

/** The club's rules: read, changed, tried on the whole book, published for a day. */
export function ClubView({ t }: { t: Translate }) {
  const asked = useAsk('club.state', {}, 'club');
  const [said, setSaid] = useState('');
  return (
    <div class="club">
      {said && (
        <p class="done" role="status">
          {said}
        </p>
      )}
      <Shown t={t} asked={asked}>
        {(state) => (
          <Editor
            key={state.published.version}
            t={t}
            state={state}
            onPublished={(version) => {
              asked.again();
              setSaid(t('club.published', { version: { id: String(version) } }));
              scrollTo({ top: 0 });
            }}
          />
        )}
      </Shown>
    </div>
  );
}

function Editor({ t, state, onPublished }: { t: Translate; state: ClubState; onPublished: (version: number) => void }) {
  const { programme, version, at, author } = state.published;
  const rules = useRules(useMemo(() => programmeDocument(programme), [programme]));
  const [tried, setTried] = useState<TriedRules | null>(null);
  const readOnly = state.role !== 'admin' && state.role !== 'manager';
  const about = {
    version: { id: String(version) },
    date: { text: formatDate(at, t.locale, 'long') },
    name: { text: authorName(t, author, state.users) },
  };
  return (
    <>
      <header>
        <h2>{t('club.title')}</h2>
        <p class="sub">{t('model.version', about)}</p>
        {programme.former && <p>{t('club.holds-from', { date: { date: programme.from } })}</p>}
        <p>{t(readOnly ? 'club.reading' : 'club.intro')}</p>
      </header>
      <div class={readOnly ? 'columns alone' : 'columns'}>
        <RulesForm t={t} rules={rules} readOnly={readOnly} />
        {!readOnly && (
          <aside>
            <TryRules t={t} rules={rules} state={state} tried={tried} onTried={setTried} onPublished={onPublished} />
            <Drafts
              t={t}
              users={state.users}
              asOf={`${tried?.id} ${tried?.state} ${version}`}
              read={() => ask('club.drafts')}
              readOne={(id) => ask('club.draft', { id })}
              onOpen={(opened) => {
                rules.load(opened.document);
                setTried(opened);
              }}
            />
          </aside>
        )}
      </div>
      <RulesHistory t={t} users={state.users} version={version} readOnly={readOnly} onOpen={rules.load} />
    </>
  );
}
