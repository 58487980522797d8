/** The real popup of the toolbar, opened on a page as a click on the button does. */
import type { Page } from 'puppeteer-core';
import type { OpenedBrowser } from '../../worker/local/open-browser';

export async function openPopup(opened: OpenedBrowser, over: Page): Promise<Page> {
  await over.bringToFront();
  const extension = (await opened.browser.extensions()).get(new URL(opened.origin).host);
  if (!extension) throw new Error('the extension is not in this browser');
  const popup = opened.browser.waitForTarget((target) => target.url() === `${opened.origin}/popup.html`, { timeout: 60_000 });
  await extension.triggerAction(over);
  return (await popup).asPage();
}
