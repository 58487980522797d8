/** What this person answered to what was heard in messages: by hashed ids alone, so that nothing of a message is kept. */
import * as v from 'valibot';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

const KEY = 'heard';
/** So many answers are remembered, the latest: an older message may ask again, and the Worker knows its record by the same id. */
const MOST = 2_000;
const Rows = v.record(v.string(), v.object({ said: v.picklist(['recorded', 'denied', 'open']), times: v.number(), at: v.number() }));

export interface Answered {
  /** Those of the ids that wait for an answer. */
  open(ids: readonly string[]): Promise<ReadonlySet<string>>;
  say(id: string, said: 'recorded' | 'denied' | 'open'): Promise<void>;
  /** The revision under which a record of this id is written: after each one that was taken back, above its deletion. */
  nextRevision(id: string): Promise<number>;
  clear(): Promise<void>;
}

/** Opens the answers in the device's store. `now` is the device's clock, epoch ms. */
export function openAnswered(store: KeyValueStore, now: () => number): Answered {
  const turn = inTurn();
  const read = async (): Promise<v.InferOutput<typeof Rows>> => {
    const parsed = v.safeParse(Rows, await store.get(KEY));
    return parsed.success ? parsed.output : {};
  };
  return {
    async open(ids) {
      const rows = await read();
      return new Set(ids.filter((id) => (rows[id]?.said ?? 'open') === 'open'));
    },
    say: (id, said) =>
      turn(async () => {
        const rows = await read();
        const times = (rows[id]?.times ?? 0) + (said === 'recorded' ? 1 : 0);
        const all = Object.entries({ ...rows, [id]: { said, times, at: now() } }).sort(([, a], [, b]) => b.at - a.at);
        await store.write({ put: [[KEY, Object.fromEntries(all.slice(0, MOST))]] });
      }),
    // A deletion is the next revision after what it deletes.
    nextRevision: async (id) => 2 * ((await read())[id]?.times ?? 0),
    clear: () => store.write({ drop: [KEY] }),
  };
}
