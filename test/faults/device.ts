/** A person's browser with the extension, in which everything may fail: its background, its stores, its clock, its network, itself. */
import path from 'node:path';
import type { Page, WebWorker } from 'puppeteer-core';
import { findBrowser } from '../../worker/local/find-browser';
import { type OpenedBrowser, openBrowser } from '../../worker/local/open-browser';
import { ask, pairExtension } from '../../worker/local/pair-extension';
import type { LocalWorker } from '../../worker/local/worker-process';

/** What can be made to fail in the background, until it is killed or told to work again. */
export type Failing = 'idb-open' | 'idb-put' | 'mirror-write' | 'mirror-read';
interface Scope {
  vafaWhole?: Record<string, unknown>;
  chrome: { storage: { local: Record<string, unknown> } };
}

export interface Device {
  /** Asks the background as our own pages do; rejects where no answer comes in time. */
  ask<T>(verb: string, input?: object): Promise<T>;
  killBackground(): Promise<void>;
  restart(): Promise<void>;
  /** Loads what lies in the extension's folder now, as an update does; another version there makes it one. */
  update(): Promise<void>;
  /** Opens one of the extension's own pages. */
  openPage(file: string): Promise<Page>;
  failing(what: Failing | null): Promise<void>;
  /** Sets the background's clock off by so many ms; a background that is started anew has the right one. */
  clockOff(ms: number): Promise<void>;
  offline(on: boolean): Promise<void>;
  /** Spoils what lies in one of the outbox's stores. */
  spoil(store: 'indexed-db' | 'storage', how: 'cut' | 'other type' | 'deleted'): Promise<void>;
  /** Everything in the book's database, as it lies there. */
  book(): Promise<[string, unknown][]>;
  close(): Promise<void>;
}

const PATIENCE = 6000;

export async function openDevice(
  extension: string,
  folder: string,
): Promise<Device & { pair(worker: LocalWorker, cookie: string): Promise<void> }> {
  const program = findBrowser('chromium');
  if (!program) throw new Error('no Chromium here');
  const launch = (): Promise<OpenedBrowser> =>
    openBrowser({ kind: 'chromium', program, extension, profile: path.join(folder, 'profile'), headless: true });
  let opened = await launch();
  let own: Page = await opened.openPage('options.html');

  const target = () => opened.browser.targets().find((each) => each.type() === 'service_worker' && each.url().startsWith(opened.origin));
  /** The background, woken where it sleeps. */
  async function background(): Promise<WebWorker> {
    for (let tries = 0; tries < 20; tries++) {
      const worker = await target()
        ?.worker()
        .catch(() => null);
      if (worker) return worker;
      await inTime(ask(own, 'options.state')).catch(() => {});
    }
    throw new Error('the background does not wake');
  }
  const inBackground = async <A extends unknown[]>(run: (...args: A) => void, ...args: A): Promise<void> => {
    // It may be killed while it is told: then it is whole again anyway.
    await inTime((await background()).evaluate(run as (...given: unknown[]) => void, ...args)).catch(() => {});
  };

  return {
    ask: (verb, input) => inTime(ask(own, verb, input)),
    pair: (worker, cookie) => pairExtension(opened, worker, cookie),
    async killBackground() {
      const worker = await target()
        ?.worker()
        .catch(() => null);
      await worker?.close().catch(() => {});
    },
    async restart() {
      await opened.close();
      opened = await launch();
      own = await opened.openPage('options.html');
    },
    async update() {
      await opened.browser.installExtension(extension);
      own = await opened.openPage('options.html');
    },
    openPage: (file) => opened.openPage(file),
    failing: (what) =>
      inBackground((failing) => {
        const scope = globalThis as unknown as Scope;
        const local = scope.chrome.storage.local;
        scope.vafaWhole ??= { open: IDBFactory.prototype.open, put: IDBObjectStore.prototype.put, set: local.set, get: local.get };
        const whole = scope.vafaWhole;
        const fails = () => {
          throw new DOMException('made to fail', failing === 'idb-open' ? 'UnknownError' : 'QuotaExceededError');
        };
        const failsLater = () => Promise.reject(new Error('made to fail'));
        const set = (on: object, name: string, value: unknown) =>
          Object.defineProperty(on, name, { value, configurable: true, writable: true });
        set(IDBFactory.prototype, 'open', failing === 'idb-open' ? fails : whole.open);
        set(IDBObjectStore.prototype, 'put', failing === 'idb-put' ? fails : whole.put);
        set(local, 'set', failing === 'mirror-write' ? failsLater : whole.set);
        set(local, 'get', failing === 'mirror-read' ? failsLater : whole.get);
      }, what),
    clockOff: (ms) =>
      inBackground((off) => {
        const scope = globalThis as unknown as { vafaNow?: () => number };
        scope.vafaNow ??= Date.now.bind(Date);
        const right = scope.vafaNow;
        Date.now = () => right() + off;
      }, ms),
    async offline(on) {
      const worker = await background();
      const network = { offline: on, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await inTime(worker.client.send('Network.emulateNetworkConditions', network)).catch(() => {});
    },
    async spoil(store, how) {
      await inTime(
        own.evaluate(
          async (where, what) => {
            const worse = (value: unknown): unknown => (what === 'cut' ? String(value).slice(0, 40) : { a: 7 });
            if (where === 'storage') {
              const { local } = (
                globalThis as unknown as {
                  chrome: {
                    storage: {
                      local: { get(k: null): Promise<object>; set(v: object): Promise<void>; remove(k: string[]): Promise<void> };
                    };
                  };
                }
              ).chrome.storage;
              const held = Object.entries(await local.get(null)).filter(([key]) => key.startsWith('outbox:'));
              if (what === 'deleted') await local.remove(held.map(([key]) => key));
              else await local.set(Object.fromEntries(held.map(([key, value]) => [key, worse(value)])));
              return;
            }
            const done = <T>(request: IDBRequest<T>) =>
              new Promise<T>((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
              });
            if (what === 'deleted') return void (await done(indexedDB.deleteDatabase('vafa-outbox')));
            const db = await done(indexedDB.open('vafa-outbox'));
            if (db.objectStoreNames.contains('items')) {
              const items = db.transaction('items', 'readwrite').objectStore('items');
              for (const key of await done(items.getAllKeys())) items.put(worse(await done(items.get(key))), key);
            }
            db.close();
          },
          store,
          how,
        ),
      );
    },
    book: () =>
      inTime(
        own.evaluate(async () => {
          const done = <T>(request: IDBRequest<T>) =>
            new Promise<T>((resolve, reject) => {
              request.onsuccess = () => resolve(request.result);
              request.onerror = () => reject(request.error);
            });
          const db = await done(indexedDB.open('vafa-book'));
          const items = db.transaction('items').objectStore('items');
          const [keys, values] = await Promise.all([done(items.getAllKeys()), done(items.getAll())]);
          db.close();
          return keys.map((key, nth): [string, unknown] => [String(key), values[nth]]);
        }),
        20_000,
      ),
    close: () => opened.close().catch(() => {}),
  };
}

function inTime<T>(work: Promise<T>, patience = PATIENCE): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
