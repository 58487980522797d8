/** Pressing what the card or one of our pages shows, as a person does, and finding the browser's number of a tab. */
import type { Page } from 'puppeteer-core';
import type { Lab } from './lab';

/** Presses the button with this text in the card until `done`: a press before the card was seen long enough does not count. */
export async function pressText(page: Page, text: string, done: () => Promise<boolean>, patience = 10_000): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 250))) {
    if (await done()) return;
    const spot = await page.evaluate((wanted) => {
      for (const element of [document.body, ...document.documentElement.children, ...document.body.children])
        for (const button of (element.shadowRoot ?? element).querySelectorAll('button'))
          if (button.innerText.trim() === wanted && button.checkVisibility()) {
            const { x, y, width, height } = button.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
      return null;
    }, text);
    if (spot) await page.mouse.click(spot.x, spot.y);
  }
  throw new Error(`pressing "${text}" had no effect`);
}

/** The browser's number of the tab that shows this origin. */
export async function tabOf(lab: Pick<Lab, 'own'>, origin: string): Promise<number> {
  const tabs = await lab.own.evaluate(() =>
    (globalThis as unknown as { chrome: { tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } } }).chrome.tabs.query({}),
  );
  const tab = tabs.find(({ url }) => url?.startsWith(origin));
  if (!tab) throw new Error(`no tab shows ${origin}`);
  return tab.id;
}
