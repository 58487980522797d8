/** How the card and our pages meet people's senses: media that are emulated, ways by keyboard, what is drawn and moves. */
import type { Page } from 'puppeteer-core';
import { focusNow } from './layout';

/** Sets one media feature in this tab until it is closed. */
export async function emulate(page: Page, name: string, value: string): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
}

/** Half as many pixels to lay out in, each twice as large: what the browser's zoom of 200 % does. */
export const ZOOMED = { width: 640, height: 430, deviceScaleFactor: 2 };

/** Tabs on until the card has the focus; answers what had it before. */
export async function tabInto(page: Page): Promise<string> {
  let before = '';
  for (let press = 0; press < 60 && (await focusNow(page)) === null; press++) {
    before = await page.evaluate(() => document.activeElement?.outerHTML ?? '');
    await page.keyboard.press('Tab');
  }
  return before;
}

/** The mark below the dial, its colour and that of the card behind it. */
export function dialIn(page: Page): Promise<{ shape: string; colour: string; ground: string }> {
  return page.evaluate(() => {
    const root = [...document.documentElement.children].find((one) => one.shadowRoot)?.shadowRoot;
    const shape = root?.querySelector('.dial .foot svg');
    const card = root?.querySelector('.card');
    if (!shape || !card) throw new Error('no dial');
    return { shape: shape.innerHTML, colour: getComputedStyle(shape).color, ground: getComputedStyle(card).backgroundColor };
  });
}

/** Class names of what is animated or changes slowly. */
export function movingIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = [...document.documentElement.children].find((one) => one.shadowRoot)?.shadowRoot;
    return [...(root?.querySelectorAll('*') ?? [])]
      .map((one) => [getComputedStyle(one), one.className] as const)
      .filter(
        ([style]) => style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0),
      )
      .map(([, name]) => String(name));
  });
}

/** Our own pages, and what each shows when it is ready. */
export const OWN_PAGES = [
  ['popup.html', 'main.popup footer'],
  ['popup.html?customer=quillbrook', 'section.log textarea'],
  ['options.html', 'main section'],
  ['model.html', 'table.weights input'],
  ['customers.html', 'table tbody tr'],
  ['customers.html#/c/quillbrook', '.due li'],
  ['customers.html#/c/quillbrook/health', '.walk .total'],
  ['customers.html#/reports', 'main section table'],
] as const;
