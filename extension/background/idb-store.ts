/**
 * A key-value store in IndexedDB. Databases do go bad ("Internal error opening backing store"): one that
 * cannot be opened, and not only for a moment, is deleted and begun anew; whoever owns it is told, also when the browser took it away, so
 * that it can be filled again. A write that finds its store begun anew is refused with StoreLost: it may rest on what is there no more.
 */
import { openDatabase, removeDatabase } from './idb-open';
import { type Change, type KeyValueStore, StoreLost } from './key-value-store';

const ITEMS = 'items';

/**
 * Opens (at first use) the database `vafa-<name>`. `onReset` is called when it begins anew: a corrupt one was deleted, or it vanished
 * under our hands.
 * A store whose loss would lose work asks for `strict` durability: written to disk before it resolves.
 */
export function openIdbStore(name: string, options: { durability?: 'strict' | 'relaxed'; onReset?: () => void } = {}): KeyValueStore {
  let opened: Promise<IDBDatabase> | null = null;
  let known = false;
  /** How often it began anew in this life. */
  let losses = 0;

  const openAny = async (): Promise<IDBDatabase> => {
    const { db, isNew, removed } = await openDatabase(`vafa-${name}`, ITEMS);
    if (isNew && (known || removed)) {
      losses++;
      options.onReset?.();
    }
    known = true;
    return db;
  };
  const database = (): Promise<IDBDatabase> => {
    opened ??= openAny();
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

  /** A transaction; of a database that was closed meanwhile, or that has not our shape, on another one. */
  const begin = async (mode: IDBTransactionMode): Promise<IDBTransaction> => {
    const durability = options.durability ?? 'relaxed';
    const before = losses;
    const whole = async (): Promise<IDBDatabase> => {
      const db = await database();
      if (mode === 'readwrite' && losses !== before) throw new StoreLost(name);
      return db;
    };
    const db = await whole();
    try {
      return db.transaction(ITEMS, mode, { durability });
    } catch (error) {
      opened = null;
      db.close();
      if (error instanceof Error && error.name === 'NotFoundError') await removeDatabase(`vafa-${name}`);
      return (await whole()).transaction(ITEMS, mode, { durability });
    }
  };

  /**
   * What is asked for together is read in one transaction: each has its price, and a waking background asks for a dozen things at once.
   * It takes requests only until the browser has its turn again, so the next to ask begins another.
   */
  let reading: Promise<IDBTransaction> | null = null;
  const begunReading = (): Promise<IDBTransaction> => {
    reading ??= begin('readonly').finally(() => {
      reading = null;
    });
    return reading;
  };

  const write = async (change: Change): Promise<void> => {
    const transaction = await begin('readwrite');
    const items = transaction.objectStore(ITEMS);
    try {
      for (const key of change.drop ?? []) items.delete(key);
      for (const [key, value] of change.put ?? []) items.put(value, key);
    } catch (error) {
      // What was asked for until then would be kept: half a change.
      transaction.abort();
      throw error;
    }
    await finished(transaction);
  };

  return {
    async get(key) {
      return answered((await begunReading()).objectStore(ITEMS).get(key));
    },
    async entries(prefix) {
      const items = (await begin('readonly')).objectStore(ITEMS);
      const range = prefix === '' ? null : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, values] = await Promise.all([answered(items.getAllKeys(range)), answered(items.getAll(range))]);
      return keys.map((key, index): [string, unknown] => [String(key), values[index]]);
    },
    write,
    async clear() {
      const transaction = await begin('readwrite').catch((error) => {
        if (error instanceof StoreLost) return begin('readwrite');
        throw error;
      });
      transaction.objectStore(ITEMS).clear();
      await finished(transaction);
    },
  };
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
