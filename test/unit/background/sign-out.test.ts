import { describe, expect, it } from 'vitest';
import type { Api, ApiAnswer } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { isPaired, openConnection } from '../../../extension/background/connection';
import { openSignOut } from '../../../extension/background/sign-out';
import type { ActItem } from '../../../shared/api/contract';
import { emptyFacts } from '../../../shared/facts/fold';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const NOW = 1_790_000_000_000;
const act: ActItem = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', customer: 'c1', type: 'note', at: NOW, data: { kind: 'call' }, revision: 0 };
class Killed extends Error {}

/** A connected device with a book and a note that waits. `dies` says before which step the background is killed, once. */
async function device(dies: string | null, during: () => unknown = () => {}) {
  const [deviceStore, bookStore, outboxStore, mirror] = [memoryStore(), memoryStore(), memoryStore(), memoryStore()];
  await openConnection(deviceStore).pairedAs('https://vafa.example', 'token', null);
  const sent: ActItem[] = [];
  const asked: string[] = [];
  let life = dies;
  const step = (name: string): void => {
    asked.push(name);
    if (life !== name) return;
    life = null;
    throw new Killed();
  };
  const wake = () => {
    const [connection, book, outbox] = [openConnection(deviceStore), openBook(bookStore), testOutbox(() => NOW, [outboxStore, mirror])];
    const api: Api = {
      async call(endpoint, { body }) {
        step(endpoint);
        await during();
        const { acts = [] } = (body ?? {}) as { acts?: ActItem[] };
        sent.push(...acts);
        return { ok: true, value: { results: acts.map(({ id }) => ({ id, ok: true })) } } as ApiAnswer<never>;
      },
    };
    const empty = async () => {
      step('before emptying');
      await book.wipe();
      step('half empty');
      await outbox.clear();
      step('before forgetting');
    };
    return { connection, book, outbox, signOut: openSignOut({ connection, outbox, api: () => api, empty }) };
  };
  const { book, outbox } = wake();
  await book.pin([{ id: 'c1', seq: 1, trace: [], signals: [], facts: emptyFacts('c1') }], NOW);
  await outbox.add(act, 'Call');
  return { wake, sent, asked, deviceStore, bookStore, outboxStore, mirror };
}

describe('signing out', () => {
  it.each([null, 'acts', 'signOut', 'before emptying', 'half empty', 'before forgetting'])(
    'sends what waits once and leaves nothing, also where the background is killed at: %s',
    async (dies) => {
      const { wake, sent, bookStore, outboxStore, mirror } = await device(dies);
      const first = wake();
      await first.signOut.run().catch((error) => expect(error).toBeInstanceOf(Killed));
      expect(isPaired(await first.connection.read())).toBe(false); // nothing fills the book again meanwhile
      const { connection, signOut } = wake();
      await signOut.resume();
      expect(await connection.read()).toMatchObject({ token: '', leaving: false, revoked: false, url: 'https://vafa.example' });
      expect([...bookStore.items, ...outboxStore.items, ...mirror.items]).toEqual([]);
      expect(new Set(sent.map(({ id }) => id))).toEqual(new Set([act.id]));
    },
  );
  it('is nothing to go on with where nobody asked for it', async () => {
    const { wake, asked } = await device(null);
    await wake().signOut.resume();
    expect([asked, isPaired(await wake().connection.read())]).toEqual([[], true]);
  });
  it('leaves alone who connected the device anew meanwhile', async () => {
    const { wake, deviceStore, bookStore } = await device(null, () =>
      openConnection(deviceStore).pairedAs('https://vafa.example', 'another', null),
    );
    await wake().signOut.run();
    expect(await wake().connection.read()).toMatchObject({ token: 'another', leaving: false });
    expect(bookStore.items.size).toBeGreaterThan(0);
  });
});
