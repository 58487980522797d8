import { describe, expect, it } from 'vitest';
import type { Api, ApiAnswer } from '../../../extension/background/api-client';
import { openBook } from '../../../extension/background/book';
import { openElsewhere } from '../../../extension/background/elsewhere';
import { emptyFacts } from '../../../shared/facts/fold';
import type { Match } from '../../../shared/matching/match';
import { memoryStore } from './memory-store';

const unknown = (address: string): Match => ({ kind: 'unknown', address });
const record = (id: string) => ({ id, seq: 5, trace: [], signals: [], facts: emptyFacts(id) });

/** A device whose workspace knows `known@…`, and a Worker that answers as told. */
function device(answer: ApiAnswer<unknown>, meanwhile: () => void = () => {}) {
  const asked: unknown[] = [];
  const state = { online: true, paired: true, filled: true, now: 1_000_000 };
  const book = openBook(memoryStore());
  const api: Api = {
    async call(endpoint, { body }) {
      asked.push([endpoint, body]);
      meanwhile();
      return answer as ApiAnswer<never>;
    },
  };
  const elsewhere = openElsewhere({
    book: { ...book, isFilled: async () => state.filled },
    connection: { read: async () => ({ token: state.paired ? 't' : '', revoked: false, workspace: 'w', user: 'u' }) } as never,
    membership: { knows: async (address: string) => address.startsWith('known') } as never,
    api: () => api,
    now: () => state.now,
    online: () => state.online,
  });
  return { elsewhere, asked, state, book };
}
const FOUND = { ok: true, value: { by: 'contact', found: [{ contact: 'k', record: record('acme') }], elsewhere: [] } } as const;

describe('somebody whom the book does not know', () => {
  it('is a stranger where the set does not know them: no request of any kind', async () => {
    const { elsewhere, asked } = device(FOUND);
    expect(await elsewhere.find(unknown('somebody@nowhere.example'))).toBeNull();
    expect(await elsewhere.find({ kind: 'unknown', address: null })).toBeNull();
    expect(asked).toEqual([]);
  });
  it('is asked for once by that address, and kept', async () => {
    const { elsewhere, asked, book } = device(FOUND);
    expect(await elsewhere.find(unknown('known@acme.example'))).toEqual({
      match: { kind: 'customer', customer: 'acme', how: 'address', contact: 'k', address: 'known@acme.example' },
      elsewhere: null,
    });
    expect(asked).toEqual([['lookup', { address: 'known@acme.example' }]]);
    expect((await book.record('acme'))?.id).toBe('acme');
    expect(await book.pinned()).toEqual([['acme', 5]]);
  });
  it('is somebody else’s where the role may not see more, and that is not asked again for a while', async () => {
    const { elsewhere, asked, state } = device({ ok: true, value: { by: 'domain', found: [], elsewhere: ['maja'] } });
    const match = unknown('known@theirs.example');
    for (let i = 0; i < 5; i++) expect(await elsewhere.find(match)).toEqual({ match, elsewhere: { state: 'owned', owner: 'maja' } });
    expect(asked).toHaveLength(1);
    state.now += 11 * 60_000;
    await elsewhere.find(match);
    expect(asked).toHaveLength(2);
  });
  it('is kept of nobody whose answer comes after the device was signed out', async () => {
    const { elsewhere, state, book } = device(FOUND, () => {
      state.paired = false;
    });
    expect(await elsewhere.find(unknown('known@acme.example'))).toBeNull();
    expect(await book.records()).toEqual([]);
  });
  it('is one of several where the address is, and the user chooses', async () => {
    const two = ['a', 'b'].map((id) => ({ contact: '', record: record(id) }));
    const { elsewhere } = device({ ok: true, value: { by: 'domain', found: two, elsewhere: [] } });
    expect((await elsewhere.find(unknown('known@both.example')))?.match).toEqual({
      kind: 'ask',
      candidates: ['a', 'b'],
      domain: 'both.example',
      address: 'known@both.example',
    });
  });
  it.each(['network', 'timeout', 'server.busy'] as const)('waits for a connection after %s, and is asked for then', async (code) => {
    const { elsewhere, asked, state } = device({ ok: false, code, status: 0 });
    const match = unknown('known@acme.example');
    expect(await elsewhere.find(match)).toEqual({ match, elsewhere: { state: 'offline', owner: '' } });
    await elsewhere.find(match);
    expect(asked).toHaveLength(2);
    state.online = false;
    expect((await elsewhere.find(match))?.elsewhere?.state).toBe('offline');
    expect(asked).toHaveLength(2);
  });
  it('is a stranger after all where the Worker knows nobody', async () => {
    const { elsewhere } = device({ ok: true, value: { by: 'none', found: [], elsewhere: [] } });
    expect(await elsewhere.find(unknown('known@gone.example'))).toBeNull();
  });
  it('may be known once the book is filled', async () => {
    const { elsewhere, state, asked } = device(FOUND);
    state.filled = false;
    expect((await elsewhere.find(unknown('somebody@nowhere.example')))?.elsewhere?.state).toBe('filling');
    state.paired = false;
    expect(await elsewhere.find(unknown('known@acme.example'))).toBeNull();
    expect(asked).toEqual([]);
  });
});
