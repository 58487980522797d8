/** An outbox over stores in memory, for suites that are about something else. */
import { type Outbox, openOutbox } from '../../../extension/background/outbox';
import { memoryStore } from './memory-store';

export function testOutbox(now: () => number, [store, mirror] = [memoryStore(), memoryStore()]): Outbox {
  return openOutbox({ store, mirror, now, workerNow: async () => now(), whose: async () => 'w1/u1', random: () => 0.5 });
}
