/**
 * Events that came, by their time, before the thing they speak of: a payment dated before its invoice, or an opening and a closing
 * of the same midnight, where the id decides which is folded first. They wait in the facts, and are applied right after the thing
 * appears. So their meaning depends on the set of events, never on what arrived first.
 */
import type { EventType, LiveEvent } from '../event';
import { keepWithin } from './bounded';
import type { EarlyFact, Facts } from './facts';

/** At most so many wait; the oldest is given up first. */
const MOST_EARLY = 40;

/** Lets an event wait for the thing it speaks of. */
export function letWait(draft: Facts, event: LiveEvent): void {
  draft.early.push({ id: event.id, type: event.type, at: event.at, data: { ...event.data } });
  keepWithin(draft.early, MOST_EARLY);
}

/** Takes out, in order, the waiting events of `types` whose attribute `key` is `ref`, and hands each to `apply`. */
export function applyWaiting(draft: Facts, types: readonly EventType[], key: string, ref: string, apply: (event: LiveEvent) => void): void {
  if (draft.early.length === 0) return;
  const ours = (row: EarlyFact) => types.includes(row.type) && row.data[key] === ref;
  const waiting = draft.early.filter(ours);
  if (waiting.length === 0) return;
  draft.early = draft.early.filter((row) => !ours(row));
  // The cast undoes letWait: type and data come from one valid event.
  for (const row of waiting) apply({ ...row, customer: draft.customer, source: '', revision: 0 } as unknown as LiveEvent);
}
