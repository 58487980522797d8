/**
 * The second store of the outbox, of another kind than IndexedDB, so that one fault does not take both. storage.local where content
 * scripts can be kept out of it: it is never evicted. Else files of this origin's own (Firefox), which only our own pages can open.
 */
import { browser } from 'wxt/browser';
import { closeStorageToPages } from './close-storage';
import type { KeyValueStore } from './key-value-store';

/** Opens whichever of the two this browser can keep closed, at the first use. */
export function outboxMirror(): KeyValueStore {
  let opened: Promise<KeyValueStore> | null = null;
  const store = (): Promise<KeyValueStore> => {
    opened ??= closeStorageToPages().then((closed) => (closed ? localStore() : fileStore()));
    return opened;
  };
  return {
    get: async (key) => (await store()).get(key),
    entries: async (prefix) => (await store()).entries(prefix),
    write: async (change) => (await store()).write(change),
    clear: async () => (await store()).clear(),
  };
}

const PREFIX = 'outbox:';

/** Entries of storage.local under a prefix of their own; `clear` leaves the settings beside them alone. */
function localStore(): KeyValueStore {
  const area = browser.storage.local;
  const all = async (): Promise<[string, unknown][]> =>
    Object.entries(await area.get(null)).flatMap(([key, value]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value] as [string, unknown]] : [],
    );
  return {
    get: async (key) => (await area.get(PREFIX + key))[PREFIX + key],
    entries: async (prefix) => (await all()).filter(([key]) => key.startsWith(prefix)).sort(byKey),
    async write({ put = [], drop = [] }) {
      if (put.length > 0) await area.set(Object.fromEntries(put.map(([key, value]) => [PREFIX + key, value])));
      if (drop.length > 0) await area.remove(drop.map((key) => PREFIX + key));
    },
    clear: async () => area.remove((await all()).map(([key]) => PREFIX + key)),
  };
}

const FOLDER = 'outbox';

/** One file per entry, text only. A write of several is not one: a kill between two leaves the first, and the other store has both. */
function fileStore(): KeyValueStore {
  const folder = async (): Promise<FileSystemDirectoryHandle> =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  const read = async (file: FileSystemFileHandle): Promise<string> => (await file.getFile()).text();
  const names = async (): Promise<[string, FileSystemFileHandle][]> => {
    const found: [string, FileSystemFileHandle][] = [];
    for await (const [name, handle] of (await folder()) as unknown as AsyncIterable<[string, FileSystemHandle]>)
      if (handle.kind === 'file') found.push([decodeURIComponent(name), handle as FileSystemFileHandle]);
    return found;
  };
  return {
    get: async (key) => read(await (await folder()).getFileHandle(encodeURIComponent(key))).catch(() => undefined),
    entries: async (prefix) => {
      const wanted = (await names()).filter(([key]) => key.startsWith(prefix));
      return (await Promise.all(wanted.map(async ([key, file]): Promise<[string, unknown]> => [key, await read(file)]))).sort(byKey);
    },
    async write({ put = [], drop = [] }) {
      const into = await folder();
      for (const [key, value] of put) {
        const writing = await (await into.getFileHandle(encodeURIComponent(key), { create: true })).createWritable();
        await writing.write(String(value));
        await writing.close();
      }
      for (const key of drop) await into.removeEntry(encodeURIComponent(key)).catch(ignoreMissing);
    },
    clear: async () => (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true }).catch(ignoreMissing),
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'NotFoundError') throw error;
}
const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
