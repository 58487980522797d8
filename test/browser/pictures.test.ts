/**
 * A picture of every page in three languages, light and dark, in dist/pictures/pages with a sheet of six for each page. What is taken is
 * looked at first: it is drawn, in the reader's language and direction, and nothing reaches out of its window.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { translator } from '../../shared/i18n/t';
import { ROOT } from '../../worker/local/settings';
import { type Pictured, writeContactSheets } from './contact-sheet';
import { type DemoLab, openDemoLab } from './demo-lab';
import { strayingIn } from './layout';
import { tabOf } from './own-card';
import { picturedPages } from './picture-pages';
import { wrongWordsIn } from './picture-words';
import { LANGUAGES, LOCALES, THEMES } from './stage';

const FOLDER = path.join(ROOT, 'dist/pictures/pages');
/** A customer of each language, with a mail in the mailbox and something of everything. */
const CAST = {
  en: { customer: 'quillbrook', mail: 'tamsin.orrell@quillbrook.example' },
  fa: { customer: 'alvand', mail: 'negar@alvand-wood.example' },
  ar: { customer: 'waha-clinics', mail: 'salma@waha-clinics.example' },
} as const;
const TALLEST = 4000;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: pictures of every page', () => {
  let demo: DemoLab;
  const taken: Pictured[] = [];
  beforeAll(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
  });
  afterAll(() => demo?.close());

  /** Nothing is being read any more, and nothing moves. */
  const drawn = async (page: Page, reading: string) => {
    await page.waitForFunction(
      (words) => ![...document.querySelectorAll('[role="status"]')].some((one) => one.textContent === words),
      {},
      reading,
    );
    await page.addStyleTag({
      content: '* { transition: none !important; animation: none !important; caret-color: transparent !important }',
    });
  };
  /** Both themes of what stands there now; colours alone change with a theme. */
  const take = async (page: Page, name: string, width: number, language: (typeof LANGUAGES)[number]) => {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewport({ width, height: Math.min(TALLEST, Math.max(width > 500 ? 800 : 600, height)) });
    for (const theme of THEMES) {
      await page.evaluate((wanted) => {
        for (const one of document.querySelectorAll<HTMLElement>('[data-vafa-theme]')) one.dataset.vafaTheme = wanted;
      }, theme);
      const file = `${name}-${language}-${theme}.png`;
      await page.screenshot({ path: path.join(FOLDER, file) as `${string}.png` });
      taken.push({ page: name, as: `${language}, ${theme}`, file });
    }
  };

  it.each(LANGUAGES)(
    'each is drawn, keeps inside its window and speaks %s alone',
    async (language) => {
      await demo.choose(LOCALES[language], 'light');
      const { customer, mail } = CAST[language];
      const message = await demo.openMessage({ from: mail, language });
      const t = translator(LOCALES[language]);
      const faults: string[] = [];
      for (const { name, file, ready, width, opens = [], brings } of picturedPages(customer, await tabOf(demo.lab, message.url()))) {
        const page = await demo.openOwn(file, ready);
        await page.setViewport({ width, height: width > 500 ? 800 : 600 });
        for (const selector of opens) {
          await page.waitForSelector(selector);
          await page.$eval(selector, (one) => (one as HTMLElement).click());
        }
        if (brings) await page.waitForSelector(brings);
        await drawn(page, t('page.loading'));
        const [lang, dir] = await page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dir]);
        expect([lang, dir], name).toEqual([language, language === 'en' ? 'ltr' : 'rtl']);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) faults.push(`${name} is ${wide} px too wide`);
        faults.push(...(await strayingIn(page, 'page')).map((one) => `${name} strays: ${one}`));
        faults.push(...(await wrongWordsIn(page, language)).map((one) => `${name}: ${one}`));
        await take(page, name, width, language);
        await page.close();
      }
      await message.close();
      expect(faults).toEqual([]);
    },
    240_000,
  );

  it('a sheet of each page has all six beside each other', async () => {
    const names = [...new Set(taken.map(({ page }) => page))];
    expect(taken).toHaveLength(names.length * LANGUAGES.length * THEMES.length);
    const tab = await demo.lab.opened.browser.newPage();
    await writeContactSheets(tab, FOLDER, taken);
    await tab.goto(`file://${path.join(FOLDER, 'index.html')}`);
    expect(await tab.$$eval('img', (all) => all.filter((one) => one.naturalWidth > 0).length)).toBe(taken.length);
    await tab.close();
  }, 120_000);
});
