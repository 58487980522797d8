/** The main job on a real Request Tracker, and its tickets as a live source. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { CUSTOMERS } from './customers';
import { type Lab, openLab } from './lab';
import { logIntoRequestTracker, openTicket } from './request-tracker';
import { AGENT, RT_URL } from './servers';

const missing = inject('missing');
const here = !missing.includes('chromium') && !missing.includes('rt');
const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';

describe.skipIf(!here)('Chromium on a real Request Tracker', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [RT_URL]: 'request-tracker' } });
    page = await lab.opened.browser.newPage();
    await logIntoRequestTracker(page, AGENT.user);
  });
  afterAll(() => lab?.close());

  it.each([
    [1, 'smith-retail'],
    [2, 'pars-trading'],
    [3, 'tehran-shop'],
    [4, 'alnoor'],
    [5, 'garcia'],
  ])('shows the requestor of ticket %i, whoever else wrote in it', async (ticket, customer) => {
    await openTicket(page, ticket);
    await waitForCard(page, (seen) => seen.name === nameOf(customer));
  });

  it.each([
    [6, 'a requestor whose name is an address of ours'],
    [7, 'a requestor with markup in the name'],
    [8, 'a requestor without a name'],
  ])('shows nobody for ticket %i: %s', async (ticket) => {
    await openTicket(page, ticket);
    await waitForNoCard(page, 1500);
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
