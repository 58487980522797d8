import type { CustomerCard } from '../../shared/present/card-view';

export const TABS = ['signals', 'change', 'why'] as const;
export type Tab = (typeof TABS)[number];

interface Props {
  labels: CustomerCard['tabs'];
  dir: 'ltr' | 'rtl';
  open: Tab;
  onOpen: (tab: Tab) => void;
}
/** The mode selector: one stop of the tab key; the arrows follow the reading direction, Home and End jump. */
export function Tabs({ labels, dir, open, onOpen }: Props) {
  const move = (event: KeyboardEvent) => {
    const at = TABS.indexOf(open);
    const forward = dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const to =
      event.key === forward
        ? at + 1
        : event.key === back
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? TABS.length - 1
              : null;
    if (to === null) return;
    event.preventDefault();
    const next = TABS[(to + TABS.length) % TABS.length] ?? 'signals';
    onOpen(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#v-tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={move}>
      {TABS.map((tab) => (
        <button
          type="button"
          key={tab}
          id={`v-tab-${tab}`}
          class="tab"
          role="tab"
          aria-selected={tab === open}
          aria-controls="v-panel"
          tabIndex={tab === open ? 0 : -1}
          onClick={() => onOpen(tab)}
        >
          {labels[tab].label} <span class="k n">{labels[tab].count}</span>
        </button>
      ))}
    </div>
  );
}
