import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { formatTime } from '../../shared/i18n/dates';
import { translator } from '../../shared/i18n/t';
import { Card } from '../card/card';
import type { Intent } from '../card/intents';
import { ask } from '../own-page/ask';
import { openCustomers } from '../own-page/open-customers';
import { applyLanguage, directionOf, type PageAttributes, themeOf } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import { actOf } from '../page/act-of';
import { openUndoWindow } from '../page/undo-window';
import type { PanelState } from '../panel-protocol';
import { NotPaired } from '../popup/not-paired';
import { WhyHereView } from '../popup/why-here';
import type { FromPage } from '../protocol';
import { shownTab, useTabChanges } from './shown-tab';

/** What is shown belongs to this tab. */
interface Shown extends PanelState {
  tab: number | undefined;
}
type Said = Extract<FromPage, { verb: 'log' | 'later' | 'confirm' | 'open' }>;

/** The side panel: the card of the tab in front, as it would stand in the page. */
export function PanelApp() {
  const asked = useRef(0);
  const [shown, refresh] = useKeepFresh<Shown>(async () => {
    const mine = ++asked.current;
    const tab = await shownTab();
    const answer = await ask('panel.state', tab === undefined ? {} : { tab });
    // A slower answer about the tab before must not replace a newer one.
    return answer.ok && mine === asked.current ? { ...answer.value, tab } : null;
  }, 15_000);
  const [busy, setBusy] = useState(false);
  const [folded, setFolded] = useState(false);
  const [why, setWhy] = useState(false);
  const [, redraw] = useState(0);
  const end = useRef(new AbortController());
  const undo = useRef(openUndoWindow(() => redraw((times) => times + 1), end.current.signal));
  useEffect(() => () => end.current.abort(), []);
  useTabChanges(() => void refresh());
  useEffect(() => {
    if (!shown) return;
    applyLanguage(document, shown.settings.locale, shown.settings.theme);
    document.title = translator(shown.settings.locale)('panel.title');
  }, [shown?.settings]);
  // Another tab or message begins with its card.
  useEffect(() => setWhy(false), [shown?.tab, shown?.key]);

  if (!shown) return null;
  const { settings, hiddenUntil, key, view, tab } = shown;
  const t = translator(settings.locale);
  const theme = themeOf(settings.theme);
  const page: PageAttributes = { class: 'side vafa', dir: directionOf(settings.locale), 'data-vafa-theme': theme };
  if (!shown.paired) return <NotPaired t={t} page={page} revoked={shown.revoked} />;
  const say = async (said: Said) => {
    if (tab === undefined) return;
    setBusy(true);
    await ask('panel.say', { tab, said });
    await refresh();
    setBusy(false);
  };
  const onIntent = async (intent: Intent, event: Event) => {
    if (!event.isTrusted || view === null) return;
    switch (intent.do) {
      case 'fold':
      case 'unfold':
        return setFolded(intent.do === 'fold');
      case 'close':
        return say({ verb: 'confirm', key, choice: { closed: true } });
      case 'retry':
        await ask('sync.now');
        return refresh();
      case 'options':
        return browser.runtime.openOptionsPage();
      case 'search':
        return say({ verb: 'open', what: 'search' });
      case 'customer':
        return view.kind === 'customer' ? openCustomers(view.customer) : undefined;
      default: {
        const act = busy ? null : (actOf(intent, key, view) as Said | null);
        if (intent.do === 'undo') undo.current.take();
        return act === null ? undefined : say(act);
      }
    }
  };
  if (why)
    return (
      <WhyHereView
        t={t}
        page={{ ...page, class: `popup ${page.class}` }}
        tab={tab}
        onBack={() => setWhy(false)}
        onSearch={() => void say({ verb: 'open', what: 'search' })}
      />
    );
  const offersUndo = undo.current.offers(view?.kind === 'customer' ? (view.undo?.text ?? '') : '');
  return (
    <main {...page}>
      <h1 class="hidden">{t('panel.title')}</h1>
      {view !== null ? (
        <Card
          view={view.kind === 'customer' && !offersUndo ? { ...view, undo: null } : view}
          of={`${tab} ${key}`}
          theme={theme}
          folded={folded}
          busy={busy}
          onIntent={(intent, event) => void onIntent(intent, event)}
        />
      ) : hiddenUntil > Date.now() ? (
        <p class="nobody">
          {t('popup.hide.on', { time: { text: formatTime(hiddenUntil, t.locale) } })}{' '}
          <button type="button" class="btn txt" onClick={() => void ask('hide', { minutes: 0 }).then(refresh)}>
            {t('popup.hide.off')}
          </button>
        </p>
      ) : (
        <p class="nobody">
          {t('panel.none')}{' '}
          <button type="button" class="btn txt" onClick={() => setWhy(true)}>
            {t('why.title')}
          </button>
        </p>
      )}
    </main>
  );
}
