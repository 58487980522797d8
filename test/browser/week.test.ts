/**
 * An account manager's week on the demo's customers, in a real browser as far as the Worker's database: a warning on an open mail, the
 * play against it, notes, a promise kept, a renewal closed, and another customer lost with the reason. In English and in Persian.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { waitForCard } from '../../worker/local/card-on-page';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { ROOT } from '../../worker/local/settings';
import { type DemoLab, openDemoLab } from './demo-lab';
import { openPopup } from './popup';
import { CASTS, localeOf } from './week-cast';

const PICTURES = path.join(ROOT, 'dist/pictures/week');

describe.skipIf(inject('missing').includes('chromium')).each(CASTS)('Chromium: an account manager’s week ($language)', (cast) => {
  const { kept, lost, language, theme } = cast;
  let demo: DemoLab;
  let mail: Page;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
    await demo.choose(localeOf(cast, Date.now()), theme);
    mail = await demo.openMessage({ from: cast.mail, language, theme });
  });
  afterAll(() => demo?.close());

  const picture = (page: Page, name: string) =>
    page.screenshot({ path: path.join(PICTURES, `${language}-${name}.png`) as `${string}.png` });
  /** The facts that the Worker folded, once they are as wanted: an act waits eight seconds for its undo. */
  const inDatabase = async (customer: string, holds: (facts: Facts) => boolean): Promise<Facts> => {
    let facts: Facts | null = null;
    await expect
      .poll(
        async () => {
          await ask(demo.lab.own, 'sync.now');
          facts = (await demo.lab.get<{ facts: Facts }>(`/v1/customers/${customer}`)).facts;
          return holds(facts);
        },
        { timeout: 45_000, interval: 1000 },
      )
      .toBe(true);
    return facts as unknown as Facts;
  };
  /** Opens the popup over the mail, at one of its tabs, for as long as something is done in it. */
  const inPopup = async (tab: string, act: (popup: Page) => Promise<void>) => {
    const popup = await openPopup(demo.lab.opened, mail);
    await popup.waitForSelector('#say-log');
    await turnTo(popup, tab);
    await act(popup);
    await popup.close().catch(() => undefined);
  };

  it('a warning comes up on the open mail, and the popup offers a play against it', async () => {
    const before = await waitForCard(mail, ({ kind }) => kind === 'customer');
    expect(before.signals).not.toContain(cast.warning);
    const { lab } = demo;
    await sendEvents(lab.worker, lab.token, [{ id: `helpdesk-${kept}`, customer: kept, at: Date.now() - 60_000, ...cast.arrives }]);
    await ask(lab.own, 'sync.now');
    await mail.bringToFront();
    await waitForCard(mail, ({ signals }) => signals.includes(cast.warning));
    await picture(mail, '1-warning');
    await inPopup('signals', async (popup) => {
      const warning = `[data-signal="${cast.warning}"]`;
      await popup.waitForSelector(`${warning} .offer`);
      await popup.click(`${warning} .offer summary`);
      await picture(popup, '2-offer');
      await popup.click(`${warning} [data-play="${cast.play}"] button`);
      await popup.waitForSelector('.undo');
      await turnTo(popup, 'do');
      await popup.waitForSelector(`[data-kind="${cast.play}"]`);
      await picture(popup, '3-play');
    });
    const { plays } = await inDatabase(kept, (facts) => facts.plays.length > 0);
    expect(plays).toMatchObject([{ kind: cast.play, signal: cast.warning, endedAt: null }]);
  });

  it('a call is noted with a follow-up in words, and a promise with its day', async () => {
    await inPopup('log', async (popup) => {
      await popup.type('.log textarea', cast.note);
      await popup.type('.due input', cast.followUp);
      await picture(popup, '4-note');
      await saveNote(popup);
      await turnTo(popup, 'noticed');
      await popup.click('[data-raise="promise"]');
      await popup.type('.noticed input[type="text"]', cast.promise);
      await popup.select('.noticed select', '3');
      await picture(popup, '5-promise');
      await popup.click('.noticed button[type="submit"]');
      await popup.waitForSelector('.noticed [data-raise]');
    });
    const { notes, tasks, promises } = await inDatabase(
      kept,
      (facts) => facts.promises.length > 0 && facts.notes.some(({ text }) => text === cast.note),
    );
    const note = notes.find(({ text }) => text === cast.note);
    expect(
      new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: localeOf(cast, Date.now()).timeZone }).format(note?.followUp ?? 0),
    ).toBe('Thursday');
    expect(tasks.find(({ title }) => title === cast.note)).toMatchObject({ due: note?.followUp, doneAt: null });
    expect(promises).toMatchObject([{ what: cast.promise, by: 'us', keptAt: null }]);
  });

  it('the steps of the play are done one by one, the promise is kept, and the warning leaves the mail', async () => {
    await inPopup('do', async (popup) => {
      for (const step of cast.steps) {
        const done = `.due [data-task$=":${step}"] [data-do="done"]`;
        await popup.waitForSelector(done);
        await popup.click(done);
      }
      const run = `[data-kind="${cast.play}"]`;
      await popup.waitForSelector(`${run} details[open]`);
      await popup.type(`${run} details input`, cast.result);
      await picture(popup, '6-play-done');
      await popup.click(`${run} [data-result="worked"]`);
      await popup.waitForSelector('[data-ended]');
      await turnTo(popup, 'signals');
      await popup.waitForSelector('[data-matter]');
      await picture(popup, '7-still-open');
      await popup.click('[data-matter] [data-how="yes"]');
      await popup.waitForFunction(() => document.querySelector('[data-matter]') === null);
      for (const signal of cast.answered) {
        await popup.click(`[data-signal="${signal}"] .does button`);
        await popup.waitForFunction((answered) => document.querySelector(`[data-signal="${answered}"]`) === null, {}, signal);
      }
    });
    await waitForCard(mail, ({ signals }) => !signals.includes(cast.warning));
    const { plays, promises, tasks } = await inDatabase(
      kept,
      (facts) => facts.promises.every(({ keptAt }) => keptAt !== null) && facts.plays.every(({ endedAt }) => endedAt !== null),
    );
    expect(plays).toMatchObject([{ result: 'worked', text: cast.result }]);
    expect(tasks.filter(({ play, doneAt }) => play !== '' && doneAt !== null).map(({ step }) => step)).toEqual(cast.steps);
    expect(promises).toMatchObject([{ outcome: 'yes' }]);
  });

  it('the renewal is closed for two years at the price agreed', async () => {
    const end = (await inDatabase(kept, ({ contracts }) => contracts.length === 1)).contracts[0]?.end ?? 0;
    const page = await demo.openOwn(`customers.html#/c/${kept}/agreements`, `[data-contract="${cast.contract}"]`);
    await page.setViewport({ width: 1200, height: 1000 });
    const contract = `[data-contract="${cast.contract}"]`;
    await page.select(`${contract} [data-of="final"] select`, 'renews');
    await page.waitForFunction((row) => document.querySelector(`${row} td`)?.textContent !== '–', {}, `${contract} [data-of="final"]`);
    const form = `${contract} details:has(input[name^="months-"])`;
    await page.click(`${form} summary`);
    await page.click(`${form} label:has(input[value="24"])`);
    await page.click(`${form} input[type="text"]`, { count: 3 });
    await page.keyboard.type(cast.price);
    // A price that rises without notice is renewed only with the reason why.
    if (cast.risen !== '') await page.type(`${form} [data-untold] input`, cast.risen);
    await picture(page, '8-renewal');
    await page.click(`${form} button[type="submit"]`);
    const { contracts, graded } = await inDatabase(kept, (facts) => facts.graded.length > 0);
    expect(graded).toMatchObject([{ renewed: true, final: 'renews' }]);
    expect(contracts).toMatchObject([{ endedAt: null, value: { amount: cast.amount } }]);
    expect(Math.round(((contracts[0]?.end ?? 0) - end) / DAY)).toBeOneOf([730, 731]);
    await page.waitForSelector(`${contract} .price dl`);
    expect(await page.$(`${form}[open]`)).toBeNull();
    await page.$eval(contract, (element) => element.scrollIntoView());
    await picture(page, '9-renewed');
    await page.close();
  });

  it('another customer is lost: not without the primary reason', async () => {
    await inPopup('log', async (popup) => {
      await popup.type('.search input', cast.search);
      await popup.waitForSelector('.found [role="option"]');
      await popup.keyboard.press('Enter');
      await popup.waitForSelector('.pane');
      await turnTo(popup, 'do');
      const form = 'details:has(input[name="loss"])';
      await popup.waitForSelector(form);
      await popup.click(`${form} > summary`);
      await popup.click(`${form} button[type="submit"]`);
      await popup.waitForSelector(`${form} .problem`);
      await picture(popup, '10-refused');
      expect((await demo.lab.get<{ facts: Facts }>(`/v1/customers/${lost}`)).facts.loss).toBeNull();
      await popup.click(`${form} label:has(input[name="loss"][value="${cast.reason}"])`);
      await popup.click(`${form} label:has(input[name="avoidable"][value="yes"])`);
      await popup.type(`${form} label.field input`, cast.competitor);
      await popup.click(`${form} button[type="submit"]`);
      await popup.waitForSelector(`[data-loss="${cast.reason}"]`);
      expect(await popup.$(`${form}[open]`)).toBeNull();
      await popup.$eval('#say-panel', (panel) => panel.scrollIntoView());
      await picture(popup, '11-lost');
      await turnTo(popup, 'log');
      await popup.type('.log textarea', cast.lastNote);
      await popup.type('.due input', cast.today);
      await saveNote(popup);
    });
    const { loss, plays, profile } = await inDatabase(
      lost,
      (facts) => facts.loss !== null && facts.notes.some(({ text }) => text === cast.lastNote),
    );
    expect(loss).toMatchObject({ code: cast.reason, avoidable: true, competitor: cast.competitor });
    expect(profile.lostAt).not.toBeNull();
    expect(plays.at(-1)?.kind).toBe('exit-ladder');
  });

  it('Today holds what is left of the week, and the customers page tells all of it', async () => {
    await inPopup('log', async (popup) => {
      await popup.waitForSelector('.today .item');
      const rows = await popup.$$eval('.today .item', (items) =>
        items.map((item) => ({ id: item.getAttribute('data-row') ?? '', text: item.textContent ?? '' })),
      );
      const ofLost = rows.filter(({ id }) => id.includes(lost));
      expect(ofLost).toHaveLength(1);
      expect(ofLost[0]?.text).toContain(cast.lastNote);
      expect(rows.filter(({ id }) => id.includes(`${kept}:${cast.warning}`))).toEqual([]);
      expect(rows.filter(({ id }) => /^(renewal|notice):/.test(id) && id.includes(kept))).toEqual([]);
      await popup.$eval(`.today [data-row*="${lost}"]`, (row) => row.scrollIntoView({ block: 'center' }));
      await popup.mouse.move(2, 2);
      await picture(popup, '12-today');
    });
    for (const [customer, words] of [
      [kept, [cast.note]],
      [lost, [cast.lastNote, cast.competitor]],
    ] as const) {
      const page = await demo.openOwn(`customers.html#/c/${customer}/contact`, '.timeline li');
      await page.setViewport({ width: 1200, height: 1000 });
      await page.click('nav.sections a[href$="/agreements"]');
      await page.waitForSelector('[data-section="agreements"] .work-on');
      const text = await page.$eval('main', (main) => main.textContent ?? '');
      for (const each of words) expect(text).toContain(each);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.screenshot({ path: path.join(PICTURES, `${language}-13-${customer}.png`) as `${string}.png`, fullPage: true });
      await page.close();
    }
  });
});

async function turnTo(popup: Page, tab: string): Promise<void> {
  await popup.click(`#say-${tab}`);
  await popup.waitForSelector(`#say-${tab}[aria-selected="true"]`);
}

/** Until the form is empty for the next one: an undo bar may still be that of the act before. */
async function saveNote(popup: Page): Promise<void> {
  await popup.click('.log button[type="submit"]');
  await popup.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.log textarea')?.value === '');
}
