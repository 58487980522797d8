import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openActs } from '../../../extension/background/acts';
import type { ApiAnswer } from '../../../extension/background/api-client';
import { type AskParts, askHandlers } from '../../../extension/background/ask-handlers';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { Refusal } from '../../../extension/background/messages';
import type { NoteDraft } from '../../../extension/protocol';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';
import { workerDouble } from './worker-double';

/** A paired device; `wake` is a new life of its background over the same stores. */
async function device(role: 'agent' | 'admin' | 'viewer' = 'agent') {
  const store = memoryStore();
  const books = memoryStore();
  const outboxes = memoryStore();
  const mirror = memoryStore();
  let ids = 0;
  let demo: ApiAnswer<unknown> = { ok: true, value: {} };
  let syncs = 0;
  const published: unknown[] = [];
  await openConnection(store).pairedAs('https://vafa.example', 'vafa_w1_secret', null);
  await openConnection(store).change({ user: 'u1', userName: 'Maya', role, workspace: 'w1', workspaceName: 'Acme' });
  const wake = () => {
    const now = () => Date.now();
    const connection = openConnection(store);
    const outbox = testOutbox(now, [outboxes, mirror]);
    const newId = () => `01JD0000000000000000000${String(++ids).padStart(3, '0')}`;
    const acts = openActs({ outbox, store, newId, now: async () => now(), me: async () => 'u1' });
    const parts = {
      store,
      outbox,
      acts,
      connection,
      book: openBook(books),
      now,
      online: () => true,
      hasWork: () => {},
      sightings: { publishAll: async (only: unknown) => void published.push(only) },
      sync: async () => void syncs++,
      removeDemo: async () => demo,
      unpair: async () => {},
      version: '0.1.0',
      mode: 'demo',
    };
    return { ask: askHandlers(parts as unknown as AskParts), outbox };
  };
  return {
    wake,
    store,
    syncs: () => syncs,
    published,
    demoAnswers: (answer: ApiAnswer<unknown>) => {
      demo = answer;
    },
  };
}
const draft = (customer: string, text: string, remindAt: number | null = null): NoteDraft => ({
  customer,
  name: `The ${customer}`,
  kind: 'call',
  text,
  remindAt,
});

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en-GB');
});

describe('drafts of notes', () => {
  it('are kept one per customer, through a restart of the background', async () => {
    const { wake } = await device();
    await wake().ask['note.draft']({ draft: draft('acme', 'Half a sen') });
    await wake().ask['note.draft']({ draft: draft('brook', '', 5000) });
    const { drafts } = await wake().ask['popup.state']({});
    expect(drafts).toEqual([draft('acme', 'Half a sen'), draft('brook', '', 5000)]);
  });
  it('are forgotten when emptied or saved, each alone', async () => {
    const { wake } = await device();
    const { ask } = wake();
    for (const customer of ['acme', 'brook', 'cairn']) await ask['note.draft']({ draft: draft(customer, 'Begun') });
    await ask['note.draft']({ draft: draft('acme', '  ') });
    await ask['note.save']({ customer: 'brook', kind: 'call', text: 'Begun', remindAt: null });
    expect((await ask['popup.state']({})).drafts.map(({ customer }) => customer)).toEqual(['cairn']);
  });
  it('stay where the device could not keep the note', async () => {
    const { wake, store } = await device();
    const { ask, outbox } = wake();
    await ask['note.draft']({ draft: draft('acme', 'Begun') });
    vi.spyOn(outbox, 'add').mockRejectedValue(new Error('full'));
    await expect(ask['note.save']({ customer: 'acme', kind: 'call', text: 'Begun', remindAt: null })).rejects.toMatchObject({
      code: 'storage',
    });
    expect(store.items.has('draft:acme')).toBe(true);
  });
});

describe('acts of the popup', () => {
  it('can be taken back: a note with its follow-up, and a task that was done', async () => {
    const { wake } = await device();
    const { ask, outbox } = wake();
    const note = await ask['note.save']({ customer: 'acme', kind: 'call', text: 'Called', remindAt: Date.now() + 86_400_000 });
    const task = await ask['task.done']({ customer: 'acme', task: 'T1' });
    expect((await outbox.visible()).map(({ item }) => item.type).sort()).toEqual(['note', 'task.done', 'task.set']);
    await ask['note.undo']({ id: note.id });
    await ask['note.undo']({ id: task.id });
    expect(await outbox.visible()).toEqual([]);
  });
  it('are taken back at once: on the cards where they were not sent yet, and with a sync where the Worker has them', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { wake, syncs, published } = await device();
    const { ask, outbox } = wake();
    const held = await ask['note.save']({ customer: 'acme', kind: 'call', text: 'Held', remindAt: null });
    await ask['note.undo']({ id: held.id });
    expect([syncs(), published]).toEqual([0, [null]]);
    const sent = await ask['note.save']({ customer: 'acme', kind: 'call', text: 'Sent', remindAt: null });
    vi.setSystemTime(Date.now() + 10_000);
    const worker = workerDouble();
    await outbox.flush(worker);
    expect(worker.live().has(sent.id)).toBe(true);
    await ask['note.undo']({ id: sent.id });
    expect(syncs()).toBe(1);
    await outbox.flush(worker);
    expect(worker.live().has(sent.id)).toBe(false);
    vi.useRealTimers();
  });
  it('are listed while they wait, in words', async () => {
    const { wake } = await device();
    const { ask } = wake();
    await ask['note.save']({ customer: 'acme', kind: 'meeting', text: 'Met', remindAt: null });
    const { outbox, connection } = await ask['popup.state']({});
    expect(outbox).toMatchObject([{ title: expect.stringMatching(/^Meeting: .Met.$/), customer: 'acme', state: 'waiting', problem: '' }]);
    expect(connection.waiting).toBe(1);
  });
  it('are refused to who may only look', async () => {
    const { wake } = await device('viewer');
    const refused = wake().ask['note.save']({ customer: 'acme', kind: 'call', text: 'Called', remindAt: null });
    await expect(refused).rejects.toBeInstanceOf(Refusal);
    await expect(refused).rejects.toMatchObject({ code: 'auth.forbidden', text: 'Your role does not allow this.' });
  });
});

describe('removing the demo', () => {
  it('reads the workspace anew once the Worker has taken it out', async () => {
    const { wake, syncs } = await device('admin');
    await wake().ask['demo.remove']({});
    expect(syncs()).toBe(1);
  });
  it('says why it did not happen', async () => {
    const { wake, syncs, demoAnswers } = await device('admin');
    demoAnswers({ ok: false, code: 'network', status: 0 });
    await expect(wake().ask['demo.remove']({})).rejects.toMatchObject({ code: 'network', text: expect.stringMatching(/server/i) });
    expect(syncs()).toBe(0);
  });
});
