import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type Translate, translator } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { openOutreach } from '../own-page/open-customers';
import { applyLanguage, directionOf, type PageAttributes, themeOf } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { NoteDraft, NoteKind, PopupState } from '../protocol';
import { CustomerForms } from './customer-forms';
import { CustomerPane } from './customer-pane';
import { openDraftKeeper } from './draft-keeper';
import { Footer } from './footer';
import { Hint } from './hint';
import { NotPaired } from './not-paired';
import { ReceiptPanel } from './receipt-panel';
import { SearchBox } from './search-box';
import { type Acted, doRow, snoozeRow, undoRow } from './today-acts';
import { TodayList } from './today-list';
import { UndoBar } from './undo-bar';
import { UnownedLine } from './unowned-line';
import { WhyHereView } from './why-here';

interface Chosen {
  id: string;
  name: string;
  /** The kind of contact to log, where that was asked for. */
  log?: NoteKind;
}
/** What can be taken back: an act, and for a note what was written, which comes back into the form. */
interface Undoable {
  id: string;
  text: string;
  note: NoteDraft | null;
  /** A row of today's list that it put out of the way. */
  aside?: string | undefined;
}

/** The tab under the popup; a popup opened as a window is told which by its address. */
async function currentTab(): Promise<number | undefined> {
  const told = new URLSearchParams(location.search).get('tab');
  if (told) return Number(told);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

export function PopupApp() {
  const [tab, setTab] = useState<number | undefined>(undefined);
  const [state, refresh] = useKeepFresh<PopupState>(async () => {
    const here = await currentTab();
    setTab(here);
    const answer = await ask('popup.state', here === undefined ? {} : { tab: here });
    return answer.ok ? answer.value : null;
  }, 5000);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [view, setView] = useState<'main' | 'why' | 'receipt'>('main');
  const [undoable, setUndoable] = useState<Undoable | null>(null);
  const [problem, setProblem] = useState('');
  const [form, setForm] = useState(0);
  /** Rises with every act: what stands below is read anew. */
  const [acts, setActs] = useState(0);
  const drafts = useRef(openDraftKeeper());

  useEffect(() => {
    if (state) applyLanguage(document, state.settings.locale, state.settings.theme);
  }, [state?.settings]);
  useEffect(() => {
    const customer = new URLSearchParams(location.search).get('customer');
    if (customer) void ask('popup.card', { customer }).then((answer) => setChosen({ id: customer, name: nameIn(answer) || customer }));
  }, []);

  if (!state) return null;
  const t = translator(state.settings.locale);
  const page: PageAttributes = {
    class: 'popup vafa',
    dir: directionOf(state.settings.locale),
    'data-vafa-theme': themeOf(state.settings.theme),
  };
  if (!state.connection.paired) return <NotPaired t={t} page={page} revoked={state.connection.revoked} />;
  if (view === 'receipt') return <ReceiptPanel t={t} page={page} onBack={() => setView('main')} />;
  if (view === 'why') return <WhyHereView t={t} page={page} tab={tab} onBack={() => setView('main')} onSearch={() => setView('main')} />;

  const here = state.current;
  const fromMail = here !== null && (chosen === null || chosen.id === here.customer);
  const customer = chosen ?? (here && { id: here.customer, name: here.name });
  const begun = state.drafts.filter((draft) => draft.customer !== customer?.id);
  const back = () => {
    setChosen(null);
    void refresh();
  };
  const said = (t: Translate) => t(state.connection.online && state.connection.reachable ? 'popup.saved' : 'popup.saved.waiting');
  const acted = async (answer: Acted) => {
    setProblem(answer.ok ? '' : answer.text);
    if (answer.ok) setUndoable({ id: answer.id, text: answer.text, note: null, aside: answer.aside });
    await refresh();
  };
  const done = (undoable: Undoable) => {
    setUndoable(undoable);
    setActs(acts + 1);
    void refresh();
  };
  const undo = async ({ id, note, aside }: Undoable) => {
    await undoRow({ id, aside });
    setUndoable(null);
    setActs(acts + 1);
    if (note) {
      // What was taken back is another note when it is saved again.
      drafts.current.keep({ ...note, id: undefined });
      setChosen(note.customer === here?.customer ? null : { id: note.customer, name: note.name });
      setForm(form + 1);
    }
    await refresh();
  };
  return (
    <main
      {...page}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !chosen) return;
        event.preventDefault();
        back();
      }}
    >
      <h1 class="hidden">{t('app.name')}</h1>
      <SearchBox t={t} lookUp={state.lookUp} onChoose={(found) => setChosen({ id: found.id, name: found.name })} />
      <div class="middle">
        {customer ? (
          <CustomerForms
            key={`${customer.id} ${form} ${chosen?.log ?? ''}`}
            t={t}
            customer={{ ...customer, fromMail, contact: fromMail ? here.contact : '' }}
            tab={fromMail || state.stranger ? tab : undefined}
            log={chosen?.log ?? null}
            draft={drafts.current.of(customer.id, state.drafts)}
            onDraft={drafts.current.keep}
            onSettle={drafts.current.settle}
            version={acts}
            mayWrite={state.connection.role !== 'viewer'}
            onSaved={(id, note, words) => done({ id, text: words ?? said(t), note: words === undefined ? note : null })}
            onSaid={(id, text) => done({ id, text, note: null })}
            onReplace={async (id) => void (await ask('note.undo', { id }))}
            onBack={chosen ? back : null}
          />
        ) : (
          <Hint t={t} state={state} onWhy={() => setView('why')} />
        )}
        {!chosen && begun.length > 0 && (
          <ul class="begun">
            {begun.map((draft) => (
              <li key={draft.customer}>
                <button type="button" class="btn txt" onClick={() => setChosen({ id: draft.customer, name: draft.name })}>
                  {t('popup.draft')} <bdi class="cut">{draft.name}</bdi>
                </button>
              </li>
            ))}
          </ul>
        )}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {chosen ? (
          <CustomerPane customer={chosen.id} version={acts} theme={themeOf(state.settings.theme)} onClose={back} />
        ) : (
          <>
            <TodayList
              t={t}
              label={state.todayLabel}
              items={state.today}
              mayWrite={state.connection.role !== 'viewer'}
              onOpen={(item) =>
                item.list === undefined ? setChosen({ id: item.customer, name: item.name }) : void openOutreach(item.list)
              }
              onDo={(item) => void (item.list === undefined ? doRow(t, item).then(acted) : openOutreach(item.list))}
              onLog={(item) => setChosen({ id: item.customer, name: item.list === undefined ? item.name : '', log: item.log })}
              onSnooze={async (item, until, reason) => acted(await snoozeRow(t, item, until, reason))}
            />
            <UnownedLine t={t} unowned={state.unowned} />
          </>
        )}
      </div>
      {undoable && (
        <UndoBar
          key={undoable.id || undoable.aside}
          t={t}
          text={undoable.text}
          onEnd={() => setUndoable(null)}
          onUndo={() => void undo(undoable)}
        />
      )}
      <Footer t={t} state={state} onChanged={refresh} onReceipt={() => setView('receipt')} tab={tab} />
    </main>
  );
}

function nameIn(answer: Awaited<ReturnType<typeof ask<'popup.card'>>>): string {
  return answer.ok && answer.value?.kind === 'customer' ? answer.value.name : '';
}
