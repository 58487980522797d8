/** What our own pages read of the outbox and of problems, in the reader's words. */
import { age } from '../../shared/i18n/ages';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import type { OutboxRow } from '../outbox-protocol';
import type { Outbox } from './outbox';
import type { OutboxEntry } from './outbox-entry';

/** What people wrote and the Worker has not confirmed; mail that counts as contact is nobody's note. */
export async function waitingNotes(outbox: Outbox): Promise<OutboxEntry[]> {
  return (await outbox.visible()).filter(({ item }) => item.type !== 'mail');
}

export function outboxRow({ item, title, state, problem, attempts }: OutboxEntry, names: Map<string, string>, t: Translate): OutboxRow {
  const shown = state === 'sending' || state === 'refused' ? state : 'waiting';
  return {
    id: item.id,
    at: item.at,
    title: titleOf(item, title, t),
    customer: names.get(item.customer) ?? item.customer,
    state: shown,
    problem: problem === '' ? '' : problemWords(t, problem),
    attempts,
  };
}

/** A note is known by what it says, in words of the language that is read now. */
function titleOf(item: OutboxEntry['item'], title: string, t: Translate): string {
  const { kind, text } = (item.type === 'note' ? item.data : null) ?? {};
  const key = `kind.${kind}`;
  if (!t.has(key)) return title;
  const words = t(key as MessageKey);
  return typeof text === 'string' && text !== '' ? t('card.note.text', { kind: { text: words }, text: { name: text } }) : words;
}

export function updatedWords(t: Translate, syncedAt: number | null, now: number): string {
  return syncedAt === null ? t('popup.updated.never') : t('popup.updated', { age: { text: age(t, syncedAt, now) } });
}

/** A problem code in the reader's words. */
export function problemWords(t: Translate, code: string): string {
  if (code === 'network' || code === 'timeout') return t('problem.unreachable');
  const key = `problem.${code}`;
  return t.has(key) ? t(key as MessageKey) : t('problem.unknown');
}
export function pairProblem(t: Translate, code: string): string {
  if (code === 'address') return t('pair.url.bad');
  if (code === 'unreadable' || code === 'route.unknown') return t('problem.not-vafa');
  return problemWords(t, code);
}
