/**
 * The browser's storage areas with a memory: a value is asked of the browser once in a background's life. Memory is only a copy, filled
 * at the first use and renewed by the browser's word of a change, so a background that was replaced misses nothing.
 */
import { browser } from 'wxt/browser';

type Changes = Record<string, { newValue?: unknown }>;
export interface KeptArea {
  /** Asks for all of it at once: whoever reads a key after that has its value already, where there is one. */
  ahead(): Promise<void>;
  /** The raw value; undefined where there is none. Callers parse it and do not change it. */
  read(key: string): Promise<unknown>;
  /** Known to later reads at once; resolves when the browser has it. */
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** An area of the browser's storage, remembered. */
export function keptArea(name: 'local' | 'session'): KeptArea {
  const kept = new Map<string, unknown>();
  /** Reads under way, so that those who ask together share one. */
  const asked = new Map<string, Promise<unknown>>();
  const writing = new Map<string, number>();
  /** Keys written or changed while all is being read: what comes of them then may be the old value. */
  let newer: Set<string> | null = null;

  const changed = (changes: Changes): void => {
    for (const [key, { newValue }] of Object.entries(changes)) {
      newer?.add(key);
      // Word of what we wrote ourselves; a later write of ours may be under way.
      if (writing.has(key)) continue;
      asked.delete(key);
      if (kept.has(key)) kept.set(key, newValue);
    }
  };
  /** What is remembered counts only while we hear of changes. */
  function listen(): void {
    const { onChanged } = browser.storage[name];
    if (onChanged.hasListener(changed as never)) return;
    kept.clear();
    asked.clear();
    onChanged.addListener(changed as never);
  }
  async function put(key: string, value: unknown, write: () => Promise<void>): Promise<void> {
    listen();
    newer?.add(key);
    asked.delete(key);
    kept.set(key, value);
    writing.set(key, (writing.get(key) ?? 0) + 1);
    try {
      await write();
    } catch (error) {
      kept.delete(key);
      throw error;
    } finally {
      const others = (writing.get(key) ?? 1) - 1;
      if (others > 0) writing.set(key, others);
      else writing.delete(key);
    }
  }

  return {
    async ahead() {
      listen();
      const mine = new Set<string>();
      newer = mine;
      const found = await browser.storage[name].get(null);
      for (const [key, value] of Object.entries(found)) if (newer === mine && !mine.has(key) && !kept.has(key)) kept.set(key, value);
      if (newer === mine) newer = null;
    },
    async read(key) {
      listen();
      if (kept.has(key)) return kept.get(key);
      let asking = asked.get(key);
      if (asking === undefined) {
        const mine: Promise<unknown> = browser.storage[name]
          .get(key)
          .then((found) => {
            // Written or changed meanwhile: that counts.
            if (asked.get(key) !== mine) return kept.has(key) ? kept.get(key) : found[key];
            kept.set(key, found[key]);
            return found[key];
          })
          .finally(() => {
            if (asked.get(key) === mine) asked.delete(key);
          });
        asked.set(key, mine);
        asking = mine;
      }
      return asking;
    },
    write: (key, value) => put(key, value, () => browser.storage[name].set({ [key]: value })),
    remove: (key) => put(key, undefined, () => browser.storage[name].remove(key)),
  };
}

/** What survives the browser, and what survives only the background. One memory each for the whole background. */
export const localArea = keptArea('local');
export const sessionArea = keptArea('session');
