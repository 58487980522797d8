/** What a person sees beside a list and around an open message, and in whose language; for suites on real pages. */
import type { Page } from 'puppeteer-core';
import { defaultLocale } from '../../shared/i18n/default-locale';
import type { Language } from '../../shared/i18n/message';
import { waitForCard, waitForNoCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { CUSTOMERS } from './customers';
import type { Lab } from './lab';

export const nameOf = (id: string): string => CUSTOMERS.find((customer) => customer.id === id)?.name ?? '';
/** The seeded customer behind an address; '' for a stranger. */
export const nameBehind = (address: string): string =>
  CUSTOMERS.find((customer) => address.toLowerCase() in customer.addresses)?.name ?? '';

/** Sets the extension's language, as the person would in its options. */
export async function speak(lab: Lab, language: Language): Promise<void> {
  const { settings } = await ask<{ settings: object }>(lab.own, 'options.state');
  await ask(lab.own, 'settings.save', { settings: { ...settings, locale: defaultLocale(language, 'UTC') } });
}

/** Ends every session in the browser, so that somebody else can log in. */
export async function signOut(page: Page): Promise<void> {
  const context = page.browserContext();
  await context.deleteCookie(...(await context.cookies()));
}

/** The badge of each row, by a text of the row: what a screen reader hears of it ("Smith Retail: healthy, 82 of 100"), '' without one. */
export function seeBadges(page: Page, rows: string, titles: string): Promise<Record<string, string[]>> {
  return page.evaluate(
    (row, title) => {
      const seen: Record<string, string[]> = {};
      for (const element of document.querySelectorAll(row)) {
        const roots = [...element.querySelectorAll('*')].map((one) => one.shadowRoot);
        const labels = roots.flatMap((root) => [...(root?.querySelectorAll('.vb') ?? [])]).map((badge) => badge.getAttribute('aria-label'));
        const text = element.querySelector(title)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
        seen[text] = [...(seen[text] ?? []), labels.join(' & ')].sort();
      }
      return seen;
    },
    rows,
    titles,
  );
}

/**
 * Waits until the badges are as they should be: per row text the customers' names, '' for no badge.
 * Fails with what is there instead. A badge that is wrong at first and right later does not pass: any wrong name ends it.
 */
export async function waitForBadges(page: Page, rows: string, titles: string, expected: Record<string, string[]>): Promise<void> {
  let seen: Record<string, string[]> = {};
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    const labels = await seeBadges(page, rows, titles);
    seen = Object.fromEntries(
      Object.entries(labels).map(([text, each]) => [
        text,
        each.map((label) => label.replace(/[\u2066-\u2069]/gu, '').split(':')[0] ?? '').sort(),
      ]),
    );
    for (const [text, names] of Object.entries(seen)) {
      const wrong = names.filter((name) => name && !expected[text]?.includes(name));
      if (wrong.length) throw new Error(`the row “${text}” bears the badge of ${wrong.join(', ')}`);
    }
    if (Object.entries(expected).every(([text, names]) => JSON.stringify([...names].sort()) === JSON.stringify(seen[text]))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the badges did not come: ${JSON.stringify(seen)}, expected ${JSON.stringify(expected)}`);
}

/** Waits for what a message must show: its customer's card, or for '' none of any customer, also a while later. */
export async function waitForAnswer(page: Page, name: string): Promise<void> {
  if (name) await waitForCard(page, (card) => card.kind === 'customer' && card.name === name);
  else await waitForNoCard(page, 1200);
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Where something stands in the window; `outer >>> inner` reaches into our shadow roots. */
export async function boxOf(page: Page, selector: string): Promise<Box> {
  const box = await (await page.$(selector))?.boundingBox();
  if (!box) throw new Error(`nothing of ${selector} is shown`);
  return box;
}
