/** A key-value store in memory that can be killed at a chosen write, before it or after it. */
import type { Change, KeyValueStore } from '../../../extension/background/key-value-store';

export interface MemoryStore extends KeyValueStore {
  readonly items: Map<string, unknown>;
  /** The n-th write from now (1 is the next) fails: 'before' it is kept, or 'after'. */
  failAt(write: number, when: 'before' | 'after'): void;
}

export function memoryStore(items = new Map<string, unknown>()): MemoryStore {
  let countdown = 0;
  let failWhen: 'before' | 'after' = 'before';
  const copy = (value: unknown): unknown => structuredClone(value);
  return {
    items,
    failAt(write, when) {
      countdown = write;
      failWhen = when;
    },
    get: async (key) => copy(items.get(key)),
    entries: async (prefix) =>
      [...items]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, copy(value)]),
    async write({ put = [], drop = [] }: Change) {
      const failing = countdown > 0 && --countdown === 0;
      if (failing && failWhen === 'before') throw new Error('killed');
      for (const key of drop) items.delete(key);
      for (const [key, value] of put) items.set(key, copy(value));
      if (failing) throw new Error('killed');
    },
    clear: async () => items.clear(),
  };
}
