/** A page that no adapter knows: the person points at the sender once, and Vafa reads that place from then on. */
import { createServer, type Server } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { freePort, type Lab, openLab } from './lab';

const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
const ticket = (address: string) => `<!doctype html><meta charset="utf-8"><title>Helpdesk</title><main><h1>A ticket</h1>
  <p class="requester">From <span class="requester-email">${address}</span></p><p>The body names reza.karimi@tehran-shop.test too.</p></main>`;

describe.skipIf(inject('missing').includes('chromium'))('Chromium on a page of an unknown program', () => {
  let lab: Lab;
  let page: Page;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const senders: Record<string, string> = {
      '/one': 'john.smith@example.com',
      '/two': 'sara.ahmadi@pars-trading.test',
      '/stranger': 'eve@evil.test',
    };
    server = createServer((request, response) =>
      response.setHeader('content-type', 'text/html').end(ticket(senders[request.url ?? ''] ?? '')),
    ).listen(port, '127.0.0.1');
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [origin]: 'generic' } });
    page = await lab.opened.browser.newPage();
  });
  afterAll(async () => {
    await lab?.close();
    server?.close();
  });

  it('shows no card before anybody has pointed, and says why', async () => {
    await page.goto(`${origin}/one`);
    await waitForNoCard(page);
    const why = await ask<{ steps: { id: string; ok: boolean }[] }>(lab.own, 'popup.why', { tab: await tabOf(lab, origin) });
    expect(why.steps.find((step) => !step.ok)?.id).toBe('recognised');
  });

  it('shows the customer once the person has pointed at the sender, and on every later page', async () => {
    await page.bringToFront();
    const picked = ask(lab.own, 'site.pick', { tab: await tabOf(lab, origin) });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await page.hover('.requester-email');
    await page.click('.requester-email');
    await picked;
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    await page.goto(`${origin}/two`);
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    await page.goto(`${origin}/stranger`);
    await waitForNoCard(page);
  });
});

/** The browser's number of the tab that shows this origin. */
async function tabOf(lab: Lab, origin: string): Promise<number> {
  const tabs = await lab.own.evaluate(() =>
    (globalThis as unknown as { chrome: { tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } } }).chrome.tabs.query({}),
  );
  const tab = tabs.find(({ url }) => url?.startsWith(origin));
  if (!tab) throw new Error(`no tab shows ${origin}`);
  return tab.id;
}
