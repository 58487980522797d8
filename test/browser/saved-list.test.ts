/** The customers page with its Worker and without: the same customers in the same order, and one line that says which it is. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeWireEvent } from '../../shared/event-wire';
import { demoEvents } from '../../worker/local/demo-data';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';

const SHOWN = 12;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the list of customers without its Worker', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
    await sendEvents(lab.worker, lab.token, demoEvents(Date.now()).events.map(writeWireEvent), 'demo');
    await ask(lab.own, 'sync.now');
  });
  afterAll(() => lab?.close());

  const inOrder = (page: Page) =>
    page.$$eval('table.window tbody a', (links, most) => links.slice(0, most).map((link) => (link as HTMLAnchorElement).hash), SHOWN);
  const line = (page: Page) => page.$eval('main', (main) => main.querySelector('.saved-copy')?.textContent ?? '');
  /** By name: an order in which no two customers stand alike. */
  const openList = async (): Promise<Page> => {
    const page = await lab.opened.browser.newPage();
    await page.goto(`${lab.opened.origin}/customers.html`);
    await page.setViewport({ width: 1200, height: 1000 });
    await page.bringToFront();
    await page.waitForSelector('table.window tbody a');
    const before = await inOrder(page);
    await page.$$eval('search select', (all) => {
      const sort = all.at(-1) as unknown as HTMLSelectElement;
      sort.value = 'name';
      sort.dispatchEvent(new Event('change', { bubbles: true }));
    });
    const isSorted = (order: string[]) => order.length === SHOWN && order.join() !== before.join();
    await expect.poll(async () => isSorted(await inOrder(page)), { timeout: 20_000 }).toBe(true);
    return page;
  };

  it('is the book’s, in the same order, and says so until the Worker answers again', async () => {
    const live = await openList();
    const order = await inOrder(live);
    expect(await line(live)).toBe('');
    await live.close();
    await lab.worker.stop();
    const page = await openList();
    expect(await inOrder(page)).toEqual(order);
    expect(await line(page)).toContain('The server does not answer.');
    expect(await page.$('[role="alert"]')).toBeNull();
    await lab.restartWorker();
    await page.$eval('.saved-copy button', (button) => (button as HTMLElement).click());
    await page.waitForFunction(() => document.querySelector('.saved-copy') === null && document.querySelector('table.window') !== null);
    expect(await inOrder(page)).toEqual(order);
  }, 90_000);
});
