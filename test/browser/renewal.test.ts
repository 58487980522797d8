/** What an account manager agrees with a customer and is reminded of, in the real pages, as far as the Worker's database. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';

const PICTURES = path.join(import.meta.dirname, '../../dist/pictures/renewal');
const CUSTOMER = 'garcia';
const CONTRACT = `[data-contract="${CUSTOMER}-2026"]`;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: what is agreed and due', () => {
  let lab: Lab;
  let page: Page;
  const now = Date.now();
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
    const { me } = await ask<{ me: string }>(lab.own, 'report.state');
    // On any day and at any hour, each by itself.
    const { settings } = await ask<{ settings: { alerts: object } }>(lab.own, 'options.state');
    const alerts = { ...settings.alerts, restDays: [] };
    await ask(lab.own, 'settings.save', { settings: { ...settings, alerts, quietHours: null, digestAfter: 50 } });
    const send = (id: string, customer: string, type: string, at: number, data: object) => ({ id, customer, type, at, data });
    await sendEvents(lab.worker, lab.token, [
      send('g-price', CUSTOMER, 'price.change', now - 20 * DAY, { contract: `${CUSTOMER}-2026`, effective: now + 120 * DAY, percent: 8 }),
      send('g-ticket', CUSTOMER, 'ticket.opened', now - 200 * DAY, { ticket: 'T-old', subject: 'Kiln' }),
      send('g-closed', CUSTOMER, 'ticket.closed', now - 199 * DAY, { ticket: 'T-old' }),
      send('n-new', 'newcomer', 'customer.profile', now - 35 * DAY, { name: 'Newcomer', since: now - 35 * DAY }),
      send('g-owner', CUSTOMER, 'customer.owner', now - 35 * DAY, { owner: me }),
      send('a-owner', 'alnoor', 'customer.owner', now - 35 * DAY, { owner: me }),
    ] as Parameters<typeof sendEvents>[2]);
    await ask(lab.own, 'sync.now');
    page = await lab.opened.openPage(`customers.html#/c/${CUSTOMER}/agreements`);
    await page.waitForSelector(CONTRACT);
  });
  afterAll(async () => {
    await lab?.close();
  });
  const inDatabase = async (holds: (facts: Facts) => boolean, customer = CUSTOMER): Promise<Facts> => {
    let facts: Facts | null = null;
    await expect
      .poll(
        async () => {
          await ask(lab.own, 'sync.now');
          facts = (await lab.get<{ facts: Facts }>(`/v1/customers/${customer}`)).facts;
          return holds(facts);
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(true);
    return facts as unknown as Facts;
  };
  const click = async (selector: string) => {
    await page.waitForSelector(selector);
    await page.evaluate((found) => (document.querySelector(found) as HTMLElement).click(), selector);
  };
  const fill = async (selector: string, text: string) => {
    await page.waitForSelector(selector);
    await page.evaluate(
      (found, words) => {
        const field = document.querySelector(found) as HTMLInputElement;
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      selector,
      text,
    );
  };
  /** Sends the form around a field. */
  const submit = (selector: string) => page.evaluate((found) => document.querySelector(found)?.closest('form')?.requestSubmit(), selector);
  const picture = async (name: string) => {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${name}.png`) as `${string}.png`, fullPage: true });
  };
  const gone = (selector: string) => page.waitForFunction((found) => document.querySelector(found) === null, {}, selector);
  const text = (selector: string) => page.$eval(selector, (found) => (found.textContent ?? '').replace(/[\u2066-\u2069]/g, ''));
  const open = async (hash: string, ready: string) => {
    page = await lab.opened.openPage(`customers.html#${hash}`);
    await page.waitForSelector(ready);
  };

  it('row 125 and row 126: an agreement says its end, its notice deadline, its term, and how long there is to talk', async () => {
    const words = await text(CONTRACT);
    for (const part of ['Ends', 'Notice', 'month', 'talk']) expect(words.toLowerCase()).toContain(part.toLowerCase());
  });

  it('row 39: a price that goes up and was not announced stands in red, and no renewal is closed over it without a word why', async () => {
    await page.waitForSelector(`${CONTRACT} [data-price="untold"]`);
    const months = `${CONTRACT} input[name^="months-"]`;
    await page.evaluate((found) => {
      for (const form of document.querySelectorAll<HTMLDetailsElement>(`${found} details`)) form.open = true;
    }, CONTRACT);
    await click(`${months}[value="12"]`);
    await submit(months);
    await page.waitForSelector(`${CONTRACT} form [role="alert"].problem`);
    expect((await lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts.contracts[0]?.end).toBeLessThan(now + 200 * DAY);
    await picture('untold-en');
    await fill(`${CONTRACT} [data-untold] input`, 'They knew it from the tender');
    await submit(months);
    const { contracts, notes } = await inDatabase(({ contracts }) => (contracts[0]?.end ?? 0) > now + 400 * DAY);
    expect(contracts[0]?.endedAt).toBeNull();
    expect(notes.some(({ text }) => text.includes('They knew it from the tender'))).toBe(true);
  });

  it('row 87: an invoice about to fall due stands among what is due with a text to send, and is told by a notification', async () => {
    // A notification that nobody touches leaves the screen after a while: it is looked for as soon as it can be there.
    await sendEvents(lab.worker, lab.token, [
      {
        id: 'g-inv',
        customer: CUSTOMER,
        type: 'invoice.issued',
        at: now - 20 * DAY,
        data: { invoice: 'INV-87', amount: 90_000, currency: 'USD', due: now + 5 * DAY },
      },
    ]);
    await ask(lab.own, 'sync.now');
    const told = () =>
      lab.own.evaluate(async () => {
        const { chrome } = globalThis as unknown as { chrome: { notifications: { getAll(): Promise<object> } } };
        return Object.keys(await chrome.notifications.getAll()).filter((id) => decodeURIComponent(id).includes('due:invoice:INV-87'));
      });
    await expect.poll(told, { timeout: 30_000 }).toHaveLength(1);
    await open(`/c/${CUSTOMER}`, '.due [data-task^="due:invoice:INV-87"]');
    expect(await text('.due [data-task^="due:invoice:INV-87"] .message')).toContain('INV-87');
    await picture('due-en');
    await click('.due [data-task="due:invoice:INV-87:7"] [data-do="done"]');
    await gone('.due [data-task="due:invoice:INV-87:7"]');
    await inDatabase(({ tasks }) => tasks.some(({ id, doneAt }) => id.startsWith('due:invoice:INV-87') && doneAt !== null));
    await expect.poll(told, { timeout: 30_000 }).toEqual([]);
  });

  it('row 84 and row 81: four quiet months and the quarterly review are due, and a review that is written down sets the next one', async () => {
    await page.waitForSelector('.due [data-task^="due:quiet:"]');
    await page.waitForSelector('.due [data-task^="due:review:"]');
    await click('.due [data-task^="due:quiet:"] [data-do="done"]');
    await gone('.due [data-task^="due:quiet:"]');
    await inDatabase(({ checks }) => checks.quiet !== undefined);
  });

  it('row 83 and row 97: a check every three months is agreed on the page, beside the plan per channel and its gaps', async () => {
    await open(`/c/${CUSTOMER}/contact`, 'table.plan');
    expect(await page.$$eval('table.plan tbody tr', (rows) => rows.length)).toBeGreaterThan(1);
    await page.evaluate(() => {
      const select = document.querySelector('table.plan')?.parentElement?.querySelector('select') as HTMLSelectElement;
      select.value = '3';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect((await inDatabase(({ profile }) => profile.checkMonths === 3)).profile.checkMonths).toBe(3);
  });

  it('row 82: an outcome check after thirty days is answered by one key, and its answer is kept', async () => {
    await open('/c/newcomer', '.due [data-task^="due:outcome-30:"]');
    await click('.due [data-task^="due:outcome-30:"] [data-result="partly"]');
    const { checks } = await inDatabase((facts) => facts.checks['outcome-30'] !== undefined, 'newcomer');
    expect(checks['outcome-30']?.result).toBe('partly');
  });

  it('row 112: what is due by rule is listed with its last run and count, and each way of foreseeing a renewal by itself', async () => {
    await open('/reports', 'caption');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('caption')].some((one) => one.textContent === 'Rules of what comes due'),
    );
    await picture('reports-en');
  });

  it('row 60: with the last agreement a loss is written down with its reason, or that they stay without any', async () => {
    await open(`/c/${CUSTOMER}/agreements`, `${CONTRACT} [data-do="end"]`);
    await click(`${CONTRACT} [data-do="end"]`);
    await page.waitForSelector('[data-ending] input[name="loss"]');
    expect((await lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts.contracts[0]?.endedAt).toBeNull();
    await picture('ending-en');
    await submit('[data-ending] input[name="loss"]');
    await page.waitForSelector('[data-ending] .problem');
    await click('[data-ending] input[name="loss"][value="price"]');
    await submit('[data-ending] input[name="loss"]');
    const { loss, contracts, plays } = await inDatabase(({ loss }) => loss !== null);
    expect(loss).toMatchObject({ code: 'price' });
    expect(contracts[0]?.endedAt).not.toBeNull();
    expect(plays.at(-1)?.kind).toBe('exit-ladder');
  });

  it('row 79: says to a manager how many customers nobody owns; and all of it looks the same in Persian, in the dark', async () => {
    const { settings } = await ask<{ settings: { locale: object } }>(lab.own, 'options.state');
    const locale = { ...settings.locale, language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext' };
    await ask(lab.own, 'settings.save', { settings: { ...settings, locale, theme: 'dark' } });
    await open('/club', 'table.rows');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await picture('club-fa');
    await open('/reports', 'caption');
    await picture('reports-fa');
    page = await lab.opened.openPage('options.html');
    await page.waitForSelector('.alerts details');
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLDetailsElement>('.alerts details')) part.open = true;
    });
    await picture('options-fa');
    page = await lab.opened.openPage('popup.html');
    await page.waitForSelector('.unowned button');
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, 'popup-fa.png') });
  });
});
