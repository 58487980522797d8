import { describe, expect, it, vi } from 'vitest';
import type { Api, ApiAnswer } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { openMembership } from '../../../extension/background/membership';
import { openSync } from '../../../extension/background/sync';
import type { ActItem, Changes } from '../../../shared/api/contract';
import { emptyFacts } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { FORMULA } from '../../../shared/health/model';
import type { CustomerRecord } from '../../../shared/record';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const NOW = 1_790_000_000_000;
function customer(id: string, seq: number, name = id): CustomerRecord {
  const facts = emptyFacts(id);
  return {
    id,
    seq,
    trace: [],
    signals: [],
    facts: {
      ...facts,
      profile: { ...facts.profile, name },
      contacts: [{ id: 'k', name: 'Kim', email: `kim@${id}.test`, role: '', phone: '', left: false, since: 0 }],
    },
  };
}
/** A feed that serves `size` customers a page, from any number on; it can be told to fail. */
function feed(customers: CustomerRecord[], size = 2) {
  const state = {
    customers,
    gone: [] as string[],
    removed: [] as string[],
    asked: [] as number[],
    fail: [] as (string | null)[],
    skew: 5_000,
    acts: [] as ActItem[],
    formula: FORMULA,
    modelVersion: 1,
  };
  const api: Api = {
    async call(endpoint, { query, body }) {
      const problem = state.fail.shift() ?? null;
      if (problem !== null) return { ok: false, code: problem as 'network', status: problem.startsWith('auth') ? 401 : 0 };
      if (endpoint === 'acts') {
        const { acts } = body as { acts: ActItem[] };
        state.acts.push(...acts);
        return { ok: true, value: { results: acts.map(({ id }) => ({ id, ok: true })) } } as ApiAnswer<never>;
      }
      const from = Number(query?.seq);
      state.asked.push(from);
      const rest = state.customers.filter(({ seq }) => seq > from).sort((a, b) => a.seq - b.seq);
      const page = rest.slice(0, size);
      const value: Changes = {
        seq: page.at(-1)?.seq ?? from,
        more: rest.length > page.length,
        now: NOW + state.skew,
        customers: page,
        gone: state.gone,
        removed: state.removed,
        left: [],
        restart: false,
        users: { u1: 'Ann' },
        ...(Number(query?.model) < state.modelVersion
          ? { model: { ...defaultModel(NOW), version: state.modelVersion, formula: state.formula } }
          : {}),
      };
      return { ok: true, value } as ApiAnswer<never>;
    },
  };
  return { state, api };
}
async function device(api: Api) {
  const bookStore = memoryStore();
  const deviceStore = memoryStore();
  const outboxStore = memoryStore();
  const mirror = memoryStore();
  const clock = { now: NOW };
  const letGo: (readonly string[])[] = [];
  await openConnection(deviceStore).pairedAs('https://vafa.example', 'token', null);
  /** Another life of the background over the same stores. */
  const wake = () => {
    const book = openBook(bookStore);
    const connection = openConnection(deviceStore);
    const outbox = testOutbox(() => clock.now, [outboxStore, mirror]);
    return {
      book,
      connection,
      outbox,
      sync: openSync({
        connection,
        book,
        outbox,
        membership: openMembership(memoryStore()),
        letGo: async (customers) => void letGo.push(customers),
        api: () => api,
        now: () => clock.now,
        random: () => 0.5,
        online: () => true,
      }),
    };
  };
  return { wake, clock, letGo, bookStore, deviceStore };
}

describe('sync', () => {
  it('reads the whole feed page by page, once', async () => {
    const { state, api } = feed([1, 2, 3, 4, 5].map((seq) => customer(`c${seq}`, seq)));
    const { book, sync, connection } = (await device(api)).wake();
    const { changed } = await sync.run();
    expect(state.asked).toEqual([0, 2, 4]);
    expect(changed).toBeNull(); // the model came too, so everything may differ
    expect((await book.records()).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(await connection.read()).toMatchObject({ reachable: true, syncedAt: NOW, offset: 5_000 });
    expect((await sync.run()).changed).toEqual([]);
    expect(state.asked.at(-1)).toBe(5);
  });
  it('brings what was done just before it was asked for, though one that read the feed earlier was under way', async () => {
    const { state, api } = feed([customer('a', 1)]);
    let answerNow = () => {};
    const late = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    let calls = 0;
    const slow: Api = {
      async call(...asked) {
        const answer = await api.call(...asked);
        calls++;
        if (calls === 1) await late;
        return answer;
      },
    };
    const { book, sync } = (await device(slow)).wake();
    const running = sync.run();
    await vi.waitUntil(() => calls === 1);
    state.customers.push(customer('b', 2));
    const joined = sync.run();
    const after = [sync.run({ force: true }), sync.run({ force: true })];
    answerNow();
    expect(await joined).toBe(await running);
    expect((await book.records()).map(({ id }) => id)).toEqual(['a']);
    expect(await after[1]).toBe(await after[0]);
    expect((await book.records()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(state.asked).toEqual([0, 1]);
  });
  it('has what is kept of removed customers let go before the place in the feed moves on', async () => {
    const { state, api } = feed([customer('a', 1)]);
    const { wake, letGo, bookStore } = await device(api);
    state.gone = ['b', 'c'];
    state.removed = ['c'];
    const write = bookStore.write;
    bookStore.write = () => Promise.reject(new Error('killed'));
    await expect(wake().sync.run()).rejects.toThrow('killed');
    bookStore.write = write;
    await wake().sync.run();
    expect(letGo).toEqual([['c'], ['c']]);
  });
  it('does not wait for days after the clock was set back', async () => {
    const { state, api } = feed([customer('a', 1)]);
    const { wake, clock } = await device(api);
    state.fail.push('network');
    clock.now = NOW + 3 * 86_400_000;
    await wake().sync.run();
    clock.now = NOW;
    await wake().sync.run();
    expect(state.asked).toEqual([0]);
  });
  it('keeps the book as it is where the device has no room, and tries again later', async () => {
    const { api, state } = feed([customer('a', 1)]);
    const { wake, bookStore, clock } = await device(api);
    await wake().sync.run();
    state.customers.push(customer('b', 2));
    const write = bookStore.write;
    bookStore.write = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { connection } = await wake().sync.run({ force: true });
    expect([connection.reachable, connection.nextTryAt > clock.now]).toEqual([true, true]);
    expect((await wake().book.records()).map(({ id }) => id)).toEqual(['a']);
    bookStore.write = write;
    await wake().sync.run({ force: true });
    expect((await wake().book.records()).map(({ id }) => id)).toEqual(['a', 'b']);
  });
  it('asks for the membership set only where the feed names another', async () => {
    const asked: unknown[] = [];
    const { api } = feed([customer('a', 1)]);
    const named: Api = {
      async call(endpoint, call) {
        if (endpoint === 'membership') {
          asked.push(call.query);
          return { ok: true, value: { at: '0.0', deltas: [] } } as ApiAnswer<never>;
        }
        const answer = await api.call(endpoint, call);
        return endpoint === 'changes' && answer.ok
          ? ({ ok: true, value: { ...(answer.value as Changes), membership: at } } as ApiAnswer<never>)
          : answer;
      },
    };
    let at = '0.0';
    const { wake } = await device(named);
    await wake().sync.run();
    expect(asked).toEqual([]);
    at = '1.0';
    await wake().sync.run();
    expect(asked).toEqual([{ since: '0.0' }]);
  });
  it('goes on where a killed one stopped, and finds customers by address at once', async () => {
    const { state, api } = feed([1, 2, 3, 4].map((seq) => customer(`c${seq}`, seq)));
    const { wake, bookStore } = await device(api);
    bookStore.failAt(2, 'before');
    await expect(wake().sync.run()).rejects.toThrow('killed');
    const second = wake();
    await second.sync.run();
    expect(state.asked).toEqual([0, 2, 2]);
    expect((await second.book.index()).addresses['kim@c4.test']?.[0]?.customer).toBe('c4');
    expect((await wake().book.index()).addresses['kim@c1.test']?.[0]?.customer).toBe('c1');
  });
  it('drops who is gone, from the records and from matching', async () => {
    const { state, api } = feed([customer('c1', 1), customer('c2', 2)]);
    const { book, sync } = (await device(api)).wake();
    await sync.run();
    state.gone = ['c1'];
    expect((await sync.run()).changed).toEqual(['c1']);
    expect(await book.record('c1')).toBeNull();
    expect((await book.index()).addresses['kim@c1.test']).toBeUndefined();
  });
  it('fills a book that went bad anew', async () => {
    const { api } = feed([customer('c1', 1)]);
    const { wake, bookStore } = await device(api);
    await wake().sync.run();
    await bookStore.clear();
    const again = wake();
    await again.sync.run();
    expect((await again.book.records()).length).toBe(1);
  });
  it('keeps the book and says unreachable when the Worker is, and waits longer each time', async () => {
    const { state, api } = feed([customer('c1', 1)]);
    const { wake, clock } = await device(api);
    await wake().sync.run();
    const waits: number[] = [];
    for (let round = 0; round < 3; round++) {
      state.fail = ['network'];
      await wake().sync.run();
      const { reachable, nextTryAt } = await wake().connection.read();
      expect(reachable).toBe(false);
      waits.push(nextTryAt - clock.now);
      const before = state.asked.length;
      await wake().sync.run();
      expect(state.asked.length).toBe(before);
      clock.now = nextTryAt;
    }
    expect(waits).toEqual([5_000, 10_000, 20_000]);
    expect((await wake().book.records()).length).toBe(1);
    await wake().sync.run();
    expect((await wake().connection.read()).reachable).toBe(true);
  });
  it('sends what waits before it reads', async () => {
    const { state, api } = feed([customer('c1', 1)]);
    const { outbox, sync } = (await device(api)).wake();
    await outbox.add(
      { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', customer: 'c1', type: 'note', at: NOW, data: { kind: 'call' }, revision: 0 },
      'Call',
      0,
    );
    await sync.run();
    expect(state.acts.length).toBe(1);
    expect(await outbox.visible()).toEqual([]);
  });
  it('empties the device when it was revoked, after one last try to send', async () => {
    const { state, api } = feed([customer('c1', 1)]);
    const { wake } = await device(api);
    const { sync, outbox, book, connection } = wake();
    await sync.run();
    await outbox.add(
      { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', customer: 'c1', type: 'note', at: NOW, data: { kind: 'call' }, revision: 0 },
      'Call',
    );
    state.fail = ['auth.revoked'];
    await sync.run();
    expect(state.acts.length).toBe(1);
    expect(await book.records()).toEqual([]);
    expect(await outbox.visible()).toEqual([]);
    expect(await connection.read()).toMatchObject({ revoked: true, token: '', url: 'https://vafa.example' });
  });
  it('says that an update is needed when the model computes in a way this build does not know', async () => {
    const { state, api } = feed([customer('c1', 1)]);
    const { sync, connection } = (await device(api)).wake();
    state.formula = FORMULA + 1;
    await sync.run();
    expect((await connection.read()).updateNeeded).toBe(true);
    Object.assign(state, { formula: FORMULA, modelVersion: 2 });
    await sync.run();
    expect((await connection.read()).updateNeeded).toBe(false);
  });
  it('puts the former model aside for the looks that compare with it, and gives it up when none does', async () => {
    const store = memoryStore();
    const book = openBook(store);
    const page = (version: number): Changes => ({
      seq: 0,
      now: NOW,
      more: false,
      customers: [],
      gone: [],
      left: [],
      restart: false,
      users: {},
      model: { ...defaultModel(0), version },
    });
    await book.apply(page(1));
    await book.apply(page(1));
    expect(await book.earlierModel(1)).toBeNull();
    await book.apply(page(2));
    await book.apply(page(4));
    expect((await book.model())?.version).toBe(4);
    expect([(await book.earlierModel(1))?.version, (await book.earlierModel(2))?.version]).toEqual([1, 2]);
    await book.keepModels(new Set([2, 4]));
    expect([await book.earlierModel(1), (await book.earlierModel(2))?.version]).toEqual([null, 2]);
    await book.wipe();
    expect(await book.earlierModel(2)).toBeNull();
  });
});
