import { useEffect, useState } from 'preact/hooks';
import type { CardView } from '../../shared/present/card-view';
import { Card } from '../card/card';
import { ask } from '../own-page/ask';

/** The same view as the card in the page, for a customer found by search or in today's list. Logging stands above it. */
export function CustomerPane({ customer, onClose }: { customer: string; onClose: () => void }) {
  const [view, setView] = useState<CardView | null>(null);
  useEffect(() => {
    void ask('popup.card', { customer }).then((answer) => answer.ok && setView(answer.value));
  }, [customer]);
  if (!view) return null;
  const theme = document.documentElement.dataset.vafaTheme === 'dark' ? 'dark' : 'light';
  const withoutAct = view.kind === 'customer' ? { ...view, act: null, undo: null } : view;
  return (
    <div class="pane">
      <Card
        view={withoutAct}
        of={customer}
        theme={theme}
        folded={false}
        busy={false}
        onIntent={(intent) => intent.do === 'close' && onClose()}
      />
    </div>
  );
}
