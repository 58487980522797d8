/** An incident, from the form that writes it to the last customer told, in the real pages and as far as the Worker's database. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { OutreachAnswer } from '../../shared/api/outreach';
import { waitForCard } from '../../worker/local/card-on-page';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { ROOT } from '../../worker/local/settings';
import { type DemoLab, openDemoLab } from './demo-lab';
import { LANGUAGES, LOCALES } from './stage';

const PICTURES = path.join(ROOT, 'dist/pictures/outreach');
/** Who owns what is late: the customer whose mail is open among them. */
const OWNERS = ['quillbrook', 'fernhollow', 'tehran-shop'];
const SAID = {
  en: { theme: 'light', title: 'Deliveries from Bandar Abbas are late', text: 'Dear {name}, your kilns come a week late. {me}' },
  fa: { theme: 'dark', title: 'ارسال از بندرعباس دیر شده است', text: 'سلام {نام}، کوره‌های شما یک هفته دیر می‌رسد. {من}' },
} as const;

describe.skipIf(inject('missing').includes('chromium')).each(['en', 'fa'] as const)('Chromium: an incident to tell of (%s)', (language) => {
  const { theme, title, text } = SAID[language];
  let demo: DemoLab;
  let mail: Page;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
    await demo.choose(LOCALES[language], theme);
    const owned = OWNERS.map((customer) => ({
      id: `kiln-${customer}`,
      customer,
      type: 'product.owned' as const,
      at: Date.now() - 86_400_000,
      data: { product: 'Kiln', version: '4' },
    }));
    await sendEvents(demo.lab.worker, demo.lab.token, owned);
    await ask(demo.lab.own, 'sync.now');
    mail = await demo.openMessage({ language, theme });
  });
  afterAll(() => demo?.close());

  const picture = (page: Page, name: string) =>
    page.screenshot({ path: path.join(PICTURES, `${language}-${name}.png`) as `${string}.png` });
  const write = (page: Page, selector: string, value: string) =>
    page.$eval(
      selector,
      (field, written) => {
        (field as HTMLInputElement).value = written;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      },
      value,
    );
  const progress = (page: Page) => page.$eval('[data-part="progress"]', (words) => words.textContent ?? '');
  const inDatabase = async () => {
    await ask(demo.lab.own, 'sync.now');
    const { lists } = await demo.lab.get<OutreachAnswer>('/v1/outreach');
    return lists.map(({ open, told }) => [open, told]);
  };

  it('row 88: is written with its message and whom it touches, and says how many that is', async () => {
    const page = await demo.openOwn('customers.html#/outreach', '[data-do="new"]');
    await page.click('[data-do="new"]');
    await page.waitForSelector('.outreach-editor');
    await write(page, '.outreach-editor input[maxlength="120"]', title);
    await write(page, '.outreach-editor .fields input', 'kiln');
    await write(page, `.outreach-editor [lang="${language}"] textarea`, text);
    await picture(page, '1-write');
    await page.click('.outreach-editor button[type="submit"]');
    await page.waitForSelector('[data-part="progress"]');
    await picture(page, '2-lists');
    expect(await inDatabase()).toEqual([[OWNERS.length, 0]]);
    await page.close();
  });

  it('row 88: stands as one row in Today, and as a line on the card of who is to be told', async () => {
    const popup = await demo.openOwn('popup.html', '.today .item');
    const rows = await popup.$$eval('.today li', (items) => items.map((item) => item.textContent ?? ''));
    expect(rows.filter((row) => row.includes(title))).toHaveLength(1);
    await picture(popup, '3-today');
    await popup.close();
    await mail.bringToFront();
    const card = await waitForCard(mail, (view) => view.kind === 'customer' && view.text.includes(title));
    expect(card.text).toContain(title);
    await picture(mail, '4-card');
  });

  it('row 88: is told to one customer from where their mail is read', async () => {
    const popup = await demo.openOwn('popup.html?customer=quillbrook', '#say-do');
    await popup.click('#say-do');
    await popup.waitForSelector('.tell-one .preview');
    expect(await popup.$eval('.tell-one .preview', (shown) => shown.textContent)).not.toContain('{');
    expect(await popup.$eval('.tell-one [data-do="mail"]', (link) => (link as HTMLAnchorElement).href)).toMatch(
      /^mailto:.+subject=.+body=/,
    );
    await picture(popup, '5-tell');
    await popup.click('.tell-one [data-told="call"]');
    await popup.waitForSelector('.undo');
    expect(await popup.$('.tell-one')).toBeNull();
    await popup.close();
    await expect.poll(inDatabase, { timeout: 60_000, interval: 1000 }).toEqual([[OWNERS.length - 1, 1]]);
  });

  it('row 88: is worked off to the end, and says who was told when', async () => {
    const { lists } = await demo.lab.get<OutreachAnswer>('/v1/outreach');
    const page = await demo.openOwn(`customers.html#/outreach/${lists[0]?.id}`, '.outreach-rows .tell');
    expect(await page.$$eval('.outreach-rows > li', (rows) => rows.length)).toBe(OWNERS.length - 1);
    await picture(page, '6-rows');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    const before = await progress(page);
    for (const customer of OWNERS.slice(1)) {
      await page.click(`[data-customer="${customer}"] [data-told="email"]`);
      await page.waitForSelector(`[data-customer="${customer}"] .is-told`);
    }
    expect(await progress(page)).not.toBe(before);
    await picture(page, '7-told');
    await expect.poll(inDatabase, { timeout: 60_000, interval: 1000 }).toEqual([[0, OWNERS.length]]);
    await page.click('.acts [aria-pressed="false"]');
    await page.waitForSelector('.outreach-rows > li:nth-child(3)');
    await picture(page, '8-all-told');
    await page.close();
    const popup = await demo.openOwn('popup.html', '.today');
    expect(await popup.$eval('.today', (list) => list.textContent)).not.toContain(title);
    await popup.close();
  });

  // Once: it goes through the languages itself.
  if (language === 'en')
    it('row 88: looks like one product in every language and theme', async () => {
      const { lists } = await demo.lab.get<OutreachAnswer>('/v1/outreach');
      for (const [i, other] of LANGUAGES.entries()) {
        await demo.choose(LOCALES[other], i === 1 ? 'dark' : 'light');
        for (const [name, at, ready] of [
          ['list', `#/outreach/${lists[0]?.id}`, '.outreach-head'],
          ['reports', '#/reports', '[data-part="compare"], .folded'],
        ] as const) {
          const page = await demo.openOwn(`customers.html${at}`, ready);
          await picture(page, `9-${name}-${other}`);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
          await page.close();
        }
      }
    });
});
