/** A key-value store with a memory over it, for a store that nobody else writes: what was read or written once is not asked for again. */
import { type Change, type KeyValueStore, StoreLost } from './key-value-store';

/** At most so many values are remembered; then all are forgotten, since they can be read again. */
const MOST = 150;

export interface RememberingStore extends KeyValueStore {
  /** The store was lost, and what it held is not to be believed any more. */
  forget(): void;
  /** The store was lost, and gets back what is remembered: for what nobody else could give back. */
  restore(): Promise<void>;
}

/** Remembers the values of single keys. They are handed out as they are: callers do not change them. */
export function rememberingStore(store: KeyValueStore, { restores = false } = {}): RememberingStore {
  const known = new Map<string, unknown>();
  const asked = new Map<string, Promise<unknown>>();
  /** Rises as a write begins and as it ends: what was read across one of them may be the old value. */
  let writes = 0;
  const forget = (): void => {
    writes++;
    known.clear();
    asked.clear();
  };

  const remembered = (): [string, unknown][] => [...known].filter(([, value]) => value !== undefined);
  const kept = (change: Change): Promise<void> =>
    store.write(change).catch((error) => {
      if (!restores || !(error instanceof StoreLost)) throw error;
      return store.write({ ...change, put: [...remembered(), ...(change.put ?? [])] });
    });

  return {
    forget,
    restore: () => store.write({ put: remembered() }),
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
      await kept(change);
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
