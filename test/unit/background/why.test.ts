import { describe, expect, it } from 'vitest';
import { EMPTY_TAB, type TabState } from '../../../extension/background/tabs';
import { type WhyInput, whyHere } from '../../../extension/background/why';
import type { SiteGrant } from '../../../extension/protocol';
import { translator } from '../../../shared/i18n/t';

const t = translator({ language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false });
const GRANT: SiteGrant = { host: 'mail.example.com', origin: 'https://mail.example.com', site: 'roundcube', granted: true, state: 'ok' };
const OPEN: TabState = { ...EMPTY_TAB, site: 'roundcube', host: 'mail.example.com', key: 'm1', outcome: 'conversation' };
const SEEN: TabState = {
  ...OPEN,
  match: { kind: 'customer', customer: 'acme', contact: 'c1', address: 'a@acme.example', how: 'address' } as TabState['match'],
};
const ALL: WhyInput = {
  url: 'https://mail.example.com/?_task=mail',
  grant: GRANT,
  siteName: 'Roundcube',
  state: SEEN,
  customerName: 'Acme',
  online: true,
  paired: true,
  asks: false,
  panel: false,
};
/** The last step: what it says, and what to do there. */
function end(part: Partial<WhyInput>) {
  const { steps } = whyHere({ ...ALL, ...part }, t);
  expect(steps.slice(0, -1).every(({ ok }) => ok)).toBe(true);
  const last = steps[steps.length - 1];
  return { id: last?.id, ok: last?.ok, next: last?.next?.intent, text: last?.text.replace(/[\u2066-\u2069]/g, '') };
}

describe('why is there no card here', () => {
  it('goes through every step where all is in order', () => {
    const { host, steps } = whyHere(ALL, t);
    expect(host).toBe('mail.example.com');
    expect(steps.map(({ id, ok }) => [id, ok])).toEqual([
      ['granted', true],
      ['recognised', true],
      ['address', true],
      ['match', true],
      ['role', true],
    ]);
  });
  it('sends a browser that is not connected to the options', () => {
    expect(end({ paired: false })).toMatchObject({ ok: false, next: 'options' });
  });
  it('names the host that may not be read yet, and offers to allow it', () => {
    expect(end({ grant: null })).toEqual({ id: 'granted', ok: false, next: 'grant', text: 'Vafa may not read mail.example.com yet' });
  });
  it('speaks of this page where the browser does not tell its address', () => {
    expect(end({ url: null, grant: null })).toMatchObject({ next: 'grant', text: 'Vafa may not read this page yet' });
  });
  it("does not offer to read the browser's own pages", () => {
    expect(end({ url: 'about:config', grant: null })).toMatchObject({ id: 'granted', ok: false, next: 'search' });
  });
  it('lets the user point at the sender on a page that was not recognised', () => {
    expect(end({ state: null })).toMatchObject({ id: 'recognised', next: 'pick' });
    expect(end({ state: { ...OPEN, outcome: 'unrecognised' } })).toMatchObject({ id: 'recognised', next: 'pick' });
  });
  it('says that the page holds no address, and offers to ask its server where it has one', () => {
    const named: TabState = { ...OPEN, outcome: 'unrecognised', key: '', named: 'Maya' };
    expect(end({ state: named })).toMatchObject({ id: 'address', next: 'search' });
    expect(end({ state: named, asks: true })).toMatchObject({ id: 'address', next: 'ask' });
    expect(end({ state: { ...named, unanswered: true }, asks: true })).toMatchObject({ id: 'address', next: 'search' });
  });
  it('says that the card stands in the side panel', () => {
    expect(end({ panel: true })).toMatchObject({ ok: false, text: 'The card stands in the side panel' });
  });
  it('says that a reading waits for the user’s word, or was called wrong', () => {
    const unsure = { address: 'maya@acme.example', wrong: false };
    expect(end({ state: { ...OPEN, unsure } })).toMatchObject({ id: 'address', ok: false, next: undefined });
    expect(end({ state: { ...OPEN, unsure: { ...unsure, wrong: true } } })).toMatchObject({ id: 'address', next: 'pick' });
  });
  it('tells an open list from no open message', () => {
    expect(end({ state: { ...OPEN, outcome: 'list' } }).text).toBe('A list is open; a card needs an open message');
    expect(end({ state: { ...OPEN, outcome: 'none' } }).text).toBe('No message is open');
  });
  it('says that all addresses are our own', () => {
    expect(end({ state: { ...OPEN, match: { kind: 'unknown', address: null } } })).toMatchObject({ id: 'address', ok: false });
  });
  it('tells a stranger from a free mail domain and from a server that cannot be asked', () => {
    const stranger = (address: string) => ({ state: { ...OPEN, match: { kind: 'unknown', address } as TabState['match'] } });
    expect(end(stranger('x@nobody.example')).text).toBe('No customer has this address');
    expect(end(stranger('x@gmail.com')).text).toBe('A free mail domain says nothing about a company');
    expect(end({ ...stranger('x@nobody.example'), online: false }).text).toContain('cannot be asked now');
  });
  it('says that the role does not let this user see the customer, or that the card was closed', () => {
    expect(end({ customerName: null })).toMatchObject({ id: 'role', ok: false });
    expect(end({ state: { ...SEEN, closed: true } })).toMatchObject({ id: 'role', ok: false, text: 'You closed the card here' });
  });
  it('never shows the address itself', () => {
    expect(JSON.stringify(whyHere(ALL, t))).not.toContain('a@acme.example');
  });
});
