/** A member's ledger, price, draw and way into the club, in a real browser over a real Worker. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { ClubState, TriedRules } from '../../extension/club-protocol';
import type { Settings } from '../../extension/protocol';
import { DAY } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { type Lab, openLab } from './lab';
import { LOCALES } from './stage';

const MEMBER = 'harbour';
const PICTURES = process.env.VAFA_TEST_PICTURES;

describe.skipIf(inject('missing').includes('chromium'))('Chromium: a member of the club', () => {
  let lab: Lab;
  let page: Page;
  const faults: string[] = [];
  beforeAll(async () => {
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: {} });
    const now = Date.now();
    const event = (id: string, customer: string, type: string, daysAgo: number, data: object) => ({
      ...{ id: `ledger-${id}`, customer, type, at: now - daysAgo * DAY, data },
    });
    await sendEvents(lab.worker, lab.token, [
      event('p', MEMBER, 'customer.profile', 900, {
        name: 'Harbour Tools',
        since: now - 900 * DAY,
        value: { amount: 900_000, currency: 'EUR' },
      }),
      ...[200, 120, 60, 20].map((ago) => event(`b${ago}`, MEMBER, 'purchase', ago, { amount: ago * 1000, currency: 'EUR' })),
      event('g1', MEMBER, 'credit.granted', 30, { grant: 'g1', amount: 4000, currency: 'EUR', expires: now + 12 * DAY }),
      event('g2', MEMBER, 'credit.granted', 20, { grant: 'g2', amount: 2500, currency: 'EUR', kind: 'wallet', expires: now + 90 * DAY }),
      event('x', MEMBER, 'points.expired', 5, { points: 40, lots: [`${Math.floor((now - 200 * DAY) / DAY)}p=40`] }),
      event('c', MEMBER, 'contract.set', 300, {
        contract: 'H-1',
        start: now - 300 * DAY,
        end: now + 65 * DAY,
        notice_days: 30,
        package: 'Starter',
      }),
      ...Array.from({ length: 12 }, (_, i) => event(`u${i}`, MEMBER, 'usage', i * 2, { feature: 'reports' })),
    ]);
    const { published } = await ask<ClubState>(lab.own, 'club.state');
    const { version: base, from: _f, former: _o, ...rules } = published.programme;
    const [lowest, ...higher] = rules.tiers;
    const document = {
      ...rules,
      tiers: [
        { ...lowest, creditPercent: 2 },
        ...higher.map((tier) => ({
          ...tier,
          creditPercent: 3,
          benefits: [...(tier.benefits ?? []), { kind: 'shipping', what: 'free-shipping' }],
        })),
      ],
      pointsExpire: { months: 12, roundUp: 'none' },
      rewards: [{ id: 'bag', name: 'Travel bag', kind: 'gift', cost: 300, stock: 5 }],
      priceGroups: {
        on: true,
        groups: [
          { id: 'old', name: 'Two years', years: 2, purchases: 0, percent: 5 },
          { id: 'best', name: 'Partners', years: 0, purchases: 50, percent: 12 },
        ],
      },
      packages: [
        { id: 's', name: 'Starter', activeDays: 0, months: 12, percent: 0 },
        { id: 't', name: 'Team', activeDays: 10, months: 24, percent: 10 },
      ],
    };
    const { id } = await ask<{ id: string }>(lab.own, 'club.try', { base, document, from: 0 });
    await vi.waitUntil(async () => (await ask<TriedRules>(lab.own, 'club.draft', { id })).state === 'tried', {
      timeout: 60_000,
      interval: 500,
    });
    await ask(lab.own, 'club.publish', { id, note: 'Rules of the test' });
    await ask(lab.own, 'sync.now');
    page = await lab.opened.browser.newPage();
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${lab.opened.origin}/customers.html#/c/${MEMBER}/club`);
    await page.bringToFront();
    await page.waitForSelector('form.editor select');
  });
  afterAll(async () => {
    expect(faults).toEqual([]);
    await lab?.close();
  });

  /** Presses the button in the middle of the window: at its edges it may stand under what is fixed there. */
  const press = async (words: string) => {
    const found = await page.waitForSelector(`::-p-xpath(//button[normalize-space()='${words}'][not(@disabled)])`, { visible: true });
    await found?.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    await found?.click();
  };
  const facts = async (): Promise<Facts> => (await lab.get<{ facts: Facts }>(`/v1/customers/${MEMBER}`)).facts;
  const says = (words: string) =>
    page.waitForFunction((wanted) => document.body.innerText.replace(/[\u2066-\u2069]/g, '').includes(wanted), {}, words);
  const openAll = () =>
    page.$$eval('.open:not([hidden]) details', (all) => {
      for (const one of all) one.setAttribute('open', '');
    });
  const shot = async (of: Page, name: string) => {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await of.screenshot({ path: path.join(PICTURES, `${name}.png`) as `${string}.png`, fullPage: true });
  };

  it('row 140: points are redeemed, the ledger says of which days they were, and a redemption is taken back', async () => {
    await press('Redeem points');
    await says('Done.');
    expect((await facts()).ledger?.taken.map(({ n }) => n)).toEqual([340]);
    await openAll();
    await says('Points spent: Travel bag');
    await press('Take back');
    await expect.poll(async () => (await facts()).ledger?.moves.at(-1)?.kind, { timeout: 30_000 }).toBe('reversed');
    expect((await facts()).ledger?.taken).toMatchObject([{ n: 40 }]);
  });

  it('row 122: a price by hand is shown before it is set, stands with its reason, and goes back to the rules', async () => {
    await page.select('select[name="group"]', 'best');
    await page.waitForSelector('[data-price="preview"]');
    const preview = await page.$eval('[data-price="preview"]', (one) => one.textContent ?? '');
    expect(preview.replace(/[\u2066-\u2069]/g, '')).toContain('Two years, 5% off → Partners, 12% off');
    const day = new Date(Date.now() + 40 * DAY);
    await page.$eval(
      'input[name="until"]',
      (field, value) => {
        (field as HTMLInputElement).value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      day.toISOString().slice(0, 10),
    );
    await page.type('input[name="reason"]', 'Promised at the fair');
    await shot(page, 'price-preview-en-light');
    await press('Set this price');
    await page.waitForSelector('[data-price="by-hand"]');
    await says('Promised at the fair');
    expect((await facts()).awards?.prices).toMatchObject([{ group: 'best', reason: 'Promised at the fair', endedAt: null }]);
    await press('Back to the rules');
    await page.waitForSelector('select[name="group"]');
    expect((await facts()).awards?.prices?.[0]?.endedAt).not.toBeNull();
  });

  it('row 121: the customer page says the group and what it saved this year in money', async () => {
    const shown = await page.$eval('.open:not([hidden])', (one) => (one as HTMLElement).innerText.replace(/[\u2066-\u2069]/g, ''));
    expect(shown).toMatch(/Two years\s+5% below list/);
    expect(shown).toMatch(/Saved this year\s+€[\d,.]+/);
  });

  it('rows 143 and 144: the tier’s free shipping and its other benefits stand among what leaving would cost', async () => {
    const shown = await page.$eval('.open:not([hidden])', (one) => (one as HTMLElement).innerText.replace(/[\u2066-\u2069]/g, ''));
    expect(shown).toContain('Perk: Free shipping');
  });

  it('row 139: a draw is frozen under its hash, drawn, and found right when it is drawn again', async () => {
    await openAll();
    const prize = await page.waitForSelector('form[aria-label="Freeze the list"] input');
    await prize?.type('A bicycle');
    await press('Freeze the list');
    await says('A bicycle');
    await openAll();
    await press('Draw');
    const check = await page
      .waitForSelector('::-p-xpath(//button[normalize-space()="Recompute and check"])', { timeout: 30_000 })
      .catch(() => null);
    await openAll();
    expect(check, await page.$eval('.open:not([hidden])', (one) => (one as HTMLElement).innerText)).not.toBeNull();
    await check?.click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('details [role="status"]')].some((one) => (one.textContent ?? '').length > 5),
    );
  });

  it('row 123: the package that suits their use and its term stand beside the options of the renewal', async () => {
    const other = await lab.opened.openPage(`customers.html#/c/${MEMBER}/agreements`);
    await other.waitForSelector('[data-package="t"]');
    const text = await other.$eval('[data-package="t"]', (one) => (one as HTMLElement).innerText.replace(/[\u2066-\u2069]/g, ''));
    expect(text).toContain('Offer Team, for 24 months, 10% off');
    expect(text).toContain('used on 12 days of the last 30');
    await shot(other, 'package-en-light');
    await other.close();
  });

  it('row 147: who is no member is invited by the link, asks on its page in their language, and is one once somebody accepts', async () => {
    const { url } = lab.settings;
    const post = (route: string, body: string) =>
      fetch(`${url}${route}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: lab.cookie, origin: url, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    expect((await post('/club/link', '')).status).toBe(303);
    await page.reload();
    await page.waitForSelector('[data-do="invite"]');
    const link = await page.$eval('[data-member="no"] bdi', (one) => one.textContent ?? '');
    expect(link).toMatch(/\/join\/vafa_/);
    const guest = await lab.opened.browser.newPage();
    for (const language of ['en', 'fa', 'ar']) {
      for (const theme of ['light', 'dark'] as const) {
        await guest.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await guest.goto(`${link}?lang=${language}`);
        expect(await guest.$eval('html', (one) => one.getAttribute('dir') ?? 'ltr')).toBe(language === 'en' ? 'ltr' : 'rtl');
        await shot(guest, `join-${language}-${theme}`);
      }
    }
    await guest.goto(`${link}?lang=fa`);
    await guest.type('input[name="name"]', 'سارا');
    await guest.type('input[name="email"]', 'sara@harbour.example');
    await Promise.all([guest.waitForNavigation(), guest.click('main button, form.stack button')]);
    await shot(guest, 'joined-fa-dark');
    await guest.close();
    const requests = await (await fetch(`${url}/club`, { headers: { cookie: lab.cookie } })).text();
    const asked = /\/club\/requests\/([\w-]+)/.exec(requests)?.[1];
    expect((await post(`/club/requests/${asked}`, 'decision=accept')).status).toBe(303);
    await page.click('[data-do="join"]');
    await page.waitForSelector('[data-member="yes"]');
  });

  it('is drawn in three languages, light and dark, with nothing wider than the page', async () => {
    const { settings } = await ask<{ settings: Settings }>(lab.own, 'options.state');
    for (const language of ['en', 'fa', 'ar'] as const)
      for (const theme of ['light', 'dark'] as const) {
        await ask(lab.own, 'settings.save', { settings: { ...settings, locale: LOCALES[language], theme } });
        await page.reload();
        await page.waitForSelector('form.editor select');
        await openAll();
        await page.waitForNetworkIdle({ idleTime: 300 });
        await openAll();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, `${language} ${theme}`).toBeLessThanOrEqual(0);
        await shot(page, `ledger-${language}-${theme}`);
      }
  });
});
