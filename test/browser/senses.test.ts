/** For people who use a keyboard, hear the page, enlarge it, choose their own colours or want nothing to move. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildExtension } from '../../worker/local/extension-build';
import { type DemoLab, openDemoLab } from './demo-lab';
import { hearCard } from './heard';
import { clippedIn, focusNow, overlapsIn } from './layout';
import { dialIn, emulate, movingIn, OWN_PAGES, tabInto, ZOOMED } from './senses';
import { clickAllInCard, customersInEachBand, LANGUAGES, LOCALES, otherCards, sendToTab, showInTab } from './stage';

const worded = (text: string) => text.replace(/\p{Cf}/gu, '');
describe.skipIf(inject('missing').includes('chromium'))('Chromium: every sense and the keyboard', () => {
  let demo: DemoLab;
  beforeAll(async () => {
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
  });
  afterAll(() => demo?.close());

  it('the card is worked by keyboard alone, and what has the focus is seen', async () => {
    await demo.choose(LOCALES.en, 'light');
    const page = await demo.openMessage();
    const [, watch] = await customersInEachBand(demo.lab, LOCALES.en);
    if (!watch) throw new Error('nobody of the demo is on watch');
    await showInTab(demo.lab.own, page, { ...watch, undo: null }, 'light');
    await page.focus('a[href]');
    await tabInto(page);
    const order: string[] = [];
    for (let at = await focusNow(page); at !== null && order.length < 30; at = await focusNow(page)) {
      expect(at.ring, `${at.name} shows that it has the focus`).toBeGreaterThanOrEqual(2);
      order.push(at.name);
      await page.keyboard.press('Tab');
    }
    const { act, signals, fold, close, details } = watch;
    expect(order[0]).toContain(watch.name);
    expect(order.filter((name) => /^Signals/.test(name)).length).toBeGreaterThan(0);
    expect(order.join('\n')).toContain(signals[0]?.text);
    expect(order.slice(-3)).toEqual([details.label, fold, close]);
    if (act) expect(order).toEqual(expect.arrayContaining([act.logLabel, act.laterLabel]));
    await page.close();
  });

  it('arrows move between the tabs, Enter opens a row, Escape closes row and card and gives the focus back', async () => {
    const page = await demo.openMessage();
    await page.focus('a[href]');
    const before = await tabInto(page);
    while (!(await focusNow(page))?.role.includes('tab')) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focusNow(page)).toMatchObject({ id: 'v-tab-why' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focusNow(page)).toMatchObject({ expanded: 'true' });
    await page.keyboard.press('Escape');
    expect(await focusNow(page)).toMatchObject({ expanded: 'false' });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => [...document.documentElement.children].some((one) => one.shadowRoot))).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.outerHTML)).toBe(before);
    await page.close();
  });

  it('the mail page hears no key that is pressed in the card, and the card none that is pressed in the page', async () => {
    const page = await demo.openMessage();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      for (const type of ['keydown', 'keyup', 'keypress'] as const)
        document.addEventListener(type, (event) => heard.push(`${event.type} ${event.key}${event.defaultPrevented ? ' taken' : ''}`));
    });
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
    const roots = () => page.evaluate(() => [...document.documentElement.children].map((one) => one.shadowRoot?.innerHTML ?? '').join(''));
    await page.focus('a[href]');
    const drawn = await roots();
    for (const key of ['j', 'k', 'r', '/', 'l', 'ArrowDown', 'Escape', 'Delete', 'v', 'h'] as const) await page.keyboard.press(key);
    const inPage = await heard();
    expect(inPage.filter((one) => one.startsWith('keydown'))).toEqual(
      ['j', 'k', 'r', '/', 'l', 'ArrowDown', 'Escape', 'Delete', 'v', 'h'].map((key) => `keydown ${key}`),
    );
    expect(await roots()).toBe(drawn);
    await tabInto(page);
    await heard();
    for (const key of ['j', 'k', 'r', '/', 'Delete', 'ArrowDown', 'Enter'] as const) await page.keyboard.press(key);
    expect(await heard()).toEqual([]);
    await page.close();
  });

  it('the popup is worked by keyboard alone: / searches, every stop is seen, and no letter is lost to a shortcut', async () => {
    const page = await demo.openOwn('popup.html?customer=quillbrook', 'section.log textarea');
    await page.type('section.log textarea', 'Asked for a/b figures');
    expect(await page.$eval('section.log textarea', (field) => (field as HTMLTextAreaElement).value)).toBe('Asked for a/b figures');
    // The next stop is a field for a day, where a slash is a slash.
    await page.focus('[aria-controls="note-more"]');
    await page.keyboard.press('Slash');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await page.keyboard.type('fern');
    await page.waitForSelector('[role="option"]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('section.log h2')?.textContent?.includes('Fernhollow'));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const seen = new Set<string>();
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const at = await focusNow(page);
      if (at === null || at.name === 'body') continue;
      if (seen.has(at.path)) break;
      seen.add(at.path);
      expect(at.ring, `${at.path} shows that it has the focus`).toBeGreaterThanOrEqual(1);
    }
    expect(seen.size).toBeGreaterThan(12);
    await page.close();
  });

  it.each(LANGUAGES)('a screen reader hears who, band, score, change and warnings in one sentence, in %s', async (language) => {
    await demo.choose(LOCALES[language], 'light');
    const page = await demo.openMessage();
    for (const view of await customersInEachBand(demo.lab, LOCALES[language])) {
      await showInTab(demo.lab.own, page, view, 'light');
      const [region = ''] = await hearCard(page, view.name);
      expect(region).toBe(`region | ${worded(view.spoken)}`);
      for (const part of [
        view.name,
        view.dialLabel,
        ...(view.delta && view.score !== null ? [view.delta.since] : []),
        view.signals[0]?.text ?? view.noSignals,
      ])
        expect(region).toContain(worded(part));
    }
    await page.close();
  });

  it('the shipped card, whose root is closed, says the same', async () => {
    await demo.choose(LOCALES.en, 'light');
    const open = await demo.openMessage();
    const [, view] = await customersInEachBand(demo.lab, LOCALES.en);
    const [question] = otherCards(LOCALES.en);
    if (view?.kind !== 'customer' || question?.kind !== 'ask') throw new Error('the demo shows neither');
    const shipped = await openDemoLab('chromium', await buildExtension('chrome', 'demo'));
    try {
      const closed = await shipped.openMessage({ seen: false });
      expect(await closed.evaluate(() => [...document.querySelectorAll('*')].filter((one) => one.shadowRoot).length)).toBe(0);
      for (const [shown, name] of [
        [view, view.name],
        [question, question.title],
      ] as const) {
        await showInTab(demo.lab.own, open, shown, 'light');
        const said = await hearCard(open, name);
        expect(said.length).toBeGreaterThan(10);
        await expect
          .poll(async () => {
            await sendToTab(shipped.lab.own, closed, shown, 'light');
            return hearCard(closed, name);
          })
          .toEqual(said);
      }
    } finally {
      await shipped.close();
    }
    await open.close();
  }, 240_000);

  it.each(LANGUAGES)('at 200 % nothing is cut or covers another, in %s', async (language) => {
    await demo.choose(LOCALES[language], 'light');
    const mail = await demo.openMessage({ language });
    await mail.setViewport(ZOOMED);
    for (const view of [...(await customersInEachBand(demo.lab, LOCALES[language])), ...otherCards(LOCALES[language])]) {
      await showInTab(demo.lab.own, mail, view, 'light');
      await clickAllInCard(mail, '.next [aria-expanded="false"]');
      const where = view.kind === 'state' ? view.code : view.kind;
      expect(await clippedIn(mail, 'card'), where).toEqual([]);
      expect(await overlapsIn(mail, 'card'), where).toEqual([]);
    }
    await mail.close();
    for (const [file, ready] of OWN_PAGES) {
      const page = await demo.openOwn(file, ready);
      await page.setViewport(file.startsWith('popup') ? { width: 400, height: 300, deviceScaleFactor: 2 } : ZOOMED);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        `${file} is not wider than the window`,
      ).toBeLessThanOrEqual(0);
      expect(await clippedIn(page, 'page'), file).toEqual([]);
      expect(await overlapsIn(page, 'page'), file).toEqual([]);
      await page.close();
    }
  });

  it('with forced colours the bands still differ by shape, in a colour that is seen, and the focus is seen', async () => {
    await demo.choose(LOCALES.en, 'light');
    const page = await demo.openMessage();
    await emulate(page, 'forced-colors', 'active');
    const shapes = new Map<string, string>();
    for (const view of await customersInEachBand(demo.lab, LOCALES.en)) {
      await showInTab(demo.lab.own, page, view, 'light');
      const drawn = await dialIn(page);
      expect(drawn.colour).not.toBe(drawn.ground);
      shapes.set(drawn.shape, view.band);
    }
    expect([...shapes.values()]).toEqual(['healthy', 'watch', 'at-risk', 'unknown']);
    await page.focus('a[href]');
    await tabInto(page);
    expect(await focusNow(page)).toMatchObject({ ring: 2 });
    await page.close();
  });

  it('nothing moves where the system asks for that', async () => {
    const page = await demo.openMessage();
    await emulate(page, 'prefers-reduced-motion', 'reduce');
    expect(await movingIn(page)).toEqual([]);
    await emulate(page, 'prefers-reduced-motion', 'no-preference');
    expect((await movingIn(page)).length).toBeGreaterThan(0);
    await page.close();
  });

  it('is dark on a dark page and light on a light one, whatever the system says', async () => {
    await demo.choose(LOCALES.en, 'host');
    for (const theme of ['dark', 'light']) {
      const page = await demo.openMessage({ theme });
      const drawn = await page.evaluate(() => {
        const root = [...document.documentElement.children].find((one) => one.shadowRoot)?.shadowRoot;
        return root?.querySelector<HTMLElement>('.card')?.dataset.vafaTheme;
      });
      expect(drawn).toBe(theme);
      await page.close();
    }
  });
});
