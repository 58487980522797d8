/** The demo's pictures: the card in each language on a light and a dark host page, the popup, the badges and a notification's text. */
import path from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { seeCard } from './card-on-page';
import { DEMO_CUSTOMERS } from './demo-customers';
import { drawNotification, recordNotifications, takeNotifications } from './demo-notifications';
import type { OpenedBrowser } from './open-browser';
import { ask } from './pair-extension';
import { ToolError } from './settings';

interface Language {
  language: string;
  tag: string;
  calendar: string;
  digits: string;
  toman: boolean;
  /** A message of a customer who writes in this language. */
  sender: string;
}
const LANGUAGES: Language[] = [
  { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', toman: false, sender: 'quillbrook' },
  { language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext', toman: true, sender: 'alvand' },
  { language: 'ar', tag: 'ar-EG', calendar: 'gregory', digits: 'arab', toman: false, sender: 'waha-clinics' },
];

const FOLLOW_UP: Record<string, string> = { en: 'Send the new offer', fa: 'فرستادن پیشنهاد تازه', ar: 'إرسال العرض الجديد' };

interface Settings {
  locale: Record<string, unknown>;
}

/** Takes the pictures into `folder`; returns their names. */
export async function takePictures(opened: OpenedBrowser, mailbox: string, folder: string, say: (line: string) => void): Promise<string[]> {
  const pictures: string[] = [];
  const own = await opened.openPage('options.html');
  const mail = await opened.browser.newPage();
  const paper = await opened.browser.newPage();
  await recordNotifications(opened);
  const keep = async (page: Page, name: string) => {
    // A tab behind another one draws no frames, and its picture would never come.
    await page.bringToFront();
    await page.screenshot({ path: path.join(folder, `${name}.png`) as `${string}.png` });
    pictures.push(`${name}.png`);
  };
  for (const { sender, ...locale } of LANGUAGES) {
    say(`Taking pictures in ${locale.language} …`);
    const { settings } = await ask<{ settings: Settings }>(own, 'options.state');
    await ask(own, 'settings.save', { settings: { ...settings, locale: { ...settings.locale, ...locale } } });
    // A follow-up that is due at once: it takes the whole way to the Worker and back, so it is collected at the end of the round.
    await ask(own, 'note.save', { customer: sender, kind: 'note', text: FOLLOW_UP[locale.language] ?? '', remindAt: Date.now() + 500 });
    for (const theme of ['light', 'dark']) {
      await openInMailbox(mail, mailbox, locale.language, theme, sender);
      await keep(mail, `card-${locale.language}-${theme}`);
    }
    const popup = await opened.openPage(`popup.html?customer=${sender}`);
    await popup.setViewport({ width: 380, height: 600, deviceScaleFactor: 2 });
    await popup.waitForSelector('main.popup footer');
    await new Promise((resolve) => setTimeout(resolve, 400));
    await keep(popup, `popup-customer-${locale.language}`);
    await popup.goto(`${opened.origin}/popup.html`);
    await popup.waitForSelector('main.popup footer');
    await new Promise((resolve) => setTimeout(resolve, 400));
    await keep(popup, `popup-${locale.language}`);
    await popup.close();
    const [shown] = await takeNotifications(opened);
    if (!shown) throw new ToolError(`No notification was shown for the follow-up in ${locale.language}.`);
    await drawNotification(paper, shown, locale.language !== 'en');
    await keep(paper, `notification-${locale.language}`);
    await own.reload();
    await own.waitForSelector('main.options section');
    await own.setViewport({ width: 860, height: 1100 });
    await keep(own, `options-${locale.language}`);
  }
  await paper.close();
  await mail.close();
  await own.close();
  return pictures;
}

/** Opens the sender's newest message in the preview pane, so that list and card are both in the picture. */
async function openInMailbox(page: Page, mailbox: string, language: string, theme: string, sender: string): Promise<void> {
  await page.setViewport({ width: 1280, height: 800, deviceScaleFactor: 1 });
  await page.bringToFront();
  await page.goto(`${mailbox}&lang=${language}&theme=${theme}`);
  const addresses = DEMO_CUSTOMERS.find((customer) => customer.id === sender)?.people.map((person) => person.email) ?? [];
  const row = await page.evaluateHandle(
    (wanted) =>
      [...document.querySelectorAll('#messagelist tr')].find((each) =>
        wanted.some((address) => each.querySelector(`[title="${address}"]`)),
      ) ?? null,
    addresses,
  );
  await (row.asElement() as ElementHandle<Element> | null)?.click();
  for (const end = Date.now() + 8000; Date.now() < end && (await seeCard(page))?.kind !== 'customer'; )
    await new Promise((resolve) => setTimeout(resolve, 80));
  await new Promise((resolve) => setTimeout(resolve, 500));
}
