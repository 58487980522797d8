/** Stores that the browser takes away, or that fail, while the background lives: filled again, and nothing that was accepted is lost. */
import type { Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, pairExtension } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { evict, keysIn, removeItem } from './databases';
import { type Lab, openLab } from './lab';

interface State {
  outbox: { title: string; state: string }[];
  connection: { paired: boolean; revoked: boolean; waiting: number; customers: number };
}

describe.skipIf(inject('missing').includes('chromium'))('Chromium: a store that is lost under a living background', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
  });
  afterAll(() => lab?.close());

  const isBackground = (target: Target) => target.type() === 'service_worker' && target.url().startsWith(lab.opened.origin);
  const background = async () => {
    await ask(lab.own, 'options.state');
    return (await lab.opened.browser.waitForTarget(isBackground)).worker();
  };
  const kill = async () => (await lab.opened.browser.targets().find(isBackground)?.worker())?.close();
  const state = () => ask<State>(lab.own, 'popup.state');
  const said: string[] = [];
  const save = (text: string) => {
    said.push(text);
    return ask(lab.own, 'note.save', { customer: 'smith-retail', kind: 'call', text, remindAt: null });
  };
  const notes = async () =>
    (await lab.get<{ facts: { notes: { text: string }[] } }>('/v1/customers/smith-retail')).facts.notes.map(({ text }) => text);
  const remove = (name: string) => evict(lab.own, name);
  const keysOf = (name: string) => keysIn(lab.own, name);
  const mirrored = () =>
    lab.own.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: { storage: { local: { get(keys: null): Promise<object> } } } };
      return Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith('outbox:')).length;
    });
  /** The outbox's database closes under the background, and does not open again: `once`, or without ever answering. */
  const closing = async (how: 'once' | 'silent') =>
    (await background())?.evaluate((opens) => {
      const { transaction } = IDBDatabase.prototype;
      const { open } = IDBFactory.prototype;
      IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
        if (this.name !== 'vafa-outbox') return transaction.apply(this, given);
        IDBDatabase.prototype.transaction = transaction;
        throw new DOMException('made to fail', 'InvalidStateError');
      };
      IDBFactory.prototype.open = function (this: IDBFactory, ...given) {
        if (given[0] !== 'vafa-outbox') return open.apply(this, given);
        if (opens === 'silent') return {} as IDBOpenDBRequest;
        IDBFactory.prototype.open = open;
        throw new DOMException('made to fail', 'UnknownError');
      };
    }, how);

  it('fills the book again, at once and for good', async () => {
    await ask(lab.own, 'sync.now');
    expect((await state()).connection.customers).toBe(CUSTOMERS.length);
    await remove('book');
    await ask(lab.own, 'sync.now');
    expect((await state()).connection.customers).toBe(CUSTOMERS.length);
    await kill();
    expect((await state()).connection.customers).toBe(CUSTOMERS.length);
  });

  it('stays connected without the device’s own store, and keeps the note that waits', async () => {
    await ask(lab.own, 'sync.now');
    await save('Before the device’s store went');
    await remove('device');
    await ask(lab.own, 'sync.now');
    await kill();
    const { connection, outbox } = await state();
    expect(connection).toMatchObject({ paired: true, revoked: false, waiting: 1 });
    expect(outbox).toHaveLength(1);
  });

  it('has both copies of a note again when one store went while another note was written', async () => {
    await save('Before one of two stores went');
    await remove('outbox');
    await save('After it went');
    const kept = await keysOf('outbox');
    expect(kept.filter((key) => key.startsWith('act:')).length).toBe(await mirrored());
  });

  it('is not emptied because it could not be opened for a moment', async () => {
    await save('Held by one store alone');
    const before = await keysOf('outbox');
    await closing('once');
    await save('While it could not be opened');
    const after = await keysOf('outbox');
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBe(before.length + 1);
  });

  it('says "saved" by the other store where a database never answers', async () => {
    const before = await mirrored();
    await closing('silent');
    await save('Without an answer');
    expect(await mirrored()).toBe(before + 1);
  }, 60_000);

  it('says that the device is to be connected again where its key was lost, and then each note is there once', async () => {
    await kill();
    const last = 'Before the key was lost';
    await save(last);
    await kill();
    await removeItem(lab.own, 'device', 'session');
    await ask(lab.own, 'sync.now');
    expect((await state()).connection).toMatchObject({ paired: false, revoked: false });
    expect(await notes()).not.toContain(last);
    await pairExtension(lab.opened, lab.worker, lab.cookie);
    const arrived = async () => {
      await ask(lab.own, 'sync.now');
      return (await notes()).filter((text) => said.includes(text)).sort();
    };
    await expect.poll(arrived, { timeout: 40_000, interval: 1000 }).toEqual([...said].sort());
  }, 90_000);
});
