/** Firefox, which does not say whether pixels are covered: whose clicks count on a page that lays something over the card. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DAY } from '../../shared/event';
import { waitForCard } from '../../worker/local/card-on-page';
import { openDemoMessage } from '../../worker/local/demo-check';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { type DemoMailbox, startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import { MOVES } from './hostile-moves';
import { type Lab, openLab } from './lab';

const SMITH = CUSTOMERS[0]?.name ?? '';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Those that hide the card and leave it where it is: only the top layer can. One by its anchor finds none: the card takes its own style back. */
const COVERS = MOVES.filter(({ name }) => /cover|popover|whole screen/u.test(name) && !name.includes('anchor'));

describe.skipIf(inject('missing').includes('firefox'))('Firefox on a hostile page', () => {
  const mail = DEMO_MAIL[0];
  let lab: Lab;
  let mailbox: DemoMailbox;
  let page: Page;
  beforeAll(async () => {
    mailbox = await startDemoMailbox({ port: 0 });
    lab = await openLab({
      kind: 'firefox',
      extension: inject('firefoxExtension'),
      sites: { [new URL(mailbox.url).origin]: 'roundcube' },
    });
    const of = { customer: 'smith-retail', at: Date.now() - 9 * DAY };
    const email = mail?.from.address ?? '';
    await sendEvents(lab.worker, lab.token, [
      { ...of, id: 'who', type: 'contact.set', data: { contact: email, name: 'John', email } },
      { ...of, id: 'waiting', type: 'ticket.opened', data: { ticket: 'T-1', subject: 'Order', priority: 'urgent' } },
    ]);
    await ask(lab.own, 'sync.now');
  });
  afterAll(async () => {
    await lab?.close();
    await mailbox?.close();
  });
  beforeEach(async () => {
    page = await lab.opened.browser.newPage();
    if (mail) await openDemoMessage(page, mailbox.url, mail);
    await waitForCard(page, (card) => card.name === SMITH, 20_000);
    await pause(700);
  });
  afterEach(() => page.close());

  const takeLogged = async (): Promise<number> => {
    const { outbox } = await ask<{ outbox: { id: string }[] }>(lab.own, 'popup.state');
    for (const { id } of outbox) await ask(lab.own, 'note.undo', { id });
    return outbox.length;
  };
  /** The middle of the button that logs; this build's roots are open. */
  const spot = () =>
    page.evaluate(() => {
      const roots = [...document.documentElement.children].flatMap((element) => element.shadowRoot ?? []);
      const box = roots
        .map((root) => root.querySelector('[data-intent="log"]'))
        .find(Boolean)
        ?.getBoundingClientRect();
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    });

  /** As a person clicks: only the sight is in question then, not that nobody had pointed at the card before. */
  const pointAndClick = async ({ x, y }: { x: number; y: number }) => {
    await page.mouse.move(x - 2, y);
    await pause(700);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y, { delay: 120 });
  };

  it('counts a person’s click on a card that was in plain sight, also beside a popover that keeps away', async () => {
    await page.evaluate(() => {
      const note = document.createElement('div');
      note.popover = 'manual';
      note.textContent = 'Saved';
      note.style.cssText = 'inset:auto auto 0 0;margin:0;width:120px;height:40px;box-shadow:0 2px 12px black';
      document.body.appendChild(note);
      note.showPopover();
    });
    await pointAndClick(await spot());
    await expect.poll(takeLogged, { timeout: 10_000 }).toBe(1);
  });

  it.each(COVERS)('$name: the click does not count', async ({ run }) => {
    const at = await spot();
    await page.evaluate(run);
    await pause(300);
    await pointAndClick(at);
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });

  it('does not count a click before which a cover left in a flick', async () => {
    const at = await spot();
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.popover = 'manual';
      cover.textContent = 'Play';
      cover.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:white;pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
      addEventListener('pointerdown', () => cover.hidePopover(), true);
    });
    await pointAndClick(at);
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });
});
