/** The main job on a real Roundcube: open messages, see the right customer, log a note, find it in D1. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pressOnCard, seeCard, waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { expectCard } from '../../worker/local/expected-card';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { type Lab, openLab } from './lab';
import { openPopup } from './popup';
import { logIntoRoundcube, openInPane, openWhole } from './roundcube';
import { AGENT, needServer, ROUNDCUBE_URL } from './servers';

const missing = inject('missing');
const here = !missing.includes('chromium') && !missing.includes('roundcube');

describe.skipIf(!here)('Chromium on a real Roundcube', () => {
  let lab: Lab;
  let page: Page;
  const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';

  beforeAll(async () => {
    await needServer('roundcube', inject('run'));
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [ROUNDCUBE_URL]: 'roundcube' } });
    page = await lab.opened.browser.newPage();
    await logIntoRoundcube(page, AGENT.user);
  });
  afterAll(() => lab?.close());

  it.each([
    ['john.smith@example.com', 'ORD-10021', 'smith-retail'],
    ['سارا احمدی', '۱۲۳۴۵', 'pars-trading'],
    ['رضا کریمی', 'INV-77', 'tehran-shop'],
    ['ليلى حسن', '٩٨٧٦', 'alnoor'],
    ['عمر خالد', 'Quote #55', 'alnoor'],
    ['María', 'Contract renewal 2025', 'garcia'],
    ["O'Brien", 'INV-2025/03', 'obrien'],
  ])('shows the right customer for %s in the preview pane', async (_sender, subject, customer) => {
    await openInPane(page, subject);
    const card = await waitForCard(page, (seen) => seen.name === nameOf(customer));
    const { score, band, tier, signals } = await expectCard(lab.settings.url, lab.token, customer, Date.now());
    expect({ score: card.score, band: card.band, tier: card.tier, signals: [...card.signals].sort() }).toEqual({
      score,
      band,
      tier,
      signals,
    });
  });

  it.each([
    ['a hostile body that imitates a customer', 'Urgent'],
    ['markup in the sender’s name', 'bidi override'],
    ['a newsletter', 'Autumn offers'],
  ])('shows no customer for %s', async (_what, subject) => {
    await openInPane(page, 'ORD-10021');
    await waitForCard(page, (seen) => seen.name === nameOf('smith-retail'));
    await openInPane(page, subject);
    for (const end = Date.now() + 6000; Date.now() < end && (await seeCard(page))?.kind === 'customer'; )
      await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect((await seeCard(page))?.kind ?? 'none').not.toBe('customer');
  });

  it('keeps the last message’s customer after fast switching', async () => {
    for (const subject of ['ORD-10021', 'INV-77', '٩٨٧٦', 'INV-2025/03', '۱۲۳۴۵']) await openInPane(page, subject, { settle: false });
    await waitForCard(page, (seen) => seen.name === nameOf('pars-trading'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await seeCard(page))?.name).toBe(nameOf('pars-trading'));
  });

  it('shows the customer in the full view, and the recipient for a message that we sent', async () => {
    await openWhole(page, 'INBOX', 'INV-77');
    await waitForCard(page, (seen) => seen.name === nameOf('tehran-shop'));
    await openWhole(page, 'Sent', 'ORD-10021');
    await waitForCard(page, (seen) => seen.name === nameOf('smith-retail'));
  });

  it('logs the card’s contact with one click and finds it in D1 once', async () => {
    await openWhole(page, 'INBOX', 'INV-77');
    await waitForCard(page, (seen) => seen.name === nameOf('tehran-shop'));
    const before = (await lab.get<{ facts: { notes: unknown[] } }>('/v1/customers/tehran-shop')).facts.notes.length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    await pressOnCard(page, 'log');
    await expect
      .poll(async () => (await lab.get<{ facts: { notes: unknown[] } }>('/v1/customers/tehran-shop')).facts.notes.length, {
        timeout: 60_000,
        interval: 300,
      })
      .toBe(before + 1);
  });

  it('logs a note from the popup, which knows the customer of the open mail, and finds it in D1', async () => {
    await openWhole(page, 'INBOX', 'ORD-10021');
    await waitForCard(page, (seen) => seen.name === nameOf('smith-retail'));
    const popup = await openPopup(lab.opened, page);
    await popup.waitForSelector('section.log textarea');
    expect(await popup.$eval('section.log h2', (heading) => heading.textContent)).toContain(nameOf('smith-retail'));
    const text = `Order found at the depot ${Date.now()}`;
    await popup.type('section.log textarea', text);
    await popup.keyboard.down('Control');
    await popup.keyboard.press('Enter');
    await popup.keyboard.up('Control');
    await popup.waitForFunction(() => document.querySelector('textarea')?.value === '');
    const notes = async () => (await lab.get<{ facts: { notes: { text: string }[] } }>('/v1/customers/smith-retail')).facts.notes;
    await expect.poll(async () => (await notes()).map((note) => note.text), { timeout: 30_000, interval: 500 }).toContain(text);
  });

  it('logs a note from the popup while the Worker is down, and sends it once when it is back', async () => {
    const text = `Spoke about the refund ${Date.now()}`;
    await lab.worker.stop();
    await ask(lab.own, 'note.save', { customer: 'tehran-shop', kind: 'call', text, remindAt: null });
    await new Promise((resolve) => setTimeout(resolve, 9000));
    const state = await ask<{ connection: { waiting: number; reachable: boolean } }>(lab.own, 'popup.state');
    expect(state.connection).toMatchObject({ waiting: 1, reachable: false });
    await lab.restartWorker();
    await ask(lab.own, 'sync.now');
    const texts = async () =>
      (await lab.get<{ facts: { notes: { text: string }[] } }>('/v1/customers/tehran-shop')).facts.notes.map((note) => note.text);
    await expect.poll(texts, { timeout: 30_000, interval: 500 }).toContain(text);
    await ask(lab.own, 'sync.now');
    expect((await texts()).filter((each) => each === text)).toHaveLength(1);
  });

  it('shows nothing anywhere while hidden', async () => {
    await openWhole(page, 'INBOX', 'INV-77');
    await waitForCard(page, (seen) => seen.name === nameOf('tehran-shop'));
    await ask(lab.own, 'hide', { minutes: 60 });
    await waitForNoCard(page);
    await ask(lab.own, 'hide', { minutes: 0 });
    await waitForCard(page, (seen) => seen.name === nameOf('tehran-shop'));
  });
});
