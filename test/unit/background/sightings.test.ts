import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hideFor } from '../../../extension/background/hide';
import type { PageSender } from '../../../extension/background/messages';
import type { PagePayload } from '../../../extension/background/page-payloads';
import { defaultSettings, saveSettings } from '../../../extension/background/settings';
import { openSightings, type SightingParts } from '../../../extension/background/sightings';
import { readTab, type TabState, writeTab } from '../../../extension/background/tabs';
import type { SiteGrant, ToPage } from '../../../extension/protocol';
import { fold } from '../../../shared/facts/fold';
import { buildIndex, type Match } from '../../../shared/matching/match';
import { events } from '../events';

const NOW = Date.UTC(2026, 10, 21, 12);
const e = events('acme');
const ACME = {
  id: 'acme',
  seq: 1,
  trace: [],
  signals: [],
  facts: fold([
    e['customer.profile'](NOW - 1000, { name: 'Acme' }),
    e['contact.set'](NOW - 900, { contact: 'c1', name: 'Maya', email: 'maya@acme.example' }),
  ]),
};
const GRANT: SiteGrant = {
  host: 'mail.example.com',
  origin: 'https://mail.example.com',
  site: 'roundcube',
  granted: true,
  state: 'unseen',
};
const FROM: PageSender = { tab: 7, url: 'https://mail.example.com/', document: 'd1', grant: GRANT };
const open = (key: string, address: string, at?: number): PagePayload<'sighting'> => ({
  verb: 'sighting',
  site: 'roundcube',
  key,
  outcome: 'conversation',
  strategy: 's',
  correspondents: [{ address, name: 'Maya', role: 'from' }],
  own: ['me@our.example'],
  ...(at === undefined ? {} : { at }),
});

/** The path from sighting to card, with a paired device that holds one customer. */
function path(link: object = {}, found: Pick<TabState, 'match' | 'elsewhere'> | null = null) {
  const told: ToPage[] = [];
  const injected: unknown[] = [];
  const mails: unknown[] = [];
  const held = [ACME];
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation((async (_tab: number, message: ToPage) => void told.push(message)) as never);
  (browser as unknown as Record<string, object>).scripting = {
    executeScript: async (what: unknown) => {
      injected.push(what);
      return [{ result: true }];
    },
  };
  const card = (customer: string) => ({ kind: 'customer', customer });
  const parts = {
    book: {
      index: async () => buildIndex(held),
      record: async (id: string) => held.find((record) => record.id === id) ?? null,
      isFilled: async () => true,
      saw: async () => {},
    },
    elsewhere: { find: async (match: Match) => (match.kind === 'unknown' ? found : null) },
    connection: { read: async () => ({ token: 't', revoked: false, role: 'agent', workspace: 'w1', ...link }) },
    choices: { read: async () => ({}) },
    looks: { left: async () => {}, shown: async () => {} },
    views: {
      customer: async (customer: string) => card(customer),
      state: async (code: string) => ({ kind: 'state', code }),
      ask: async () => ({ kind: 'ask' }),
      lookAlike: async () => ({ kind: 'state', code: 'look-alike' }),
      look: async () => null,
      elsewhere: async ({ state }: { state: string }) => ({ kind: 'state', code: state }),
      actTitle: async () => 'E-mail',
    },
    hearing: { listens: async () => false, of: () => [] },
    acts: { mail: async (seen: unknown) => Boolean(mails.push(seen)) },
    now: () => NOW,
    hasWork: () => {},
  };
  const sightings = openSightings(parts as unknown as SightingParts);
  return { sightings, told, injected, mails, held };
}

beforeEach(async () => {
  fakeBrowser.reset();
  await saveSettings(defaultSettings('en-GB'));
});

describe('from a sighting to a card', () => {
  it('shows the card of the customer behind the sender, for that very message', async () => {
    const { sightings, told, injected } = path();
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    expect(told).toEqual([{ verb: 'card', key: 'm1', view: { kind: 'customer', customer: 'acme' } }]);
    expect(injected).toMatchObject([{ target: { tabId: 7, documentIds: ['d1'] }, files: ['card.js'] }]);
  });
  it('shows the card of a customer whom the workspace knows and the book did not, and counts the mail for them', async () => {
    const match = { kind: 'customer', customer: 'far', how: 'address', contact: 'k', address: 'kim@far.example' } as const;
    const { sightings, told, mails } = path({}, { match, elsewhere: null });
    const settings = defaultSettings('en-GB');
    await saveSettings({ ...settings, mailAsContact: { roundcube: true } });
    await sightings.seen(open('m1', 'kim@far.example', NOW - 1000), FROM);
    expect(told).toEqual([{ verb: 'card', key: 'm1', view: { kind: 'customer', customer: 'far' } }]);
    expect(mails).toMatchObject([{ customer: 'far', contact: 'k' }]);
  });
  it.each(['owned', 'offline', 'filling'] as const)(
    'says what is known of somebody of whom the card cannot be shown: %s',
    async (state) => {
      const match = { kind: 'unknown', address: 'kim@far.example' } as const;
      const { sightings, told } = path({}, { match, elsewhere: { state, owner: 'maja' } });
      await sightings.seen(open('m1', 'kim@far.example'), FROM);
      expect(told).toMatchObject([{ key: 'm1', view: { kind: 'state', code: state } }]);
    },
  );
  it('looks once more for somebody who could not be asked for, as soon as there is something new', async () => {
    const match = { kind: 'unknown', address: 'maya@acme.example' } as const;
    const { sightings, told } = path();
    await sightings.seen(open('m1', 'somebody@nowhere.example'), FROM);
    const state = await readTab(7);
    if (state) await writeTab(7, { ...state, match, elsewhere: { state: 'filling', owner: '' } });
    await sightings.publishAll([]);
    expect(told).toEqual([{ verb: 'card', key: 'm1', view: { kind: 'customer', customer: 'acme' } }]);
  });
  it('asks anew whose the address is when the customer went while the card was open: merged, given away, deleted', async () => {
    const { sightings, told, held } = path({}, null);
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    held.splice(0, 1, { ...ACME, id: 'acme-group' });
    await sightings.publishAll(['acme', 'acme-group']);
    expect(told.at(-1)).toEqual({ verb: 'card', key: 'm1', view: { kind: 'customer', customer: 'acme-group' } });
    held.splice(0, 1);
    await sightings.publishAll(['acme-group']);
    expect(told.at(-1)).toEqual({ verb: 'card', key: 'm1', view: null });
  });
  it('shows the card of somebody else’s customer as soon as it is ours', async () => {
    const match = { kind: 'unknown', address: 'maya@acme.example' } as const;
    const { sightings, told, held } = path({}, { match, elsewhere: { state: 'owned', owner: 'maja' } });
    held.splice(0, 1);
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    expect(told.at(-1)).toMatchObject({ view: { kind: 'state', code: 'owned' } });
    held.push(ACME);
    await sightings.publishAll(['acme']);
    expect(told.at(-1)).toEqual({ verb: 'card', key: 'm1', view: { kind: 'customer', customer: 'acme' } });
  });
  it('shows nothing for a stranger, and brings nothing of ours into the page', async () => {
    const { sightings, told, injected } = path();
    await sightings.seen(open('m1', 'somebody@nowhere.example'), FROM);
    expect([told, injected]).toEqual([[], []]);
  });
  it('does not show a card whose message was left while it was worded', async () => {
    const { sightings, told } = path();
    const first = sightings.seen(open('m1', 'maya@acme.example'), FROM);
    const second = sightings.seen(open('m2', 'somebody@nowhere.example'), FROM);
    await Promise.all([first, second]);
    expect(told.filter((message) => message.verb === 'card' && message.view !== null)).toEqual([]);
    expect((await readTab(7))?.key).toBe('m2');
  });
  it('brings the card script once for two sightings of a message that is still filling', async () => {
    const { sightings, told, injected } = path();
    const message = open('m1', 'maya@acme.example');
    await Promise.all([sightings.seen(message, FROM), sightings.seen({ ...message, at: NOW - 60_000 } as typeof message, FROM)]);
    expect(injected).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ verb: 'card', key: 'm1' });
    expect((await readTab(7))?.at).toBe(NOW - 60_000);
  });
  it('takes the card away again when a stranger or no message is open', async () => {
    const { sightings, told } = path();
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    await sightings.seen(open('m2', 'somebody@nowhere.example'), FROM);
    await sightings.seen({ verb: 'sighting', site: 'roundcube', key: '', outcome: 'none' }, FROM);
    expect(told.slice(1)).toEqual([
      { verb: 'card', key: 'm2', view: null },
      { verb: 'card', key: '', view: null },
    ]);
  });
  it('says that the page has changed where it could not be read', async () => {
    const { sightings, told } = path();
    await sightings.seen({ verb: 'sighting', site: 'roundcube', key: '', outcome: 'unrecognised', looked: ['.sender'] }, FROM);
    expect(told).toMatchObject([{ view: { kind: 'state', code: 'page-changed' } }]);
  });
  it('asks who wrote on a site that nobody checked, and until then knows nobody and counts nothing', async () => {
    const { sightings, told, mails } = path();
    await saveSettings({ ...defaultSettings('en-GB'), mailAsContact: { roundcube: true, zendesk: true } });
    const from = { ...FROM, grant: { ...GRANT, site: 'zendesk' } };
    await sightings.seen({ ...open('m1', 'maya@acme.example'), site: 'zendesk' } as PagePayload<'sighting'>, from);
    expect(told).toMatchObject([{ key: 'm1', view: { kind: 'state', code: 'unchecked' } }]);
    expect(await readTab(7)).toMatchObject({
      match: { kind: 'unknown', address: null },
      unsure: { address: 'maya@acme.example', wrong: false },
    });
    expect(mails).toEqual([]);
    const confirmed = { ...from, grant: { ...from.grant, checked: [{ strategy: 's', right: true, at: NOW }] } };
    await sightings.seen({ ...open('m1', 'maya@acme.example'), site: 'zendesk' } as PagePayload<'sighting'>, confirmed);
    expect(told.at(-1)).toMatchObject({ view: { kind: 'customer', customer: 'acme' } });
    expect(mails).toHaveLength(1);
  });
  it('is silent by a strategy that the user called wrong, and asks again by another', async () => {
    const { sightings, told } = path();
    const grant = { ...GRANT, site: 'zendesk', checked: [{ strategy: 's', right: false, at: NOW }] };
    await sightings.seen({ ...open('m1', 'maya@acme.example'), site: 'zendesk' } as PagePayload<'sighting'>, { ...FROM, grant });
    expect(told).toEqual([]);
    await sightings.seen({ ...open('m2', 'maya@acme.example'), site: 'zendesk', strategy: 's2' } as PagePayload<'sighting'>, {
      ...FROM,
      grant,
    });
    expect(told).toMatchObject([{ view: { code: 'unchecked' } }]);
  });
  it.each([
    ['zendesk', 'askable'],
    ['outlook', 'no-address'],
  ])('says that a page of %s holds no address', async (site, code) => {
    const { sightings, told } = path();
    const said = { verb: 'sighting', site, key: '', outcome: 'unrecognised', looked: ['.sender'], named: 'Maya' } as const;
    await sightings.seen({ ...said, looked: [...said.looked] }, { ...FROM, grant: { ...GRANT, site } });
    expect(told).toMatchObject([{ view: { kind: 'state', code } }]);
    expect(await readTab(7)).toMatchObject({ named: 'Maya', match: { kind: 'unknown' } });
  });
  it.each([
    ['not-paired', { token: '' }],
    ['revoked', { revoked: true }],
  ])('names the state %s', async (code, link) => {
    const { sightings, told } = path(link);
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    expect(told).toMatchObject([{ view: { kind: 'state', code } }]);
  });
  it('shows nothing while everything is hidden', async () => {
    const { sightings, told } = path();
    await hideFor(NOW, 60);
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    expect(told.map(({ verb }) => verb)).toEqual(['hidden']);
  });
  it('keeps a card closed while its message is looked at, and opens the next', async () => {
    const { sightings, told } = path();
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    const state = await readTab(7);
    if (state) await writeTab(7, { ...state, closed: true });
    await sightings.seen(open('m1', 'maya@acme.example'), FROM);
    await sightings.seen(open('m2', 'maya@acme.example'), FROM);
    expect(told.map((message) => message.verb === 'card' && [message.key, message.view !== null])).toEqual([
      ['m1', true],
      ['m1', false],
      ['m2', true],
    ]);
  });
});

describe('mail as contact', () => {
  it('counts only where it is switched on for the site, and knows the direction', async () => {
    const { sightings, mails } = path();
    await sightings.seen(open('m1', 'maya@acme.example', NOW - 5000), FROM);
    expect(mails).toEqual([]);
    await saveSettings({ ...defaultSettings('en-GB'), mailAsContact: { 'mail.example.com': true } });
    await sightings.seen(open('m1', 'maya@acme.example', NOW - 5000), FROM);
    expect(mails).toMatchObject([{ customer: 'acme', contact: 'c1', direction: 'in', at: NOW - 5000 }]);
  });
  it("never counts a stranger's", async () => {
    await saveSettings({ ...defaultSettings('en-GB'), mailAsContact: { 'mail.example.com': true } });
    const { sightings, mails } = path();
    await sightings.seen(open('m1', 'somebody@nowhere.example'), FROM);
    expect(mails).toEqual([]);
  });
});
