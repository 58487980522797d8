/** The club's rules in a real browser over a real Worker: a rule is changed, who would move is shown, the rules are published. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Settings } from '../../extension/protocol';
import type { Changes } from '../../shared/api/contract';
import { DAY } from '../../shared/event';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';
import { LOCALES } from './stage';

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the club’s rules', () => {
  let lab: Lab;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
    const events = Array.from({ length: 12 }, (_, i) => ({
      id: `club-${i}`,
      customer: `shop-${String(i).padStart(2, '0')}`,
      type: 'purchase',
      at: Date.now() - 3 * DAY,
      data: { amount: i * 10_000, currency: 'EUR' },
    }));
    await sendEvents(lab.worker, lab.token, events);
    await ask(lab.own, 'sync.now');
    page = await lab.opened.browser.newPage();
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${lab.opened.origin}/customers.html#/club`);
    await page.bringToFront();
  });
  afterAll(async () => {
    expect(faults).toEqual([]);
    await lab?.close();
  });

  const button = (words: string) => page.locator(`::-p-xpath(//button[normalize-space()='${words}'])`);
  const shot = async (name: string) => {
    const folder = process.env.VAFA_TEST_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it('row 135: a changed threshold shows who moves before anything is applied, and publishing gives it to this device', async () => {
    await page.waitForSelector('.club .rows');
    // The second row's entry: silver.
    const entry = await page.waitForSelector('.club .rows tbody tr:nth-child(2) td.number input');
    await entry?.click({ count: 3 });
    await entry?.type('500');
    await page.waitForFunction(() => document.querySelector('.club .changes')?.textContent?.includes('1,000 → 500'));
    await button('Try on the whole book').click();
    await page.waitForSelector('.club .tally');
    expect(await page.$eval('.club .headline', (one) => one.textContent)).toContain('5 customers move');
    const who = await page.$$eval('.club .tally table:last-of-type tbody tr', (rows) => rows.map((row) => row.textContent));
    expect(who).toEqual(['05', '06', '07', '08', '09'].map((i) => `shop-${i}BronzeSilver${Number(i) * 100 + 10}`));
    await shot('club-en-light');
    // Whoever comes after a reload, or another manager, finds what was tried.
    await page.reload();
    await page.locator('.club .drafts button').click();
    await page.waitForFunction(() => document.querySelector('.club .changes')?.textContent?.includes('1,000 → 500'));
    await page.waitForSelector('.club .tally');
    await page.type('.club .publish textarea', 'Silver for half');
    await button('Publish').click();
    await page.waitForSelector('.club .done');
    await page.waitForFunction(() => document.querySelector('.club .history')?.textContent?.includes('Silver for half'));
    const { programme } = await lab.get<Changes>('/v1/changes?since=0&limit=1');
    expect(programme?.tiers[1]).toMatchObject({ id: 'silver', entry: 500 });
  });

  it('is drawn in Persian, right to left and in the dark, with nothing wider than the page', async () => {
    const { settings } = await ask<{ settings: Settings }>(lab.own, 'options.state');
    for (const [language, theme] of [
      ['en', 'dark'],
      ['fa', 'light'],
      ['fa', 'dark'],
      ['ar', 'light'],
    ] as const) {
      await ask(lab.own, 'settings.save', { settings: { ...settings, locale: LOCALES[language], theme } });
      await page.reload();
      await page.waitForSelector('.club .rows');
      expect(await page.$eval('.customers', (one) => one.getAttribute('dir'))).toBe(language === 'en' ? 'ltr' : 'rtl');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${language} ${theme}`).toBeLessThanOrEqual(0);
      await shot(`club-${language}-${theme}`);
    }
  });
});
