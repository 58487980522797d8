/**
 * Wires the background together. Every listener is registered while this function runs, since a woken
 * background hears only those; everything else waits in the stores until somebody asks.
 */

import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Look } from '../../shared/health/explain';
import { accessStore } from './access-store';
import { openActs } from './acts';
import { followUp, NOBODY } from './after-sync';
import { openAnswered } from './answered';
import { type Api, apiClient, overTheNetwork } from './api-client';
import type { AskParts } from './ask-handlers';
import { openBook } from './book';
import { forgetCard } from './card-script';
import { openChoices } from './choices';
import { closeStorageToPages } from './close-storage';
import { complain } from './complain';
import { openConnection } from './connection';
import { deviceName } from './device-name';
import { openElsewhere } from './elsewhere';
import { forgetRemoved } from './forget-erased';
import { openHearing } from './hearing';
import { hiddenUntil } from './hide';
import { openIdbStore } from './idb-store';
import { sessionArea } from './kept';
import { openLooks } from './looks';
import { openMembership } from './membership';
import { type AskHandlers, messageRouter, type Sender } from './messages';
import { openCustomer } from './open-page';
import { HOLD, openOutbox } from './outbox';
import { outboxMirror } from './outbox-mirror';
import { type PageParts, pageHandlers } from './page-handlers';
import { openPairing } from './pairing';
import { openViews } from './present-views';
import { openReceipt } from './receipt';
import { rememberingStore } from './remembering-store';
import { customerOfNotice } from './reminders';
import { openReminding } from './reminding';
import { openSessions } from './session';
import { readSettings } from './settings';
import { onShortcut } from './shortcuts';
import { openSightings } from './sightings';
import { openSignOut } from './sign-out';
import { grantAt, watchGrantedSites } from './site-access';
import { openSync } from './sync';
import { forgetTab } from './tabs';
import { makeUlid } from './ulid';
import { keepWaking, onWake, wakeAt } from './waking';

/** The upkeep of a woken background waits so long (ms), well within the time that the browser lets it live. */
const UPKEEP_AFTER = 500;

/** Starts the background; synchronous, so that the event that woke it finds its listener. */
export function startBackground({ mode }: { mode: string }): void {
  const now = (): number => Date.now();
  const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const newId = (): string => makeUlid(now(), randomBytes(10));
  const online = (): boolean => navigator.onLine;

  const device = rememberingStore(
    openIdbStore('device', { durability: 'strict', onReset: () => void device.restore().catch((error) => complain('device', error)) }),
    { restores: true },
  );
  const bookStore = rememberingStore(
    openIdbStore('book', {
      onReset: () => {
        bookStore.forget();
        book.lost();
        void look(true);
      },
    }),
  );
  const book = openBook(bookStore);
  const membership = openMembership(
    openIdbStore('membership', {
      onReset: () => {
        membership.lost();
        void look(true);
      },
    }),
  );
  const connection = openConnection(device);
  const receipt = openReceipt(device, { now, request: overTheNetwork, later: (work, ms) => void setTimeout(work, ms) });
  const sessions = openSessions({ connection, kept: accessStore, api: (url) => apiClient(url, null, receipt.request), now, randomBytes });
  const api = (url: string, token: string): Api => apiClient(url, sessions.bearer(url, token), receipt.request);
  const choices = openChoices(device);
  const looks = openLooks<Look>(device);
  const workerNow = async (): Promise<number> => now() + (await connection.read()).offset;
  const outbox = openOutbox({
    store: openIdbStore('outbox', { durability: 'strict' }),
    mirror: outboxMirror(),
    now,
    workerNow,
    whose: async () => {
      const { workspace, user } = await connection.read();
      return user === '' ? '' : `${workspace}/${user}`;
    },
    random: Math.random,
  });
  const acts = openActs({ outbox, store: device, newId, now: workerNow, me: async () => (await connection.read()).user });
  const views = openViews({ book, connection, outbox, looks, now, online });
  const hasWork = (): void => {
    setTimeout(() => void look(false), HOLD + 250);
    // Where the background does not live that long.
    wakeAt(now() + HOLD, now());
  };
  const answered = openAnswered(device, now);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const hearing = openHearing({ acts, answered, book, connection, pause });
  const elsewhere = openElsewhere({ book, connection, membership, api: ({ url, token }) => api(url, token), now, online });
  const sightings = openSightings({ book, connection, choices, looks, views, acts, hearing, elsewhere, now, hasWork });
  const sync = openSync({
    connection,
    book,
    outbox,
    membership,
    letGo: (customers) => forgetRemoved({ outbox, choices, store: device }, customers),
    api: ({ url, token }) => api(url, token),
    now,
    random: Math.random,
    online,
  });
  const pairing = openPairing({
    store: device,
    connection,
    now,
    randomBytes,
    deviceName,
    api,
    // Another person or workspace may have been here before. What they left to be sent is dropped as soon as it is known who we are: a
    // device that only lost its connection, and is paired anew by the same person, still sends it.
    beforePaired: async () => {
      await book.wipe();
      await membership.wipe();
      await choices.clear();
      await answered.clear();
      await looks.clear();
    },
  });
  const remind = openReminding({ book, connection, outbox, store: device, now, workerNow });

  /** Sends, reads on, tells tabs and people. `force` disregards the wait after failures. */
  async function look(force: boolean): Promise<void> {
    try {
      const result = await sync.run({ force });
      await followUp({ connection, book, outbox, sessions, looks, sightings, remind, api, now, online }, result);
    } catch (error) {
      complain('sync', error);
    }
  }
  const signOut = openSignOut({
    connection,
    outbox,
    api,
    empty: async () => {
      await Promise.all([book.wipe(), membership.wipe(), outbox.clear(), choices.clear(), answered.clear(), looks.clear()]);
    },
  });

  const parts: PageParts = { book, connection, choices, looks, views, acts, hearing, sightings, now, hasWork };
  let asks: Promise<AskHandlers> | null = null;
  const madeOf = (): AskParts => ({
    ...parts,
    store: device,
    outbox,
    pairing,
    receipt,
    sync: look,
    unpair: async () => {
      await signOut.run();
      await sightings.publishAll(null);
    },
    removeDemo: async () => {
      const { url, token } = await connection.read();
      return api(url, token).call('removeDemo', { answer: v.unknown() });
    },
    online,
    api,
    version: browser.runtime.getManifest().version,
    mode,
  });
  const router = messageRouter({
    self: { id: browser.runtime.id, origin: browser.runtime.getURL('/' as never).replace(/\/$/, '') },
    grantAt,
    page: pageHandlers(parts),
    ask: () => (asks ??= import('./ask-handlers').then(({ askHandlers }) => askHandlers(madeOf()))),
    failed: complain,
  });
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: unknown, sendResponse: (answer: unknown) => void) => router(message, sender as Sender, sendResponse) as true,
  );

  onWake(() => void look(false));
  browser.notifications.onClicked.addListener((id) => {
    void browser.notifications.clear(id);
    void openCustomer(customerOfNotice(id));
  });
  onShortcut(parts);
  browser.tabs.onRemoved.addListener((tab) => {
    hearing.forget(tab);
    void Promise.all([looks.left(tab, now()), forgetTab(tab), forgetCard(tab)]);
  });
  const accessChanged = (): void => void watchGrantedSites({ openTabs: false }).catch((error) => complain('access', error));
  browser.permissions.onAdded.addListener(accessChanged);
  browser.permissions.onRemoved.addListener(accessChanged);
  browser.runtime.onStartup.addListener(() => void begin(false));
  browser.runtime.onInstalled.addListener(() => void begin(true));
  self.addEventListener('online', () => void look(true).then(() => sightings.publishAll(null)));
  self.addEventListener('offline', () => void sightings.publishAll(null));
  // Whoever woke us may wait for a card: what every card needs is read while its message is on the way, and the upkeep comes after it.
  const ahead = [
    book.index(NOBODY),
    ...[book.model(), book.programme(), book.segments(), book.outreach()],
    book.users(),
    connection.read(),
    choices.read(),
    outbox.visible(),
  ];
  void Promise.all([...ahead, readSettings(), hiddenUntil(now()), sessionArea.ahead()]).catch((error) => complain('reading ahead', error));
  setTimeout(() => void begin(false), UPKEEP_AFTER);

  /** What must stand whenever the background lives: the alarm, the scripts of granted hosts, closed storage. */
  async function begin(installed: boolean): Promise<void> {
    try {
      await closeStorageToPages();
      await signOut.resume();
      await keepWaking(now());
      await watchGrantedSites({ openTabs: installed });
      await look(false);
    } catch (error) {
      complain('start', error);
    }
  }
}
