/** What the form begins with: a draft that was kept, or a new note with an id of its own. */
import { formatDate } from '../../shared/i18n/dates';
import type { Translate } from '../../shared/i18n/t';
import { makeUlid } from '../background/ulid';
import type { NoteDraft, NoteKind } from '../protocol';

const newId = () => makeUlid(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** The note as it was left, or a new one. A reminder whose time passed while the draft lay here reminds of nothing. */
export function begin(
  draft: NoteDraft | undefined,
  { id, name }: { id: string; name: string },
  wanted: NoteKind | null,
  t: Translate,
  now: number,
): NoteDraft {
  const remindAt = draft?.remindAt && draft.remindAt > now ? draft.remindAt : null;
  // Words such as "tomorrow" meant another day when they were written: what they were read as stands in their place.
  const due = remindAt !== null ? formatDate(remindAt, t.locale, 'long') : draft?.remindAt ? '' : (draft?.due ?? '');
  return {
    ...draft,
    customer: id,
    name,
    kind: wanted ?? draft?.kind ?? 'call',
    text: draft?.text ?? '',
    remindAt,
    due,
    id: draft?.id ?? newId(),
  };
}
