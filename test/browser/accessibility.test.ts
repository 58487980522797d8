/** No barrier on any surface that a person meets: axe in a real browser, in three languages, light and dark; and a barrier put there is found. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SAY_TABS } from '../../extension/popup/say-tabs';
import { makeAdminLink } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { inspect, type Surface } from './axe';
import { type DemoLab, openDemoLab } from './demo-lab';
import { tabOf } from './own-card';
import { clickAllInCard, customersInEachBand, LANGUAGES, LOCALES, otherCards, showInTab, THEMES } from './stage';

const CUSTOMER = 'quillbrook';

describe.skipIf(inject('missing').includes('chromium'))('Chromium: accessibility', () => {
  let demo: DemoLab;
  const faults: string[] = [];
  beforeAll(async () => {
    demo = await openDemoLab('chromium', inject('chromiumExtension'));
  });
  afterAll(() => demo?.close());

  /** Looks once, and remembers what is wrong by where it was seen. */
  const seeNoBarrier = async (page: Page, surface: Surface, where: string) => {
    const { violations, checked } = await inspect(page, surface);
    faults.push(...violations.map((one) => `${where}: ${one}`));
    expect(checked.length).toBeGreaterThan(0);
  };
  const settled = () => {
    expect(faults.splice(0)).toEqual([]);
  };
  /** The same in light and dark, as the open page changes with the setting. */
  const inEachTheme = async (page: Page, where: string) => {
    for (const theme of THEMES) {
      await demo.choose({}, theme);
      await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
      // The page around it follows a moment later.
      await page.waitForFunction(
        (wanted) =>
          [document.documentElement, document.querySelector<HTMLElement>('.vafa')].every((one) => one?.dataset.vafaTheme === wanted),
        {},
        theme,
      );
      await seeNoBarrier(page, 'page', `${where}, ${theme}`);
    }
  };
  const inOwnPage = async (file: string, ready: string, look: (page: Page) => Promise<void>): Promise<void> => {
    const page = await demo.openOwn(file, ready);
    await look(page);
    await page.close();
  };

  it.each(LANGUAGES.flatMap((language) => THEMES.map((theme) => [language, theme] as const)))(
    'the card in every state, %s %s',
    async (language, theme) => {
      await demo.choose(LOCALES[language], theme);
      const page = await demo.openMessage();
      await seeNoBarrier(page, 'card', 'as it came');
      for (const view of await customersInEachBand(demo.lab, LOCALES[language])) {
        await showInTab(demo.lab.own, page, view, theme);
        for (const tab of ['signals', 'change', 'why']) {
          await clickAllInCard(page, `#v-tab-${tab}`);
          await clickAllInCard(page, '.row.rest');
          await clickAllInCard(page, '.row[aria-expanded="false"]');
          await seeNoBarrier(page, 'card', `${view.band}, ${tab}`);
        }
        await clickAllInCard(page, '.next [aria-expanded="false"]');
        await seeNoBarrier(page, 'card', `${view.band}, details`);
      }
      for (const view of otherCards(LOCALES[language])) {
        await showInTab(demo.lab.own, page, view, theme);
        await seeNoBarrier(page, 'card', view.kind === 'state' ? view.code : view.kind);
      }
      await page.close();
      settled();
    },
  );

  it('finds a barrier that is put into the card, and into a page of ours', async () => {
    await demo.choose(LOCALES.en, 'light');
    const mail = await demo.openMessage();
    expect((await inspect(mail, 'card')).violations).toEqual([]);
    await mail.evaluate(() => {
      const card = [...document.documentElement.children].find((element) => element.shadowRoot)?.shadowRoot;
      for (const button of card?.querySelectorAll('.corner button') ?? [])
        for (const name of ['aria-label', 'title']) button.removeAttribute(name);
    });
    expect((await inspect(mail, 'card')).violations.join()).toContain('button-name');
    await mail.close();
    await inOwnPage('options.html', 'main section', async (page) => {
      await page.evaluate(() => {
        const heading = document.querySelector<HTMLElement>('h1');
        if (heading) heading.style.color = '#ccc';
      });
      expect((await inspect(page, 'page')).violations.join()).toContain('color-contrast');
    });
  });

  it.each(LANGUAGES)('badges in the list, light and dark, %s', async (language) => {
    await demo.choose(LOCALES[language], 'host');
    for (const theme of THEMES) {
      const page = await demo.openList(language, theme);
      await expect
        .poll(() => page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => one.shadowRoot?.querySelector('.vb')).length))
        .toBeGreaterThan(8);
      await seeNoBarrier(page, 'badges', `list, ${theme}`);
      await page.close();
    }
    settled();
  });

  it.each(LANGUAGES)('the popup, light and dark, %s', async (language) => {
    await demo.choose(LOCALES[language], 'light');
    await inOwnPage('popup.html', 'main.popup footer', async (page) => {
      await page.setViewport({ width: 380, height: 600 });
      await inEachTheme(page, 'today');
      await page.type('[role="combobox"]', 'qui');
      await page.waitForSelector('[role="option"]');
      await inEachTheme(page, 'search');
    });
    await inOwnPage(`popup.html?customer=${CUSTOMER}`, 'section.log [role="tab"]', async (page) => {
      for (const tab of SAY_TABS) {
        await page.click(`#say-${tab}`);
        await page.waitForSelector(`#say-${tab}[aria-selected="true"]`);
        await inEachTheme(page, tab);
      }
      await page.click('#say-log');
      await page.click('[aria-controls="note-more"]');
      await inEachTheme(page, 'log, more');
    });
    await inOwnPage('popup.html', '.hint button', async (page) => {
      await page.click('.hint button');
      await page.waitForSelector('.why li');
      await inEachTheme(page, 'why here');
    });
    settled();
  });

  it.each(LANGUAGES)('the side panel, light and dark, %s', async (language) => {
    await demo.choose(LOCALES[language], 'light');
    const mail = await demo.openMessage();
    const tab = await tabOf(demo.lab, mail.url());
    await inOwnPage(`sidepanel.html?tab=${tab}`, '[data-card="customer"]', async (page) => {
      await page.setViewport({ width: 360, height: 900 });
      for (const part of ['signals', 'change', 'why']) {
        await page.click(`#v-tab-${part}`);
        await page.$$eval('.row.rest, .row[aria-expanded="false"]', (rows) => rows.forEach((row) => void (row as HTMLElement).click()));
        await inEachTheme(page, `customer, ${part}`);
      }
      await mail.bringToFront();
      await mail.goto(`${new URL(mail.url()).origin}/?_task=mail&_mbox=INBOX`);
      await page.bringToFront();
      await page.waitForSelector('.nobody');
      await inEachTheme(page, 'nobody');
    });
    await mail.close();
    settled();
  });

  it.each(LANGUAGES)(
    'options, model, customers, reports, segments, proof and club, light and dark, %s',
    async (language) => {
      await demo.choose(LOCALES[language], 'light');
      const pages = [
        ['options.html', 'main section'],
        ['model.html', 'table.weights input'],
        ['customers.html', 'table tbody tr'],
        [`customers.html#/c/${CUSTOMER}`, '.due li'],
        [`customers.html#/c/${CUSTOMER}/contact`, '.timeline li'],
        [`customers.html#/c/${CUSTOMER}/health`, '.walk .total'],
        [`customers.html#/c/${CUSTOMER}/agreements`, '.price dl'],
        [`customers.html#/c/${CUSTOMER}/club`, '[data-section="club"] progress'],
        [`customers.html#/c/${CUSTOMER}/people`, '.known .people li'],
        [`customers.html#/c/${CUSTOMER}/admin`, '[data-section="admin"] form'],
        ['customers.html#/reports', 'main section'],
        ['customers.html#/segments', 'main section'],
        ['customers.html#/proof', 'main .btn.pri'],
        ['customers.html#/club', '.club .rows'],
      ] as const;
      for (const [file, ready] of pages)
        await inOwnPage(file, ready, async (page) => {
          await inEachTheme(page, file);
          const opened = await page.$$eval('main details:not([open])', (all) => all.map((one) => one.setAttribute('open', '')).length);
          if (opened > 0) await inEachTheme(page, `${file}, opened`);
        });
      settled();
      // Fourteen pages, each seen up to four times.
    },
    400_000,
  );

  it('nothing that is reached by keyboard stands under what stays in place', async () => {
    await demo.choose(LOCALES.en, 'light');
    for (const [section, ready] of [
      ['club', '[data-section="club"] progress'],
      ['contact', '.timeline li'],
    ] as const)
      await inOwnPage(`customers.html#/c/${CUSTOMER}/${section}`, ready, async (page) => {
        await page.setViewport({ width: 1100, height: 420 });
        const { reached, covered } = await page.evaluate(() => {
          for (const one of document.querySelectorAll('.open details')) one.setAttribute('open', '');
          const controls = [...document.querySelectorAll<HTMLElement>('.open :is(a, button, input, select, summary):not(:disabled)')];
          const shown = controls.filter((one) => one.checkVisibility());
          const under = shown.filter((one) => {
            (document.activeElement as HTMLElement | null)?.blur();
            scrollBy(0, one.getBoundingClientRect().top - 12);
            one.focus();
            const { left, top } = one.getBoundingClientRect();
            return document.elementFromPoint(left + 3, top + 3)?.closest('nav.sections');
          });
          return { reached: shown.length, covered: under.map((one) => `${one.tagName} ${one.textContent}`) };
        });
        expect(reached, section).toBeGreaterThan(3);
        expect(covered, section).toEqual([]);
      });
  });

  it.each(LANGUAGES)('the pages of the Worker, light and dark, %s', async (language) => {
    const page = await demo.lab.opened.browser.newPage();
    const { url } = demo.lab.worker;
    const see = async (path: string) => {
      await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      for (const theme of THEMES) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await seeNoBarrier(page, 'page', `${path}, ${theme}`);
      }
    };
    await see('/');
    await see(new URL(await makeAdminLink(demo.lab.worker)).pathname);
    await see('/link/none');
    await page.setExtraHTTPHeaders({ cookie: demo.lab.cookie });
    for (const path of ['/', '/people', '/sources', '/import', '/pair', '/pair?code=AAAA-AAAA']) await see(path);
    await page.close();
    settled();
  });

  it.each(LANGUAGES)('the frame for pointing at a sender, %s', async (language) => {
    await demo.choose(LOCALES[language], 'light');
    const page = await demo.openMessage();
    await ask(demo.lab.own, 'site.pick', { tab: await tabOf(demo.lab, page.url()) });
    await page.waitForFunction(() =>
      [...document.documentElement.children].some((one) => one.localName === 'div' && one.textContent !== ''),
    );
    await seeNoBarrier(page, 'pick', 'pick');
    await page.keyboard.press('Escape');
    await page.close();
    settled();
  });

  it('before pairing: popup and options', async () => {
    await demo.choose(LOCALES.en, 'light');
    await ask(demo.lab.own, 'pair.end');
    await inOwnPage('popup.html', 'main.not-paired', (page) => seeNoBarrier(page, 'page', 'popup'));
    await inOwnPage('options.html', 'main section', (page) => seeNoBarrier(page, 'page', 'options'));
    settled();
  });
});
