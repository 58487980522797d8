/** Reading the open mail, end to end: switched on in the options, heard in a real Roundcube, confirmed on the card, found in D1 without a word of the mail. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Settings } from '../../extension/protocol';
import type { Facts } from '../../shared/facts/facts';
import { seeCard, waitForCard } from '../../worker/local/card-on-page';
import { ask } from '../../worker/local/pair-extension';
import { keptOnDevice } from './kept';
import { type Lab, openLab } from './lab';
import { logIntoRoundcube, openInPane } from './roundcube';
import { AGENT, needServer, ROUNDCUBE_URL, SERVER_ENV } from './servers';

const missing = inject('missing');
const HOST = new URL(ROUNDCUBE_URL).host;
const RUN = `${Date.now()}`;
const ENGLISH = {
  subject: `About next year ${RUN}`,
  from: 'John Smith <john.smith@example.com>',
  text: [
    'Hello,',
    '',
    'after a long talk we have decided to cancel our contract at the end of March.',
    'This is the third time that the export has failed.',
    '',
    'Kind regards,',
    'John',
    '',
    'On Mon, 2 Nov 2026 at 10:00, Agent <agent@helpdesk.test> wrote:',
    '> Could you call me back?',
  ],
};
const PERSIAN = {
  subject: `تمدید قرارداد ${RUN}`,
  from: 'Sara Ahmadi <sara.ahmadi@pars-trading.test>',
  text: ['سلام', 'متأسفانه تصمیم گرفتیم قراردادمون رو تمدید نکنیم.', 'با احترام', 'سارا'],
};

const MAILDIR = path.join(SERVER_ENV.SRV_STATE, 'mail/home', AGENT.user, 'Maildir');

/** Takes what was put there out again: other suites count on the mailbox as it was seeded. */
function takeBack(): void {
  for (const folder of ['new', 'cur'])
    for (const file of readdirSync(path.join(MAILDIR, folder))) if (file.includes('.reading')) rmSync(path.join(MAILDIR, folder, file));
}

/** Puts a message into the agent's mailbox, as a delivery does. */
function deliver({ subject, from, text }: typeof ENGLISH): void {
  const box = path.join(MAILDIR, 'new');
  mkdirSync(box, { recursive: true });
  const encoded = `=?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const head = [
    `From: ${from}`,
    'To: agent@helpdesk.test',
    `Subject: ${encoded}`,
    `Date: ${new Date(Date.now() - 3_600_000).toUTCString()}`,
  ];
  const kind = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit'];
  const file = path.join(box, `${Math.floor(Date.now() / 1000)}.R${Math.random().toString(36).slice(2)}.reading`);
  writeFileSync(file, [...head, ...kind, '', ...text, ''].join('\r\n'));
  execFileSync('chown', ['www-data:www-data', file]);
}

describe.skipIf(missing.includes('chromium') || missing.includes('roundcube'))('Chromium reads the open mail of a real Roundcube', () => {
  let lab: Lab;
  let page: Page;
  const remarks = async (customer: string) => (await lab.get<{ facts: Facts }>(`/v1/customers/${customer}`)).facts.remarks;
  const heard = () =>
    page.evaluate(() => {
      const root = [...document.querySelectorAll('*')]
        .flatMap((element) => element.shadowRoot ?? [])
        .find((each) => each.querySelector('.heard'));
      return [...(root?.querySelectorAll<HTMLElement>('[data-heard]') ?? [])].map((row) => ({
        kind: row.dataset.heard ?? '',
        words: row.querySelector('.sub')?.textContent?.replace(/[\u2066-\u2069]/gu, '') ?? '',
      }));
    });
  const press = async (kind: string, so: boolean) => {
    // The card has to be seen for a moment before it takes a click.
    await page.waitForFunction(() => document.visibilityState === 'visible');
    await new Promise((resolve) => setTimeout(resolve, 800));
    const at = await page.evaluate(
      (wanted, nth) => {
        const root = [...document.querySelectorAll('*')]
          .flatMap((element) => element.shadowRoot ?? [])
          .find((each) => each.querySelector('.heard'));
        const box = root?.querySelectorAll(`[data-heard="${wanted}"] button`)[nth]?.getBoundingClientRect();
        return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      },
      kind,
      so ? 0 : 1,
    );
    if (!at) throw new Error(`no button for ${kind}`);
    await page.mouse.click(at.x, at.y);
  };

  beforeAll(async () => {
    await needServer('roundcube', inject('run'));
    deliver(ENGLISH);
    deliver(PERSIAN);
    lab = await openLab({ kind: 'chromium', extension: inject('chromiumExtension'), sites: { [ROUNDCUBE_URL]: 'roundcube' } });
    page = await lab.opened.browser.newPage();
    await logIntoRoundcube(page, AGENT.user);
  });
  afterAll(async () => {
    takeBack();
    await lab?.close();
  });

  it('hears nothing before somebody switches it on for this site', async () => {
    await openInPane(page, ENGLISH.subject);
    await waitForCard(page, ({ name }) => name === 'Smith Retail');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await heard()).toEqual([]);
  });

  it('shows what it heard, with the message’s own words, once it is switched on in the options', async () => {
    await lab.own.reload();
    await lab.own.waitForSelector('.sites');
    const labels = await lab.own.$$eval('.sites label', (all) => all.map((label) => label.textContent ?? ''));
    const nth = labels.findIndex((label) => label.includes('Look for warnings'));
    expect(nth).toBeGreaterThanOrEqual(0);
    await lab.own.$$eval('.sites label input', (all, at) => (all[at] as HTMLInputElement).click(), nth);
    await expect
      .poll(async () => (await ask<{ settings: Settings }>(lab.own, 'options.state')).settings.reading, { timeout: 10_000 })
      .toEqual({ [HOST]: true });
    await page.bringToFront();
    await expect.poll(heard, { timeout: 15_000 }).toMatchObject([{ kind: 'leave' }, { kind: 'repeat' }]);
    expect((await heard())[0]?.words).toMatch(/^“.*cancel.*”$/u);
  });

  it('records a remark without any text at one click, and the card shows the signal', async () => {
    await press('leave', true);
    await waitForCard(page, ({ signals }) => signals.includes('wants-to-leave'));
    await expect
      .poll(async () => (await remarks('smith-retail')).map(({ kind }) => kind), { timeout: 45_000, interval: 500 })
      .toEqual(['leave']);
    const [remark] = await remarks('smith-retail');
    expect(remark).toMatchObject({ kind: 'leave', text: '', name: '' });
    expect(JSON.stringify(await lab.get('/v1/customers/smith-retail'))).not.toMatch(/decided|cancel our/u);
  });

  it('asks no more of what was denied, also when the message is opened again', async () => {
    await press('repeat', false);
    await expect.poll(heard, { timeout: 10_000 }).toEqual([]);
    await openInPane(page, 'INV-77');
    await waitForCard(page, ({ name }) => name === 'فروشگاه تهران');
    await openInPane(page, ENGLISH.subject);
    await waitForCard(page, ({ name }) => name === 'Smith Retail');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await heard()).toEqual([]);
    expect(await remarks('smith-retail')).toHaveLength(1);
  });

  it('reads a Persian message', async () => {
    await openInPane(page, PERSIAN.subject);
    await waitForCard(page, ({ name }) => name === 'بازرگانی پارس');
    await expect.poll(heard, { timeout: 15_000 }).toMatchObject([{ kind: 'leave' }]);
    await press('leave', true);
    await expect
      .poll(async () => (await remarks('pars-trading')).map(({ kind }) => kind), { timeout: 45_000, interval: 500 })
      .toEqual(['leave']);
    expect((await seeCard(page))?.signals).toContain('wants-to-leave');
  });

  it('leaves nothing of the messages in any storage of the extension', async () => {
    const kept = await keptOnDevice(lab.own);
    expect(kept).toContain('smith-retail');
    expect(kept).not.toMatch(/cancel our contract|decided to|third time|تصمیم گرفتیم|تمدید نکنیم/u);
  });
});
