/** What is due of one customer, by rule and by hand: done, its outcome, or put off, by one key each. */
import { useState } from 'preact/hooks';
import { OUTCOMES } from '../../shared/attributes';
import { computedDue } from '../../shared/cadence/computed';
import { asksOf, type DueAsks } from '../../shared/cadence/computed-due';
import { contextFor } from '../../shared/cadence/context';
import { invoiceText } from '../../shared/cadence/invoice-text';
import { DAY } from '../../shared/event';
import { inDays } from '../../shared/i18n/ages';
import type { MessageKey } from '../../shared/i18n/catalogue';
import { daysBetween } from '../../shared/i18n/dates';
import type { Work } from './use-work';

/** What comes within two weeks stands here too. */
const AHEAD = 14 * DAY;

interface DueRow {
  task: string;
  title: string;
  at: number;
  asks: DueAsks | null;
  /** A text to send with it; '' for none. */
  text: string;
}

export function DueList({ work, onOpen }: { work: Work; onOpen?: ((what: DueAsks) => void) | undefined }) {
  const { t, view } = work;
  const rows = dueRows(work);
  if (rows.length === 0) return <p class="sub">{t('work.due.none')}</p>;
  return (
    <ul class="facts due">
      {rows.map((row) => (
        <DueItem key={row.task} work={work} row={row} mayWrite={view.mayWrite} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function DueItem({
  work,
  row,
  mayWrite,
  onOpen,
}: {
  work: Work;
  row: DueRow;
  mayWrite: boolean;
  onOpen: ((what: DueAsks) => void) | undefined;
}) {
  const { t, now } = work;
  const [copied, setCopied] = useState(false);
  const late = daysBetween(row.at, now, t.locale);
  // The letter stands on the same key whatever the keyboard writes.
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayWrite || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'KeyD' && row.asks === null) void work.done(row.task);
    else if (event.code === 'KeyZ') void work.later(row.task);
    else return;
    event.preventDefault();
  };
  return (
    <li data-task={row.task} onKeyDown={onKeyDown}>
      <p class="fact">
        <span class="grow">{row.title}</span>
        <span class={late > 0 ? 'us' : 'sub'}>{late > 0 ? t('today.late', { n: late }) : inDays(t, row.at, now)}</span>
      </p>
      {row.text !== '' && (
        <p class="sub message">
          <bdi>{row.text}</bdi>{' '}
          <button type="button" class="btn txt" onClick={() => void navigator.clipboard.writeText(row.text).then(() => setCopied(true))}>
            {t(copied ? 'work.copied' : 'work.copy')}
          </button>
        </p>
      )}
      {mayWrite && (
        <div class="does">
          {row.asks === null && (
            <button type="button" class="btn sec-b" data-do="done" aria-keyshortcuts="d" onClick={() => void work.done(row.task)}>
              {t('task.done')}
            </button>
          )}
          {row.asks === 'outcome' &&
            OUTCOMES.map((result) => (
              <button
                type="button"
                key={result}
                class="btn sec-b"
                data-result={result}
                onClick={() => void work.done(row.task, { result })}
              >
                {t(`work.outcome.${result}`)}
              </button>
            ))}
          {(row.asks === 'loss' || row.asks === 'review') && onOpen && (
            <button type="button" class="btn sec-b" data-do={row.asks} onClick={() => row.asks !== null && onOpen(row.asks)}>
              {t(`work.open.${row.asks}`)}
            </button>
          )}
          <button type="button" class="btn txt" data-do="later" aria-keyshortcuts="z" onClick={() => void work.later(row.task)}>
            {t('task.tomorrow')}
          </button>
        </div>
      )}
    </li>
  );
}

/** Tasks and what rules found, the first due first; how a play ended is asked where the play stands. */
function dueRows({ t, facts, view, now }: Work): DueRow[] {
  const { programme, model } = view;
  const context = contextFor(facts, programme, now, model?.restDays);
  const byRule = computedDue(facts, context, now + AHEAD).map(({ task, title, args, at, asks }) => ({
    task,
    title: t(title as MessageKey, args),
    at,
    asks,
    text: invoiceText(t, facts, task),
  }));
  const byHand = facts.tasks
    .filter(({ doneAt }) => doneAt === null)
    .map(({ id, title, due }) => ({ task: id, title, at: due, asks: asksOf(id), text: '' }));
  return [...byRule, ...byHand].filter(({ asks }) => asks !== 'play-result').sort((a, b) => a.at - b.at);
}
