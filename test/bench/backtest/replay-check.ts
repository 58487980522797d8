/** That facts are a function of the set of events: shuffled and with duplicates they come to the same bytes as a clean replay. */
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import type { LoggedCustomer } from './data-set';

/** Every so many customers are checked where there are more. */
const SAMPLE = 3000;

/** Checks an even sample of customers and says how many. Throws at the first whose facts differ. */
export function checkReplays(customers: readonly LoggedCustomer[], random: () => number): number {
  const step = Math.max(1, Math.floor(customers.length / SAMPLE));
  let count = 0;
  for (let i = 0; i < customers.length; i += step) {
    const { id, events } = customers[i] as LoggedCustomer;
    if (events.length === 0) continue;
    const clean = JSON.stringify(fold(events));
    const doubled = shuffled([...events, ...events.filter(() => random() < 0.3)], random);
    if (JSON.stringify(fold(doubled)) !== clean)
      throw new Error(`customer ${id}: facts after a shuffle differ from those of a clean replay`);
    count++;
  }
  return count;
}

function shuffled(events: readonly LiveEvent[], random: () => number): LiveEvent[] {
  const list = [...events];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j] as LiveEvent, list[i] as LiveEvent];
  }
  return list;
}
