/** The newest logged contacts, and what is due; of more than 60 tasks the first set of the done go first. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder, shorten } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';

const MOST_NOTES = 30;
const MOST_TEXT = 500;
const MOST_TASKS = 60;

export const kind: FactKind = {
  id: 'notes-and-tasks',
  reads: ['note', 'task.set', 'task.done'],
  apply(draft, event) {
    if (event.type === 'note') {
      const { kind, text, contact, by, direction, sentiment, tone, follow_up, care } = event.data;
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
        care: care ?? false,
      });
      keepWithin(draft.notes, MOST_NOTES);
    } else if (event.type === 'task.set') {
      const { task, title, due, owner, signal } = event.data;
      const known = draft.tasks.find((row) => row.id === task);
      if (known) {
        Object.assign(known, { title, due, owner: owner ?? known.owner, signal: signal ?? known.signal });
        // Set anew after it was done, it is to be done again.
        if (known.doneAt !== null && known.doneAt < event.at) known.doneAt = null;
        return;
      }
      putInOrder(
        draft.tasks,
        { id: task, title, due, owner: owner ?? '', signal: signal ?? '', setAt: event.at, doneAt: null },
        (row) => row.setAt,
      );
      applyWaiting(draft, ['task.done'], 'task', task, (waiting) => finish(draft, waiting));
      keepWithin(draft.tasks, MOST_TASKS, (row) => row.doneAt !== null);
    } else finish(draft, event);
  },
};

function finish(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'task.done') return;
  const row = draft.tasks.find((other) => other.id === event.data.task);
  if (row) row.doneAt ??= event.at;
  else letWait(draft, event);
}
