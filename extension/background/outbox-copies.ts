/**
 * The outbox in two stores as one. An entry in either counts; what one of them lacks, or holds damaged, it gets back from the other. One
 * store may fail at any time, also while it is read; only where both fail nothing was kept, and that is said.
 */
import { type KeyValueStore, StoreLost } from './key-value-store';
import { decodeEntry, encodeEntry, keyOf, type OutboxEntry, PREFIX, rank } from './outbox-entry';

export interface OutboxCopies {
  /** Every entry by its key. Memory is a copy of the stores; callers do not change it. Throws where neither can be read. */
  all(): Promise<ReadonlyMap<string, OutboxEntry>>;
  /** Keeps entries and drops keys; resolves when at least one store has them. Not for two callers at once. */
  keep(entries: readonly OutboxEntry[], drop?: readonly string[]): Promise<void>;
  /** Reads anew what could not be read, and writes what a store lacks. */
  heal(): Promise<void>;
  clear(): Promise<void>;
}
interface Copy {
  store: KeyValueStore;
  read: boolean;
  /** Keys under which this store does not hold what counts. */
  behind: Set<string>;
}

export function openCopies(stores: readonly [KeyValueStore, KeyValueStore]): OutboxCopies {
  const copies: Copy[] = stores.map((store) => ({ store, read: false, behind: new Set() }));
  const entries = new Map<string, OutboxEntry>();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    const unread = copies.filter(({ read }) => !read);
    const found = await Promise.allSettled(unread.map(({ store }) => store.entries(PREFIX)));
    const held = new Map<Copy, Map<string, unknown>>();
    found.forEach((result, nth) => {
      const copy = unread[nth];
      if (copy === undefined || result.status === 'rejected') return;
      held.set(copy, new Map(result.value));
      for (const [key, kept] of result.value) {
        const entry = decodeEntry(kept);
        if (entry === null || keyOf(entry.item) !== key) continue;
        const seen = entries.get(key);
        if (seen === undefined || rank(entry) > rank(seen)) entries.set(key, entry);
      }
    });
    if (!copies.some(({ read }) => read) && held.size === 0) throw new Error('neither store could be read');
    for (const [key, entry] of entries) {
      const text = encodeEntry(entry);
      for (const [copy, kept] of held) if (kept.get(key) !== text) copy.behind.add(key);
      // What only the newly read store holds, the other lacks.
      for (const copy of copies) if (copy.read && [...held.values()].some((kept) => kept.get(key) === text)) copy.behind.add(key);
    }
    for (const copy of held.keys()) copy.read = true;
  }
  const loaded = (): Promise<void> => {
    loading ??= load().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };

  /** Writes to both stores, with what each of them lacks. Answers how many could. */
  async function write(put: ReadonlyMap<string, OutboxEntry>, drop: readonly string[]): Promise<number> {
    const done = await Promise.allSettled(
      copies.map(async ({ store, behind }) => {
        const lacked = [...behind].flatMap((key): [string, OutboxEntry][] => {
          const entry = entries.get(key);
          return entry === undefined || put.has(key) || drop.includes(key) ? [] : [[key, entry]];
        });
        const texts = [...put, ...lacked].map(([key, entry]) => [key, encodeEntry(entry)] as const);
        if (texts.length === 0 && drop.length === 0) return;
        await store.write({ put: texts, drop }).catch((error) => {
          if (!(error instanceof StoreLost)) throw error;
          // It vanished while we lived, and lacks everything.
          const whole = [...new Map([...entries, ...put])].filter(([key]) => !drop.includes(key));
          return store.write({ put: whole.map(([key, entry]) => [key, encodeEntry(entry)]) });
        });
      }),
    );
    done.forEach((result, nth) => {
      const behind = copies[nth]?.behind;
      if (result.status === 'fulfilled') behind?.clear();
      else for (const key of put.keys()) behind?.add(key);
    });
    return done.filter(({ status }) => status === 'fulfilled').length;
  }

  return {
    async all() {
      await loaded();
      return entries;
    },
    async keep(changed, drop = []) {
      await loaded();
      const put = new Map(changed.map((entry) => [keyOf(entry.item), entry]));
      const could = await write(put, drop);
      if (could === 0) throw new Error('neither store could keep the act');
      if (could < copies.length) console.warn('vafa: one of two copies of the outbox could not be written');
      for (const [key, entry] of put) entries.set(key, entry);
      // While one store may still hold it, the other says that it is over.
      if (could === copies.length && copies.every(({ read }) => read)) for (const key of drop) entries.delete(key);
    },
    async heal() {
      await loaded();
      if (copies.some(({ read }) => !read)) await load();
      if (copies.some(({ behind }) => behind.size > 0)) await write(new Map(), []);
    },
    async clear() {
      entries.clear();
      for (const { behind } of copies) behind.clear();
      await Promise.all(copies.map(({ store }) => store.clear()));
    },
  };
}
