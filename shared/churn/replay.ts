/** A customer's past, event by event: the one fold, stopped at each cutoff to be looked at. */
import type { LiveEvent } from '../event';
import type { Facts } from '../facts/facts';
import { emptyFacts, foldOne, inOrder } from '../facts/fold';

/**
 * Folds one customer's events and calls `look` at each of `instants` (epoch ms, rising) with the facts of all events up to and
 * including it. The facts handed over are one draft that goes on changing: look, take numbers, keep nothing of it.
 */
export function replay(events: readonly LiveEvent[], instants: readonly number[], look: (facts: Facts, index: number) => void): void {
  const draft = emptyFacts(events[0]?.customer ?? '');
  const ordered = inOrder(events);
  let next = 0;
  instants.forEach((instant, index) => {
    for (; next < ordered.length && (ordered[next] as LiveEvent).at <= instant; next++) foldOne(draft, ordered[next] as LiveEvent);
    look(draft, index);
  });
}
