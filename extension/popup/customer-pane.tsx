import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { CardView } from '../../shared/present/card-view';
import { Card } from '../card/card';
import type { Intent } from '../card/intents';
import { ask } from '../own-page/ask';

interface PaneProps {
  customer: string;
  /** Rises whenever the view may have changed. */
  version: number;
  theme: 'light' | 'dark';
  onClose: () => void;
}
/** The same view as the card in the page, for a customer found by search or in today's list. Logging stands above it. */
export function CustomerPane({ customer, version, theme, onClose }: PaneProps) {
  const [view, setView] = useState<CardView | null>(null);
  const load = () => ask('popup.card', { customer }).then((answer) => (answer.ok ? answer.value : null));
  useEffect(() => {
    let gone = false;
    void load().then((loaded) => !gone && setView(loaded));
    return () => {
      gone = true;
    };
  }, [customer, version]);
  if (!view) return null;
  const onIntent = async (intent: Intent) => {
    if (intent.do === 'close' || intent.do === 'search') onClose();
    if (intent.do === 'search') document.querySelector<HTMLInputElement>('.search input')?.focus();
    if (intent.do === 'options') await browser.runtime.openOptionsPage();
    if (intent.do === 'retry') {
      await ask('sync.now');
      setView(await load());
    }
  };
  return (
    <div class="pane">
      <Card
        view={view.kind === 'customer' ? { ...view, undo: null } : view}
        of={customer}
        theme={theme}
        folded={false}
        busy={false}
        onIntent={(intent) => void onIntent(intent)}
      />
    </div>
  );
}
