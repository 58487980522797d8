/** What a person says back to the model, in the real popup over a real mail page, as far as the Worker's database. */
import { createServer, type Server } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Facts } from '../../shared/facts/facts';
import { waitForCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { freePort, type Lab, openLab } from './lab';
import { openPopup } from './popup';

const CUSTOMER = 'smith-retail';
const MAIL = `<!doctype html><meta charset="utf-8"><title>Helpdesk</title><main><h1>A ticket</h1>
  <p>From <span class="requester-email">john.smith@example.com</span></p></main>`;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the popup over an open mail', () => {
  let lab: Lab;
  let page: Page;
  let popup: Page;
  let server: Server;
  beforeAll(async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(MAIL)).listen(port, '127.0.0.1');
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [origin]: 'generic' } });
    page = await lab.opened.browser.newPage();
    await page.goto(`${origin}/one`);
    const tabs = await lab.own.evaluate(() =>
      (globalThis as unknown as { chrome: { tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } } }).chrome.tabs.query(
        {},
      ),
    );
    const tab = tabs.find(({ url }) => url?.startsWith(origin))?.id;
    await page.bringToFront();
    const picked = ask(lab.own, 'site.pick', { tab });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await page.hover('.requester-email');
    await page.click('.requester-email');
    await picked;
    await waitForCard(page, ({ kind }) => kind === 'customer');
    popup = await openPopup(lab.opened, page);
    await popup.waitForSelector('.say-tabs');
  });
  afterAll(async () => {
    await lab?.close();
    server?.close();
  });
  /** The facts that the Worker folded, once they are as wanted: an act waits eight seconds for its undo. */
  const inDatabase = async (holds: (facts: Facts) => boolean): Promise<Facts> => {
    let facts: Facts | null = null;
    await expect
      .poll(
        async () => {
          await ask(lab.own, 'sync.now');
          facts = (await lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts;
          return holds(facts);
        },
        { timeout: 45_000, interval: 1000 },
      )
      .toBe(true);
    return facts as unknown as Facts;
  };

  it('row 37: a competitor noted by hand is a signal on the card at once, and an event in the database', async () => {
    await popup.click('#say-noticed');
    await popup.click('[data-raise="competitor"]');
    await popup.keyboard.type('Northglass');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('.undo');
    await waitForCard(page, ({ signals }) => signals.includes('competitor-named'));
    const { remarks } = await inDatabase((facts) => facts.remarks.length > 0);
    expect(remarks).toMatchObject([{ kind: 'competitor', name: 'Northglass', contact: 'john.smith@example.com' }]);
  });

  it('a signal is put aside with a reason and an end, and leaves the card', async () => {
    await popup.click('#say-signals');
    await popup.waitForSelector('[data-signal="competitor-named"]');
    await popup.click('[data-signal="competitor-named"] [data-do="snooze"]');
    await popup.click('.snooze input[value="waiting-for-them"]');
    await popup.click('.snooze button[type="submit"]');
    await popup.waitForSelector('[data-signal="competitor-named"] [data-do="wake"]');
    await waitForCard(page, ({ signals }) => !signals.includes('competitor-named'));
    const { snoozed } = await inDatabase((facts) => facts.snoozed['competitor-named'] !== undefined);
    expect(snoozed['competitor-named']).toMatchObject({ reason: 'waiting-for-them' });
    expect(snoozed['competitor-named']?.until).toBeGreaterThan(Date.now());
  });

  it('a pulse is given by the keyboard alone, and stands beside health', async () => {
    await popup.focus('#say-signals');
    await popup.keyboard.press('ArrowRight');
    await popup.waitForSelector('#say-do[aria-selected="true"]');
    await popup.keyboard.press('ArrowRight');
    await popup.waitForSelector('.pulse');
    await popup.keyboard.press('2');
    await popup.keyboard.type('They compare offers');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('.standing');
    const { pulse } = await inDatabase((facts) => facts.pulse !== null);
    expect(pulse).toMatchObject({ score: 2, reason: 'They compare offers', codes: [] });
    expect(pulse?.by).not.toBe('');
  });
});
