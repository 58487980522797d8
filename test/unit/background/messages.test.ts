import { describe, expect, it } from 'vitest';
import { type AskHandlers, messageRouter, type PageHandlers, Refusal, type Sender } from '../../../extension/background/messages';
import type { SiteGrant } from '../../../extension/protocol';

const SELF = { id: 'vafa-id', origin: 'chrome-extension://vafa-id' };
const GRANT: SiteGrant = { host: 'mail.example.com', origin: 'https://mail.example.com', site: 'roundcube', granted: true, state: 'ok' };
const page = (part: Partial<Sender> = {}): Sender => ({
  id: SELF.id,
  url: 'https://mail.example.com/inbox',
  origin: 'https://mail.example.com',
  frameId: 0,
  tab: { id: 7 },
  ...part,
});
const own = (part: Partial<Sender> = {}): Sender => ({ id: SELF.id, url: `${SELF.origin}/popup.html`, origin: SELF.origin, ...part });
const sighting = {
  verb: 'sighting',
  site: 'roundcube',
  key: 'k1',
  outcome: 'conversation',
  strategy: 's',
  correspondents: [{ address: 'a@example.com', name: 'A', role: 'from' }],
  own: [],
};

/** Says something to a router whose handlers write down what reached them. */
async function say(message: unknown, sender: Sender): Promise<{ taken: boolean; answer: unknown; reached: unknown[]; failures: string[] }> {
  const reached: unknown[] = [];
  const failures: string[] = [];
  const handler = (name: string) => async (said: unknown) => {
    reached.push([name, said]);
    return null;
  };
  const pages = Object.fromEntries(['sighting', 'rows', 'log', 'later', 'confirm', 'open'].map((name) => [name, handler(name)]));
  const asks = {
    'sync.now': handler('sync.now'),
    'settings.save': handler('settings.save'),
    hide: async () => {
      throw new Refusal('not-paired', 'Connect this browser first.');
    },
    'pair.end': async () => {
      throw new TypeError('broken');
    },
  };
  const router = messageRouter({
    self: SELF,
    grantAt: async (url) => (url.startsWith(`${GRANT.origin}/`) ? GRANT : null),
    page: pages as unknown as PageHandlers,
    ask: async () => asks as unknown as AskHandlers,
    failed: (verb) => failures.push(verb),
  });
  let taken = false;
  const answer = await new Promise((resolve) => {
    taken = router(message, sender, resolve) === true;
    if (!taken) resolve(undefined);
  });
  return { taken, answer, reached, failures };
}

describe('the one door into the background', () => {
  it('takes a sighting from the top frame of a granted host', async () => {
    const { reached } = await say(sighting, page());
    expect(reached).toEqual([['sighting', sighting]]);
  });
  it.each<[string, unknown, Sender]>([
    ['another extension', sighting, page({ id: 'other' })],
    ['a frame inside the page', sighting, page({ frameId: 3 })],
    ['a page without a tab', sighting, { id: SELF.id, url: 'https://mail.example.com/', origin: 'https://mail.example.com', frameId: 0 }],
    ['a host that was never granted', sighting, page({ url: 'https://evil.example/', origin: 'https://evil.example' })],
    ['a page whose origin is not that of its address', sighting, page({ origin: 'https://evil.example' })],
    ['a sandboxed page', sighting, page({ origin: 'null' })],
    ['a script of another site on the same host', { ...sighting, site: 'request-tracker' }, page()],
    ['a content script that asks what only our pages may', { verb: 'sync.now' }, page()],
    ['a content script that would change settings', { verb: 'settings.save', settings: {} }, page()],
    [
      'an address that only begins like ours',
      { verb: 'sync.now' },
      own({ url: `${SELF.origin}.evil.example/`, origin: `${SELF.origin}.evil.example` }),
    ],
    ['one of our pages speaking as a content script', sighting, own()],
    ['a verb nobody knows', { verb: 'constructor' }, page()],
    ['a verb of the prototype, asked', { verb: 'toString' }, own()],
    [
      'a hundred and one rows',
      { verb: 'rows', site: 'roundcube', addresses: Array.from({ length: 101 }, (_, n) => `a${n}@example.com`) },
      page(),
    ],
    ['a conversation without a key', { ...sighting, key: '' }, page()],
    ['a log of an unknown kind', { verb: 'log', key: 'k1', customer: 'c', kind: 'shout' }, page()],
    ['an endless customer id', { verb: 'log', key: 'k1', customer: 'c'.repeat(201), kind: 'call' }, page()],
    ['no object at all', 'sync.now', own()],
    ['nothing', null, own()],
  ])('lets nothing through from %s', async (_, message, sender) => {
    const { reached } = await say(message, sender);
    expect(reached).toEqual([]);
  });
  it('answers our own pages with a value', async () => {
    expect((await say({ verb: 'sync.now' }, own())).answer).toEqual({ ok: true, value: null });
  });
  it('names a bad payload of our own pages', async () => {
    expect((await say({ verb: 'settings.save', settings: { theme: 'pink' } }, own())).answer).toMatchObject({ ok: false, code: 'payload' });
  });
  it('passes an expected refusal on in words', async () => {
    expect((await say({ verb: 'hide', minutes: 60 }, own())).answer).toEqual({
      ok: false,
      code: 'not-paired',
      text: 'Connect this browser first.',
    });
  });
  it('answers also when a handler breaks, and reports it by name only', async () => {
    const { answer, failures } = await say({ verb: 'pair.end' }, own());
    expect(answer).toMatchObject({ ok: false, code: 'failed' });
    expect(failures).toEqual(['pair.end']);
  });
});
