/** Opens a database of ours, with patience for a fault that passes, and begins it anew where nothing else helps. */

/** A fault may pass: so long (ms) is waited before another try. */
const PAUSES = [40, 160];
/** Some browsers never answer: after so long (ms) it counts as failed. */
const PATIENCE = 8000;
/** Nothing that deleting mends: a disk that is full, a browser that does not answer. */
const SPARED = ['QuotaExceededError', 'TimeoutError'];

export interface OpenedDatabase {
  db: IDBDatabase;
  /** There was none of this name. */
  isNew: boolean;
  /** There was one that could not be opened, and was deleted. */
  removed: boolean;
}

/** The database `name` with one object store, `items`. Rejects where the browser gives none, and leaves what may be there untouched then. */
export async function openDatabase(name: string, items: string): Promise<OpenedDatabase> {
  for (const pause of [...PAUSES, null]) {
    try {
      return { ...(await openOnce(name, items)), removed: false };
    } catch (error) {
      const why = error instanceof Error ? error.name : '';
      if (why === 'TimeoutError' || (SPARED.includes(why) && pause === null)) throw error;
      if (pause === null || why === 'VersionError') {
        console.warn(`vafa: the database "${name}" could not be opened and is begun anew`, why);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  await removeDatabase(name);
  return { ...(await openOnce(name, items)), removed: true };
}

export async function removeDatabase(name: string): Promise<void> {
  await inTime(indexedDB.deleteDatabase(name), () => {});
}

async function openOnce(name: string, items: string): Promise<{ db: IDBDatabase; isNew: boolean }> {
  const request = indexedDB.open(name, 1);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    request.result.createObjectStore(items);
  };
  return { db: await inTime(request, (late) => late.close()), isNew };
}

/** The request's result; one that comes too late is handed to `late`. */
function inTime<T>(request: IDBRequest<T>, late: (result: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      request.onsuccess = () => late(request.result);
      reject(new DOMException('no answer', 'TimeoutError'));
    }, PATIENCE);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? new Error('IndexedDB failed'));
    };
  });
}
