/** The extension's databases as its own pages reach them: what they hold, and making one go. */
import type { Page } from 'puppeteer-core';

/** The keys that the database `vafa-<name>` holds. @param own one of the extension's own pages */
export const keysIn = (own: Page, name: string): Promise<string[]> =>
  own.evaluate(
    (database) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('items').objectStore('items').getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(keys.result.map(String));
          };
        };
      }),
    `vafa-${name}`,
  );

/** Takes one item out of the database `vafa-<name>`. */
export const removeItem = (own: Page, name: string, key: string): Promise<void> =>
  own.evaluate(
    (database, item) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('items', 'readwrite');
          transaction.objectStore('items').delete(item);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    `vafa-${name}`,
    key,
  );

/** Deletes the database `vafa-<name>`, as a browser does that needs the room. */
export const evict = (own: Page, name: string): Promise<void> =>
  own.evaluate(
    (database) =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(database);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    `vafa-${name}`,
  );
