import type { Translate } from '../../shared/i18n/t';
import { BandShape } from '../card/shapes';
import type { TodayItem } from '../protocol';

interface TodayListProps {
  t: Translate;
  label: string;
  items: TodayItem[];
  onOpen: (item: TodayItem) => void;
  onDone: (item: TodayItem) => void;
}

/** Today's renewals and follow-ups, most value at risk first. */
export function TodayList({ t, label, items, onOpen, onDone }: TodayListProps) {
  return (
    <section class="today">
      <header>
        <h2>{t('today.title')}</h2>
        <span class="sub">{label}</span>
        <span class="grow" />
        <span class="sub">{t('today.to-do', { n: items.length })}</span>
      </header>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" class="item" onClick={() => onOpen(item)}>
              <BandShape band={item.band} size={14} />
              <span class="n score">{item.scoreShown}</span>
              <span class="what">
                <span class="cut">{item.title}</span>
                <bdi class="sub cut">{item.name}</bdi>
              </span>
              <span class="when">
                <b>{item.when}</b>
                <span class="sub">{item.kind}</span>
              </span>
            </button>
            {item.task !== null && (
              <button type="button" class="icon done" aria-label={`${t('task.done')}: ${item.title}`} onClick={() => onDone(item)}>
                <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                  <path
                    d="M2.5 7.5 5.5 10.5 11.5 3.5"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.6"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                  />
                </svg>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
