/** A key-value store in memory that can be killed at a chosen write, before it or after it. */
import type { Change, KeyValueStore } from '../../../extension/background/key-value-store';

export interface MemoryStore extends KeyValueStore {
  readonly items: Map<string, unknown>;
  /** The n-th write from now (1 is the next) fails: 'before' it is kept, or 'after'. */
  failAt(write: number, when: 'before' | 'after'): void;
  /** So many reads from now fail. */
  failReads(times: number): void;
  /** The disk is full: nothing more is kept. */
  full: boolean;
}

export function memoryStore(items = new Map<string, unknown>()): MemoryStore {
  let countdown = 0;
  let failWhen: 'before' | 'after' = 'before';
  const copy = (value: unknown): unknown => structuredClone(value);
  let readsFail = 0;
  const readable = (): void => {
    if (readsFail > 0 && readsFail-- > 0) throw new Error('unreadable');
  };
  return {
    items,
    full: false,
    failReads(times) {
      readsFail = times;
    },
    failAt(write, when) {
      countdown = write;
      failWhen = when;
    },
    get: async (key) => copy(items.get(key)),
    async entries(prefix) {
      readable();
      return [...items]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, copy(value)]);
    },
    async write({ put = [], drop = [] }: Change) {
      if (this.full) throw new Error('the disk is full');
      const failing = countdown > 0 && --countdown === 0;
      if (failing && failWhen === 'before') throw new Error('killed');
      for (const key of drop) items.delete(key);
      for (const [key, value] of put) items.set(key, copy(value));
      if (failing) throw new Error('killed');
    },
    clear: async () => items.clear(),
  };
}
