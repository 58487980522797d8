/** Our own pages in the three languages one after the other, each brought into a state and taken into an album. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';

import type { OpenedBrowser } from '../../worker/local/open-browser';
import { ask } from '../../worker/local/pair-extension';
import type { Album } from './album';
import { LANGUAGES, LOCALES } from './stage';

export interface Shot {
  name: string;
  /** Width of the window in px. */
  width: number;
  file: string;
  ready: string;
  /** Clicked in this order, each once it is there. */
  opens?: readonly string[];
  /** Before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
}

/** Takes the shots that stand in each language; fails with every fault that is seen. */
export async function shootInEach(
  album: Album,
  opened: OpenedBrowser,
  shots: (language: (typeof LANGUAGES)[number]) => readonly Shot[] | Promise<readonly Shot[]>,
): Promise<void> {
  const faults: string[] = [];
  for (const language of LANGUAGES) {
    await speak(opened, language);
    for (const { name, width, file, ready, opens = [], before } of await shots(language)) {
      const page = await opened.browser.newPage();
      await page.bringToFront();
      await before?.(page);
      await page.goto(`${opened.origin}/${file}`);
      for (const selector of opens) {
        await page.waitForSelector(selector);
        await page.$eval(selector, (one) => (one as HTMLElement).click());
      }
      await page.waitForSelector(ready);
      faults.push(...(await album.take(page, name, width, language)));
      await page.close();
    }
  }
  expect(faults).toEqual([]);
}

async function speak(opened: OpenedBrowser, language: (typeof LANGUAGES)[number]): Promise<void> {
  const page = await opened.openPage('options.html');
  const { settings } = await ask<{ settings: { locale: object } }>(page, 'options.state');
  await ask(page, 'settings.save', { settings: { ...settings, theme: 'light', locale: { ...settings.locale, ...LOCALES[language] } } });
  await page.close();
}

/** The popup opened next shows so many of today's rows (the real ones, again and again), or takes itself for offline. */
export async function pretend(page: Page, as: { rows?: number; offline?: boolean }): Promise<void> {
  await page.evaluateOnNewDocument(({ rows, offline }) => {
    interface State {
      today: { id: string }[];
      connection: { online: boolean };
    }
    type Send = (message: { verb?: string }) => Promise<{ value?: State }>;
    const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage: Send } } }).chrome;
    const real = runtime.sendMessage.bind(runtime);
    runtime.sendMessage = async (message) => {
      const answer = await real(message);
      const { value } = answer;
      if (message.verb !== 'popup.state' || !value) return answer;
      const { today, connection } = value;
      const row = (n: number) => ({ ...today[n % today.length], id: `${today[n % today.length]?.id} ${n}` });
      return {
        ...answer,
        value: {
          ...value,
          today: rows === undefined ? today : Array.from({ length: rows }, (_, n) => row(n)),
          connection: { ...connection, online: !offline },
        },
      };
    };
  }, as);
}
