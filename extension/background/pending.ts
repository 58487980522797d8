/** A customer as it stands with what was said here and is not yet confirmed, so that nobody has to wait for a network to see their own act. */
import type { LiveEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import type { CustomerRecord } from '../../shared/record';
import type { OutboxEntry } from './outbox-entry';

/**
 * The record with the acts of the outbox folded onto it. Mail that counts as contact is left out (it is not anybody's word), and so is
 * what was refused. What the Worker already has, by id, is not counted again.
 */
export function withPending(record: CustomerRecord, waiting: readonly OutboxEntry[]): CustomerRecord {
  const { facts } = record;
  const known = new Set([...facts.remarks, ...facts.notes, ...facts.waits, ...facts.sla.missed].map(({ id }) => id));
  const undone = new Set(waiting.flatMap(({ item }) => (item.data === null ? [item.id] : [])));
  const acts = waiting.filter(
    ({ item, state }) =>
      item.customer === record.id &&
      item.data !== null &&
      item.type !== 'mail' &&
      state !== 'refused' &&
      !undone.has(item.id) &&
      !known.has(item.id),
  );
  if (acts.length === 0) return record;
  // Their order among themselves stays; before the last event of the facts none of them can be folded.
  const events = acts.map(({ item }) => ({ ...item, at: Math.max(item.at, facts.lastAt + 1), source: '' }) as LiveEvent);
  return { ...record, facts: fold(events, facts) };
}
