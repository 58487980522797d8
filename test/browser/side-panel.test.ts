/** The side panel of Chromium beside pages of a server of our own: the same card, live, and in place of the page's where the person wants that. */
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { freePort, type Lab, openLab } from './lab';
import { pressText, tabOf } from './own-card';

const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
const SENDERS: Record<string, string> = {
  '1': 'john.smith@example.com',
  '2': 'sara.ahmadi@pars-trading.test',
  '3': 'eve@evil.test',
  '4': 'reza.karimi@tehran-shop.test',
};
/** FreeScout's structure: a folder of conversations, and one conversation. */
const folder = `<!doctype html><meta charset="utf-8"><body class="locale-en" data-auth_user_id="1"><table>${Object.entries(SENDERS)
  .map(
    ([id, address]) =>
      `<tr class="conv-row" data-conversation_id="${id}"><td class="conv-customer"><a title="${address}" href="/conversation/${id}">Person ${id}</a></td></tr>`,
  )
  .join('')}</table>`;
const conversation = (
  id: string,
) => `<!doctype html><meta charset="utf-8"><body class="locale-en" data-auth_user_id="1" data-conversation_id="${id}">
  <div id="conv-layout"><div id="conv-layout-customer"><div class="customer-snippet"><a class="customer-name" href="/customers/${id}">A person</a>
  <div class="customer-email"><a class="contact-main">${SENDERS[id]}</a></div></div></div>
  <div class="thread thread-type-customer" data-thread_id="7"><div class="thread-person"><a href="/customers/${id}">A person</a></div>
  <div class="thread-content">After a long talk we have decided to cancel our contract at the end of March.</div></div></div>`;

describe.skipIf(inject('missing').includes('chromium'))('The side panel in Chromium', () => {
  let lab: Lab;
  let page: Page;
  let panel: Page;
  let server: Server;
  let origin: string;
  const badges = () =>
    page.evaluate(() => [...document.querySelectorAll('tr *')].filter((one) => one.shadowRoot?.querySelector('.vb')).length);
  const saveSettings = async (change: object) => {
    const { settings } = await ask<{ settings: object }>(lab.own, 'options.state');
    await ask(lab.own, 'settings.save', { settings: { ...settings, ...change } });
  };
  /** Told which tab: as a page of its own it would speak of itself. Without a timer it shows what is new only because it is told. */
  const openPanel = async (tab: number): Promise<Page> => {
    const opened = await lab.opened.browser.newPage();
    await opened.evaluateOnNewDocument(() => Object.assign(globalThis, { setInterval: () => 0 }));
    await opened.goto(`${lab.opened.origin}/sidepanel.html?tab=${tab}`);
    return opened;
  };
  const panelText = () => panel.evaluate(() => document.body.innerText);
  const waitForPanel = (part: string) => expect.poll(panelText, { timeout: 10_000 }).toContain(part);
  const pictures = path.resolve(import.meta.dirname, '../../.output/panel');
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    server = createServer((request, response) => {
      const id = /\/conversation\/(\d)/.exec(request.url ?? '')?.[1];
      response.setHeader('content-type', 'text/html').end(id ? conversation(id) : folder);
    }).listen(port, '127.0.0.1');
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [origin]: 'freescout' } });
    page = await lab.opened.browser.newPage();
    await page.goto(`${origin}/conversation/1`);
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    panel = await openPanel(await tabOf(lab, origin));
  });
  afterAll(async () => {
    await lab?.close();
    server?.close();
  });

  it('shows the card of the page, and follows the page without being asked', async () => {
    await waitForPanel(nameOf('smith-retail'));
    // What nobody looks at is not read: the panel of a real window stands beside the tab, this one behind it.
    await page.bringToFront();
    await page.goto(`${origin}/conversation/2`);
    await waitForPanel(nameOf('pars-trading'));
    expect(await panelText()).not.toContain(nameOf('smith-retail'));
    await page.goto(`${origin}/conversation/3`);
    await waitForPanel('No customer in this tab');
  });

  it('logs and takes back from a page of our own', async () => {
    await page.bringToFront();
    await page.goto(`${origin}/conversation/4`);
    await waitForPanel(nameOf('tehran-shop'));
    await panel.bringToFront();
    const undoable = () => panel.evaluate(() => document.querySelector('[data-intent="undo"]') !== null);
    await panel.click('[data-intent="log"]');
    await expect.poll(undoable, { timeout: 10_000 }).toBe(true);
    await panel.click('[data-intent="undo"]');
    await expect.poll(undoable, { timeout: 10_000 }).toBe(false);
    await expect.poll(() => panel.evaluate(() => document.querySelector('[data-intent="later"]') !== null)).toBe(true);
    await expect.poll(async () => (await ask<{ outbox: unknown[] }>(lab.own, 'popup.state')).outbox).toEqual([]);
  });

  it('offers what is heard in the open mail as the card does, and records it', async () => {
    const heard = (in_: Page) =>
      in_.evaluate(() => {
        const roots = [document, ...[...document.documentElement.children].flatMap((one) => one.shadowRoot ?? [])];
        return roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>('[data-heard]')].map((row) => row.innerText));
      });
    await page.bringToFront();
    await page.goto(`${origin}/conversation/1`);
    await waitForPanel(nameOf('smith-retail'));
    expect(await heard(panel)).toEqual([]);
    await saveSettings({ reading: { [new URL(origin).host]: true } });
    await expect.poll(() => heard(page), { timeout: 15_000 }).toEqual([expect.stringContaining('cancel')]);
    await expect.poll(() => heard(panel), { timeout: 15_000 }).toEqual(await heard(page));
    await panel.bringToFront();
    const signals = () => panel.$eval('[data-card]', (card) => (card as HTMLElement).dataset.signals);
    await panel.click('[data-heard="leave"] button');
    await expect.poll(signals, { timeout: 10_000 }).toContain('wants-to-leave');
    expect(await heard(panel)).toEqual([]);
    await panel.click('[data-intent="undo"]');
    await expect.poll(() => heard(panel), { timeout: 15_000 }).toHaveLength(1);
    expect(await signals()).not.toContain('wants-to-leave');
    await saveSettings({ reading: {} });
    await expect.poll(() => heard(panel)).toEqual([]);
  });

  it('stands instead of the card in the page where the person wants that, and badges stay', async () => {
    await saveSettings({ panel: true });
    await page.bringToFront();
    await page.goto(`${origin}/conversation/1`);
    await waitForPanel(nameOf('smith-retail'));
    await waitForNoCard(page);
    expect(await seeCard(page)).toBeNull();
    await page.goto(`${origin}/mailbox/1/1`);
    await expect.poll(badges, { timeout: 10_000 }).toBe(3);
    await page.goto(`${origin}/conversation/1`);
    await saveSettings({ panel: false });
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
  });

  it('takes badges away and brings them back with the site’s switch, without a reload', async () => {
    await page.bringToFront();
    await page.goto(`${origin}/mailbox/1/1`);
    await expect.poll(badges, { timeout: 10_000 }).toBe(3);
    await saveSettings({ badges: { [new URL(origin).host]: false } });
    await expect.poll(badges, { timeout: 10_000 }).toBe(0);
    await saveSettings({ badges: { [new URL(origin).host]: true } });
    await expect.poll(badges, { timeout: 10_000 }).toBe(3);
  });

  it('shows nothing while everything is hidden, and says until when', async () => {
    await page.goto(`${origin}/conversation/1`);
    await waitForPanel(nameOf('smith-retail'));
    await ask(lab.own, 'hide', { minutes: 60 });
    await waitForPanel('Show again');
    await panel.bringToFront();
    expect(await panelText()).not.toContain(nameOf('smith-retail'));
    await pressText(panel, 'Show again', async () => (await panelText()).includes(nameOf('smith-retail')));
  });

  it('speaks another language at once, also beside a page that is nobody’s, such as the options where it is chosen', async () => {
    const beside = await openPanel(await tabOf(lab, `${lab.opened.origin}/options.html`));
    await expect.poll(() => beside.evaluate(() => document.body.innerText)).toContain('No customer in this tab');
    const { settings } = await ask<{ settings: { locale: object } }>(lab.own, 'options.state');
    await saveSettings({ locale: { ...settings.locale, language: 'fa', tag: 'fa-IR' } });
    for (const one of [beside, panel]) await expect.poll(() => one.evaluate(() => document.documentElement.lang)).toBe('fa-IR');
    await saveSettings({ locale: settings.locale });
    await beside.close();
  });

  it('looks as it should in three languages, light and dark', async () => {
    mkdirSync(pictures, { recursive: true });
    await page.bringToFront();
    await page.goto(`${origin}/conversation/4`);
    await waitForPanel(nameOf('tehran-shop'));
    await panel.bringToFront();
    await panel.setViewport({ width: 360, height: 900 });
    for (const [language, tag, calendar, digits] of [
      ['en', 'en-GB', 'gregory', 'latn'],
      ['fa', 'fa-IR', 'persian', 'arabext'],
      ['ar', 'ar-EG', 'gregory', 'arab'],
    ])
      for (const theme of ['light', 'dark']) {
        const { settings } = await ask<{ settings: { locale: object } }>(lab.own, 'options.state');
        await saveSettings({ theme, locale: { ...settings.locale, language, tag, calendar, digits } });
        await expect
          .poll(() => panel.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.vafaTheme]))
          .toEqual([tag, theme]);
        await expect.poll(() => panel.evaluate(() => document.querySelector('[data-card]') !== null)).toBe(true);
        await panel.screenshot({ path: path.join(pictures, `panel-${language}-${theme}.png`) as `${string}.png` });
      }
  });

  it('opens from the popup by a click', async () => {
    const popup = await lab.opened.openPage(`popup.html?tab=${await tabOf(lab, origin)}`);
    await popup.waitForSelector('footer [title="Side panel"], footer .icon:nth-of-type(2)');
    void popup.click('footer .icon:nth-of-type(2)').catch(() => {});
    await expect
      .poll(
        () =>
          lab.own.evaluate(
            async () =>
              (
                await (
                  globalThis as unknown as { chrome: { runtime: { getContexts(what: object): Promise<unknown[]> } } }
                ).chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] })
              ).length,
          ),
        { timeout: 15_000 },
      )
      .toBe(1);
  });
});
