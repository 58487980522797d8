/** What a person chooses in the options is everywhere at once; and Persian and Arabic are drawn from right to left, in both browsers, with pictures to look at. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { formatTime } from '../../shared/i18n/dates';
import type { Locale } from '../../shared/i18n/message';
import { seeCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { ROOT } from '../../worker/local/settings';
import { type DemoLab, openDemoLab } from './demo-lab';
import { splitUnitsIn, strayingIn } from './layout';
import { tabOf } from './own-card';
import { LOCALES, viewOf } from './stage';

const worded = (text: string | null | undefined) => (text ?? '').replace(/\p{Cf}/gu, '').replaceAll('\u00a0', ' ');

describe.skipIf(inject('missing').includes('chromium'))('Chromium: a setting is in force at once', () => {
  let demo: DemoLab;
  let mail: Page;
  let popup: Page;
  let customers: Page;
  let model: Page;
  let options: Page;
  let panel: Page;
  beforeAll(async () => {
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
    await demo.choose(LOCALES.en, 'light');
    popup = await demo.openOwn('popup.html', 'main.popup footer');
    customers = await demo.openOwn('customers.html', 'table tbody tr');
    model = await demo.openOwn('model.html', '.weekdays input');
    options = await demo.openOwn('options.html', 'main select');
    mail = await demo.openMessage();
    panel = await demo.openOwn(`sidepanel.html?tab=${await tabOf(demo.lab, mail.url())}`, '[data-card="customer"]');
    for (const page of [popup, customers, model, mail, panel]) await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  });
  afterAll(async () => {
    await demo?.close();
  });

  /** Chooses in the options as a person does: in the field that has this value among its own. */
  const select = async (value: string) => {
    await options.bringToFront();
    await options.$$eval(
      'select',
      (all, wanted) => {
        const field = (all as unknown as HTMLSelectElement[]).find((each) => [...each.options].some((option) => option.value === wanted));
        if (!field) throw new Error(`no field offers ${wanted}`);
        field.value = wanted;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      },
      value,
    );
  };
  const shownIn = async (page: Page, read: () => Promise<string | null | undefined>, wanted: string) => {
    await page.bringToFront();
    await expect.poll(async () => worded(await read()), { timeout: 20_000 }).toContain(worded(wanted));
    expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed), 'the page was not loaded again').toBe(true);
  };
  const card = async () => (await seeCard(mail))?.text;
  const textOf = (page: Page) => () => page.evaluate(() => document.body.innerText);
  const now = async () => (await ask<{ settings: { locale: Locale } }>(demo.lab.own, 'options.state')).settings.locale;

  it('the language, on the open card, in the popup, on the pages', async () => {
    await select('fa');
    await shownIn(mail, card, 'هرچه بالاتر بهتر');
    await shownIn(popup, textOf(popup), 'وفا');
    await shownIn(panel, textOf(panel), 'هرچه بالاتر بهتر');
    expect(await popup.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['fa-IR', 'rtl']);
    await shownIn(customers, textOf(customers), 'سلامت');
    await shownIn(model, textOf(model), 'شنبه');
  });

  it.each(['gregory', 'islamic-umalqura', 'persian'])('the calendar %s', async (calendar) => {
    await select(calendar);
    const expected = await viewOf(demo.lab, 'quillbrook', { ...LOCALES.fa, ...(await now()) });
    await shownIn(mail, card, expected.dates.renewal.sub);
    await shownIn(panel, textOf(panel), expected.dates.renewal.sub);
  });

  it.each(['latn', 'arab', 'arabext'])('the digits %s', async (digits) => {
    await select(digits);
    const expected = await viewOf(demo.lab, 'quillbrook', { ...LOCALES.fa, ...(await now()) });
    await shownIn(mail, async () => (await seeCard(mail))?.score, expected.scoreShown);
    await shownIn(popup, textOf(popup), expected.scoreShown);
    await shownIn(panel, textOf(panel), expected.scoreShown);
  });

  it.each(['dark', 'light'])('the theme %s', async (theme) => {
    await select(theme);
    const themeOf = (page: Page) => () =>
      page.evaluate(() => {
        const roots = [document, ...[...document.documentElement.children].flatMap((one) => one.shadowRoot ?? [])];
        return roots
          .flatMap((root) => [...root.querySelectorAll<HTMLElement>('.vafa[data-vafa-theme]')].map((one) => one.dataset.vafaTheme))
          .join();
      });
    for (const page of [mail, popup, customers, model, panel]) await shownIn(page, themeOf(page), theme);
  });

  it('the first day of the week', async () => {
    const first = () => model.$eval('.weekdays label', (label) => label.textContent);
    await shownIn(model, first, 'شنبه');
    await select('1');
    await shownIn(model, first, 'دوشنبه');
    await select('0');
    await shownIn(model, first, 'یکشنبه');
  });

  it('rials as toman, and back', async () => {
    await shownIn(customers, textOf(customers), 'تومان');
    await options.bringToFront();
    await options.$eval('.fields:has(> label > select[dir="ltr"]) .switch input', (box) => (box as HTMLInputElement).click());
    await shownIn(customers, textOf(customers), 'میلیارد ریال');
    expect(await textOf(customers)()).not.toContain('تومان');
  });

  it('the time zone', async () => {
    const { until } = await ask<{ until: number }>(demo.lab.own, 'hide', { minutes: 60 });
    for (const zone of ['Asia/Tehran', 'America/New_York']) {
      await select(zone);
      await shownIn(popup, textOf(popup), formatTime(until, await now()));
    }
    await ask(demo.lab.own, 'hide', { minutes: 0 });
  });
});

describe.each(['chromium', 'firefox'] as const)('%s: from right to left', (kind) => {
  const missing = inject('missing').includes(kind);
  const folder = path.join(ROOT, '.output/languages', kind);
  let demo: DemoLab;
  beforeAll(async () => {
    if (missing) return;
    mkdirSync(folder, { recursive: true });
    demo = await openDemoLab(kind, inject(`${kind}Extension`));
  });
  afterAll(() => demo?.close());

  /** Keeps a picture, and says what runs out of its place. */
  const look = async (page: Page, name: string, where: 'card' | 'page') => {
    await page.bringToFront();
    await page.screenshot({ path: path.join(folder, `${name}.png`) as `${string}.png` });
    expect(await strayingIn(page, where), `${name} stays inside its window`).toEqual([]);
    expect(await splitUnitsIn(page, where), `${name} keeps numbers and units together`).toEqual([]);
  };

  for (const language of ['fa', 'ar'] as const) {
    const sender = language === 'fa' ? 'negar@alvand-wood.example' : 'salma@waha-clinics.example';
    const customer = language === 'fa' ? 'alvand' : 'waha-clinics';
    it.skipIf(missing)(`card and badges in ${language}`, async () => {
      await demo.choose(LOCALES[language], 'host');
      for (const theme of ['light', 'dark']) {
        const list = await demo.openList(language, theme);
        await list.setViewport({ width: 1100, height: 780 });
        await expect
          .poll(() => list.evaluate(() => [...document.querySelectorAll('*')].filter((one) => one.shadowRoot?.querySelector('.vb')).length))
          .toBeGreaterThan(8);
        await look(list, `badges-${language}-${theme}`, 'page');
        await list.close();
        const page = await demo.openMessage({ from: sender, language, theme });
        await page.setViewport({ width: 760, height: 680 });
        expect((await seeCard(page))?.kind).toBe('customer');
        await look(page, `card-${language}-${theme}`, 'card');
        // Beside a page from left to right, with a customer whose name is written so.
        await page.close();
      }
      const mixed = await demo.openMessage();
      await mixed.setViewport({ width: 760, height: 900 });
      await mixed.evaluate(() => {
        for (const element of document.documentElement.children)
          element.shadowRoot?.querySelector<HTMLElement>('.next [aria-expanded="false"]')?.click();
      });
      await look(mixed, `card-mixed-${language}`, 'card');
      await mixed.close();
    });

    // Firefox has no side panel of this kind.
    if (kind === 'chromium')
      it.skipIf(missing)(`the side panel in ${language}`, async () => {
        await demo.choose(LOCALES[language], 'light');
        const mail = await demo.openMessage({ from: sender, language });
        const panel = await demo.openOwn(`sidepanel.html?tab=${await tabOf(demo.lab, mail.url())}`, '[data-card="customer"]');
        await panel.setViewport({ width: 360, height: 900 });
        expect(await panel.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dir])).toEqual([
          language,
          'rtl',
        ]);
        await panel.click('.next [aria-expanded="false"]');
        for (const theme of ['light', 'dark'] as const) {
          await demo.choose({}, theme);
          await panel.waitForFunction((wanted) => document.documentElement.dataset.vafaTheme === wanted, {}, theme);
          await look(panel, `panel-${language}-${theme}`, 'page');
        }
        await panel.close();
        await mail.close();
      });

    it.skipIf(missing)(`popup, options, customers and model in ${language}`, async () => {
      await demo.choose(LOCALES[language], 'light');
      const pages = [
        ['popup', 'popup.html', 'main.popup footer', 400],
        ['popup-customer', `popup.html?customer=${customer}`, 'section.log [role="tab"]', 400],
        ['options', 'options.html', 'main section', 900],
        ['customers', 'customers.html', 'table tbody tr', 1100],
        ['customer', `customers.html#/c/${customer}/health`, '.walk .total', 1100],
        ['reports', 'customers.html#/reports', 'main section table', 1100],
        ['club', 'customers.html#/club', '.club .rows', 1100],
        ['model', 'model.html', 'table.weights input', 1100],
      ] as const;
      for (const [name, file, ready, width] of pages) {
        const page = await demo.openOwn(file, ready);
        await page.setViewport({ width, height: width === 400 ? 600 : 1000 });
        expect(await page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dir])).toEqual([
          language,
          'rtl',
        ]);
        await look(page, `${name}-${language}`, 'page');
        await page.close();
      }
    });
  }
});
