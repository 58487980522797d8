import { describe, expect, it } from 'vitest';
import { openBook } from '../../../extension/background/book';
import { PINS_KEPT } from '../../../extension/background/book-pins';
import type { Changes } from '../../../shared/api/contract';
import { emptyFacts } from '../../../shared/facts/fold';
import { memoryStore } from './memory-store';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const record = (id: string, seq = 1) => ({ id, seq, trace: [], signals: [], facts: emptyFacts(id) });
const page = (part: Partial<Changes>): Changes => ({
  seq: 10,
  more: false,
  now: NOW,
  customers: [],
  gone: [],
  left: [],
  restart: false,
  users: {},
  ...part,
});
/** Where in the store a record lies. */
const bucketOf = (items: Map<string, unknown>, id: string): string =>
  [...items].find(([key, value]) => key.startsWith('bucket:') && Object.hasOwn(value as object, id))?.[0] ?? '';
const ids = async (book: ReturnType<typeof openBook>) => (await book.records()).map(({ id }) => id).sort();

describe('a book that holds some of a large workspace', () => {
  async function filled() {
    const store = memoryStore();
    const book = openBook(store);
    await book.apply(page({ scope: 'some', customers: ['a', 'b', 'c'].map((id) => record(id)) }));
    return { book, store };
  }

  it('lets go who is no longer sent, and keeps who was shown', async () => {
    const { book } = await filled();
    await book.saw('b', NOW);
    await book.apply(page({ scope: 'some', left: ['a', 'b'] }));
    expect(await ids(book)).toEqual(['b', 'c']);
    expect(await book.pinned()).toEqual([['b', 1]]);
  });
  it('lets go at once who is removed, shown or not', async () => {
    const { book } = await filled();
    await book.saw('b', NOW);
    await book.apply(page({ scope: 'some', gone: ['a', 'b'] }));
    expect(await ids(book)).toEqual(['c']);
    await book.pin([record('far')], NOW);
    await book.refresh({ customers: [], gone: ['far'] });
    expect(await ids(book)).toEqual(['c']);
    expect(await book.pinned()).toEqual([]);
  });
  it('keeps what was asked for up to date by what the Worker says of it', async () => {
    const { book } = await filled();
    await book.pin([record('far', 3)], NOW);
    expect(await book.pinned()).toEqual([['far', 3]]);
    await book.refresh({ customers: [record('far', 8)], gone: [] });
    expect(await book.pinned()).toEqual([['far', 8]]);
    await book.apply(page({ scope: 'some', customers: [record('far', 9)] }));
    expect(await book.pinned()).toEqual([]); // the feed brings it now
  });
  it('holds a bounded number of them: those shown longest ago give way', async () => {
    const { book } = await filled();
    await book.saw('a', NOW);
    for (let i = 0; i < PINS_KEPT + 5; i++) await book.pin([record(`p${i}`)], NOW + i);
    const held = await ids(book);
    expect(held).toHaveLength(3 + PINS_KEPT);
    expect(held).toContain('a'); // the feed brings it, pinned or not
    expect(held).not.toContain('p0');
    expect(held).toContain(`p${PINS_KEPT + 4}`);
  });
  it('writes that somebody was shown at most twice a day', async () => {
    const { book, store } = await filled();
    await book.saw('a', NOW);
    store.failAt(1, 'before');
    await book.saw('a', NOW + 60_000);
    await expect(book.saw('a', NOW + DAY)).rejects.toThrow('killed');
  });
});

describe('when the Worker sends other customers than before', () => {
  it('gives up what an agent may not see any more', async () => {
    const book = openBook(memoryStore());
    await book.apply(page({ scope: 'all', customers: ['a', 'b', 'c'].map((id) => record(id)) }));
    await book.pin([record('far')], NOW);
    await book.apply(page({ scope: 'own', restart: true, customers: [record('a', 2)], more: true }));
    expect(await ids(book)).toEqual(['a']);
    expect(await book.isFilled()).toBe(false);
    await book.apply(page({ scope: 'own', customers: [record('d')] }));
    expect(await ids(book)).toEqual(['a', 'd']);
    expect(await book.isFilled()).toBe(true);
  });
  it('says in its next question which it was sent', async () => {
    const book = openBook(memoryStore());
    expect(await book.cursor()).toMatchObject({ seq: 0, scope: '' });
    await book.apply(page({ scope: 'some' }));
    expect(await book.cursor()).toMatchObject({ seq: 10, scope: 'some' });
  });
});

describe('a book whose store went bad', () => {
  it.each([
    ['a record is garbage', (items: Map<string, unknown>) => items.set(bucketOf(items, 'a'), 'garbage')],
    ['a record is of another shape', (items: Map<string, unknown>) => items.set(bucketOf(items, 'a'), { a: { id: 'a', facts: null } })],
    ['a record is cut off', (items: Map<string, unknown>) => items.set(bucketOf(items, 'a'), { a: '{"id":"a","fac' })],
    ['the cursor is garbage', (items: Map<string, unknown>) => items.set('feed', [1, 2])],
    ['all of it is gone', (items: Map<string, unknown>) => items.clear()],
  ])('where %s, is read from the beginning again', async (_, spoil) => {
    const store = memoryStore();
    await openBook(store).apply(page({ scope: 'own', customers: ['a', 'b'].map((id) => record(id)) }));
    spoil(store.items);
    const book = openBook(store);
    await book.record('a');
    expect(await book.isFilled()).toBe(false);
    expect((await book.cursor()).seq).toBe(0);
    await book.apply(page({ scope: 'own', customers: ['a', 'b'].map((id) => record(id)) }));
    expect(await ids(book)).toEqual(['a', 'b']);
    expect(await book.isFilled()).toBe(true);
  });
  it('reads records as an earlier version kept them, and writes them anew beside them', async () => {
    const store = memoryStore();
    await openBook(store).apply(page({ scope: 'own', customers: ['a', 'b'].map((id) => record(id)) }));
    for (const id of ['a', 'b']) {
      const key = bucketOf(store.items, id);
      store.items.set(key, { ...(store.items.get(key) as object), [id]: record(id, 4) });
    }
    const book = openBook(store);
    expect((await book.record('a'))?.seq).toBe(4);
    await book.apply(page({ scope: 'own', customers: [record('a', 5)] }));
    expect((await book.records()).map(({ id, seq }) => [id, seq])).toEqual([
      ['a', 5],
      ['b', 4],
    ]);
  });
  it('keeps no index that lacks a lost customer', async () => {
    const store = memoryStore();
    const book = openBook(store);
    await book.apply(page({ scope: 'own', customers: ['a', 'b'].map((id) => record(id)) }));
    await book.index();
    store.items.set(bucketOf(store.items, 'a'), 'garbage');
    const later = openBook(store);
    await later.record('a');
    expect(Object.keys((await later.index()).customers)).toEqual(['b']);
  });
});
