import { useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { keepUnits } from '../../shared/present/keep-units';
import { BandShape } from '../card/shapes';
import type { TodayItem } from '../protocol';
import { SnoozeForm } from './snooze-form';
import { tomorrow } from './today-acts';

interface TodayListProps {
  t: Translate;
  label: string;
  items: TodayItem[];
  mayWrite: boolean;
  onOpen: (item: TodayItem) => void;
  onDo: (item: TodayItem) => void;
  /** Opens the customer at the note that the row asks for. */
  onLog: (item: TodayItem) => void;
  onSnooze: (item: TodayItem, until: number, reason: string) => Promise<void>;
}
/** So many rows stand open; the rest come by a click. */
export const FIRST_ROWS = 12;

const KEYS = { do: 'D', log: 'L', snooze: 'S' } as const;
type RowKey = keyof typeof KEYS;
const SHAPES: Record<RowKey, string> = {
  do: 'M2.5 7.5 5.5 10.5 11.5 3.5',
  log: 'M2.5 11.5h9M3.5 9l6-6 2 2-6 6H3.5z',
  snooze: 'M7 3.5V7l2.5 1.8M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0',
};
const ACTS = Object.keys(KEYS) as RowKey[];

/** Today's renewals, warnings and follow-ups, one row per customer, each with why it stands there. Arrows go from row to row, D L S act. */
export function TodayList({ t, label, items, mayWrite, onOpen, onDo, onLog, onSnooze }: TodayListProps) {
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const shown = all ? items : items.slice(0, FIRST_ROWS);
  const rest = items.length - shown.length;
  const act = (what: RowKey, item: TodayItem) => {
    if (what === 'do') onDo(item);
    else if (what === 'log') onLog(item);
    // A warning is put aside for a reason and until a day; a task or a date comes back tomorrow.
    else if (item.signal !== null) setAsking(item.id);
    else void onSnooze(item, tomorrow(t, Date.now()), '');
  };
  const closeForm = (id: string) => {
    setAsking(null);
    document.querySelector<HTMLElement>(`.today [data-row="${CSS.escape(id)}"]`)?.focus();
  };
  return (
    <section class="today" aria-labelledby="today">
      <header>
        <h2 id="today">{t('today.title')}</h2>
        <span class="sub">{label}</span>
        <span class="grow" />
        <span class="sub">{t('today.to-do', { n: items.length })}</span>
      </header>
      {items.length > 0 && (
        <details class="order sub">
          <summary>{t('today.order')}</summary>
          <ol>
            {(['loyal', 'broken', 'worth', 'equal'] as const).map((line) => (
              <li key={line}>{t(`today.order.${line}`)}</li>
            ))}
          </ol>
          {mayWrite && (
            <p>
              {ACTS.map((what) => (
                <span key={what} class="keep">
                  <span class="kbd">{KEYS[what]}</span> {t(`today.act.${what}`)}{' '}
                </span>
              ))}
            </p>
          )}
        </details>
      )}
      {items.length > 0 && (
        <ul onKeyDown={stepBetweenRows}>
          {shown.map((item) => (
            <li key={item.id} class={item.broken ? 'is-broken' : ''}>
              <button
                type="button"
                class="item"
                data-row={item.id}
                aria-keyshortcuts={mayWrite ? 'd l s' : undefined}
                onClick={() => onOpen(item)}
                onKeyDown={(event) => {
                  const what = mayWrite ? actOfKey(event) : null;
                  if (what === null) return;
                  event.preventDefault();
                  act(what, item);
                }}
              >
                {item.list === undefined ? (
                  <>
                    <span class="hidden">{t(`band.${item.band}`)}</span>
                    <BandShape band={item.band} size={14} />
                  </>
                ) : (
                  <ListShape />
                )}
                <span class="score">{item.scoreShown}</span>
                <span class="what">
                  <bdi class="cut">{keepUnits(item.title)}</bdi>
                  <bdi class="sub cut">{item.name}</bdi>
                </span>
                <span class="when">
                  <b>{item.when}</b>
                  <span class="sub">{item.kind}</span>
                </span>
                <span class="reason sub" title={item.why}>
                  {keepUnits(item.why)}
                </span>
                {item.warn && <span class="reason caution">{keepUnits(item.warn)}</span>}
              </button>
              {mayWrite && (
                <span class="do">
                  {ACTS.map((what) => (
                    <RowButton key={what} label={t(`today.act.${what}`)} what={what} title={item.title} onClick={() => act(what, item)} />
                  ))}
                </span>
              )}
              {asking === item.id && (
                <div class="log">
                  <SnoozeForm
                    t={t}
                    onSnooze={async (until, reason) => {
                      setAsking(null);
                      await onSnooze(item, until, reason);
                    }}
                    onClose={() => closeForm(item.id)}
                  />
                </div>
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

/** Two people: the row stands for several customers. */
function ListShape() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.3">
      <circle cx="5" cy="4.6" r="2.1" />
      <path
        d="M1.4 11.6c0-2.2 1.5-3.6 3.6-3.6s3.6 1.4 3.6 3.6M9.2 2.8a2 2 0 0 1 0 3.7M10.4 8.3c1.4.4 2.2 1.6 2.2 3.3"
        stroke-linecap="round"
      />
    </svg>
  );
}

function RowButton({ label, what, title, onClick }: { label: string; what: RowKey; title: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="icon"
      data-act={what}
      aria-label={`${label}: ${title}`}
      title={`${label} (${KEYS[what]})`}
      onClick={onClick}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d={SHAPES[what]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

/** The act of a key alone, by its letter; on a keyboard that writes other letters, by its place. */
function actOfKey({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): RowKey | null {
  if (ctrlKey || metaKey || altKey) return null;
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : key.length === 1 ? code.replace(/^Key/, '') : '';
  return ACTS.find((what) => KEYS[what] === letter) ?? null;
}

function stepBetweenRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || (event.target as HTMLElement).matches('input, select')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.item')];
  const at = rows.findIndex((row) => row.parentElement?.contains(event.target as Node));
  const next = rows[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
