/** Gmail's own URL, served from here with a page built from the real markup's hooks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import type { OpenedBrowser } from '../../worker/local/open-browser';

export const GMAIL = 'https://mail.google.com';

/** A page as a server would send it under a policy that lets no script run: the message already opened. */
const openedAlready = (html: string): string =>
  html
    .replace(/<script>[\s\S]*<\/script>/u, '')
    .replace('<div gh="tl">', '<div gh="tl" hidden>')
    .replace(
      '<div id="view"></div>',
      `<h2 class="hP" data-thread-perm-id="thread-f:65" data-legacy-thread-id="65">Order</h2>
       <div class="adn ads" data-message-id="#msg-f:65" data-legacy-message-id="65"><div class="gE iv gt"><h3 class="iw"><span class="gD" email="john.smith@example.com" name="John Smith">John Smith</span></h3>
       <span class="hb">to <span class="g2" email="agent@helpdesk.test" name="me">me</span></span></div><div class="a3s aiL">Where is it?</div></div>`,
    );

/** Opens the routed list; `asked` collects every URL that the page asks for. With a `policy` the page has no script and John Smith's message is open. */
export async function openGmail(opened: OpenedBrowser, asked: string[] = [], into?: Page, policy?: string): Promise<Page> {
  const page = into ?? (await opened.browser.newPage());
  const source = readFileSync(path.join(import.meta.dirname, 'fixtures/gmail.html'), 'utf8');
  const html = policy === undefined ? source : openedAlready(source);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    asked.push(request.url());
    if (request.url().startsWith(`${GMAIL}/mail/`))
      void request.respond({
        contentType: 'text/html; charset=utf-8',
        body: html,
        ...(policy === undefined ? {} : { headers: { 'content-security-policy': policy } }),
      });
    else void request.abort();
  });
  await page.goto(`${GMAIL}/mail/u/0/${policy === undefined ? '#inbox' : '#inbox/65'}`);
  return page;
}
/** Opens one of the page's messages as Gmail does: by the hash, without a page load. */
export async function openMessage(page: Page, message: 'smith' | 'ahmadi' | 'stranger'): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#inbox/${id}`;
  }, message);
}
