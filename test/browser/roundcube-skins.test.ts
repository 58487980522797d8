/** A real Roundcube in each of its skins, in English and in Persian: the right customer or none, in the list, the pane and the full view. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seeCard, waitForCard } from '../../worker/local/card-on-page';
import { ROOT } from '../../worker/local/settings';
import { type Lab, openLab } from './lab';
import { logIntoRoundcube, openInPane, openWhole } from './roundcube';
import { nameBehind, nameOf, signOut, speak, waitForAnswer, waitForBadges } from './seen';
import { AGENT, dressRoundcube, needServer, ROUNDCUBE_URL } from './servers';

const missing = inject('missing');
const here = !missing.includes('chromium') && !missing.includes('roundcube');

interface Mail {
  file: string;
  subject: string;
  from: { email: string };
}
const MAIL: Mail[] = JSON.parse(readFileSync(path.join(ROOT, 'test/servers/mail/seed/expect.json'), 'utf8'));
const INBOX = MAIL.filter((mail) => mail.file.startsWith('INBOX/'));
/** A mail without a subject is named by the program, in the language of the page. */
const BADGES = Object.fromEntries(
  [...new Set(INBOX.map((mail) => mail.subject))]
    .filter(Boolean)
    .map((subject) => [subject, INBOX.filter((mail) => mail.subject === subject).map((mail) => nameBehind(mail.from.email))]),
);
/** What is opened: by words of its subject, and whom it is about; '' for a stranger. */
const OPENED = [
  ['an English message', 'ORD-10021', nameOf('smith-retail')],
  ['a hostile body that imitates a customer', 'Urgent', ''],
  ['a Persian message', '۱۲۳۴۵', nameOf('pars-trading')],
  ['a message to many', 'Contract renewal 2025', nameOf('garcia')],
  ['a name with commas, quotes and parentheses', 'INV-2025/03', nameOf('obrien')],
] as const;

describe.skipIf(!here)('Chromium on every skin of a real Roundcube', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    await needServer('roundcube', inject('run'));
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [ROUNDCUBE_URL]: 'roundcube' } });
    page = await lab.opened.browser.newPage();
    // The list of some skins lies above the pane: all rows are to be on the screen.
    await page.setViewport({ width: 1400, height: 1300 });
  });
  afterAll(async () => {
    if (lab) dressRoundcube('elastic');
    await lab?.close();
  });

  const TABLE = (['elastic', 'larry', 'classic'] as const).flatMap((skin) =>
    (['en', 'fa'] as const).map((language) => ({ skin, language })),
  );
  describe.each(TABLE)('$skin, $language', ({ skin, language }) => {
    beforeAll(async () => {
      dressRoundcube(skin);
      await speak(lab, language);
      await signOut(page);
      await logIntoRoundcube(page, language === 'fa' ? AGENT.persian : AGENT.user);
    });

    it('is this skin in this language', async () => {
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await page.evaluate(() => document.documentElement.innerHTML.match(/skins\/(\w+)\//u)?.[1])).toBe(skin);
    });

    it('gives each row of the list its sender’s badge, and strangers none', async () => {
      await waitForBadges(page, '#messagelist tr.message', 'td.subject .subject a', BADGES);
    });

    it.each(OPENED)('the pane shows whom it is about: %s', async (_what, subject, name) => {
      await openInPane(page, subject);
      await waitForAnswer(page, name);
    });

    it('the last of five messages opened in a hurry wins', async () => {
      for (const subject of ['ORD-10021', 'INV-77', 'Urgent', '٩٨٧٦', '۱۲۳۴۵']) await openInPane(page, subject, { settle: false });
      await waitForCard(page, (card) => card.name === nameOf('pars-trading'));
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect((await seeCard(page))?.name).toBe(nameOf('pars-trading'));
    });

    it.each([
      ['INBOX', 'Contract renewal 2025', nameOf('garcia')],
      ['INBOX', 'Urgent', ''],
      ['Sent', 'ORD-10021', nameOf('smith-retail')],
    ])('the full view shows whom it is about: %s, %s', async (folder, subject, name) => {
      await openWhole(page, folder, subject);
      await waitForAnswer(page, name);
      if (name) expect(await page.evaluate(cardDirection)).toBe(language === 'fa' ? 'rtl' : 'ltr');
    });
  });
});

/** The direction of the card's words; runs in the page. */
function cardDirection(): string {
  const roots = [...document.documentElement.children].map((element) => element.shadowRoot);
  return roots.map((root) => root?.querySelector<HTMLElement>('[data-card]')?.dir).find(Boolean) ?? '';
}
