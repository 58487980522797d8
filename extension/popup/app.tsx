import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { translator } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { applyLanguage } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { PopupState } from '../protocol';
import { CustomerPane } from './customer-pane';
import { Footer } from './footer';
import { LogForm } from './log-form';
import { NotPaired } from './not-paired';
import { SearchBox } from './search-box';
import { TodayList } from './today-list';
import { UndoBar } from './undo-bar';
import { WhyHereView } from './why-here';

const AMONG_TABS = new URLSearchParams(location.search);

/** The tab under the popup; a popup opened as a window is told which by its address. */
async function currentTab(): Promise<number | undefined> {
  const told = AMONG_TABS.get('tab');
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
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const [view, setView] = useState<'main' | 'why'>('main');
  const [saved, setSaved] = useState<string | null>(null);

  useEffect(() => {
    if (state) applyLanguage(document, state.settings.locale, state.settings.theme);
  }, [state?.settings]);
  useEffect(() => {
    const customer = AMONG_TABS.get('customer');
    if (customer && state && !chosen) setChosen({ id: customer, name: state.today.find((item) => item.customer === customer)?.name ?? '' });
  }, [state !== null]);

  if (!state) return null;
  const t = translator(state.settings.locale);
  if (!state.connection.paired) return <NotPaired t={t} revoked={state.connection.revoked} />;
  if (view === 'why') return <WhyHereView t={t} tab={tab} onBack={() => setView('main')} onSearch={() => setView('main')} />;
  const fromMail = chosen === null && state.current !== null;
  const customer = chosen ?? (state.current ? { id: state.current.customer, name: state.current.name } : null);
  return (
    <main class="popup vafa">
      <SearchBox t={t} onChoose={(found) => setChosen({ id: found.id, name: found.name })} />
      {customer ? (
        <LogForm
          key={customer.id}
          t={t}
          customer={{ ...customer, fromMail }}
          draft={state.draft}
          onSaved={(id) => {
            setSaved(id);
            void refresh();
          }}
        />
      ) : (
        <p class="hint sub">{t('popup.log.choose')}</p>
      )}
      {saved && (
        <UndoBar
          key={saved}
          t={t}
          onEnd={() => setSaved(null)}
          onUndo={async () => {
            await ask('note.undo', { id: saved });
            setSaved(null);
            void refresh();
          }}
        />
      )}
      {chosen && <CustomerPane customer={chosen.id} onClose={() => setChosen(null)} />}
      {!chosen && (
        <TodayList
          t={t}
          label={state.todayLabel}
          items={state.today}
          onOpen={(item) => setChosen({ id: item.customer, name: item.name })}
          onDone={async (item) => {
            if (item.task) await ask('task.done', { customer: item.customer, task: item.task });
            void refresh();
          }}
        />
      )}
      <Footer t={t} state={state} onWhy={() => setView('why')} onBack={chosen ? () => setChosen(null) : null} onChanged={refresh} />
    </main>
  );
}
