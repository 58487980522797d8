/** Reminders in a real browser: one notification, also with two windows and killed backgrounds; gone when done elsewhere; a click opens the customer. */
import type { Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';

interface Notifications {
  getAll(): Promise<Record<string, unknown>>;
  onClicked: { dispatch(id: string): void };
}
type Scope = { chrome: { notifications: Notifications } };

describe.skipIf(inject('missing').includes('chromium'))('reminders in Chromium', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
  });
  afterAll(() => lab?.close());

  const isBackground = (target: Target) => target.type() === 'service_worker' && target.url().startsWith(lab.opened.origin);
  const standing = () => lab.own.evaluate(async () => Object.keys(await (globalThis as unknown as Scope).chrome.notifications.getAll()));
  const about = async (task: string) => (await standing()).filter((id) => id.includes(task));
  const kill = async () => (await lab.opened.browser.targets().find(isBackground)?.worker())?.close();
  const setTask = (task: string) => {
    const at = Date.now() - 60_000;
    const event = { id: `${task}-set`, customer: 'smith-retail', type: 'task.set', at, data: { task, title: 'Call back', due: at } };
    return sendEvents(lab.worker, lab.token, [event]);
  };

  it('show one notification however often the background starts, with two windows, and take it away when the task is done elsewhere', async () => {
    const second = await lab.opened.openPage('customers.html');
    await setTask('task-once');
    for (let life = 0; life < 3; life++) {
      await Promise.all([ask(lab.own, 'sync.now'), ask(second, 'sync.now')]);
      await expect.poll(() => about('task-once'), { timeout: 20_000 }).toHaveLength(1);
      await kill();
    }
    await second.close();
    await sendEvents(lab.worker, lab.token, [
      { id: 'task-once-done', customer: 'smith-retail', type: 'task.done', at: Date.now(), data: { task: 'task-once' } },
    ]);
    await ask(lab.own, 'sync.now');
    await expect.poll(() => about('task-once'), { timeout: 20_000 }).toEqual([]);
  });

  it('open the customer when clicked, though the background had been killed', async () => {
    await setTask('task-click');
    await ask(lab.own, 'sync.now');
    await expect.poll(() => about('task-click'), { timeout: 20_000 }).toHaveLength(1);
    const [id] = await about('task-click');
    await kill();
    await ask(lab.own, 'options.state');
    const worker = await (await lab.opened.browser.waitForTarget(isBackground)).worker();
    const page = lab.opened.browser.waitForTarget((target) => target.url().includes('smith-retail'), { timeout: 30_000 });
    await worker?.evaluate((clicked) => (globalThis as unknown as Scope).chrome.notifications.onClicked.dispatch(clicked), id as string);
    expect((await page).url()).toContain('customer');
  });
});
