/** The main job on a real Request Tracker, and its tickets as a live source. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CUSTOMERS } from './customers';
import { type Lab, openLab } from './lab';
import { logIntoRequestTracker, openTicket, openTicketList } from './request-tracker';
import { nameOf, signOut, speak, waitForAnswer, waitForBadges } from './seen';
import { AGENT, needServer, RT_URL } from './servers';

const missing = inject('missing');
const here = !missing.includes('chromium') && !missing.includes('rt');

describe.skipIf(!here)('Chromium on a real Request Tracker', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    await needServer('rt', inject('run'));
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [RT_URL]: 'request-tracker' } });
    page = await lab.opened.browser.newPage();
  });
  afterAll(() => lab?.close());

  const TICKETS = [
    [1, 'smith-retail', 'another customer wrote last'],
    [2, 'pars-trading', 'in Persian'],
    [3, 'tehran-shop', 'another customer in copy'],
    [4, 'alnoor', 'in Arabic'],
    [5, 'garcia', 'three other customers in copy'],
    [6, '', 'a requestor whose name is an address of ours'],
    [7, '', 'a requestor with markup in the name'],
    [8, '', 'a requestor without a name'],
  ] as const;
  describe.each(['en', 'fa'] as const)('in %s', (language) => {
    beforeAll(async () => {
      await speak(lab, language);
      await signOut(page);
      await logIntoRequestTracker(page, language === 'fa' ? AGENT.persian : AGENT.user);
    });

    it.each(TICKETS)('ticket %i is about “%s”: %s', async (ticket, customer) => {
      await openTicket(page, ticket);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await waitForAnswer(page, nameOf(customer));
    });

    it('gives each ticket of the list its requestor’s badge, and strangers none', async () => {
      await openTicketList(page);
      const expected = Object.fromEntries(TICKETS.map(([ticket, customer]) => [String(ticket), [nameOf(customer)]]));
      await waitForBadges(page, 'table.ticket-list tbody.list-item', 'a[href*="/Ticket/Display.html?id="]', expected);
    });
  });

  it('takes its tickets in by the schedule, only those of customers, and each once', async () => {
    const admin = { authorization: `Bearer ${lab.token}`, 'content-type': 'application/json' };
    const source = await fetch(`${lab.settings.url}/v1/sources`, {
      method: 'POST',
      headers: admin,
      body: JSON.stringify({ kind: 'rt', url: RT_URL, user: AGENT.user, password: AGENT.password }),
    });
    expect(source.status).toBeLessThan(300);
    await lab.worker.tick();
    const tickets = async (customer: string) =>
      (await lab.get<{ facts: { tickets: { id: string; url: string }[] } }>(`/v1/customers/${customer}`)).facts.tickets;
    await expect.poll(async () => (await tickets('pars-trading')).length, { timeout: 60_000 }).toBe(1);
    expect((await tickets('pars-trading'))[0]?.url).toBe(`${RT_URL}/Ticket/Display.html?id=2`);
    await lab.worker.tick();
    expect(await tickets('pars-trading')).toHaveLength(1);
    const everybody = await lab.get<{ customers: unknown[] }>('/v1/customers');
    expect(everybody.customers).toHaveLength(CUSTOMERS.length);
  });
});
