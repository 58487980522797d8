import { useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BandShape } from '../card/shapes';
import type { TodayItem } from '../protocol';

interface TodayListProps {
  t: Translate;
  label: string;
  items: TodayItem[];
  onOpen: (item: TodayItem) => void;
  onDone: (item: TodayItem) => void;
  /** Puts a task off until tomorrow. */
  onLater: (item: TodayItem) => void;
}
/** So many rows stand open; the rest come by a click. */
export const FIRST_ROWS = 12;

/** Today's renewals, warnings and follow-ups, one row per customer, most value at risk first. Arrows go from row to row. */
export function TodayList({ t, label, items, onOpen, onDone, onLater }: TodayListProps) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, FIRST_ROWS);
  const rest = items.length - shown.length;
  return (
    <section class="today" aria-labelledby="today">
      <header>
        <h2 id="today">{t('today.title')}</h2>
        <span class="sub">{label}</span>
        <span class="grow" />
        <span class="sub">{t('today.to-do', { n: items.length })}</span>
      </header>
      {items.length > 0 && (
        <ul onKeyDown={stepBetweenRows}>
          {shown.map((item) => (
            <li key={item.id}>
              <button type="button" class="item" onClick={() => onOpen(item)}>
                <span class="hidden">{t(`band.${item.band}`)}</span>
                <BandShape band={item.band} size={14} />
                <span class="score">{item.scoreShown}</span>
                <span class="what">
                  <bdi class="cut">{item.title}</bdi>
                  <bdi class="sub cut">{item.name}</bdi>
                </span>
                <span class="when">
                  <b>{item.when}</b>
                  <span class="sub">{item.kind}</span>
                </span>
              </button>
              {item.task !== null && (
                <span class="do">
                  <RowButton label={t('task.done')} title={item.title} draw="M2.5 7.5 5.5 10.5 11.5 3.5" onClick={() => onDone(item)} />
                  <RowButton
                    label={t('task.tomorrow')}
                    title={item.title}
                    draw="M7 3.5V7l2.5 1.8M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0"
                    onClick={() => onLater(item)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && (
        <button type="button" class="btn txt more" onClick={() => setAll(true)}>
          {t('today.more', { n: { text: formatNumber(rest, t.locale) } })}
        </button>
      )}
    </section>
  );
}

function RowButton({ label, title, draw, onClick }: { label: string; title: string; draw: string; onClick: () => void }) {
  return (
    <button type="button" class="icon" aria-label={`${label}: ${title}`} title={label} onClick={onClick}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d={draw} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

function stepBetweenRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.item')];
  const at = rows.findIndex((row) => row.parentElement?.contains(event.target as Node));
  const next = rows[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
