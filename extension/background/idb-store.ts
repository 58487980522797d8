/**
 * A key-value store in IndexedDB. Databases do go bad ("Internal error opening backing store"): one that
 * cannot be opened is deleted and begun anew, and whoever owns it is told, so that it can be filled again.
 */
import type { Change, KeyValueStore } from './key-value-store';

const ITEMS = 'items';

/**
 * Opens (at first use) the database `vafa-<name>`. `onReset` is called after a corrupt one was deleted.
 * A store whose loss would lose work asks for `strict` durability: written to disk before it resolves.
 */
export function openIdbStore(name: string, options: { durability?: 'strict' | 'relaxed'; onReset?: () => void } = {}): KeyValueStore {
  let opened: Promise<IDBDatabase> | null = null;

  const database = (): Promise<IDBDatabase> => {
    opened ??= open(name).catch(async (error) => {
      console.warn(`vafa: the store "${name}" could not be opened and is begun anew`, error instanceof Error ? error.name : '');
      await remove(name);
      const fresh = await open(name);
      options.onReset?.();
      return fresh;
    });
    opened.then(
      (db) => {
        const forget = () => {
          opened = null;
        };
        db.onclose = forget;
        db.onversionchange = () => {
          db.close();
          forget();
        };
      },
      () => {
        opened = null;
      },
    );
    return opened;
  };

  const write = async (change: Change): Promise<void> => {
    const db = await database();
    const transaction = db.transaction(ITEMS, 'readwrite', { durability: options.durability ?? 'relaxed' });
    const items = transaction.objectStore(ITEMS);
    for (const key of change.drop ?? []) items.delete(key);
    for (const [key, value] of change.put ?? []) items.put(value, key);
    await finished(transaction);
  };

  return {
    async get(key) {
      const db = await database();
      return answered(db.transaction(ITEMS).objectStore(ITEMS).get(key));
    },
    async entries(prefix) {
      const db = await database();
      const items = db.transaction(ITEMS).objectStore(ITEMS);
      const range = prefix === '' ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, values] = await Promise.all([answered(items.getAllKeys(range)), answered(items.getAll(range))]);
      return keys.map((key, index): [string, unknown] => [String(key), values[index]]);
    },
    write,
    async clear() {
      const db = await database();
      const transaction = db.transaction(ITEMS, 'readwrite', { durability: options.durability ?? 'relaxed' });
      transaction.objectStore(ITEMS).clear();
      await finished(transaction);
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(`vafa-${name}`, 1);
  request.onupgradeneeded = () => {
    if (!request.result.objectStoreNames.contains(ITEMS)) request.result.createObjectStore(ITEMS);
  };
  return answered(request);
}
function remove(name: string): Promise<unknown> {
  return answered(indexedDB.deleteDatabase(`vafa-${name}`));
}
function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB failed'));
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'));
  });
}
