/** The work on a customer, in the real popup and the customers page, as far as the Worker's database: a play, a renewal, a loss. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Facts } from '../../shared/facts/facts';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';

const CUSTOMER = 'tehran-shop';
const PICTURES = path.join(import.meta.dirname, '../../dist/pictures/work');

describe.skipIf(inject('missing').includes('chromium'))('Chromium: the work on a customer', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
    await ask(lab.own, 'sync.now');
    page = await lab.opened.openPage(`popup.html?customer=${CUSTOMER}`);
    await page.waitForSelector('#say-signals');
  });
  afterAll(async () => {
    await lab?.close();
  });
  /** The facts that the Worker folded, once they are as wanted: an act waits eight seconds for its undo. */
  const inDatabase = async (holds: (facts: Facts) => boolean): Promise<Facts> => {
    let facts: Facts | null = null;
    await expect
      .poll(
        async () => {
          await ask(lab.own, 'sync.now');
          facts = (await lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts;
          return holds(facts);
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(true);
    return facts as unknown as Facts;
  };
  const keepPicture = async (page: Page, name: string) => {
    mkdirSync(PICTURES, { recursive: true });
    // Of a long page the part that this suite is about.
    const part = await page.$('.work-on');
    await part?.screenshot({ path: path.join(PICTURES, `${name}.png`) as `${string}.png` });
  };
  const click = async (selector: string) => {
    await page.waitForSelector(selector);
    await page.evaluate((found) => (document.querySelector(found) as HTMLElement).click(), selector);
  };
  const done = async (step: string, next: string) => {
    await click(`.due [data-task$=":${step}"] [data-do="done"]`);
    await page.waitForSelector(next);
  };

  it('row 91: a warning starts a play, each step done brings the next, and its result is kept and counted', async () => {
    await click('#say-signals');
    await page.waitForSelector('[data-signal="ticket-unanswered"] .offer');
    await click('[data-signal="ticket-unanswered"] .offer summary');
    await click('[data-signal="ticket-unanswered"] [data-play="escalate"] button');
    await page.waitForSelector('.undo');
    await click('#say-do');
    await page.waitForSelector('[data-kind="escalate"]');
    await done('name', '.due [data-task$=":workaround"]');
    await done('workaround', '.due [data-task$=":tell"]');
    await done('tell', '[data-kind="escalate"] details[open]');
    await page.type('[data-kind="escalate"] input', 'Repaired for good');
    await click('[data-kind="escalate"] [data-result="worked"]');
    await page.waitForSelector('[data-ended]');
    const { plays, tasks } = await inDatabase((facts) => facts.plays[0]?.endedAt !== null && facts.plays.length === 1);
    expect(plays).toMatchObject([{ kind: 'escalate', signal: 'ticket-unanswered', result: 'worked', text: 'Repaired for good' }]);
    expect(tasks.filter(({ doneAt }) => doneAt !== null).map(({ step }) => step)).toEqual(['name', 'workaround', 'tell']);
    await click('#say-signals');
    await click('[data-signal="ticket-unanswered"] .offer summary');
    const words = await page.$eval('[data-play="escalate"]', (row) => row.textContent ?? '');
    expect(words).toContain('Worked 1 of 1');
  });

  it('row 86: options and what is foreseen are said on the customer’s page, and the renewal is closed there', async () => {
    page = await lab.opened.openPage(`customers.html#/c/${CUSTOMER}/agreements`);
    const contract = `[data-contract="${CUSTOMER}-2026"]`;
    await page.waitForSelector(contract);
    await click(`${contract} [data-do="options"]`);
    await page.waitForFunction((found) => document.querySelector(found) === null, {}, `${contract} [data-do="options"]`);
    await page.select(`${contract} [data-of="manager"] select`, 'renews');
    await page.waitForFunction(
      (found) => document.querySelector(found)?.textContent?.includes('Renews'),
      {},
      `${contract} [data-of="manager"] td`,
    );
    await keepPicture(page, 'work-customer-en');
    await page.evaluate((found) => {
      for (const form of document.querySelectorAll<HTMLDetailsElement>(`${found} details`)) form.open = true;
    }, contract);
    await click(`${contract} input[name^="months-"][value="24"]`);
    await page.evaluate((found) => {
      const field = document.querySelector(`${found} input[name^="months-"]`);
      field?.closest('form')?.requestSubmit();
    }, contract);
    const { contracts, graded } = await inDatabase((facts) => facts.graded.length > 0);
    expect(graded).toMatchObject([{ renewed: true, manager: 'renews' }]);
    expect(contracts[0]?.endedAt).toBeNull();
    expect((contracts[0]?.end ?? 0) - Date.now()).toBeGreaterThan(700 * 86_400_000);
  });

  it('row 60: a loss is not closed without its primary reason; row 58: with it the exit ladder begins with a call', async () => {
    page = await lab.opened.openPage(`popup.html?customer=${CUSTOMER}`);
    await click('#say-do');
    const form = async () => page.evaluate(() => document.querySelector('input[name="loss"]')?.closest('form')?.requestSubmit());
    await page.waitForSelector('input[name="loss"]');
    await page.evaluate(() => {
      const folded = document.querySelector('input[name="loss"]')?.closest('details');
      if (folded) folded.open = true;
    });
    await form();
    await page.waitForSelector('.folded .problem');
    expect((await lab.get<{ facts: Facts }>(`/v1/customers/${CUSTOMER}`)).facts.loss).toBeNull();
    await click('input[name="loss"][value="slow-support"]');
    await click('input[name="avoidable"][value="yes"]');
    await form();
    await page.waitForSelector('[data-loss="slow-support"]');
    await page.waitForSelector('.due [data-task$=":call"]');
    await keepPicture(page, 'work-loss-en');
    const { loss, plays } = await inDatabase((facts) => facts.loss !== null);
    expect(loss).toMatchObject({ code: 'slow-support', avoidable: true });
    expect(plays.at(-1)?.kind).toBe('exit-ladder');
  });

  it('looks the same in Persian', async () => {
    const { settings } = await ask<{ settings: { locale: object } }>(lab.own, 'options.state');
    const locale = { ...settings.locale, language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext' };
    await ask(lab.own, 'settings.save', { settings: { ...settings, locale, theme: 'dark' } });
    page = await lab.opened.openPage(`customers.html#/c/${CUSTOMER}/agreements`);
    await page.waitForSelector('.work-on');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await keepPicture(page, 'work-customer-fa');
    page = await lab.opened.openPage(`popup.html?customer=${CUSTOMER}`);
    await click('#say-do');
    await page.waitForSelector('.work-on .run');
    await keepPicture(page, 'work-popup-fa');
  });
});
