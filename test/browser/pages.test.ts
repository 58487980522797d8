/** The extension's own pages in a real browser over a real Worker: the model is changed, the history says so, the proof runs. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeWireEvent } from '../../shared/event-wire';
import { waitForCard } from '../../worker/local/card-on-page';
import { openDemoMessage } from '../../worker/local/demo-check';
import { demoEvents } from '../../worker/local/demo-data';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { expectCard } from '../../worker/local/expected-card';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS, manyCustomers } from './customers';
import { freePort, type Lab, openLab } from './lab';

/** Health held by a cap would not move with a weight. */
const CUSTOMER = { id: 'waha-clinics', address: 'salma@waha-clinics.example' };
/** Nearly all of the health hangs on how much they use it. */
const WEIGHTS = [['usage', '93']] as const;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the model, a customer’s history and the proof', () => {
  let lab: Lab;
  let mailbox: Awaited<ReturnType<typeof startDemoMailbox>>;
  const faults: string[] = [];
  const everybody: string[] = CUSTOMERS.map(({ id }) => id);
  beforeAll(async () => {
    mailbox = await startDemoMailbox({ port: await freePort() });
    lab = await openLab({
      kind: 'chromium',
      extension: inject('chromiumExtension'),
      sites: { [new URL(mailbox.url).origin]: 'roundcube' },
    });
    const now = Date.now();
    const demo = demoEvents(now);
    const many = manyCustomers(now, 30);
    await sendEvents(lab.worker, lab.token, demo.events.map(writeWireEvent), 'demo');
    await sendEvents(lab.worker, lab.token, many.events);
    everybody.push(...demo.customers.map(({ id }) => id), ...many.ids);
    await ask(lab.own, 'sync.now');
  });
  afterAll(async () => {
    expect(faults).toEqual([]);
    await lab?.close();
    await mailbox?.close();
  });

  const open = async (file: string): Promise<Page> => {
    const page = await lab.opened.browser.newPage();
    page.on('console', (message) => message.type() === 'error' && faults.push(`${file}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`${file}: ${error}`));
    await page.goto(`${lab.opened.origin}/${file}`);
    await page.bringToFront();
    return page;
  };
  const bands = async () => {
    const cards = await Promise.all(everybody.map((id) => expectCard(lab.settings.url, lab.token, id, Date.now())));
    return new Map(everybody.map((id, i) => [id, cards[i]?.band]));
  };
  const openMail = async (): Promise<Page> => {
    const mail = DEMO_MAIL.find((one) => one.from.address === CUSTOMER.address);
    if (!mail) throw new Error('the demo mailbox has no message of theirs');
    const page = await lab.opened.browser.newPage();
    await page.bringToFront();
    await openDemoMessage(page, mailbox.url, mail);
    await waitForCard(page, ({ kind }) => kind === 'customer');
    return page;
  };

  it('row 47: a changed weight is tried on the whole book, published, and marked in the history and on the card', async () => {
    const mail = await openMail();
    // A card that was looked at for a while is what the next one compares with.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await mail.close();
    const before = await bands();

    const page = await open('model.html');
    await page.waitForSelector('table.weights input');
    for (const [factor, weight] of WEIGHTS) await setWeights(page, factor, weight);
    await page.waitForSelector('.pane .changes li');
    await press(page, '.pane .btn.pri');
    await page.waitForSelector('.tally .headline', { timeout: 30_000 });
    const tried = await page.$eval('.tally .headline', (line) => line.textContent ?? '');
    const largest = await page.$$eval('.tally h3:first-of-type + table.largest tbody tr', (rows) =>
      rows.map((row) => row.textContent ?? ''),
    );
    expect(largest.length).toBeGreaterThan(0);
    expect(largest.length).toBeLessThanOrEqual(10);
    await press(page, 'form.publish button[type="submit"]');
    await page.waitForSelector('.done');
    await page.close();

    const after = await bands();
    const changed = everybody.filter((id) => before.get(id) !== after.get(id)).length;
    expect(changed).toBeGreaterThan(0);
    expect(tried).toContain(`${changed} customer`);

    await ask(lab.own, 'sync.now');
    const history = await open(`customers.html#/c/${CUSTOMER.id}/health`);
    await history.waitForSelector('.walk .total');
    expect(await history.$eval('main', (main) => main.textContent)).toMatch(/Model \d+ since/);
    await history.close();

    const again = await openMail();
    await clickInCard(again, '#v-tab-change');
    await expect.poll(async () => (await waitForCard(again, () => true)).text, { timeout: 10_000 }).toMatch(/Model updated/);
    await again.close();
  });

  it('row 47: the history of a customer adds up over each span of days', async () => {
    const page = await open(`customers.html#/c/${CUSTOMER.id}/health`);
    await page.waitForSelector('.walk .total');
    // A year ago there was too little data for a number.
    const spans = (await page.$$('fieldset.choose button')).slice(0, 3);
    expect(spans).toHaveLength(3);
    for (const span of spans) {
      await span.click();
      await page.waitForFunction((button) => button.getAttribute('aria-pressed') === 'true', {}, span);
      // Waited for and read in one go: the list is drawn anew when the other span arrives.
      const walked = await page.waitForFunction(() => {
        const total = document.querySelector('.walk .total');
        const cells = [...document.querySelectorAll('.walk li b.n')];
        return total && cells.map((cell) => Number(cell.textContent?.replace(/\p{Cf}/gu, '').replace('−', '-')));
      });
      const numbers = (await walked.jsonValue()) as number[];
      const [from = Number.NaN, ...rest] = numbers;
      const to = rest.pop();
      expect(from + rest.reduce((sum, points) => sum + points, 0)).toBe(to);
    }
    await page.close();
  });

  it('the proof runs over the workspace’s own past and shows figures, with what to bear in mind', async () => {
    const page = await open('customers.html#/proof');
    await page.waitForSelector('main .btn.pri');
    await press(page, 'main .btn.pri');
    await page.waitForSelector('ul.figures li', { timeout: 45_000 });
    const figures = await page.$$eval('ul.figures li b', (all) => all.map((one) => one.textContent ?? ''));
    expect(figures.length).toBeGreaterThanOrEqual(2);
    expect(figures[0]).toMatch(/^\d+%$/);
    expect(await page.$$eval('main table tbody tr', (rows) => rows.length)).toBeGreaterThan(4);
    await page.close();
  });
});

/** Gives one factor this weight for everybody and every other factor 1: eight factors, 100 in all. */
async function setWeights(page: Page, factor: string, weight: string): Promise<void> {
  const rows = await page.$$('table.weights tbody tr');
  expect(rows).toHaveLength(8);
  for (const row of rows) {
    const name = (await row.$eval('th', (head) => head.textContent ?? '')).toLowerCase();
    const input = await row.$('input');
    await input?.click({ count: 3 });
    await input?.type(name.startsWith(factor) ? weight : '1');
  }
}

/** A click on what can be pressed by now. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector<HTMLButtonElement>(wanted)?.disabled === false, {}, selector);
  await page.click(selector);
}

function clickInCard(page: Page, selector: string): Promise<void> {
  return page.evaluate((wanted) => {
    for (const element of [...document.documentElement.children, ...document.body.children])
      element.shadowRoot?.querySelector<HTMLElement>(wanted)?.click();
  }, selector);
}
