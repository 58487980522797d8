/** Pictures of pages in both themes, each looked at before it is taken, with a sheet of all of one page. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';

import { translator } from '../../shared/i18n/t';
import { type Pictured, writeContactSheets } from './contact-sheet';
import { strayingIn } from './layout';
import { wrongWordsIn } from './picture-words';
import { type LANGUAGES, LOCALES, THEMES } from './stage';

const TALLEST = 4000;
/** A popup of the toolbar is never wider than this (px). */
const POPUP = 500;
/** What a browser gives a window and a popup at least (px). */
const HEIGHT = { window: 800, popup: 600 };

export interface Album {
  taken: readonly Pictured[];
  /** Takes what this page shows now in both themes, under this name; returns what is wrong with it, in words. */
  take(page: Page, name: string, width: number, language: (typeof LANGUAGES)[number]): Promise<string[]>;
  /** Writes the sheets with this tab; returns how many pictures the index really shows. */
  bind(tab: Page): Promise<number>;
}

/** Empties the folder and takes pictures into it. */
export function openAlbum(folder: string): Album {
  const taken: Pictured[] = [];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    taken,
    async take(page, name, width, language) {
      const least = width > POPUP ? HEIGHT.window : HEIGHT.popup;
      await page.setViewport({ width, height: least });
      await drawn(page, translator(LOCALES[language])('page.loading'));
      const faults = await faultsOf(page, name, language);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ width, height: Math.min(TALLEST, Math.max(least, height)) });
      for (const theme of THEMES) {
        // Colours alone change with a theme.
        await page.evaluate((wanted) => {
          for (const one of document.querySelectorAll<HTMLElement>('[data-vafa-theme]')) one.dataset.vafaTheme = wanted;
        }, theme);
        const file = `${name}-${language}-${theme}.png`;
        await page.screenshot({ path: path.join(folder, file) as `${string}.png` });
        taken.push({ page: name, as: `${language}, ${theme}`, file });
      }
      return faults;
    },
    async bind(tab) {
      await writeContactSheets(tab, folder, taken);
      await tab.goto(`file://${path.join(folder, 'index.html')}`);
      return tab.$$eval('img', (all) => all.filter((one) => one.naturalWidth > 0).length);
    },
  };
}

/** Nothing is being read any more, and nothing moves. */
async function drawn(page: Page, reading: string): Promise<void> {
  await page.waitForFunction(
    (words) => ![...document.querySelectorAll('[role="status"]')].some((one) => one.textContent === words),
    {},
    reading,
  );
  await page.addStyleTag({
    content: '* { transition: none !important; animation: none !important; caret-color: transparent !important }',
  });
}

/** In the reader's language and direction, and nothing reaches out of its window. */
async function faultsOf(page: Page, name: string, language: (typeof LANGUAGES)[number]): Promise<string[]> {
  const [lang, dir] = await page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dir]);
  expect([lang, dir], name).toEqual([language, language === 'en' ? 'ltr' : 'rtl']);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...(wide > 0 ? [`${name} is ${wide} px too wide`] : []),
    ...(await strayingIn(page, 'page')).map((one) => `${name} strays: ${one}`),
    ...(await wrongWordsIn(page, language)).map((one) => `${name}: ${one}`),
  ];
}
