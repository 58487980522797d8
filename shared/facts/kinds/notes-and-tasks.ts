/** The newest logged contacts, and what is due; of more than 60 tasks the first set of the done go first. */
import type { LiveEvent } from '../../event';
import { entryOf, keepWithin, putInOrder, shorten, withEntry } from '../bounded';
import { COMPUTED } from '../computed';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts, NoteFact } from '../facts';

const MOST_NOTES = 30;
const MOST_PINNED = 6;
const MOST_TOPICS = 12;
const MOST_TEXT = 500;
/** Topics that are care by their nature, where nobody says otherwise. */
const CARING: ReadonlySet<string> = new Set(['advice', 'beyond', 'gesture']);
const MOST_TASKS = 60;
const MOST_OUTCOME = 200;
/** Rules of computed tasks whose last time is kept. */
const MOST_CHECKS = 30;

export const kind: FactKind = {
  id: 'notes-and-tasks',
  reads: ['note', 'task.set', 'task.done'],
  apply(draft, event) {
    if (event.type === 'note') {
      const { kind, text, contact, by, direction, sentiment, tone, follow_up, care, reasons, mentions, about, pinned, thread } = event.data;
      draft.notes.push({
        id: event.id,
        at: event.at,
        kind,
        text: shorten(text ?? '', MOST_TEXT),
        contact: contact ?? '',
        by: by ?? '',
        direction: direction ?? '',
        sentiment: sentiment ?? '',
        tone: tone ?? '',
        followUp: follow_up ?? null,
        care: care ?? CARING.has(about ?? ''),
        ...(reasons?.length ? { reasons: [...reasons] } : {}),
        ...(mentions?.length ? { mentions: [...mentions] } : {}),
        ...(about === undefined ? {} : { about }),
        ...(pinned ? { pinned } : {}),
        ...(thread === undefined ? {} : { thread }),
      });
      keepWithin(draft.notes, MOST_NOTES, isSpare(draft.notes));
    } else if (event.type === 'task.set') {
      const { task, title, due, owner, signal, kind, play, step, list } = event.data;
      const known = draft.tasks.find((row) => row.id === task);
      if (known) {
        Object.assign(known, { title, due, owner: owner ?? known.owner, signal: signal ?? known.signal });
        Object.assign(known, { kind: kind ?? known.kind, play: play ?? known.play, step: step ?? known.step, list: list ?? known.list });
        // Set anew after it was done, it is to be done again; one of a rule is done once, whoever else did it too.
        if (known.doneAt !== null && known.doneAt < event.at && !task.startsWith(COMPUTED))
          Object.assign(known, { doneAt: null, result: '', outcome: '' });
        return;
      }
      putInOrder(
        draft.tasks,
        {
          id: task,
          title,
          due,
          owner: owner ?? '',
          signal: signal ?? '',
          setAt: event.at,
          doneAt: null,
          kind: kind ?? '',
          play: play ?? '',
          step: step ?? '',
          list: list ?? '',
          result: '',
          outcome: '',
        },
        (row) => row.setAt,
      );
      applyWaiting(draft, ['task.done'], 'task', task, (waiting) => finish(draft, waiting));
      keepWithin(draft.tasks, MOST_TASKS, (row) => row.doneAt !== null);
    } else finish(draft, event);
  },
};

/** What is asked for again later stays: the newest few that are pinned, and the newest few with a topic. */
function isSpare(notes: readonly NoteFact[]): (note: NoteFact) => boolean {
  if (notes.length <= MOST_NOTES) return () => true;
  const kept = new Set([
    ...notes.filter(({ pinned }) => pinned).slice(-MOST_PINNED),
    ...notes.filter(({ about }) => about !== undefined).slice(-MOST_TOPICS),
  ]);
  return (note) => !kept.has(note);
}

function finish(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'task.done') return;
  const row = draft.tasks.find((other) => other.id === event.data.task);
  if (!row) {
    letWait(draft, event);
    return;
  }
  if (row.doneAt !== null) return;
  row.doneAt = event.at;
  row.result = event.data.result ?? '';
  row.outcome = shorten(event.data.outcome ?? '', MOST_OUTCOME);
  if (!row.id.startsWith(COMPUTED)) return;
  const done = { at: event.at, result: row.result };
  if ((entryOf(draft.checks, row.step)?.at ?? 0) <= done.at)
    draft.checks = withEntry(draft.checks, row.step, done, MOST_CHECKS, (check) => check.at);
}
