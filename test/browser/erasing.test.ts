/** Personal data erased by an admin in the customers page, over a real Worker, with a second device that had it too. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Settings } from '../../extension/protocol';
import { findBrowser } from '../../worker/local/find-browser';
import { type OpenedBrowser, openBrowser } from '../../worker/local/open-browser';
import { ask, pairExtension } from '../../worker/local/pair-extension';
import { keptOnDevice } from './kept';
import { type Lab, openLab } from './lab';
import { LOCALES } from './stage';

const CUSTOMER = 'alnoor';
const PICTURES = path.join(import.meta.dirname, '../../dist/pictures/erasing');
const LAYLA = /layla\.hassan|ليلى/iu;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: erasing personal data', () => {
  let lab: Lab;
  let page: Page;
  let other: OpenedBrowser;
  let others: Page;
  beforeAll(async () => {
    const extension = inject('chromiumExtension');
    lab = await openLab({ kind: 'chromium', extension, sites: {} });
    const program = findBrowser('chromium');
    if (!program) throw new Error('no Chromium here');
    other = await openBrowser({ kind: 'chromium', program, extension, headless: true });
    await pairExtension(other, lab.worker, lab.cookie);
    others = await other.openPage('options.html');
    page = await lab.opened.openPage(`customers.html#/c/${CUSTOMER}/people`);
    await page.setViewport({ width: 1200, height: 900 });
  }, 120_000);
  afterAll(async () => {
    await other?.close();
    await lab?.close();
  });

  const settle = async (part: Partial<Settings['locale']>, theme: Settings['theme']) => {
    const { settings } = await ask<{ settings: Settings }>(lab.own, 'options.state');
    await ask(lab.own, 'settings.save', { settings: { ...settings, locale: { ...settings.locale, ...part }, theme } });
    await page.reload();
    await page.waitForSelector('.erase select');
  };
  const choose = async (value: string) => {
    await page.select('.erase select', value);
    await page.waitForSelector('.erase input');
  };
  const confirm = async (name: string): Promise<string> => {
    const said = await page.evaluate(() => document.querySelector('.erased')?.textContent ?? '');
    await page.type('.erase input', name);
    await page.click('.erase [type="submit"]');
    await page.waitForFunction((before) => (document.querySelector('.erased')?.textContent ?? before) !== before, {}, said);
    return page.$eval('.erased', (said) => (said.textContent ?? '').replace(/[\u2066-\u2069]/g, ''));
  };
  const audited = async (action: string) => {
    const { rows } = await lab.get<{ rows: { seq: number; action: string; subject: string }[] }>('/v1/audit');
    return rows.find((row) => row.action === action && row.subject === CUSTOMER);
  };

  it.each(Object.values(LOCALES))('says what goes and what stays, whole and within the window: $language', async (locale) => {
    mkdirSync(PICTURES, { recursive: true });
    for (const theme of ['light', 'dark'] as const) {
      await settle(locale, theme);
      for (const [whom, value] of [
        ['contact', 'layla.hassan@alnoor.test'],
        ['customer', '*'],
      ] as const) {
        await choose(value);
        const section = await page.waitForSelector('section:has(> .erase)');
        await section?.screenshot({ path: path.join(PICTURES, `${whom}-${locale.language}-${theme}.png`) as `${string}.png` });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    }
  });

  it('a contact: in the audit, and nothing of them left on this device or another, not even in what was just written', async () => {
    await settle(LOCALES.en, 'light');
    // Sent, but remembered for its undo; and begun, but not saved.
    await ask(lab.own, 'note.save', { customer: CUSTOMER, kind: 'call', text: 'ليلى في إجازة', remindAt: null });
    await ask(lab.own, 'note.draft', {
      draft: { customer: CUSTOMER, name: 'x', kind: 'call', text: 'سؤال ليلى مرة أخرى', remindAt: null },
    });
    await ask(others, 'sync.now');
    expect(await keptOnDevice(lab.own)).toContain('ليلى في إجازة');
    expect(await keptOnDevice(others)).toMatch(LAYLA);

    await choose('layla.hassan@alnoor.test');
    const said = await confirm('ليلى حسن');
    const row = await audited('contact.erased');
    expect(said).toContain(`Entry ${row?.seq} of “What was done”`);

    expect(await keptOnDevice(lab.own)).not.toMatch(LAYLA);
    await ask(others, 'sync.now');
    expect(await keptOnDevice(others)).not.toMatch(LAYLA);
    expect(JSON.stringify(await lab.get(`/v1/customers/${CUSTOMER}`))).not.toMatch(LAYLA);
    // The customer and its other people stand as before, on the page too.
    expect(await keptOnDevice(others)).toContain('omar.khalid@alnoor.test');
    await page.waitForSelector('.erase select');
    await expect.poll(() => page.evaluate(() => document.body.textContent ?? '')).not.toMatch(LAYLA);
    expect(await page.$$eval('.erase option', (options) => options.map(({ text }) => text))).toHaveLength(3);
  });

  it('a customer: gone from the page, this device, the other and the Worker, and the audit says so', async () => {
    await choose('*');
    const said = await confirm('النور للتجارة');
    const row = await audited('customer.erased');
    expect(said).toContain(`Customer ${CUSTOMER} is erased.`);
    expect(said).toContain(`Entry ${row?.seq} of`);
    expect(await page.evaluate(() => document.body.textContent ?? '')).not.toContain('النور');
    await ask(others, 'sync.now');
    for (const device of [lab.own, others]) {
      const kept = await keptOnDevice(device);
      expect(kept.match(/.{0,60}(?:النور|omar\.khalid|عمر).{0,60}/gu)).toBeNull();
      expect(await ask(device, 'search', { text: 'النور' })).toEqual([]);
      expect(kept).toContain('smith-retail');
    }
    const answer = await lab.get<{ code: string }>(`/v1/customers/${CUSTOMER}`);
    expect(answer.code).toBe('customer.unknown');
  });
});
