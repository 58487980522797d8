/**
 * A picture of every page in three languages, light and dark, in dist/pictures/pages with a sheet of six for each page. What is taken is
 * looked at first: it is drawn, in the reader's language and direction, and nothing reaches out of its window.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../../worker/local/settings';
import { openAlbum } from './album';
import { type DemoLab, openDemoLab } from './demo-lab';
import { tabOf } from './own-card';
import { picturedPages } from './picture-pages';
import { LANGUAGES, LOCALES, THEMES } from './stage';

/** A customer of each language, with a mail in the mailbox and something of everything. */
const CAST = {
  en: { customer: 'quillbrook', mail: 'tamsin.orrell@quillbrook.example' },
  fa: { customer: 'alvand', mail: 'negar@alvand-wood.example' },
  ar: { customer: 'waha-clinics', mail: 'salma@waha-clinics.example' },
} as const;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: pictures of every page', () => {
  const album = openAlbum(path.join(ROOT, 'dist/pictures/pages'));
  let demo: DemoLab;
  beforeAll(async () => {
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
  });
  afterAll(() => demo?.close());

  it.each(LANGUAGES)(
    'each is drawn, keeps inside its window and speaks %s alone',
    async (language) => {
      await demo.choose(LOCALES[language], 'light');
      const { customer, mail } = CAST[language];
      const message = await demo.openMessage({ from: mail, language });
      const faults: string[] = [];
      for (const { name, file, ready, width, opens = [], brings } of picturedPages(customer, await tabOf(demo.lab, message.url()))) {
        const page = await demo.openOwn(file, ready);
        await page.setViewport({ width, height: width > 500 ? 800 : 600 });
        for (const selector of opens) {
          await page.waitForSelector(selector);
          await page.$eval(selector, (one) => (one as HTMLElement).click());
        }
        if (brings) await page.waitForSelector(brings);
        faults.push(...(await album.take(page, name, width, language)));
        await page.close();
      }
      await message.close();
      expect(faults).toEqual([]);
    },
    240_000,
  );

  it('a sheet of each page has all six beside each other', async () => {
    const names = [...new Set(album.taken.map(({ page }) => page))];
    expect(album.taken).toHaveLength(names.length * LANGUAGES.length * THEMES.length);
    const tab = await demo.lab.opened.browser.newPage();
    expect(await album.bind(tab)).toBe(album.taken.length);
    await tab.close();
  }, 120_000);
});
