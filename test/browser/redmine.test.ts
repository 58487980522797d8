/** A real Redmine, in English and in Persian, where the page itself runs from right to left: the right customer, or a plain "not here". */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitForCard } from '../../worker/local/card-on-page';
import { ROOT } from '../../worker/local/settings';
import { type Lab, openLab } from './lab';
import { logIntoRedmine, openIssue, openIssueList } from './redmine';
import { type Box, boxOf, nameBehind, signOut, speak, waitForAnswer, waitForBadges } from './seen';
import { AGENT, needServer, REDMINE_URL } from './servers';

const missing = inject('missing');
const here = !missing.includes('chromium') && !missing.includes('redmine');
/** The mails that became issues, in their order; the last one is an answer to the first. */
const MAILS: { subject: string; from: { email: string } }[] = JSON.parse(
  readFileSync(path.join(ROOT, 'test/servers/rt/seed/expect.json'), 'utf8'),
).slice(0, -1);
const ISSUES = MAILS.map((mail, nth) => ({ issue: nth + 1, subject: mail.subject, name: nameBehind(mail.from.email) }));
/** Written down by the desk, with nobody's address in the field and two customers' in the text. */
const WITHOUT_ADDRESS = { issue: MAILS.length + 1, subject: 'Call back about the invoice' };

describe.skipIf(!here)('Chromium on a real Redmine', () => {
  let lab: Lab;
  let page: Page;
  beforeAll(async () => {
    await needServer('redmine', inject('run'));
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [REDMINE_URL]: 'redmine' } });
    page = await lab.opened.browser.newPage();
  });
  afterAll(() => lab?.close());

  describe.each(['en', 'fa'] as const)('in %s', (language) => {
    beforeAll(async () => {
      await speak(lab, language);
      await signOut(page);
      await logIntoRedmine(page, language === 'fa' ? AGENT.persian : AGENT.user);
    });

    it.each(ISSUES)('issue $issue ($subject) shows “$name”', async ({ issue, name }) => {
      await openIssue(page, issue);
      await waitForAnswer(page, name);
    });

    it('an issue without an address says so and offers the search, whomever its text names', async () => {
      await openIssue(page, WITHOUT_ADDRESS.issue);
      const card = await waitForCard(page, (seen) => seen.kind === 'state');
      for (const { name } of ISSUES.filter((issue) => issue.name)) expect(card.text).not.toContain(name);
      await new Promise((resolve) => setTimeout(resolve, 700));
      const search = await page.$(':root >>> [data-card="state"] .btn.pri');
      const [opened] = await Promise.all([
        lab.opened.browser.waitForTarget((target) => target.url().includes('popup.html'), { timeout: 10_000 }),
        search?.click(),
      ]);
      const popup = await opened.asPage();
      await popup.waitForSelector('input[type="search"]');
      await popup.close();
    });

    it('the list has badges only where the address is a column', async () => {
      await openIssueList(page, 'with the address');
      const expected = Object.fromEntries([...ISSUES, { ...WITHOUT_ADDRESS, name: '' }].map(({ subject, name }) => [subject, [name]]));
      await waitForBadges(page, 'table.issues tr.issue', 'td.subject', expected);
      const row = ISSUES.find((issue) => issue.name)?.issue ?? 0;
      const [badge, address] = [await boxOf(page, `#issue-${row} >>> .vb`), await boxOf(page, `#issue-${row} td.cf_1`)];
      expect(language === 'fa' ? right(badge) <= right(address) && badge.x > address.x : badge.x >= address.x).toBe(true);
      expect(badge.height).toBeLessThanOrEqual(address.height);

      await openIssueList(page, 'as delivered');
      await waitForBadges(
        page,
        'table.issues tr.issue',
        'td.subject',
        Object.fromEntries(Object.keys(expected).map((subject) => [subject, ['']])),
      );
    });

    it('the card stands at the end of the line, inside the window, and does not cover the subject', async () => {
      await openIssue(page, 2);
      await waitForCard(page, (card) => card.name === ISSUES[1]?.name);
      const rtl = await page.evaluate(() => getComputedStyle(document.body).direction === 'rtl');
      expect(rtl).toBe(language === 'fa');
      const card = await boxOf(page, ':root >>> [data-card]');
      const width = await page.evaluate(() => innerWidth);
      if (rtl) expect(card.x).toBeLessThan(40);
      else expect(width - right(card)).toBeLessThan(40);
      expect(card.y).toBeGreaterThanOrEqual(0);
      const words = await page.$eval('.issue .subject h3', (heading) => {
        const range = document.createRange();
        range.selectNodeContents(heading);
        const { x, y, width: wide, height } = range.getBoundingClientRect();
        return { x, y, width: wide, height };
      });
      expect(overlap(card, words)).toBe(false);
    });
  });
});

const right = (box: Box): number => box.x + box.width;
const overlap = (a: Box, b: Box): boolean => a.x < right(b) && b.x < right(a) && a.y < b.y + b.height && b.y < a.y + a.height;
