/** Pages that are against us, in the build as it is shipped (closed roots): what they learn of a customer, and whose clicks count. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ASK_PAYLOADS } from '../../extension/background/payloads';
import { DAY } from '../../shared/event';
import { buildExtension } from '../../worker/local/extension-build';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type ClosedCard, openClosedRoots } from './closed-card';
import { contentWorld } from './content-world';
import { CUSTOMERS } from './customers';
import { GMAIL, openGmail, openMessage } from './gmail';
import { eavesdrop, learntOf, reachFor } from './hostile-ears';
import { MOVES, takeSurface } from './hostile-moves';
import { laySnares, probe, watchEverything } from './hostile-probes';
import { type Lab, openLab } from './lab';
import { speak } from './seen';

const here = !inject('missing').includes('chromium');
const SMITH = CUSTOMERS[0]?.name ?? '';
const POLICY = "default-src 'none'; script-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Longer than the card must have been seen, with the browser's own delay. */
const SEEN = 900;

describe.skipIf(!here)('Chromium on a hostile page', () => {
  let lab: Lab;
  let page: Page;
  let closed: Awaited<ReturnType<typeof openClosedRoots>>;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: await buildExtension('chrome', 'demo'), sites: { [GMAIL]: 'gmail' } });
    // Something to do for him, so that the card offers a button that changes something.
    const opened = { id: 'waiting', customer: 'smith-retail', type: 'ticket.opened' as const, at: Date.now() - 9 * DAY };
    await sendEvents(lab.worker, lab.token, [{ ...opened, data: { ticket: 'T-1', subject: 'Order', priority: 'urgent' } }]);
    await ask(lab.own, 'sync.now');
  });
  afterAll(() => lab?.close());
  beforeEach(async () => {
    page = await openGmail(lab.opened);
    closed = await openClosedRoots(page);
  });
  afterEach(() => page.close());

  const waitForClosedCard = async (of = SMITH): Promise<ClosedCard> => {
    let seen: ClosedCard | null = null;
    for (const end = Date.now() + 15_000; Date.now() < end; await pause(50)) {
      seen = await closed.card();
      if (seen?.text.includes(of)) return seen;
    }
    throw new Error(`the card did not come: ${seen?.text}`);
  };
  const openSmith = async (): Promise<ClosedCard> => {
    await openMessage(page, 'smith');
    return waitForClosedCard();
  };
  /** What was logged and can still be undone; taken back at once, so that the next test starts clean. */
  const takeLogged = async (): Promise<number> => {
    const { outbox } = await ask<{ outbox: { id: string }[] }>(lab.own, 'popup.state');
    for (const { id } of outbox) await ask(lab.own, 'note.undo', { id });
    return outbox.length;
  };
  const clickLog = async (card: ClosedCard): Promise<void> => {
    const spot = await card.buttonAt('log');
    if (spot === null) throw new Error('the card offers nothing to log');
    await page.mouse.click(spot.x, spot.y);
  };

  it('counts a person’s click on a card that was in plain sight', async () => {
    const card = await openSmith();
    await pause(SEEN);
    await clickLog(card);
    await expect.poll(takeLogged, { timeout: 5000 }).toBe(1);
  });

  it('counts no click on a card that just came', async () => {
    const card = await openSmith();
    await clickLog(card);
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });

  it.each(MOVES)('$name: the card stays seen or the click does not count', async ({ seen, run }) => {
    const card = await openSmith();
    await pause(SEEN);
    const spot = await card.buttonAt('log');
    if (spot === null) throw new Error('the card offers nothing to log');
    const clip = { x: spot.x - 30, y: spot.y - 10, width: 60, height: 20 };
    const picture = async () => Buffer.from(await page.screenshot({ clip, optimizeForSpeed: true })).toString('base64');
    const before = await picture();
    await page.evaluate(run);
    // A page has time: what stops a click only for a moment stops none.
    await pause(SEEN);
    const same = (await picture()) === before;
    if (seen) expect(same).toBe(true);
    // Wherever the button is now: a lure stands where the page wants the click.
    const now = await (await closed.card())?.buttonAt('log').catch(() => null);
    for (const at of [spot, ...(now ? [now] : [])]) await page.mouse.click(at.x, at.y);
    await pause(600);
    const counted = await takeLogged();
    if (!same) expect(counted).toBe(0);
    // The page goes on; nobody fights over the element for ever.
    expect(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))))).toBe(true);
  });

  it('counts no click for which a cover was taken away at the last moment', async () => {
    const card = await openSmith();
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.id = 'cover';
      cover.popover = 'manual';
      cover.style.cssText = 'inset:0;width:100vw;height:100vh;border:0;background:white;pointer-events:none';
      document.body.appendChild(cover);
      cover.showPopover();
    });
    await pause(SEEN);
    await page.evaluate(() => document.getElementById('cover')?.remove());
    await clickLog(card);
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });

  it('stands on its surface, whatever the page says of its properties; where the page said it first, no click counts', async () => {
    const card = await openSmith();
    await pause(SEEN);
    const spot = (await card.buttonAt('log')) ?? { x: 0, y: 0 };
    const picture = async () =>
      Buffer.from(await page.screenshot({ clip: { x: spot.x - 20, y: spot.y - 50, width: 40, height: 30 } })).toString('base64');
    const before = await picture();
    await page.evaluate(takeSurface);
    await pause(300);
    expect(await picture()).toBe(before);
    await page.close();
    page = await lab.opened.browser.newPage();
    await page.evaluateOnNewDocument(takeSurface);
    page = await openGmail(lab.opened, [], page);
    closed = await openClosedRoots(page);
    const other = await openSmith();
    await pause(SEEN);
    await clickLog(other);
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });

  it('takes no event that the page made', async () => {
    await openSmith();
    await pause(SEEN);
    await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('html > [popover]');
      const box = host?.getBoundingClientRect() ?? new DOMRect();
      for (let y = box.top; y < box.bottom; y += 8)
        for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
          host?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: box.left + 60, clientY: y }));
      host?.click();
      host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    });
    await pause(600);
    expect(await takeLogged()).toBe(0);
  });

  it('reads nothing of the customer: no root, no text, no selection, no search, no patched function', async () => {
    await page.close();
    page = await lab.opened.browser.newPage();
    await page.evaluateOnNewDocument(eavesdrop);
    page = await openGmail(lab.opened, [], page);
    closed = await openClosedRoots(page);
    const card = await openSmith();
    await pause(SEEN);
    const spot = (await card.buttonAt('log')) ?? { x: 0, y: 0 };
    await page.mouse.click(spot.x, spot.y - 40, { count: 3 });
    await page.mouse.move(spot.x, spot.y - 200);
    await page.mouse.down();
    await page.mouse.move(spot.x, spot.y - 20, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.down('Control');
    await page.keyboard.press('c');
    await page.keyboard.up('Control');
    expect(await page.evaluate(learntOf, SMITH)).toEqual({
      root: null,
      html: false,
      text: false,
      attributes: ['popover', 'style'],
      selection: '',
      found: false,
      heard: [],
      files: 0,
      globals: [],
    });
    await takeLogged();
  });

  it.each(['en', 'fa', 'ar'] as const)(
    'hands out no node, no text and no letter of the card by any way of looking at it (%s)',
    async (language) => {
      await speak(lab, language);
      try {
        await page.close();
        page = await lab.opened.browser.newPage();
        await page.evaluateOnNewDocument(watchEverything);
        page = await openGmail(lab.opened, [], page);
        closed = await openClosedRoots(page);
        const card = await openSmith();
        await page.evaluate(laySnares);
        const spot = (await card.buttonAt('log')) ?? { x: 0, y: 0 };
        await page.mouse.move(spot.x, spot.y - 60);
        await page.mouse.click(spot.x, spot.y - 40, { count: 3 });
        await page.mouse.move(spot.x - 20, spot.y - 40);
        await page.mouse.down();
        await page.mouse.move(200, 400, { steps: 6 });
        await page.mouse.up();
        for (let tabs = 0; tabs < 4; tabs++) await page.keyboard.press('Tab');
        await page.keyboard.down('Control');
        for (const key of ['a', 'c'] as const) await page.keyboard.press(key);
        await page.keyboard.up('Control');
        expect(await page.evaluate(probe, SMITH)).toEqual({ inside: [], told: [], fonts: [] });
      } finally {
        await speak(lab, 'en');
        await takeLogged();
      }
    },
  );

  it('leaves a screen reader everything that it keeps from the page', async () => {
    const card = await openSmith();
    const spoken = await closed.spoken();
    expect(spoken.filter((line) => line.startsWith('region '))).toEqual([expect.stringContaining(SMITH)]);
    expect(spoken.filter((line) => line.startsWith('button ')).length).toBeGreaterThan(2);
    expect(card.text).toContain('unanswered');
    expect(spoken.join('\n')).toMatch(/unanswered/);
  });

  it('cannot speak to us, frame our pages or fetch our files', async () => {
    await openSmith();
    expect(await page.evaluate(reachFor, lab.opened.origin)).toEqual({ speaks: 'undefined', fetched: false });
    const framed = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(
      await Promise.all(framed.map((frame) => frame.evaluate(() => document.body?.innerText.length ?? 0).catch(() => 0))),
    ).not.toContain(expect.any(Number));
  });

  it('shows the card where Trusted Types are enforced and neither scripts nor styles are allowed', async () => {
    const broken: string[] = [];
    await page.close();
    page = await openGmail(lab.opened, [], undefined, POLICY);
    page.on('console', (line) => /Trusted|Content Security Policy/i.test(line.text()) && broken.push(line.text()));
    closed = await openClosedRoots(page);
    const card = await waitForClosedCard();
    await pause(SEEN);
    await clickLog(card);
    await expect.poll(takeLogged, { timeout: 5000 }).toBe(1);
    expect(broken.filter((line) => /inline style|Trusted/i.test(line))).toEqual([]);
  });

  describe('that took over its renderer and speaks as our content script', () => {
    it('gets no answer to what only our own pages may ask', async () => {
      await openSmith();
      const say = await contentWorld(page, lab.opened.origin);
      for (const verb of Object.keys(ASK_PAYLOADS)) expect([verb, await say({ verb })]).toEqual([verb, null]);
      expect(await say({ verb: 'search', text: 'a' })).toBeNull();
      expect(await say({ verb: 'note.save', customer: 'smith-retail', kind: 'call', text: 'x', remindAt: null })).toBeNull();
      expect(await takeLogged()).toBe(0);
    });

    it('cannot act on a customer that its tab does not show, nor on an old message', async () => {
      await openSmith();
      const say = await contentWorld(page, lab.opened.origin);
      const { key } = (await say({ verb: 'x' }, 'key')) as { key: string };
      for (const customer of CUSTOMERS.slice(1)) {
        await say({ verb: 'log', key, customer: customer.id, kind: 'call' });
        await say({ verb: 'later', key, customer: customer.id, act: 'touch' });
        await say({ verb: 'confirm', key, choice: { customer: customer.id } });
      }
      await say({ verb: 'log', key: 'another', customer: 'smith-retail', kind: 'call' });
      await say({ verb: 'sighting', site: 'roundcube', key: 'k', outcome: 'conversation', strategy: 's', correspondents: [], own: [] });
      await pause(500);
      expect(await takeLogged()).toBe(0);
      expect((await closed.card())?.text).toContain(SMITH);
    });

    it('cannot try all the addresses it can think of', async () => {
      await openSmith();
      const say = await contentWorld(page, lab.opened.origin);
      let known = 0;
      for (let nth = 0; nth < 60; nth++) {
        const addresses = Array.from({ length: 99 }, (_, at) => `guess-${nth}-${at}@example.net`);
        const answer = (await say({ verb: 'rows', site: 'gmail', addresses: [...addresses, 'john.smith@example.com'] })) as {
          badges: unknown[];
        };
        known += answer.badges.filter(Boolean).length;
      }
      // Two thousand addresses, a hundred at a time: 20 answers with the one that it knew, not 60.
      expect(known).toBeGreaterThan(0);
      expect(known).toBeLessThanOrEqual(21);
    });
  });
});
