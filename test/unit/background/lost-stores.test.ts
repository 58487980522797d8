/** A store that is lost while the background lives: what rested on it is refused, and what can be filled again is. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api, ApiAnswer } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { type Change, StoreLost } from '../../../extension/background/key-value-store';
import { openMembership } from '../../../extension/background/membership';
import { rememberingStore } from '../../../extension/background/remembering-store';
import { openSync } from '../../../extension/background/sync';
import type { Changes } from '../../../shared/api/contract';
import { emptyFacts } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { type MemoryStore, memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const NOW = 1_790_000_000_000;
const PAGES = 4;
const record = (nth: number) => ({ id: `c${nth}`, seq: nth, trace: [], signals: [], facts: emptyFacts(`c${nth}`) });
const act = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', customer: 'c1', type: 'note', at: NOW, data: { kind: 'call' }, revision: 0 } as const;

/** A store that vanishes when told: whoever opened it is told too, and the write that finds it gone is refused, as a database's is. */
function vanishing(onReset: () => void): MemoryStore & { vanish(): void } {
  const store = memoryStore();
  const write = store.write.bind(store);
  let isGone = false;
  return Object.assign(store, {
    vanish() {
      isGone = true;
      store.items.clear();
    },
    async write(change: Change) {
      if (!isGone) return write(change);
      isGone = false;
      onReset();
      throw new StoreLost('book');
    },
  });
}

/** A device over a Worker of four customers, one a page; `at` is done while the answer to that question is on its way. */
async function device(at: (question: string, device: { vanish(): void; signOut(): Promise<unknown> }) => unknown, pinned = false) {
  const inner = vanishing(() => {
    store.forget();
    book.lost();
  });
  const store = rememberingStore(inner);
  const book = openBook(store);
  const deviceStore = memoryStore();
  const connection = openConnection(deviceStore);
  await connection.pairedAs('https://vafa.example', 'token', null);
  const outbox = testOutbox(() => NOW);
  const membership = openMembership(memoryStore());
  const signOut = async () => {
    await book.wipe();
    await connection.forget({ revoked: false });
  };
  const asked: string[] = [];
  const api: Api = {
    async call(endpoint, { query, body }) {
      const from = Number(query?.seq ?? 0);
      const question = endpoint === 'changes' ? `changes ${from}` : endpoint;
      asked.push(question);
      await at(question, { vanish: inner.vanish, signOut });
      if (endpoint === 'pinned') {
        const ids = (body as { pinned: [string, number][] }).pinned.map(([id]) => id);
        return { ok: true, value: { customers: ids.map(() => record(9)), gone: [] } } as ApiAnswer<never>;
      }
      if (endpoint === 'membership') return { ok: false, code: 'network', status: 0 };
      const value: Changes = {
        seq: Math.min(from + 1, PAGES),
        more: from + 1 < PAGES,
        now: NOW,
        customers: from < PAGES ? [record(from + 1)] : [],
        gone: [],
        left: [],
        restart: false,
        users: {},
        ...(pinned ? { scope: 'some' as const } : {}),
        ...(Number(query?.model) === 0 ? { model: { ...defaultModel(NOW), version: 1 } } : {}),
      };
      return { ok: true, value } as ApiAnswer<never>;
    },
  };
  const sync = openSync({
    connection,
    book,
    outbox,
    membership,
    letGo: async () => {},
    api: () => api,
    now: () => NOW,
    random: () => 0.5,
    online: () => true,
  });
  return { sync, book, inner, store, connection, outbox, asked, deviceStore };
}

describe('a store that is lost while the background lives', () => {
  beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

  it.each([0, 1, 2, 3])('is filled whole again where the book went while page %s of the feed was on its way', async (page) => {
    let isDone = false;
    const { sync, book } = await device((question, { vanish }) => {
      if (isDone || question !== `changes ${page}`) return;
      isDone = true;
      vanish();
    });
    await sync.run();
    expect((await book.records()).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect([await book.isFilled(), (await book.model())?.version]).toEqual([true, 1]);
  });
  it('is filled whole again where the book went long after it was level', async () => {
    const { sync, book, inner } = await device(() => {});
    await sync.run();
    inner.vanish();
    await sync.run();
    expect(await book.records()).toHaveLength(PAGES);
  });
  it('is filled again where something damaged was found while a page was on its way', async () => {
    const { sync, book, inner, store } = await device(async (question) => {
      const key = [...inner.items.keys()].find((each) => 'c1' in (inner.items.get(each) as object));
      if (question !== `changes ${PAGES}` || key === undefined || isDone) return;
      isDone = true;
      inner.items.set(key, { c1: '{"cut' });
      store.forget();
      expect(await book.record('c1')).toBeNull();
    });
    let isDone = false;
    await sync.run();
    expect(isDone).toBe(false);
    await sync.run();
    expect([isDone, (await book.records()).length]).toEqual([true, PAGES]);
  });
  it('gets back what is remembered of it, with the write that found it gone', async () => {
    const inner = vanishing(() => void store.restore());
    const store = rememberingStore(inner, { restores: true });
    await store.write({
      put: [
        ['connection', { token: 't' }],
        ['session', 's'],
      ],
    });
    inner.vanish();
    await store.write({ put: [['told', 1]] });
    expect([...inner.items].sort()).toEqual([
      ['connection', { token: 't' }],
      ['session', 's'],
      ['told', 1],
    ]);
  });
  it('keeps what waits on a device that was not used for too long: it is connected again, not revoked', async () => {
    const { sync, book, connection, outbox } = await device(() => {});
    await sync.run();
    await outbox.add(act, 'Call');
    const api: Api = { call: async () => ({ ok: false, code: 'auth.expired', status: 401 }) as ApiAnswer<never> };
    const parts = {
      connection,
      book,
      outbox,
      membership: openMembership(memoryStore()),
      letGo: async () => {},
      now: () => NOW,
      random: () => 0.5,
    };
    await openSync({ ...parts, api: () => api, online: () => true }).run();
    expect(await connection.read()).toMatchObject({ token: '', revoked: false, url: 'https://vafa.example' });
    expect([await book.records(), (await outbox.visible()).length]).toEqual([[], 1]);
  });
  it('keeps what waits where the device’s key went, and says nothing of being revoked', async () => {
    const { sync, book, connection, outbox, deviceStore } = await device(() => {});
    await sync.run();
    await outbox.add(act, 'Call');
    await connection.change({ token: 'device:d1' });
    const api: Api = { call: async () => ({ ok: false, code: 'auth.revoked', status: 401 }) as ApiAnswer<never> };
    const parts = {
      connection,
      book,
      outbox,
      membership: openMembership(memoryStore()),
      letGo: async () => {},
      now: () => NOW,
      random: () => 0.5,
    };
    await openSync({ ...parts, api: () => api, online: () => true }).run();
    expect(await connection.read()).toMatchObject({ token: '', revoked: false, url: 'https://vafa.example' });
    expect([await book.records(), (await outbox.visible()).length]).toEqual([[], 1]);
    // With its key, the Worker's word counts.
    await connection.pairedWith('https://vafa.example', { device: 'd2', refresh: 'r', key: {} as CryptoKey, rotation: null }, 0);
    expect(deviceStore.items.has('session')).toBe(true);
    await openSync({ ...parts, api: () => api, online: () => true }).run();
    expect([(await connection.read()).revoked, await outbox.visible()]).toEqual([true, []]);
  });
});

describe('an answer that comes after signing out', () => {
  it.each(['changes 0', 'changes 2', 'pinned'])('brings no customer back: %s', async (last) => {
    const { sync, book, inner, asked } = await device((question, { signOut }) => (question === last ? signOut() : undefined), true);
    await book.pin([record(7)], NOW);
    await sync.run();
    expect(asked.at(-1)).toBe(last);
    expect(await book.records()).toEqual([]);
    expect([...inner.items.keys()].filter((key) => key.startsWith('bucket:'))).toEqual([]);
  });
});
