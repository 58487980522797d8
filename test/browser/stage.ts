/** Every state of the card on a real page: an open message of the demo mailbox, to whose card the background says what to show. */
import type { Page } from 'puppeteer-core';
import type { Changes } from '../../shared/api/contract';
import { DAY } from '../../shared/event';
import type { Locale } from '../../shared/i18n/message';
import type { CardView, CustomerCard } from '../../shared/present/card-view';
import { presentLookAlike } from '../../shared/present/look-alike';
import { present } from '../../shared/present/present';
import { presentAsk } from '../../shared/present/present-ask';
import { presentState, STATE_CODES } from '../../shared/present/present-state';
import type { CustomerRecord, TraceMark } from '../../shared/record';
import { waitForCard } from '../../worker/local/card-on-page';
import { DEMO_CUSTOMERS } from '../../worker/local/demo-customers';
import type { Lab } from './lab';

export const LOCALES: Record<(typeof LANGUAGES)[number], Locale> = {
  en: { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'Europe/London', toman: false },
  fa: { language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext', timeZone: 'Asia/Tehran', toman: true },
  ar: { language: 'ar', tag: 'ar-EG', calendar: 'gregory', digits: 'arab', timeZone: 'Africa/Cairo', toman: false },
};
export const LANGUAGES = ['en', 'fa', 'ar'] as const;
export const THEMES = ['light', 'dark'] as const;
const BANDS = ['healthy', 'watch', 'at-risk', 'unknown'] as const;

/** A customer's card as a reader of this language sees it; offline and with a call just logged, so that every line is there. */
export async function viewOf({ get }: Pick<Lab, 'get'>, id: string, locale: Locale): Promise<CustomerCard> {
  const now = Date.now();
  const [{ model, programme }, { facts }] = await Promise.all([
    get<Changes>('/v1/changes?since=0&limit=1'),
    get<CustomerRecord>(`/v1/customers/${id}`),
  ]);
  if (!model || !programme) throw new Error('the Worker has published no model');
  return present({
    record: { id, seq: 1, facts, trace: marks(now), signals: [] },
    model,
    programme,
    now,
    locale,
    look: null,
    match: null,
    users: {},
    freshness: { syncedAt: now - 400_000_000, offline: true, reachable: true, waiting: 2, updateNeeded: false },
    undo: { text: id },
  });
}
/** One customer of the demo in each band. */
export async function customersInEachBand(lab: Pick<Lab, 'get'>, locale: Locale): Promise<CustomerCard[]> {
  const views = await Promise.all(DEMO_CUSTOMERS.map(({ id }) => viewOf(lab, id, locale)));
  return BANDS.flatMap((band) => views.find((view) => view.band === band) ?? []);
}

/** A quarter of a year that went up and down. */
function marks(now: number): TraceMark[] {
  const last = Math.floor(now / DAY / 5) * 5;
  return Array.from({ length: 18 }, (_, i) => ({ day: last - (17 - i) * 5, score: 60 + ((i * 7) % 20) }));
}

/** The cards without a customer: each named state, several who fit, one who passes for another. */
export function otherCards(locale: Locale): CardView[] {
  const candidates = DEMO_CUSTOMERS.slice(0, 3).map(({ id, name }) => ({
    customer: id,
    name,
    owner: 'Robin Hale',
    yours: id === 'quillbrook',
  }));
  return [
    presentAsk(candidates, 'quillbrook.example', locale),
    presentLookAlike(
      { address: 'tamsin@quillbr00k.example', known: 'tamsin.orrell@quillbrook.example' },
      { sender: 'Tamsin Orrell', customer: 'Quillbrook Press' },
      locale,
    ),
    ...STATE_CODES.map((code) => presentState(code, locale, { n: 3, domain: { id: 'quillbrook.example' }, name: { name: 'Quillbrook' } })),
  ];
}

/** Shows a card in the tab of this page, for the message that is open there, as the background does (which sleeps when nobody asks it). */
export async function sendToTab(own: Page, page: Page, view: CardView, theme: 'light' | 'dark'): Promise<void> {
  await own.evaluate(
    async (shown, url) => {
      const { chrome } = globalThis as unknown as {
        chrome: {
          tabs: {
            query(of: object): Promise<{ id: number; url?: string }[]>;
            sendMessage(tab: number, message: object, to: object): Promise<unknown>;
          };
          storage: { session: { get(key: string): Promise<Record<string, { key: string }>> } };
        };
      };
      const tab = (await chrome.tabs.query({ active: true })).find((each) => each.url === url)?.id ?? -1;
      const { key } = (await chrome.storage.session.get(`tab:${tab}`))[`tab:${tab}`] ?? { key: '' };
      await chrome.tabs.sendMessage(tab, { verb: 'card', key, ...shown }, { frameId: 0 });
    },
    { view, theme },
    page.url(),
  );
}

/** The same, and waits until it is there. */
export async function showInTab(own: Page, page: Page, view: CardView, theme: 'light' | 'dark'): Promise<void> {
  await page.bringToFront();
  await sendToTab(own, page, view, theme);
  const worded = (text: string) => text.replace(/\p{Cf}/gu, '');
  const wanted = worded(view.kind === 'customer' ? view.name : view.title);
  await waitForCard(page, (card) => card.kind === view.kind && worded(card.text).includes(wanted));
}

/** Clicks everything in the card that matches, which opens what it opens; what needs a person's own click does nothing. */
export function clickAllInCard(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const found = [...document.documentElement.children].flatMap((element) => [
      ...(element.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? []),
    ]);
    for (const one of found) one.click();
    return found.length;
  }, selector);
}
