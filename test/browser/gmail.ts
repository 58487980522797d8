/** Gmail's own URL, served from here with a page built from the real markup's hooks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import type { OpenedBrowser } from '../../worker/local/open-browser';

export const GMAIL = 'https://mail.google.com';

/** Opens the routed list; `asked` collects every URL that the page asks for. */
export async function openGmail(opened: OpenedBrowser, asked: string[] = []): Promise<Page> {
  const page = await opened.browser.newPage();
  const html = readFileSync(path.join(import.meta.dirname, 'fixtures/gmail.html'), 'utf8');
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    asked.push(request.url());
    if (request.url().startsWith(`${GMAIL}/mail/`)) void request.respond({ contentType: 'text/html; charset=utf-8', body: html });
    else void request.abort();
  });
  await page.goto(`${GMAIL}/mail/u/0/#inbox`);
  return page;
}
/** Opens one of the page's messages as Gmail does: by the hash, without a page load. */
export async function openMessage(page: Page, message: 'smith' | 'ahmadi' | 'stranger'): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#inbox/${id}`;
  }, message);
}
