/** A key-value store with a memory over it, for a store that nobody else writes: what was read or written once is not asked for again. */
import type { KeyValueStore } from './key-value-store';

/** At most so many values are remembered; then all are forgotten, since they can be read again. */
const MOST = 150;

/** Remembers the values of single keys. They are handed out as they are: callers do not change them. `forget`: the store was lost. */
export function rememberingStore(store: KeyValueStore): KeyValueStore & { forget(): void } {
  const known = new Map<string, unknown>();
  const asked = new Map<string, Promise<unknown>>();
  /** Rises as a write begins and as it ends: what was read across one of them may be the old value. */
  let writes = 0;
  const forget = (): void => {
    writes++;
    known.clear();
    asked.clear();
  };

  return {
    forget,
    async get(key) {
      if (known.has(key)) return known.get(key);
      const underWay = asked.get(key);
      if (underWay !== undefined) return underWay;
      const before = writes;
      const reading = store
        .get(key)
        .then((value) => {
          if (before !== writes) return value;
          if (known.size >= MOST) known.clear();
          known.set(key, value);
          return value;
        })
        .finally(() => {
          if (asked.get(key) === reading) asked.delete(key);
        });
      asked.set(key, reading);
      return reading;
    },
    entries: (prefix) => store.entries(prefix),
    async write(change) {
      writes++;
      const touched = [...(change.drop ?? []), ...(change.put ?? []).map(([key]) => key)];
      for (const key of touched) {
        known.delete(key);
        asked.delete(key);
      }
      const mine = writes;
      await store.write(change);
      // Of two writes under way together only the store knows which came last.
      const alone = mine === writes;
      writes++;
      if (!alone) return;
      if (known.size + touched.length > MOST) known.clear();
      if (touched.length > MOST) return;
      for (const key of change.drop ?? []) known.set(key, undefined);
      for (const [key, value] of change.put ?? []) known.set(key, value);
    },
    async clear() {
      forget();
      await store.clear();
      forget();
    },
  };
}
