import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openActs } from '../../../extension/background/acts';
import { openAnswered } from '../../../extension/background/answered';
import { openHearing } from '../../../extension/background/hearing';
import type { PageSender } from '../../../extension/background/messages';
import { type PageParts, pageHandlers } from '../../../extension/background/page-handlers';
import type { PagePayload } from '../../../extension/background/page-payloads';
import { defaultSettings, saveSettings } from '../../../extension/background/settings';
import { openSightings, type SightingParts } from '../../../extension/background/sightings';
import { readTab } from '../../../extension/background/tabs';
import { makeUlid } from '../../../extension/background/ulid';
import type { MessageText } from '../../../extension/page/message-text';
import type { SiteGrant, ToPage } from '../../../extension/protocol';
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import type { Model } from '../../../shared/health/model';
import { buildIndex } from '../../../shared/matching/match';
import { events } from '../events';
import { memoryStore } from './memory-store';
import { testOutbox } from './test-outbox';

const NOW = Date.UTC(2026, 10, 21, 12);
const e = events('acme');
const profile = [
  e['customer.profile'](NOW - 1000, { name: 'Acme' }),
  e['contact.set'](NOW - 900, { contact: 'c1', name: 'Maya', email: 'maya@acme.example' }),
];
const GRANT: SiteGrant = {
  host: 'mail.example.com',
  origin: 'https://mail.example.com',
  site: 'roundcube',
  granted: true,
  state: 'unseen',
};
const FROM: PageSender = { tab: 7, url: 'https://mail.example.com/', document: 'd1', grant: GRANT };
const MAYA = 'maya@acme.example';
const open = (address: string, over: object = {}): PagePayload<'sighting'> =>
  ({
    verb: 'sighting',
    site: 'roundcube',
    key: 'm1',
    outcome: 'conversation',
    strategy: 's',
    correspondents: [{ address, name: 'Maya', role: 'from' }],
    own: ['me@our.example'],
    at: NOW - 60_000,
    ...over,
  }) as PagePayload<'sighting'>;
const SECRET = 'zanzibar-4711';
const LEAVING = `Hello Sam,\nwe have decided to cancel our contract at the end of the month. ${SECRET}\nPlease call me tomorrow.`;

/** A device with one customer, whose tab shows a message with this text; `workspace` and `remarks` as the Worker gave them. */
function device(text: string | null = LEAVING, options: { remarks?: LiveEvent[]; link?: object; bulk?: boolean; model?: Model } = {}) {
  const told: ToPage[] = [];
  const asked: ToPage[] = [];
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation((async (_tab: number, message: ToPage) => {
    if (message.verb !== 'text') return void told.push(message);
    asked.push(message);
    return text === null ? undefined : ({ key: message.key, text, part: '', bulk: options.bulk ?? false } satisfies MessageText);
  }) as never);
  (browser as unknown as Record<string, object>).scripting = { executeScript: async () => [{ result: true }] };
  const store = memoryStore();
  const outbox = testOutbox(() => NOW);
  const record = { id: 'acme', seq: 1, trace: [], signals: [], facts: fold([...profile, ...(options.remarks ?? [])]) };
  const connection = {
    read: async () => ({ token: 't', revoked: false, role: 'agent', workspace: 'w1', offset: 0, user: 'u1', ...options.link }),
  };
  const book = {
    index: async () => buildIndex([record]),
    record: async () => record,
    model: async () => options.model ?? null,
    saw: async () => {},
  };
  const acts = openActs({ outbox, store, newId: () => makeUlid(NOW, new Uint8Array(10)), now: async () => NOW, me: async () => 'u1' });
  const begin = () => {
    const hearing = openHearing({
      acts,
      answered: openAnswered(store, () => NOW),
      book,
      connection: connection as never,
      pause: async () => {},
    });
    const parts = {
      book,
      connection,
      choices: { read: async () => ({}) },
      looks: { left: async () => {}, shown: async () => {} },
      views: {
        customer: async (customer: string, { heard, logged }: { heard?: unknown; logged: unknown }) => ({
          kind: 'customer',
          customer,
          heard,
          logged,
        }),
        look: async () => null,
        state: async (code: string) => ({ kind: 'state', code }),
        actTitle: async () => 'Leaving',
      },
      acts,
      hearing,
      elsewhere: { find: async () => null },
      now: () => NOW,
      hasWork: () => {},
    };
    const sightings = openSightings(parts as unknown as SightingParts);
    return { ...pageHandlers({ ...parts, sightings } as unknown as PageParts), sightings };
  };
  const heard = () =>
    told
      .flatMap((message) => (message.verb === 'card' ? [(message.view as never as { heard: { kind: string }[] } | null)?.heard] : []))
      .at(-1) ?? [];
  return { ...begin(), begin, told, asked, heard, outbox, store };
}
const optIn = (on = true) => saveSettings({ ...defaultSettings('en-GB'), reading: { 'mail.example.com': on } });
/** What was heard comes onto the card after it. */
/** Read when somebody first listens; here, where files are read one by one, that takes its time. */
beforeAll(() => import('../../../extension/reading/read'));
const settled = () => new Promise((resolve) => setTimeout(resolve, 250));
const answer = (kind: string, so: boolean) => ({ verb: 'confirm', key: 'm1', choice: { heard: kind, so } }) as PagePayload<'confirm'>;

beforeEach(async () => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  await optIn();
});

describe('the competitors of the workspace', () => {
  it('are heard by the names of the published model, and by nothing where it has none', async () => {
    const text = 'Hello Sam,\nwe are having a look at Quill Brook as well.';
    for (const [competitors, kinds] of [
      [['quill brook'], ['competitor']],
      [[], []],
    ] as const) {
      const { sightings, heard } = device(text, { model: { ...defaultModel(0), competitors: [...competitors] } });
      await sightings.seen(open(MAYA), FROM);
      await settled();
      await vi.waitFor(() => expect(heard().map(({ kind }) => kind)).toEqual(kinds), 10_000);
    }
  });
});

describe('the text of a message is asked of its tab', () => {
  it('where the user switched it on and a known customer wrote it', async () => {
    const { sightings, asked, heard } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    expect(asked).toEqual([{ verb: 'text', key: 'm1', from: MAYA }]);
    await vi.waitFor(() => expect(heard()).toMatchObject([{ kind: 'leave' }, { kind: 'call' }]), 10_000);
  });
  it.each<[string, () => Promise<unknown>, string, object, object]>([
    ['where nobody switched it on', () => optIn(false), MAYA, {}, {}],
    ['where no setting was ever saved', () => saveSettings(defaultSettings('en-GB')), MAYA, {}, {}],
    ['of a stranger', () => optIn(), 'somebody@nowhere.example', {}, {}],
    [
      'that we wrote ourselves',
      () => optIn(),
      'me@our.example',
      {
        correspondents: [
          { address: 'me@our.example', name: '', role: 'from' },
          { address: MAYA, name: '', role: 'to' },
        ],
      },
      {},
    ],
    ['for somebody who may only look', () => optIn(), MAYA, {}, { role: 'viewer' }],
    ['for a device that is not paired', () => optIn(), MAYA, {}, { token: '' }],
    ['that a machine wrote', () => optIn(), 'no-reply@acme.example', {}, {}],
  ])('never: %s', async (_why, prepare, address, over, link) => {
    await prepare();
    const { sightings, asked } = device(LEAVING, {
      link,
      remarks: [e['contact.set'](NOW - 800, { contact: 'c2', name: 'Robot', email: 'no-reply@acme.example' })],
    });
    await sightings.seen(open(address, over), FROM);
    await settled();
    expect(asked).toEqual([]);
  });
  it('again after the background was replaced, and not while it lives', async () => {
    const { sightings, begin, asked, heard } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await sightings.publish(7);
    await settled();
    expect(asked).toHaveLength(1);
    const woken = begin();
    await woken.sightings.publish(7);
    await settled();
    expect(asked).toHaveLength(2);
    expect(heard()).toHaveLength(2);
  });
  it('some times, while its body has not come yet', async () => {
    const { sightings, asked } = device(null);
    await sightings.seen(open(MAYA), FROM);
    await settled();
    expect(asked).toHaveLength(3);
  });
});

describe('what is heard', () => {
  it('is nothing in a mailing', async () => {
    const { sightings, heard } = device(LEAVING, { bulk: true });
    await sightings.seen(open(MAYA), FROM);
    await settled();
    expect(heard()).toEqual([]);
  });
  it('goes nowhere by itself: no request, no storage, no word of it', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
    const said = ['log', 'debug', 'info', 'warn', 'error'].map((level) => vi.spyOn(console, level as 'log').mockImplementation(() => {}));
    const { sightings, store, outbox } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    expect(fetched).not.toHaveBeenCalled();
    const kept = JSON.stringify([
      [...store.items],
      await browser.storage.local.get(null),
      await browser.storage.session.get(null),
      await outbox.visible(),
    ]);
    expect(kept).toContain('m1'); // the tab is known …
    expect(kept).not.toMatch(/cancel|zanzibar|tomorrow/iu); // … and nothing that it says
    expect(JSON.stringify(said.map((spy) => spy.mock.calls))).not.toMatch(/cancel|zanzibar|tomorrow/iu);
  });
  it('becomes an event of its kind at a click, without any text', async () => {
    const { sightings, confirm, outbox, store, told } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await confirm(answer('leave', true), FROM);
    const waiting = await outbox.visible();
    expect(waiting.map(({ item }) => item)).toMatchObject([
      { customer: 'acme', type: 'remark', at: NOW - 60_000, revision: 0, data: { kind: 'leave', contact: 'c1' } },
    ]);
    expect(Object.keys(waiting[0]?.item.data ?? {}).sort()).toEqual(['contact', 'kind']);
    expect(JSON.stringify([waiting, [...store.items], await browser.storage.session.get(null)])).not.toMatch(/cancel|zanzibar/iu);
    expect(told.at(-1)).toMatchObject({ view: { logged: { kind: 'leave' }, heard: [{ kind: 'call' }] } });
  });
  it('counts once, whoever of the team confirms it and whatever their page calls the message', async () => {
    const ids = [];
    for (const key of ['m1', 'm1', 'INBOX/99']) {
      const { sightings, confirm, outbox } = device();
      await sightings.seen(open(MAYA, { key }), FROM);
      await settled();
      await confirm({ ...answer('leave', true), key }, FROM);
      ids.push((await outbox.visible())[0]?.item.id);
    }
    expect(new Set(ids).size).toBe(1);
  });
  it('is not offered where a colleague has recorded it already', async () => {
    const first = device();
    await first.sightings.seen(open(MAYA), FROM);
    await settled();
    await first.confirm(answer('leave', true), FROM);
    const id = (await first.outbox.visible())[0]?.item.id ?? '';
    const { sightings, heard } = device(LEAVING, { remarks: [e.remark(NOW, { kind: 'leave' }, id)] });
    await sightings.seen(open(MAYA), FROM);
    await settled();
    expect(heard()).toMatchObject([{ kind: 'call' }]);
  });
  it('stays away for this message once it is denied, also after the background was replaced', async () => {
    const { sightings, confirm, begin, outbox, heard, store } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await confirm(answer('leave', false), FROM);
    expect(heard()).toMatchObject([{ kind: 'call' }]);
    expect(await outbox.visible()).toEqual([]);
    const woken = begin();
    await woken.sightings.seen(open(MAYA), FROM);
    await settled();
    expect(heard()).toMatchObject([{ kind: 'call' }]);
    expect(JSON.stringify([...store.items])).not.toMatch(/m1|acme|leave/u); // a hash, an answer, a time
  });
  it('is taken back like a note, offered anew, and recorded again above its deletion', async () => {
    const { sightings, confirm, outbox, heard } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await confirm(answer('leave', true), FROM);
    await confirm({ verb: 'confirm', key: 'm1', choice: { undo: true } }, FROM);
    await settled();
    expect(await outbox.visible()).toEqual([]);
    expect((await readTab(7))?.logged).toBeNull();
    expect(heard()).toMatchObject([{ kind: 'leave' }, { kind: 'call' }]);
    await confirm(answer('leave', true), FROM);
    expect((await outbox.visible()).map(({ item }) => item.revision)).toEqual([2]);
  });
  it('is recorded from a card that outlived its background', async () => {
    const { sightings, begin, outbox } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await begin().confirm(answer('call', true), FROM);
    expect((await outbox.visible()).map(({ item }) => item.data?.kind)).toEqual(['call-request']);
  });
  it('cannot be made up by a page: what was not heard is not recorded', async () => {
    const { sightings, confirm, outbox } = device();
    await sightings.seen(open(MAYA), FROM);
    await settled();
    await confirm(answer('anger', true), FROM);
    await confirm({ ...answer('leave', true), key: 'another' }, FROM);
    expect(await outbox.visible()).toEqual([]);
  });
});
