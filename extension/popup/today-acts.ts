/** What one key or click does with a row of today's list: it is done, or put aside until a day. Everything can be taken back. */
import { inDays } from '../../shared/i18n/ages';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { TodayItem } from '../protocol';
import { remindChoices } from './remind-choices';

/** What became of it: an act that can be taken back, or why nothing did. */
export type Acted = { ok: true; id: string; text: string; aside?: string } | { ok: false; text: string };

/** A date that was dealt with stays away for longer than any stage lasts (ms): the next stage is a row of its own. */
const STAGE = 120 * 86_400_000;

/** Tomorrow morning. */
export const tomorrow = (t: Translate, now: number): number =>
  remindChoices(now, t.locale).find(({ key }) => key === 'tomorrow')?.at ?? now;

/** Does the row: a task is done, a thing that a word of ours ends is ended, everything else is logged as the contact that it asks for. */
export async function doRow(t: Translate, item: TodayItem): Promise<Acted> {
  const { customer, task, signal, log } = item;
  const now = Date.now();
  if (task !== null) {
    const answer = await ask('task.done', { customer, task });
    return answer.ok ? { ok: true, id: answer.value.id, text: t('task.finished') } : answer;
  }
  if (signal !== null) {
    const judged = await ask('judge.view', { customer });
    const closing = judged.ok ? judged.value?.signals.find(({ id }) => id === signal)?.closings[0] : undefined;
    if (closing !== undefined) {
      const { kind, ids, how, label } = closing;
      const answer = await ask('judge', { customer, judgement: { do: 'close', kind, ids, how, label } });
      return answer.ok ? { ok: true, ...answer.value } : answer;
    }
  }
  const answer = await ask('note.save', { customer, kind: log, text: log === 'note' ? item.title : '', remindAt: null });
  if (!answer.ok) return answer;
  // What the note does not end by itself (a ticket is answered in the helpdesk) is out of the way until it would be news again.
  await ask('today.aside', { id: item.id, until: signal === null ? now + STAGE : tomorrow(t, now) });
  return { ok: true, id: answer.value.id, text: t('today.logged', { what: { text: t(`kind.${log}`) } }), aside: item.id };
}

/** Puts the row off until tomorrow morning; a warning until the day and for the reason that were given. */
export async function snoozeRow(t: Translate, item: TodayItem, until: number, reason: string): Promise<Acted> {
  const { customer, task, signal } = item;
  const text = t('task.snoozed', { when: { text: inDays(t, until, Date.now()) } });
  if (task !== null) {
    const answer = await ask('task.snooze', { customer, task, until });
    return answer.ok ? { ok: true, id: answer.value.id, text } : answer;
  }
  if (signal !== null) {
    const answer = await ask('judge', { customer, judgement: { do: 'snooze', signal, until, reason } });
    return answer.ok ? { ok: true, ...answer.value } : answer;
  }
  const answer = await ask('today.aside', { id: item.id, until });
  return answer.ok ? { ok: true, id: '', text, aside: item.id } : answer;
}

/** Takes back what `doRow` or `snoozeRow` did. */
export async function undoRow(acted: { id: string; aside?: string | undefined }): Promise<void> {
  if (acted.id !== '') await ask('note.undo', { id: acted.id });
  if (acted.aside !== undefined) await ask('today.aside', { id: acted.aside, until: 0 });
}
