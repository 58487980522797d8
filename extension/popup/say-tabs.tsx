import type { Translate } from '../../shared/i18n/t';
import { directionOf } from '../own-page/page-language';

export const SAY_TABS = ['log', 'noticed', 'signals', 'do', 'pulse'] as const;
export type SayTab = (typeof SAY_TABS)[number];

interface SayTabsProps {
  t: Translate;
  open: SayTab;
  /** What stands behind a name: the number of open warnings, the standing pulse. */
  counts: Partial<Record<SayTab, string>>;
  onOpen: (tab: SayTab) => void;
}
/** What a person may say of a customer: one stop of the tab key, the arrows follow the reading direction. */
export function SayTabs({ t, open, counts, onOpen }: SayTabsProps) {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const forward = directionOf(t.locale) === 'ltr' ? 'ArrowRight' : 'ArrowLeft';
    const back = directionOf(t.locale) === 'ltr' ? 'ArrowLeft' : 'ArrowRight';
    const step = event.key === forward ? 1 : event.key === back ? -1 : 0;
    const next = SAY_TABS[(SAY_TABS.indexOf(open) + step + SAY_TABS.length) % SAY_TABS.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`#say-${next}`)?.focus();
    onOpen(next);
  };
  const label: Record<SayTab, string> = {
    log: t('say.log'),
    noticed: t('say.noticed'),
    signals: t('card.tab.signals'),
    do: t('say.do'),
    pulse: t('say.pulse'),
  };
  return (
    <div class="say-tabs" role="tablist" aria-label={t('say.tabs')} onKeyDown={move}>
      {SAY_TABS.map((tab) => (
        <button
          type="button"
          key={tab}
          id={`say-${tab}`}
          role="tab"
          aria-selected={tab === open}
          aria-controls="say-panel"
          tabIndex={tab === open ? 0 : -1}
          onClick={() => onOpen(tab)}
        >
          {label[tab]}
          {counts[tab] && <span class="sub"> {counts[tab]}</span>}
        </button>
      ))}
    </div>
  );
}
