/** A page that no adapter knows: the person points at the sender once, and Vafa reads that place from then on. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { freePort, type Lab, openLab } from './lab';
import { tabOf } from './own-card';

const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
const ticket = (address: string) => `<!doctype html><meta charset="utf-8"><title>Helpdesk</title><main><h1>A ticket</h1>
  <p class="requester">From <span class="requester-email">${address}</span></p><p>The body names reza.karimi@tehran-shop.test too.</p>
  <p>Assigned to <input value="agent" aria-label="Agent"> <a href="mailto:agent@helpdesk.test">Agent</a></p></main>`;

describe.skipIf(inject('missing').includes('chromium'))('Chromium on a page of an unknown program', () => {
  let lab: Lab;
  let page: Page;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const senders: Record<string, string> = {
      '/ticket/11': 'john.smith@example.com',
      '/ticket/12': 'sara.ahmadi@pars-trading.test',
      '/ticket/22': 'sara.ahmadi@pars-trading.test',
      '/ticket/23': 'john.smith@example.com',
      '/one': 'john.smith@example.com',
      '/two': 'sara.ahmadi@pars-trading.test',
      '/stranger': 'eve@evil.test',
    };
    server = createServer((request, response) =>
      response
        .setHeader('content-type', 'text/html')
        // From ticket 20 on the program was renewed: the sender stands somewhere else.
        .end(
          ticket(senders[request.url ?? ''] ?? '').replaceAll(
            'requester',
            /\/ticket\/2/.test(request.url ?? '') ? 'from-line' : 'requester',
          ),
        ),
    ).listen(port, '127.0.0.1');
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [origin]: 'generic' } });
    page = await lab.opened.browser.newPage();
  });
  afterAll(async () => {
    await lab?.close();
    server?.close();
  });

  it('shows no card before anybody has pointed, and says why', async () => {
    await page.goto(`${origin}/one`);
    await waitForNoCard(page);
    const why = await ask<{ steps: { id: string; ok: boolean }[] }>(lab.own, 'popup.why', { tab: await tabOf(lab, origin) });
    expect(why.steps.find((step) => !step.ok)?.id).toBe('recognised');
  });

  it('shows the customer once the person has pointed at the sender, and on every later page', async () => {
    await page.bringToFront();
    const picked = ask(lab.own, 'site.pick', { tab: await tabOf(lab, origin) });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await page.hover('.requester-email');
    await page.click('.requester-email');
    await picked;
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    await page.goto(`${origin}/two`);
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    await page.goto(`${origin}/stranger`);
    await waitForNoCard(page);
  });

  it('says that the page has changed where the place is gone, on a page of the kind that was pointed at and on no other', async () => {
    await page.goto(`${origin}/ticket/11`);
    await page.bringToFront();
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    const again = ask(lab.own, 'site.pick', { tab: await tabOf(lab, origin) });
    await expect.poll(() => page.evaluate(() => document.documentElement.innerText)).toContain('Click the sender address');
    await page.click('.requester-email');
    await again;
    await page.goto(`${origin}/ticket/12`);
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    await page.goto(`${origin}/ticket/21`);
    await waitForCard(page, (card) => card.kind === 'state' && card.text.includes('has changed'));
    const { sites } = await ask<{ sites: { host: string; state: string }[] }>(lab.own, 'options.state');
    expect(sites).toContainEqual(expect.objectContaining({ host: new URL(origin).host, state: 'unrecognised' }));
    await page.goto(`${origin}/overview`);
    await waitForNoCard(page);
    expect(await seeCard(page)).toBeNull();
  });

  it('takes the sender from the keyboard alone: what is meant is framed and spoken, and the page hears no key of it', async () => {
    await page.goto(`${origin}/ticket/22`);
    await page.bringToFront();
    await waitForCard(page, (card) => card.kind === 'state' && card.text.includes('has changed'));
    await page.focus('input');
    const heard = await page.evaluateHandle(() => {
      const keys: string[] = [];
      for (const type of ['keydown', 'keypress', 'keyup'] as const) document.addEventListener(type, ({ key }) => keys.push(key), true);
      return keys;
    });
    const pointing = () =>
      page.evaluate(() => {
        const [frame, hint] = [...document.documentElement.children]
          .filter((one) => one instanceof HTMLElement && !one.shadowRoot)
          .slice(-2);
        const box = frame?.getBoundingClientRect();
        const under = box?.width ? document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) : null;
        return {
          framed: under?.className || under?.localName || '',
          spoken: hint?.querySelector('[aria-live]')?.textContent ?? '',
          focused: document.activeElement === hint,
        };
      });
    await ask(lab.own, 'site.pick', { tab: await tabOf(lab, origin) });
    await expect.poll(pointing).toMatchObject({ framed: '', focused: true });
    const nowhere = await page.screenshot();
    await page.keyboard.press('Tab');
    expect(await pointing()).toMatchObject({ framed: 'from-line-email', spoken: 'From sara.ahmadi@pars-trading.test' });
    expect(Buffer.compare(await page.screenshot(), nowhere)).not.toBe(0);
    await page.keyboard.press('ArrowDown');
    expect(await pointing()).toMatchObject({ framed: 'a', spoken: 'agent@helpdesk.test' });
    await page.keyboard.press('j');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    expect(await pointing()).toMatchObject({ framed: 'from-line-email' });
    await page.keyboard.press('Enter');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    expect(await heard.jsonValue()).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('input');
    await page.keyboard.press('j');
    expect(await heard.jsonValue()).toEqual(['j', 'j', 'j']);
    await page.goto(`${origin}/ticket/23`);
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
  });

  it('reads the same host on another port only where that was allowed too', async () => {
    const port = await freePort();
    const neighbour = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(ticket('john.smith@example.com')),
    ).listen(port, '127.0.0.1');
    await once(neighbour, 'listening');
    await page.goto(`http://127.0.0.1:${port}/ticket/11`);
    await waitForNoCard(page);
    const why = await ask<{ steps: { id: string; ok: boolean }[] }>(lab.own, 'popup.why', {
      tab: await tabOf(lab, `http://127.0.0.1:${port}`),
    });
    expect(why.steps).toMatchObject([{ id: 'granted', ok: false }]);
    neighbour.close();
  });
});
