/** Firefox: card, popup, note and notification on real servers. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { evict, keysIn } from './databases';
import { type Lab, openLab } from './lab';
import { logIntoRequestTracker, openTicket } from './request-tracker';
import { logIntoRoundcube, openInPane } from './roundcube';
import { AGENT, needServer, ROUNDCUBE_URL, RT_URL } from './servers';

const missing = inject('missing');
const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';

describe.skipIf(missing.includes('firefox'))('Firefox', () => {
  let lab: Lab;
  beforeAll(async () => {
    for (const name of ['roundcube', 'rt'] as const) if (!missing.includes(name)) await needServer(name, inject('run'));
    lab = await openLab({
      kind: 'firefox',
      extension: inject('firefoxExtension'),
      sites: { [ROUNDCUBE_URL]: 'roundcube', [RT_URL]: 'request-tracker' },
    });
  });
  afterAll(() => lab?.close());

  it.skipIf(missing.includes('roundcube'))('shows the right card in Roundcube’s preview', async () => {
    const page: Page = await lab.opened.browser.newPage();
    await logIntoRoundcube(page, AGENT.user);
    await openInPane(page, '۱۲۳۴۵');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
    await page.close();
  });

  it.skipIf(missing.includes('rt'))('shows the right card on a ticket', async () => {
    const page = await lab.opened.browser.newPage();
    await logIntoRequestTracker(page, AGENT.user);
    await openTicket(page, 3);
    await waitForCard(page, (card) => card.name === nameOf('tehran-shop'));
    await page.close();
  });

  it('logs a note from the popup and finds it in D1', async () => {
    const popup = await lab.opened.openPage('popup.html?customer=garcia');
    await popup.waitForSelector('section.log textarea', { timeout: 60_000 });
    const text = `From Firefox ${Date.now()}`;
    await popup.type('section.log textarea', text);
    await popup.click('section.log button[type="submit"]');
    const texts = async () =>
      (await lab.get<{ facts: { notes: { text: string }[] } }>('/v1/customers/garcia')).facts.notes.map((note) => note.text);
    await expect.poll(texts, { timeout: 40_000, interval: 500 }).toContain(text);
    await popup.close();
  });

  it('keeps a note in two stores, and gives the one that went everything back', async () => {
    const save = (text: string) => ask<{ id: string }>(lab.own, 'note.save', { customer: 'garcia', kind: 'note', text, remindAt: null });
    const inDatabase = () => keysIn(lab.own, 'outbox');
    const inFiles = () =>
      lab.own.evaluate(async () => {
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('outbox');
        const names: string[] = [];
        for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(decodeURIComponent(name));
        return names;
      });
    const has = (keys: string[], ...ids: string[]) => ids.map((id) => keys.some((key) => key.includes(id)));
    const first = await save('In two stores');
    expect([has(await inDatabase(), first.id), has(await inFiles(), first.id)]).toEqual([[true], [true]]);
    await evict(lab.own, 'outbox');
    const second = await save('After one of them went');
    expect([has(await inDatabase(), first.id, second.id), has(await inFiles(), first.id, second.id)]).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it('shows a notification for a follow-up that is due', async () => {
    await ask(lab.own, 'note.save', { customer: 'garcia', kind: 'note', text: 'Send the offer', remindAt: Date.now() + 1000 });
    const titles = () =>
      lab.own.evaluate(async () =>
        Object.keys(
          await (globalThis as unknown as { browser: { notifications: { getAll(): Promise<object> } } }).browser.notifications.getAll(),
        ),
      );
    await expect.poll(titles, { timeout: 90_000, interval: 1000 }).not.toEqual([]);
  }, 120_000);
});
