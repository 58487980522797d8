/** Logging through the background: one note however often it is saved, what is written with it, and whose address leaves the browser. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openActs } from '../../../extension/background/acts';
import { openBook } from '../../../extension/background/book';
import { openConnection } from '../../../extension/background/connection';
import { type LogParts, logAsks } from '../../../extension/background/log-asks';
import { strangerOf } from '../../../extension/background/stranger';
import { EMPTY_TAB, type TabState, writeTab } from '../../../extension/background/tabs';
import { makeUlid } from '../../../extension/background/ulid';
import { openWriting } from '../../../extension/background/writing';
import type { Match } from '../../../shared/matching/match';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';
import { workerDouble } from './worker-double';

const ID = '01JD0000000000000000000AAA';
const STRANGER = 'jo@unheard-of.example';
const NOTE = { customer: 'acme', kind: 'call', text: 'Called', remindAt: null, id: ID } as const;

async function device() {
  const store = memoryStore();
  const clock = { now: 1_790_000_000_000 };
  const now = () => clock.now;
  const connection = openConnection(store);
  await connection.pairedAs('https://vafa.example', 'vafa_w1_secret', null);
  await connection.change({ user: 'u1', userName: 'Maya', role: 'agent', workspace: 'w1', workspaceName: 'Acme' });
  const outbox = testOutbox(now);
  let made = 0;
  const newId = () => makeUlid(clock.now, new Uint8Array(10).fill(++made));
  const acts = openActs({ outbox, store, newId, now: async () => clock.now, me: async () => 'u1' });
  const writing = openWriting({ connection, now, hasWork: () => {} });
  const parts = {
    store,
    outbox,
    acts,
    connection,
    book: openBook(memoryStore()),
    now,
    ...writing,
    sync: async () => {},
    sightings: { publishAll: async () => {} },
  };
  return { ask: logAsks(parts as unknown as LogParts), outbox, clock, worker: workerDouble() };
}
const opened = (match: Match, part: Partial<TabState> = {}): TabState => ({
  ...EMPTY_TAB,
  site: 'gmail',
  host: 'mail',
  key: 'thread-1',
  outcome: 'conversation',
  name: 'Jo',
  match,
  ...part,
});

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('en-GB');
});

describe('a note whose answer was lost', () => {
  it('is one note when it is saved again, also after the first was sent', async () => {
    const { ask, outbox, clock, worker } = await device();
    expect(await ask['note.save'](NOTE)).toEqual({ id: ID, state: 'saved' });
    await ask['note.save'](NOTE);
    expect(await outbox.visible()).toHaveLength(1);
    clock.now += 10_000;
    await outbox.flush(worker);
    await ask['note.save'](NOTE);
    expect(await outbox.visible()).toEqual([]);
    expect([...worker.live().keys()]).toEqual([ID]);
  });
  it('keeps the later words where they differ, with one follow-up', async () => {
    const { ask, outbox, clock, worker } = await device();
    await ask['note.save']({ ...NOTE, remindAt: clock.now + 86_400_000 });
    clock.now += 10_000;
    await outbox.flush(worker);
    await ask['note.save']({ ...NOTE, text: 'Called twice', remindAt: clock.now + 2 * 86_400_000 });
    clock.now += 10_000;
    await outbox.flush(worker);
    expect([...worker.live().values()].map(({ type, data }) => [type, data?.text ?? data?.title])).toEqual([
      ['note', 'Called twice'],
      ['task.set', 'Called twice'],
    ]);
  });
  it('can be taken back with all that belongs to it, and saved once more', async () => {
    const { ask, outbox, clock, worker } = await device();
    await ask['note.save']({ ...NOTE, mentions: ['u2', 'u3'], remindAt: clock.now + 86_400_000 });
    expect((await outbox.visible()).map(({ item }) => item.type).sort()).toEqual(['note', 'task.set', 'task.set', 'task.set']);
    await ask['note.undo']({ id: ID });
    expect(await outbox.visible()).toEqual([]);
    await ask['note.save'](NOTE);
    clock.now += 10_000;
    await outbox.flush(worker);
    expect([...worker.live().keys()]).toEqual([ID]);
  });
});

describe('what is written with a note', () => {
  it('row 106: a colleague who is named gets a task, and the codes, direction and mood are told', async () => {
    const { ask, outbox } = await device();
    await ask['note.save']({
      ...NOTE,
      text: 'See @Ola',
      mentions: ['u2'],
      reasons: ['price'],
      direction: 'in',
      sentiment: 'bad',
      about: 'advice',
      pinned: true,
    });
    const items = (await outbox.visible()).map(({ item }) => item);
    expect(items.find(({ type }) => type === 'note')?.data).toMatchObject({
      reasons: ['price'],
      direction: 'in',
      sentiment: 'bad',
      about: 'advice',
      pinned: true,
      mentions: ['u2'],
    });
    expect(items.find(({ type }) => type === 'task.set')?.data).toMatchObject({
      owner: 'u2',
      by: 'u1',
      title: expect.stringContaining('Maya'),
    });
  });
  it('stands for its conversation by a hash that tells neither site nor thread', async () => {
    const { ask, outbox } = await device();
    await writeTab(7, opened({ kind: 'customer', customer: 'acme', how: 'address', contact: 'c1', address: 't@acme.example' }));
    await ask['note.save']({ ...NOTE, tab: 7 });
    const [entry] = await outbox.visible();
    expect(entry?.item.data?.thread).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(JSON.stringify(entry)).not.toContain('thread-1');
  });
  it('row 103: a stranger’s address leaves the browser only where the user adds them, and then once', async () => {
    const { ask, outbox } = await device();
    await writeTab(7, opened({ kind: 'unknown', address: STRANGER }));
    await ask['note.save']({ ...NOTE, tab: 7 });
    expect(JSON.stringify(await outbox.visible())).not.toContain(STRANGER);
    await ask['note.save']({ ...NOTE, tab: 7, add: { name: 'Jo', role: 'Buyer' } });
    await ask['note.save']({ ...NOTE, id: '01JD0000000000000000000BBB', tab: 7, add: { name: 'Jo', role: 'Buyer' } });
    const people = (await outbox.visible()).filter(({ item }) => item.type === 'contact.set');
    expect(new Set(people.map(({ item }) => item.data?.contact)).size).toBe(1);
    expect(people[0]?.item.data).toMatchObject({ email: STRANGER, name: 'Jo', role: 'Buyer' });
    const note = (await outbox.visible()).find(({ item }) => item.id === ID && item.revision === 1);
    expect(note?.item.data?.contact).toBe(people[0]?.item.data?.contact);
  });
  it('never offers to add who imitates somebody, or who is another’s customer, or a person of another customer', () => {
    const unknown: Match = { kind: 'unknown', address: STRANGER };
    expect(strangerOf(opened(unknown))).toEqual({ address: STRANGER, name: 'Jo' });
    expect(strangerOf(opened({ kind: 'look-alike', customer: 'acme', address: STRANGER, known: '' }))).toBeNull();
    expect(strangerOf(opened(unknown, { elsewhere: { state: 'owned', owner: 'u2' } }))).toBeNull();
    const domain: Match = { kind: 'customer', customer: 'acme', how: 'domain', contact: null, address: STRANGER };
    expect(strangerOf(opened(domain), 'acme')).not.toBeNull();
    expect(strangerOf(opened(domain), 'brook')).toBeNull();
    expect(strangerOf(opened({ ...domain, contact: 'c1' }), 'acme')).toBeNull();
  });
});

describe('a note corrected', () => {
  it('keeps its id, time and conversation, in a revision above every one that is known', async () => {
    const { ask, outbox } = await device();
    const place = { customer: 'acme', id: ID, revision: 4, at: 1_780_000_000_000 };
    await ask['note.edit']({ ...place, kind: 'call', text: 'Right', keep: { thread: 'T', contact: 'c1' } });
    await ask['note.delete'](place);
    expect((await outbox.visible()).map(({ item }) => [item.id, item.revision, item.at, item.data?.thread ?? null])).toEqual([
      [ID, 5, place.at, 'T'],
      [ID, 6, place.at, null],
    ]);
  });
});

describe('templates', () => {
  it('row 105: are kept on the device for each user apart', async () => {
    const { ask } = await device();
    const templates = {
      greeting: 'Good day',
      signOff: 'Maya',
      links: '',
      list: [{ id: 't', name: 'Renewal', text: 'Hi {name}' }],
      used: [],
    };
    await ask['templates.save']({ templates });
    expect(await ask['templates.read']({})).toEqual(templates);
  });
});
