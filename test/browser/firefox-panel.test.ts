/** Firefox as installed: its pages can look into what stands in them, so nothing of a customer does. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Settings } from '../../extension/protocol';
import { seeCard, waitForCard } from '../../worker/local/card-on-page';
import { openDemoMessage } from '../../worker/local/demo-check';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { type DemoMailbox, startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { type Lab, openLab } from './lab';
import { tabOf } from './own-card';

const SMITH = CUSTOMERS.find(({ id }) => id === 'smith-retail')?.name ?? '';

describe.skipIf(inject('missing').includes('firefox'))('Firefox, where pages see what stands in them', () => {
  const mail = DEMO_MAIL[0];
  let lab: Lab;
  let mailbox: DemoMailbox;
  let origin: string;
  let page: Page;
  const badges = () =>
    page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => one.shadowRoot?.querySelector('.vb')).length);
  beforeAll(async () => {
    mailbox = await startDemoMailbox({ port: 0 });
    origin = new URL(mailbox.url).origin;
    lab = await openLab({ kind: 'firefox', extension: inject('firefoxExtension'), sites: { [origin]: 'roundcube' }, asInstalled: true });
    const email = mail?.from.address ?? '';
    await sendEvents(lab.worker, lab.token, [
      { customer: 'smith-retail', at: Date.now(), id: 'who', type: 'contact.set', data: { contact: email, name: 'John', email } },
    ]);
    await ask(lab.own, 'sync.now');
    page = await lab.opened.browser.newPage();
  });
  afterAll(async () => {
    await lab?.close();
    await mailbox?.close();
  });

  it('shows the card of the open message in the side panel, and puts neither card nor badge into the page', async () => {
    if (mail) await openDemoMessage(page, mailbox.url, mail);
    const panel = await lab.opened.openPage(`sidepanel.html?tab=${await tabOf(lab, origin)}`);
    await expect.poll(() => panel.evaluate(() => document.body.innerText), { timeout: 20_000 }).toContain(SMITH);
    await panel.close();
    expect(await seeCard(page)).toBeNull();
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(SMITH);
    await page.goto(mailbox.url);
    const rows = await ask<{ settings: Settings }>(lab.own, 'options.state');
    expect([rows.settings.panel, rows.settings.badges, await badges()]).toEqual([true, {}, 0]);
  });

  it('puts them into the page where the user wants that', async () => {
    const { settings } = await ask<{ settings: Settings }>(lab.own, 'options.state');
    await ask(lab.own, 'settings.save', { settings: { ...settings, panel: false, badges: { roundcube: true } } });
    await page.bringToFront();
    await page.goto(mailbox.url);
    await expect.poll(badges, { timeout: 10_000 }).toBeGreaterThan(0);
    if (mail) await openDemoMessage(page, mailbox.url, mail);
    await waitForCard(page, (card) => card.name === SMITH, 20_000);
  });
});
