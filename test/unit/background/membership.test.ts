import { describe, expect, it } from 'vitest';
import { openMembership } from '../../../extension/background/membership';
import type { MembershipAnswer } from '../../../shared/api/contract';
import { encodeDelta, encodeSet, placeOf, spaceFor } from '../../../shared/matching/coded-set';
import { memoryStore } from './memory-store';

const SPACE = spaceFor(1);
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** The Worker's half: keys in, answers out. */
async function workspace(secretByte = 7) {
  const secret = new Uint8Array(32).fill(secretByte);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const places = async (keys: string[]) =>
    Float64Array.from(
      await Promise.all(
        keys.map(async (one) => placeOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(one))), SPACE)),
      ),
    ).sort();
  return {
    base: async (at: string, keys: string[]): Promise<MembershipAnswer> => ({
      at,
      base: { secret: base64(secret), space: SPACE, pieces: [base64(encodeSet(await places(keys), SPACE))] },
      deltas: [],
    }),
    delta: async (at: string, added: string[], removed: string[] = []): Promise<MembershipAnswer> => ({
      at,
      deltas: [base64(encodeDelta({ added: await places(added), removed: await places(removed) }, SPACE))],
    }),
  };
}

describe('the membership set on the device', () => {
  it('knows a contact in any spelling, and whoever is at a customer’s domain or below it', async () => {
    const { base } = await workspace();
    const set = openMembership(memoryStore());
    await set.apply(await base('1.0', ['kim@acme.example', '@brook.example']));
    expect(
      await Promise.all(['Kim <KIM@Acme.example>', 'kim+crm@acme.example', 'x@brook.example', 'x@eu.Brook.example'].map(set.knows)),
    ).toEqual([true, true, true, true]);
    expect(await Promise.all(['lee@acme.example', 'x@notbrook.example', 'x@example', 'nobody', ''].map(set.knows))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
  it('follows who comes and goes by deltas, in another life of the background too', async () => {
    const { base, delta } = await workspace();
    const store = memoryStore();
    await openMembership(store).apply(await base('1.0', ['a@x.example', 'b@x.example']));
    await openMembership(store).apply(await delta('1.1', ['c@x.example'], ['a@x.example']));
    const set = openMembership(store);
    expect(await set.at()).toBe('1.1');
    expect(await Promise.all(['a@x.example', 'b@x.example', 'c@x.example'].map(set.knows))).toEqual([false, true, true]);
  });
  it('takes another base under another key in the place of the first', async () => {
    const store = memoryStore();
    const set = openMembership(store);
    await set.apply(await (await workspace(1)).base('1.0', ['a@x.example']));
    await set.apply(await (await workspace(2)).base('2.0', ['b@x.example']));
    expect(await Promise.all(['a@x.example', 'b@x.example'].map(set.knows))).toEqual([false, true]);
  });
  it('reads of many thousand keys only the parts that an address may be in', async () => {
    const { base } = await workspace();
    const store = memoryStore();
    await openMembership(store).apply(
      await base(
        '1.0',
        Array.from({ length: 3000 }, (_, i) => `k${i}@x.example`),
      ),
    );
    const read: string[] = [];
    const get = store.get;
    store.get = (key) => {
      read.push(key);
      return get(key);
    };
    expect(await openMembership(store).knows('stranger@nowhere.example')).toBe(false);
    expect(read.length).toBeLessThanOrEqual(3);
  });
  it('keeps a key that nobody can take out of the browser', async () => {
    const { base } = await workspace();
    const store = memoryStore();
    await openMembership(store).apply(await base('1.0', ['a@x.example']));
    const { key } = store.items.get('set') as { key: CryptoKey };
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
  it.each([
    [
      'a part is missing',
      (items: Map<string, unknown>) => [...items.keys()].filter((key) => key.startsWith('part:')).map((key) => items.delete(key)),
    ],
    [
      'a part is garbage',
      (items: Map<string, unknown>) => [...items.keys()].filter((key) => key.startsWith('part:')).map((key) => items.set(key, 'x')),
    ],
    ['it is of another version', (items: Map<string, unknown>) => items.set('set', { format: 99, at: '1.0' })],
    ['all of it is gone', (items: Map<string, unknown>) => items.clear()],
  ])('where %s, knows nobody and asks for all of it again', async (_, spoil) => {
    const { base } = await workspace();
    const store = memoryStore();
    await openMembership(store).apply(await base('1.0', ['a@x.example']));
    spoil(store.items);
    const set = openMembership(store);
    expect(await set.knows('a@x.example')).toBe(false);
    expect(await set.at()).toBe('0.0');
    await set.apply(await base('1.0', ['a@x.example']));
    expect(await set.knows('a@x.example')).toBe(true);
  });
  it('is empty, not half, after an answer that cannot be read', async () => {
    const { base } = await workspace();
    const set = openMembership(memoryStore());
    await set.apply(await base('1.0', ['a@x.example']));
    await expect(set.apply({ at: '1.1', deltas: [base64(new Uint8Array([0, 0, 0, 9, 255, 255]))] })).rejects.toThrow(RangeError);
    expect(await set.at()).toBe('0.0');
    expect(await set.knows('a@x.example')).toBe(false);
  });
});
