import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  addGrant,
  grantAt,
  isBelieved,
  knownSites,
  noteChecked,
  noteReading,
  originOf,
  patternOf,
  removeGrant,
  setSelector,
  siteGrants,
  trustIn,
  watchGrantedSites,
} from '../../../extension/background/site-access';
import type { SiteGrant } from '../../../extension/protocol';

interface Script {
  id: string;
  js: string[];
  matches: string[];
  allFrames: boolean;
}
/** A browser that holds these permissions and remembers what was registered and run. */
function browserWith(granted: string[]) {
  const held = new Set(granted);
  const scripts = new Map<string, Script>();
  const ran: string[] = [];
  const tabs = [
    { id: 1, url: 'https://mail.example.com/?_task=mail' },
    { id: 2, url: 'https://mail.example.com:8443/' },
  ];
  const put = (name: string, value: object) => Object.assign((browser as unknown as Record<string, object>)[name] ?? {}, value);
  (browser as unknown as Record<string, object>).scripting ??= {};
  (browser as unknown as Record<string, object>).permissions ??= {};
  put('permissions', {
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => held.has(origin)),
    remove: async ({ origins }: { origins: string[] }) => origins.every((origin) => held.delete(origin)),
  });
  put('scripting', {
    getRegisteredContentScripts: async () => [...scripts.values()],
    registerContentScripts: async (more: Script[]) => {
      for (const script of more) scripts.set(script.id, script);
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      for (const id of ids) scripts.delete(id);
    },
    executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => void ran.push(`${target.tabId} ${files}`),
  });
  vi.spyOn(browser.tabs, 'query').mockResolvedValue(tabs as never);
  return { held, scripts, ran };
}
const MAIL = 'https://mail.example.com';

beforeEach(() => fakeBrowser.reset());

describe('access to sites', () => {
  it('reads no host that was not granted', async () => {
    browserWith([]);
    expect(await siteGrants()).toEqual([]);
    expect(await grantAt(`${MAIL}/?_task=mail`)).toBeNull();
    expect(await grantAt('https://mail.google.com/mail/u/0/')).toBeNull();
  });
  it('watches a granted host from now on with its own script alone, and its open tabs at once', async () => {
    const { scripts, ran } = browserWith(['https://mail.example.com/*']);
    await addGrant(MAIL, 'roundcube');
    expect([...scripts.values()]).toMatchObject([
      { js: ['watch-roundcube.js'], matches: ['https://mail.example.com/*'], allFrames: false },
    ]);
    // The other port is another program.
    expect(ran).toEqual(['1 watch-roundcube.js']);
    expect(await grantAt(`${MAIL}/?_task=mail`)).toMatchObject({ site: 'roundcube', granted: true, state: 'unseen' });
    expect(await grantAt('https://mail.example.com:8443/')).toBeNull();
  });
  it('believes the browser, not itself: a grant that was taken back is one no more', async () => {
    const { held, scripts } = browserWith(['https://mail.example.com/*']);
    await addGrant(MAIL, 'roundcube');
    held.clear();
    await watchGrantedSites({ openTabs: false });
    expect(scripts.size).toBe(0);
    expect(await grantAt(MAIL)).toBeNull();
    expect(await siteGrants()).toMatchObject([{ host: 'mail.example.com', granted: false }]);
  });
  it('knows a hosted program by its own address once the browser grants it', async () => {
    browserWith(['https://mail.google.com/*']);
    expect(await grantAt('https://mail.google.com/mail/u/0/#inbox')).toMatchObject({ site: 'gmail', granted: true });
    expect(await siteGrants()).toMatchObject([{ host: 'mail.google.com', site: 'gmail', state: 'unseen' }]);
  });
  it('reads a site that nobody checked only where the user switched it on, by its own host', async () => {
    const { scripts } = browserWith(['https://mail.proton.me/*', 'https://acme.zendesk.com/*']);
    await watchGrantedSites({ openTabs: false });
    expect(scripts.size).toBe(0);
    expect(await grantAt('https://mail.proton.me/u/0/inbox')).toBeNull();
    expect(knownSites().filter(({ unverified }) => unverified)).toContainEqual(expect.objectContaining({ id: 'zendesk' }));
    await addGrant('https://mail.proton.me', 'proton');
    await addGrant('https://acme.zendesk.com', 'zendesk');
    expect(await grantAt('https://mail.proton.me/u/0/inbox')).toMatchObject({ site: 'proton', granted: true });
    expect(await grantAt('https://acme.zendesk.com/agent/tickets/7')).toMatchObject({ site: 'zendesk', granted: true });
    expect(await grantAt('https://other.zendesk.com/agent/tickets/7')).toBeNull();
    expect([...scripts.values()].map(({ js }) => js[0]).sort()).toEqual(['watch-proton.js', 'watch-zendesk.js']);
  });
  it('knows each host of a program that has several', async () => {
    browserWith(['https://outlook.live.com/*', 'https://outlook.office.com/*']);
    expect(await grantAt('https://outlook.office.com/mail/')).toMatchObject({ site: 'outlook' });
    expect((await siteGrants()).map(({ host }) => host)).toEqual(['outlook.live.com', 'outlook.office.com']);
  });
  it('gives the permission back with the last host that needs it', async () => {
    const { held } = browserWith(['https://mail.example.com/*']);
    await addGrant(MAIL, 'roundcube');
    await addGrant(`${MAIL}:8443`, 'rt');
    await removeGrant('mail.example.com');
    expect([...held]).toEqual(['https://mail.example.com/*']);
    await removeGrant('mail.example.com:8443');
    expect([...held]).toEqual([]);
    expect(await siteGrants()).toEqual([]);
  });
  it('keeps the place that a user pointed at, also where a page was read meanwhile', async () => {
    browserWith(['https://mail.example.com/*']);
    const [before] = await addGrant(MAIL, 'generic');
    await setSelector('mail.example.com', 'span.from', '/ticket/*');
    if (before) await noteReading(before, 'ok');
    expect(await grantAt(MAIL)).toMatchObject({ selector: 'span.from', shape: '/ticket/*', state: 'ok' });
  });
  it('believes a site that nobody checked only by the strategy that the user confirmed on this very host', async () => {
    browserWith(['https://acme.zendesk.com/*', 'https://other.zendesk.com/*', 'https://mail.example.com/*']);
    await addGrant('https://acme.zendesk.com', 'zendesk');
    await addGrant('https://other.zendesk.com', 'zendesk');
    const at = async (origin: string) => (await grantAt(`${origin}/agent/tickets/7`)) as SiteGrant;
    const acme = await at('https://acme.zendesk.com');
    expect([trustIn(acme, 'title'), isBelieved(acme)]).toEqual(['ask', false]);
    await noteChecked(acme, 'title', false, 1);
    expect([trustIn(await at('https://acme.zendesk.com'), 'title'), isBelieved(await at('https://acme.zendesk.com'))]).toEqual([
      'no',
      false,
    ]);
    await noteChecked(acme, 'asked', true, 2);
    const later = await at('https://acme.zendesk.com');
    expect([trustIn(later, 'asked'), trustIn(later, 'title'), trustIn(later, 'third'), isBelieved(later)]).toEqual([
      'yes',
      'no',
      'ask',
      true,
    ]);
    await noteReading(later, 'ok');
    expect((await at('https://acme.zendesk.com')).checked).toHaveLength(2);
    expect(trustIn(await at('https://other.zendesk.com'), 'asked')).toBe('ask');
    const [roundcube] = (await addGrant(MAIL, 'roundcube')).filter(({ site }) => site === 'roundcube');
    expect(roundcube && trustIn(roundcube, 'anything')).toBe('yes');
  });
  it('reads only web addresses, and names no port in a pattern', () => {
    expect(originOf('https://mail.example.com/*')).toBe(MAIL);
    expect(['about:config', 'file:///etc', 'chrome://settings', 'nothing'].map(originOf)).toEqual([null, null, null, null]);
    expect(patternOf('https://mail.example.com:8443')).toBe('https://mail.example.com/*');
  });
});
