/**
 * Popup, side panel and options when things are not as on a usual day, in three languages, light and dark, in dist/pictures/states:
 * before pairing, an empty book, another's customer, a stranger, a running play, nothing and very much to do, no network, no server, no access.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard } from '../../worker/local/card-on-page';
import { findBrowser } from '../../worker/local/find-browser';
import { signIn } from '../../worker/local/local-api';
import { type OpenedBrowser, openBrowser } from '../../worker/local/open-browser';
import { ask, grantSite, pairExtension } from '../../worker/local/pair-extension';
import { ROOT } from '../../worker/local/settings';
import { openAlbum } from './album';
import { type DemoLab, openDemoLab } from './demo-lab';
import { tabOf } from './own-card';
import { pretend, type Shot, shootInEach } from './shots';
import { LANGUAGES, THEMES } from './stage';

const POPUP = 380;
const PANEL = 360;
const STRANGER = 'jonas.weber@elsewhere.test';
const MAIL = { en: 'tamsin.orrell@quillbrook.example', fa: 'negar@alvand-wood.example', ar: 'salma@waha-clinics.example' } as const;
const CUSTOMER = { en: 'quillbrook', fa: 'alvand', ar: 'waha-clinics' } as const;
const NOTE = { en: 'Asked for the new offer', fa: 'پیشنهاد تازه را خواست', ar: 'طلب العرض الجديد' } as const;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: pictures of unusual states', () => {
  const album = openAlbum(path.join(ROOT, 'dist/pictures/states'));
  let demo: DemoLab;
  /** A browser that begins without a workspace. */
  let fresh: OpenedBrowser;
  beforeAll(async () => {
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
    const program = findBrowser('chromium') ?? '';
    fresh = await openBrowser({ kind: 'chromium', program, extension: inject('chromiumExtension'), headless: true });
  });
  afterAll(async () => {
    await fresh?.close();
    await demo?.close();
  });

  it('the first run: popup, side panel and options before there is a workspace', async () => {
    await shootInEach(album, fresh, () => [
      { name: 'popup-not-paired', width: POPUP, file: 'popup.html', ready: 'main.not-paired' },
      { name: 'panel-not-paired', width: PANEL, file: 'sidepanel.html', ready: 'main.not-paired' },
      { name: 'options-first-run', width: 900, file: 'options.html', ready: 'main section' },
    ]);
  }, 120_000);

  it('nothing, a little and very much to do today', async () => {
    const today = (rows: number, ready: string, opens: readonly string[] = []): Shot => ({
      name: `popup-today-${rows}`,
      width: POPUP,
      file: 'popup.html',
      ready,
      opens,
      before: (page) => pretend(page, { rows }),
    });
    await shootInEach(album, demo.lab.opened, () => [
      today(0, '.today header'),
      today(3, '.today li:nth-child(3)'),
      today(30, '.today li:nth-child(30)', ['.today .more']),
      {
        name: 'popup-receipt',
        width: POPUP,
        file: 'popup.html',
        ready: 'main .what',
        opens: ['footer .line:last-child .btn:nth-of-type(2)'],
      },
    ]);
  }, 120_000);

  it('somebody whom nobody knows, and a play that runs', async () => {
    const { own, opened } = demo.lab;
    for (const language of LANGUAGES)
      await ask(own, 'work.say', {
        customer: CUSTOMER[language],
        title: 'play',
        events: [{ type: 'play.started', data: { play: `play-${language}`, kind: 'discount' } }],
      });
    await shootInEach(album, opened, async (language) => {
      const message = await demo.openMessage({ from: STRANGER, language, seen: false });
      const tab = await tabOf(demo.lab, message.url());
      const stranger = async () => (await ask<{ stranger: object | null }>(own, 'popup.state', { tab })).stranger;
      await expect.poll(stranger, { timeout: 20_000 }).not.toBeNull();
      const popup = { width: POPUP, file: `popup.html?tab=${tab}` };
      return [
        { ...popup, name: 'popup-stranger', ready: '.hint' },
        {
          ...popup,
          name: 'popup-stranger-added',
          file: `${popup.file}&customer=${CUSTOMER[language]}`,
          opens: ['.stranger input'],
          ready: '.stranger .pair',
        },
        { ...popup, name: 'popup-why', opens: ['.hint .btn'], ready: 'main.why li' },
        { name: 'panel-stranger', width: PANEL, file: `sidepanel.html?tab=${tab}`, ready: '.nobody' },
        { name: 'popup-play', width: POPUP, file: `popup.html?customer=${CUSTOMER[language]}`, opens: ['#say-do'], ready: '.work-on .due' },
      ];
    });
  }, 180_000);

  it('an empty book, a customer who is another’s, and access that was taken away', async () => {
    const { worker, token, get } = demo.lab;
    const asAdmin = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ id: 'newcomer', name: 'Noor Haddad', role: 'agent' });
    const { url } = (await (await fetch(`${worker.url}/v1/users`, { method: 'POST', headers: asAdmin, body })).json()) as { url: string };
    await worker.tick(); // the schedule makes the set of known addresses
    await pairExtension(fresh, worker, await signIn(url));
    await grantSite(fresh, demo.messageUrl(), 'roundcube');
    const own = await fresh.openPage('options.html');
    await ask(own, 'sync.now');
    await shootInEach(album, fresh, async (language) => {
      const message = await fresh.browser.newPage();
      await message.bringToFront();
      await message.goto(demo.messageUrl({ from: MAIL[language], language }));
      await waitForCard(message, (card) => card.kind === 'state');
      const tab = await tabOf({ own }, message.url());
      return [
        { name: 'popup-empty-book', width: POPUP, file: 'popup.html', ready: '.today header' },
        { name: 'list-empty-book', width: 1280, file: 'customers.html', ready: 'main p' },
        { name: 'popup-not-yours', width: POPUP, file: `popup.html?tab=${tab}`, ready: '.hint b' },
        { name: 'panel-not-yours', width: PANEL, file: `sidepanel.html?tab=${tab}`, ready: '[data-card="state"]' },
      ];
    });
    const { devices } = await get<{ devices: { id: string; user: string }[] }>('/v1/users');
    const device = devices.find(({ user }) => user === 'newcomer')?.id ?? '';
    await fetch(`${worker.url}/v1/devices/${device}`, { method: 'DELETE', headers: asAdmin });
    await ask(own, 'sync.now').catch(() => {});
    await shootInEach(album, fresh, () => [{ name: 'popup-revoked', width: POPUP, file: 'popup.html', ready: 'main.not-paired' }]);
  }, 240_000);

  it('no server and no network, with notes that wait', async () => {
    const { opened, own, worker } = demo.lab;
    await worker.stop();
    const outbox = { width: POPUP, file: 'popup.html', opens: ['footer [aria-expanded]'], ready: '.outbox li' };
    await shootInEach(album, opened, async (language) => {
      await ask(own, 'note.save', { customer: CUSTOMER[language], kind: 'call', text: NOTE[language], remindAt: null });
      await ask(own, 'sync.now').catch(() => {});
      const message = await demo.openMessage({ from: MAIL[language], language });
      const tab = await tabOf(demo.lab, message.url());
      return [
        { ...outbox, name: 'popup-no-server' },
        { name: 'popup-no-server-customer', width: POPUP, file: `popup.html?customer=${CUSTOMER[language]}`, ready: '.log textarea' },
        { name: 'panel-no-server', width: PANEL, file: `sidepanel.html?tab=${tab}`, ready: '[data-card="customer"]' },
        { name: 'list-no-server', width: 1280, file: 'customers.html', ready: 'main p' },
      ];
    });
    await shootInEach(album, opened, () => [{ ...outbox, name: 'popup-offline', before: (page) => pretend(page, { offline: true }) }]);
  }, 240_000);

  it('a sheet of each has all six beside each other', async () => {
    const names = [...new Set(album.taken.map(({ page }) => page))];
    expect(album.taken).toHaveLength(names.length * LANGUAGES.length * THEMES.length);
    const tab = await fresh.browser.newPage();
    expect(await album.bind(tab)).toBe(album.taken.length);
    await tab.close();
  }, 120_000);
});
