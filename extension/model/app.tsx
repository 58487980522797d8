import { useEffect, useMemo, useState } from 'preact/hooks';
import { FORMULA } from '../../shared/health/model';
import { toDocument } from '../../shared/health/model-document';
import { formatDate } from '../../shared/i18n/dates';
import { type Translate, translator } from '../../shared/i18n/t';
import type { ModelState, TriedDraft } from '../model-protocol';
import { ask } from '../own-page/ask';
import { applyLanguage, directionOf, themeOf } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { Settings } from '../protocol';
import { authorName } from '../settings-draft/author-name';
import { Drafts } from '../settings-draft/drafts';
import { CompetitorsSection } from './competitors-section';
import { HistorySection } from './history-section';
import { NumbersSection } from './numbers-section';
import { TextSection } from './text-section';
import { ThresholdList } from './threshold-list';
import { TryModel } from './try-model';
import { useDraft } from './use-draft';
import { WeightsTable } from './weights-table';

/** The model of the workspace: read, changed, tried on the whole book, published. */
export function ModelApp() {
  const [state, setState] = useState<ModelState | null>(null);
  // Words and dates follow what is chosen in the options while this page stands open; the model is loaded only when asked.
  const [settings] = useKeepFresh<Settings>(async () => {
    const answer = await ask('options.state');
    return answer.ok ? answer.value.settings : null;
  }, 5000);
  const [said, setSaid] = useState('');
  const load = async () => {
    const answer = await ask('model.state');
    if (answer.ok) setState(answer.value);
  };
  useEffect(() => {
    void load();
  }, []);
  useEffect(() => {
    if (!settings) return;
    applyLanguage(document, settings.locale, settings.theme);
    document.title = translator(settings.locale)('model.title');
  }, [settings]);
  if (!state || !settings) return null;
  const { published } = state;
  const t = translator(settings.locale, Date.now());
  return (
    <main class="model vafa" dir={directionOf(settings.locale)} data-vafa-theme={themeOf(settings.theme)}>
      <header>
        <h1>{t('model.title')}</h1>
        {published && (
          <span class="sub">
            {t('model.version', {
              version: { id: String(published.version) },
              date: { text: formatDate(published.at, t.locale, 'long') },
              name: { text: authorName(t, published.author, state.users) },
            })}
          </span>
        )}
      </header>
      {said && (
        <p class="done" role="status">
          {said}
        </p>
      )}
      {published === null ? (
        <p class="problem" role="alert">
          {state.problem}
        </p>
      ) : published.model.formula > FORMULA ? (
        <p class="problem">{t('model.update')}</p>
      ) : (
        <Editor
          key={published.version}
          t={t}
          state={{ ...state, published }}
          onPublished={async (version) => {
            await load();
            setSaid(t('model.published', { version: { id: String(version) } }));
            scrollTo({ top: 0 });
          }}
        />
      )}
    </main>
  );
}

interface EditorProps {
  t: Translate;
  state: ModelState & { published: NonNullable<ModelState['published']> };
  onPublished: (version: number) => void;
}
function Editor({ t, state, onPublished }: EditorProps) {
  const { model, version } = state.published;
  const document = useMemo(() => toDocument(model), [model]);
  const draft = useDraft(document);
  const [tried, setTried] = useState<TriedDraft | null>(null);
  const readOnly = state.role !== 'admin' && state.role !== 'manager';
  const form = { t, draft, problems: draft.problems, readOnly };
  return (
    <>
      <p>{t('model.intro')}</p>
      {readOnly && <p class="sub">{t('model.reading')}</p>}
      <div class={readOnly ? 'columns alone' : 'columns'}>
        <div class="form">
          <WeightsTable {...form} fed={model.fed} />
          <NumbersSection {...form} />
          <CompetitorsSection {...form} />
          <ThresholdList {...form} />
          <TextSection {...form} />
        </div>
        {!readOnly && (
          <aside>
            <TryModel t={t} draft={draft} state={state} tried={tried} onTried={setTried} onPublished={onPublished} />
            <Drafts
              t={t}
              users={state.users}
              asOf={`${tried?.id} ${tried?.state} ${version}`}
              read={() => ask('model.drafts')}
              readOne={(id) => ask('model.draft', { id })}
              onOpen={(opened) => {
                draft.load(opened.document);
                setTried(opened);
              }}
            />
          </aside>
        )}
      </div>
      <HistorySection t={t} users={state.users} version={version} readOnly={readOnly} onOpen={draft.load} />
    </>
  );
}
