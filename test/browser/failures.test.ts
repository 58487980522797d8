/** Killing the Worker, the background or the network: a named state is shown, and no note is lost or doubled. */
import type { Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { GMAIL, openGmail, openMessage } from './gmail';
import { type Lab, openLab } from './lab';

const here = !inject('missing').includes('chromium');
const nameOf = (id: string) => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!here)('Chromium when things break', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [GMAIL]: 'gmail' } });
    page = await openGmail(lab.opened);
  });
  afterAll(() => lab?.close());

  const background = async (): Promise<Target> =>
    lab.opened.browser.waitForTarget((target) => target.type() === 'service_worker' && target.url().startsWith(lab.opened.origin), {
      timeout: 60_000,
    });
  const killBackground = async () => (await (await background()).worker())?.close();
  const notes = async (customer: string) =>
    (await lab.get<{ facts: { notes: { text: string }[] } }>(`/v1/customers/${customer}`)).facts.notes.map((note) => note.text);
  const save = (text: string) => ask(lab.own, 'note.save', { customer: 'smith-retail', kind: 'call', text, remindAt: null });

  it('shows the next card after the background was killed', async () => {
    await openMessage(page, 'smith');
    await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    await killBackground();
    await openMessage(page, 'ahmadi');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
  });

  it('keeps a note whose background is killed right after "saved", and sends it once', async () => {
    const text = `Saved, then killed ${Date.now()}`;
    await save(text);
    await killBackground();
    await pause(9000);
    await ask(lab.own, 'sync.now');
    await expect.poll(() => notes('smith-retail'), { timeout: 30_000, interval: 500 }).toContain(text);
    await ask(lab.own, 'sync.now');
    expect((await notes('smith-retail')).filter((each) => each === text)).toHaveLength(1);
  });

  it('says on the card that the Worker does not answer, keeps the number, and keeps the note through another kill', async () => {
    await openMessage(page, 'smith');
    const before = await waitForCard(page, (card) => card.name === nameOf('smith-retail'));
    await lab.worker.stop();
    const text = `While the Worker was down ${Date.now()}`;
    await save(text);
    await ask(lab.own, 'sync.now');
    const during = await waitForCard(page, (card) => card.name === before.name && /does not answer/i.test(card.text));
    expect(during.score).toBe(before.score);
    await killBackground();
    await pause(500);
    const state = await ask<{ connection: { waiting: number; reachable: boolean }; outbox: { title: string }[] }>(lab.own, 'popup.state');
    expect(state.connection).toMatchObject({ waiting: 1, reachable: false });
    expect(state.outbox).toHaveLength(1);
    await lab.restartWorker();
    await pause(8000);
    await ask(lab.own, 'sync.now');
    await expect.poll(() => notes('smith-retail'), { timeout: 30_000, interval: 500 }).toContain(text);
    await waitForCard(page, (card) => card.name === before.name && !/does not answer/i.test(card.text));
    expect((await notes('smith-retail')).filter((each) => each === text)).toHaveLength(1);
  });

  it('says that it is offline when the network goes, and shows the right card from its own copy', async () => {
    const worker = await (await background()).worker();
    const offline = (on: boolean) =>
      worker?.client.send('Network.emulateNetworkConditions', { offline: on, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await offline(true);
    await ask(lab.own, 'sync.now');
    await openMessage(page, 'ahmadi');
    await waitForCard(
      page,
      (card) => card.name === nameOf('pars-trading') && card.score !== '' && /offline|does not answer/i.test(card.text),
    );
    await offline(false);
    await ask(lab.own, 'sync.now');
    await waitForCard(page, (card) => card.name === nameOf('pars-trading') && !/offline|does not answer/i.test(card.text));
  });

  it('reminds of a follow-up by a notification although the background was killed meanwhile', async () => {
    const shown = () =>
      lab.own.evaluate(async () =>
        Object.keys(
          await (globalThis as unknown as { chrome: { notifications: { getAll(): Promise<object> } } }).chrome.notifications.getAll(),
        ),
      );
    const before = await shown();
    await ask(lab.own, 'note.save', { customer: 'smith-retail', kind: 'note', text: 'Send the offer', remindAt: Date.now() + 15_000 });
    await pause(9000);
    await ask(lab.own, 'sync.now');
    expect(await shown()).toEqual(before);
    await killBackground();
    // Nobody asks the background anything from here on: its alarm must wake it.
    await expect.poll(async () => (await shown()).length, { timeout: 100_000, interval: 1000 }).toBe(before.length + 1);
  }, 140_000);

  it('undoes a logged contact within eight seconds: it never reaches the Worker', async () => {
    const text = `To be undone ${Date.now()}`;
    const { id } = await ask<{ id: string }>(lab.own, 'note.save', { customer: 'smith-retail', kind: 'call', text, remindAt: null });
    await ask(lab.own, 'note.undo', { id });
    await pause(9000);
    await ask(lab.own, 'sync.now');
    expect(await notes('smith-retail')).not.toContain(text);
  });
});
