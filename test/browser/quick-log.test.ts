/** The quick log in the real popup over an open message, as far as the Worker's database and the customers page. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Facts } from '../../shared/facts/facts';
import { ask } from '../../worker/local/pair-extension';
import { ROOT } from '../../worker/local/settings';
import { type DemoLab, openDemoLab } from './demo-lab';
import { openPopup } from './popup';

const CUSTOMER = 'quillbrook';
const PICTURES = path.join(ROOT, 'dist/pictures/quick-log');
const EN = { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'Europe/London', toman: false } as const;
const FA = { language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Tehran', toman: true } as const;
const STRANGER = 'jonas.weber@elsewhere.test';

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the quick log over an open message', () => {
  let demo: DemoLab;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
  });
  afterAll(() => demo?.close());

  const open = async (message: Page): Promise<Page> => {
    const popup = await openPopup(demo.lab.opened, message);
    await popup.waitForSelector('.log textarea, .hint');
    return popup;
  };
  const picture = (page: Page, name: string) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) as `${string}.png` });
  /** The facts that the Worker folded, once they are as wanted: an act waits eight seconds for its undo. */
  const inDatabase = async (holds: (facts: Facts) => boolean): Promise<Facts> => {
    let facts: Facts | null = null;
    await expect
      .poll(
        async () => {
          await ask(demo.lab.own, 'sync.now');
          facts = (await demo.lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts;
          return holds(facts);
        },
        { timeout: 45_000, interval: 1000 },
      )
      .toBe(true);
    return facts as unknown as Facts;
  };
  const weekday = (at: number, timeZone: string) => new Intl.DateTimeFormat('en', { weekday: 'long', timeZone }).format(at);
  const written = (text: string) => (facts: Facts) => facts.notes.some((note) => note.text === text);

  it('row 106: takes a note with a follow-up in words, by the keys alone, in English and in Persian', async () => {
    for (const [locale, text, words, theme] of [
      [EN, 'Kiln delivery agreed', 'Thursday', 'light'],
      [FA, 'تحویل کوره هماهنگ شد', 'پنجشنبه', 'dark'],
    ] as const) {
      await demo.choose(locale, theme);
      const popup = await open(await demo.openMessage());
      await popup.keyboard.type(text);
      await popup.focus('.due input');
      await popup.keyboard.type(words);
      await expect
        .poll(() => popup.$eval('#due-read', (read) => read.textContent))
        .toMatch(locale.language === 'en' ? /^Thu \d+ \w+, / : /^پنجشنبه/);
      await picture(popup, `popup-${locale.language}-${theme}`);
      await popup.focus('.log textarea');
      await popup.keyboard.down('Control');
      await popup.keyboard.press('Enter');
      await popup.keyboard.up('Control');
      await popup.waitForSelector('.undo');
      const facts = await inDatabase(written(text));
      const note = facts.notes.find((one) => one.text === text);
      expect(note).toMatchObject({ kind: 'call', contact: expect.any(String), thread: expect.any(String) });
      expect(weekday(note?.followUp ?? 0, locale.timeZone)).toBe('Thursday');
      expect(facts.tasks.some(({ title, due }) => title === text && due === note?.followUp)).toBe(true);
      await popup.close().catch(() => undefined);
    }
  });

  it('warns that a conversation is logged already, and leads to the first note in the timeline', async () => {
    await demo.choose(EN, 'light');
    const popup = await open(await demo.openMessage());
    await popup.waitForSelector('[data-warns="again"]');
    await popup.click('[aria-controls="note-more"]');
    await popup.$eval('.known-box', (box) => box.setAttribute('open', ''));
    await picture(popup, 'popup-en-more');
    const target = demo.lab.opened.browser.waitForTarget((one) => one.url().includes('customers.html#/c/'), { timeout: 30_000 });
    await popup.click('[data-warns="again"] button');
    const page = await (await target).asPage();
    await page.waitForSelector('.timeline .is-here');
    expect(await page.$eval('.timeline .is-here', (row) => row.textContent)).toContain('Kiln delivery agreed');
    await picture(page, 'timeline-en');
    await page.close();
  });

  it('row 103: adds whoever wrote the message as a person of the customer in the same step, and only when told to', async () => {
    const message = await demo.openMessage({ from: STRANGER, seen: false });
    await expect
      .poll(
        async () =>
          (await ask<{ stranger: unknown }>(demo.lab.own, 'popup.state', { tab: await tabOf(demo.lab.own, message.url()) })).stranger,
        {
          timeout: 30_000,
        },
      )
      .toMatchObject({ address: STRANGER });
    const choose = async () => {
      const popup = await open(message);
      await popup.type('.search input', 'Quillbrook');
      await popup.waitForSelector('.found [role="option"]');
      await popup.keyboard.press('Enter');
      await popup.waitForSelector('.stranger input');
      return popup;
    };
    const save = async (popup: Page, text: string) => {
      await popup.type('.log textarea', text);
      await popup.click('.log button[type="submit"]');
      await popup.waitForSelector('.undo');
      const facts = await inDatabase(written(text));
      await popup.close().catch(() => undefined);
      return facts;
    };
    const without = await save(await choose(), 'A stranger called');
    expect(JSON.stringify(without)).not.toContain(STRANGER);
    const popup = await choose();
    await popup.click('.stranger input[type="checkbox"]');
    await popup.type('.stranger .pair input:nth-child(2)', 'Buyer');
    await picture(popup, 'popup-en-stranger');
    const facts = await save(popup, 'Jonas is their new buyer');
    const person = facts.contacts.find(({ email }) => email === STRANGER);
    expect(person).toMatchObject({ role: 'Buyer' });
    expect(facts.notes.find(({ text }) => text === 'Jonas is their new buyer')?.contact).toBe(person?.id);
  });

  it('row 52: says what is known before anybody writes, and the people and pages of the customer stand on the customers page', async () => {
    for (const [locale, theme] of [
      [EN, 'light'],
      [FA, 'dark'],
    ] as const) {
      await demo.choose(locale, theme);
      const page = await demo.openOwn(`customers.html#/c/${CUSTOMER}/people`, '.known .people li');
      await page.setViewport({ width: 1200, height: 1600 });
      await picture(page, `customer-${locale.language}-${theme}`);
      expect(await page.$$eval('.people li', (rows) => rows.map((row) => row.textContent).join(' '))).toContain(STRANGER);
      await page.close();
    }
  });
});

async function tabOf(own: Page, url: string): Promise<number> {
  const tabs = await own.evaluate(() =>
    (globalThis as unknown as { chrome: { tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } } }).chrome.tabs.query({}),
  );
  return tabs.find((tab) => tab.url === url)?.id ?? 0;
}
