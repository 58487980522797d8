/** The card flow on Gmail's own URL, with a page built from the real markup's hooks and served from here. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { CUSTOMERS } from './customers';
import { GMAIL, openGmail, openMessage } from './gmail';
import { type Lab, openLab } from './lab';

const here = !inject('missing').includes('chromium');
const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';

describe.skipIf(!here)('Chromium on Gmail’s URL', () => {
  let lab: Lab;
  let page: Page;
  const asked: string[] = [];
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [GMAIL]: 'gmail' } });
    page = await openGmail(lab.opened, asked);
  });
  afterAll(() => lab?.close());

  it('shows no card on the list', () => waitForNoCard(page));

  it('shows the sender of the opened message, late as Gmail fills it in', async () => {
    await openMessage(page, 'smith');
    expect((await waitForCard(page, (card) => card.name === nameOf('smith-retail'))).kind).toBe('customer');
  });

  it('changes with the hash, without a page load', async () => {
    await openMessage(page, 'ahmadi');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
  });

  it('shows nobody for a stranger whose body holds a customer’s address', async () => {
    await openMessage(page, 'stranger');
    for (const end = Date.now() + 6000; Date.now() < end && (await seeCard(page))?.kind === 'customer'; )
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await seeCard(page))?.kind ?? 'none').not.toBe('customer');
  });

  it('makes the page fetch nothing that it would not fetch without us', () => {
    expect(asked.filter((url) => !url.startsWith(`${GMAIL}/mail/`) && !url.endsWith('/favicon.ico'))).toEqual([]);
  });
});
