/** Pages that Vafa cannot be sure of, on a server of our own: a site that nobody checked, an address that is not in the page, a place that is gone. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { freePort, type Lab, openLab } from './lab';
import { pressText, tabOf } from './own-card';

const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
const JOHN = { email: 'john.smith@example.com', name: 'John Smith', customer: 'smith-retail' };
const SARA = { email: 'sara.ahmadi@pars-trading.test', name: 'Sara Ahmadi', customer: 'pars-trading' };

/** Zendesk's hooks by hearsay. Ticket 1 and 4 show an address; of 2, 3 and 5 only the server knows it, and 3 has none. */
function helpdesk() {
  const asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  let hold: Promise<void> | null = null;
  const shows: Record<string, string> = { '1': JOHN.email, '4': SARA.email };
  const ticket = (id: string) => `<!doctype html><meta charset="utf-8"><title>Ticket ${id}</title>
    <main data-ticket-id="${id}"><p data-test-id="requester-field">${shows[id] ? `<b title="${shows[id]}">A name</b>` : ''}</p>
    <p data-test-id="ticket-system-field-requester-select">Sara Ahmadi</p>
    <div data-test-id="omni-log-comment-item">Written by ${JOHN.email}</div></main>`;
  const api: Record<string, unknown> = {
    '/api/v2/tickets/2.json': { ticket: { id: 2, requester_id: 77 } },
    '/api/v2/tickets/5.json': { ticket: { id: 5, requester_id: 77 } },
    '/api/v2/users/77.json': { user: { id: 77, email: SARA.email, name: SARA.name } },
  };
  const server: Server = createServer(async (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith('/api/'))
      return void response
        .setHeader('content-type', 'text/html')
        .setHeader('set-cookie', 'session=s1; SameSite=Strict')
        .end(ticket(url.split('/').pop() ?? ''));
    asked.push({ method: request.method, url, headers: request.headers });
    if (hold) await hold;
    response
      .writeHead(api[url] ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(api[url] ?? { error: 'RecordNotFound' }));
  });
  return {
    server,
    asked,
    /** Holds the next answers back; what is returned lets them go. */
    delay(): () => void {
      let go = () => {};
      hold = new Promise((resolve) => {
        go = resolve;
      });
      return () => {
        hold = null;
        go();
      };
    },
  };
}

describe.skipIf(inject('missing').includes('chromium'))('Chromium on pages that Vafa cannot be sure of', () => {
  let lab: Lab;
  let page: Page;
  const desk = helpdesk();
  const other = helpdesk();
  let origin: string;
  let elsewhere: string;
  const siteOf = async (host: string) =>
    (
      await ask<{ sites: { host: string; site: string; state: string; checked?: { right: boolean }[] }[] }>(lab.own, 'options.state')
    ).sites.find((site) => site.host === new URL(host).host);
  beforeAll(async () => {
    const ports = [await freePort(), await freePort()];
    origin = `http://127.0.0.1:${ports[0]}`;
    elsewhere = `http://127.0.0.1:${ports[1]}`;
    desk.server.listen(ports[0], '127.0.0.1');
    other.server.listen(ports[1], '127.0.0.1');
    lab = await openLab({
      kind: 'chromium',
      extension: inject('chromiumExtension'),
      sites: { [origin]: 'zendesk', [elsewhere]: 'zendesk' },
    });
    const state = await ask<{ settings: object }>(lab.own, 'options.state');
    await ask(lab.own, 'settings.save', {
      settings: { ...state.settings, mailAsContact: { [new URL(origin).host]: true, [new URL(elsewhere).host]: true } },
    });
    page = await lab.opened.browser.newPage();
  });
  afterAll(async () => {
    await lab?.close();
    desk.server.close();
    other.server.close();
  });
  beforeEach(() => page.bringToFront());

  it('asks once whether it read the right sender, and shows nobody before the answer', async () => {
    await page.goto(`${origin}/agent/tickets/1`);
    const question = await waitForCard(page, (card) => card.kind === 'state');
    expect(question.text).toContain(JOHN.email);
    expect(question.text).not.toContain(nameOf(JOHN.customer));
    expect((await siteOf(origin))?.checked).toBeUndefined();
    await pressText(page, 'Yes', async () => (await seeCard(page))?.kind === 'customer');
    await waitForCard(page, (card) => card.name === nameOf(JOHN.customer));
    expect((await siteOf(origin))?.checked).toMatchObject([{ right: true }]);
    await page.goto(`${origin}/agent/tickets/4`);
    await waitForCard(page, (card) => card.name === nameOf(SARA.customer));
  });

  it('says that the address is not in the page, and asks the page’s own server only at the click', async () => {
    await page.goto(`${origin}/agent/tickets/2`);
    await waitForCard(page, (card) => card.kind === 'state' && card.text.includes('No address on this page'));
    expect(desk.asked).toEqual([]);
    // Another way of reading than the confirmed one: it asks again.
    await pressText(page, 'Ask this page', async () => (await seeCard(page))?.text.includes(SARA.email) ?? false);
    expect(desk.asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/v2/tickets/2.json', 'GET /api/v2/users/77.json']);
    expect(desk.asked.every(({ headers }) => headers.cookie === 'session=s1')).toBe(true);
    await pressText(page, 'Yes', async () => (await seeCard(page))?.kind === 'customer');
    await waitForCard(page, (card) => card.name === nameOf(SARA.customer));
    expect((await siteOf(origin))?.checked).toHaveLength(2);
  });

  it('shows nobody where another ticket was opened before the answer came', async () => {
    await page.goto(`${origin}/agent/tickets/5`);
    await waitForCard(page, (card) => card.text.includes('No address on this page'));
    const before = desk.asked.length;
    const release = desk.delay();
    await pressText(page, 'Ask this page', async () => desk.asked.length > before);
    await page.evaluate(() => {
      history.pushState(null, '', '/agent/tickets/3');
      document.querySelector('main')?.setAttribute('data-ticket-id', '3');
    });
    release();
    await waitForNoCard(page);
    expect((await seeCard(page))?.text ?? '').not.toContain(nameOf(SARA.customer));
  });

  it('says so where the server does not know either, and looks the visible name up instead', async () => {
    await page.goto(`${origin}/agent/tickets/3`);
    await waitForCard(page, (card) => card.text.includes('No address on this page'));
    await pressText(page, 'Ask this page', async () => (await seeCard(page))?.text.includes('did not say') ?? false);
    const { lookUp } = await ask<{ lookUp: string }>(lab.own, 'popup.state', { tab: await tabOf(lab, origin) });
    expect(lookUp).toBe('Sara Ahmadi');
  });

  it('stays off where the user says No, also for what counts as contact, and lets them point instead', async () => {
    await page.goto(`${elsewhere}/agent/tickets/1`);
    await waitForCard(page, (card) => card.text.includes(JOHN.email));
    await pressText(page, 'No', async () => (await seeCard(page))?.text.includes('Nobody is shown here') ?? false);
    expect((await siteOf(elsewhere))?.checked).toMatchObject([{ right: false }]);
    await page.goto(`${elsewhere}/agent/tickets/4`);
    await waitForNoCard(page);
    expect(await seeCard(page)).toBeNull();
    const why = await ask<{ steps: { ok: boolean; next?: { intent: string } }[] }>(lab.own, 'popup.why', {
      tab: await tabOf(lab, elsewhere),
    });
    expect(why.steps.find((step) => !step.ok)?.next?.intent).toBe('pick');
  });

  it('hands out an outline of an unreadable page without a word or an address of it', async () => {
    await page.goto(`${origin}/agent/tickets/3`);
    await waitForCard(page, (card) => card.text.includes('No address on this page'));
    const outline = await ask<string>(lab.own, 'site.outline', { tab: await tabOf(lab, origin) });
    expect(outline).toContain('main[data-ticket-id]');
    expect(outline).not.toMatch(/Sara|Ahmadi|john|@|Written/);
  });
});
