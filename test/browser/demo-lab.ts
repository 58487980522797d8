/** The demo's customers and mailbox around a browser with the paired extension: what the suites about languages and senses start from. */
import type { Page } from 'puppeteer-core';
import type { Locale } from '../../shared/i18n/message';
import { waitForCard } from '../../worker/local/card-on-page';
import { fillDemo } from '../../worker/local/demo-fill';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import type { BrowserKind } from '../../worker/local/find-browser';
import { ask } from '../../worker/local/pair-extension';
import { freePort, type Lab, openLab } from './lab';

interface MessageQuery {
  from?: string;
  language?: string;
  theme?: string;
}
export interface DemoLab {
  lab: Lab;
  /** Settings as a person would save them in the options. */
  choose(locale: Partial<Locale>, theme?: 'host' | 'light' | 'dark'): Promise<void>;
  /** Opens one of our own pages in front, and waits until it shows what it is for. */
  openOwn(file: string, ready: string): Promise<Page>;
  /** The list of the mailbox, in a language and theme of its own. */
  openList(language?: string, theme?: string): Promise<Page>;
  /** A message in the mailbox: by default the newest, of a customer who is there in every state. */
  openMessage(
    query?: MessageQuery & { /** Without it nobody waits for the card: builds for people show none to the driver. */ seen?: boolean },
  ): Promise<Page>;
  /** Where that message is. */
  messageUrl(query?: MessageQuery): string;
  close(): Promise<void>;
}

export async function openDemoLab(kind: BrowserKind, extension: string): Promise<DemoLab> {
  const mailbox = await startDemoMailbox({ port: await freePort() });
  const lab = await openLab({ kind, extension, sites: { [new URL(mailbox.url).origin]: 'roundcube' } });
  await fillDemo(lab.worker, lab.token, Date.now());
  await ask(lab.own, 'sync.now');
  const inFront = async (url: string) => {
    const page = await lab.opened.browser.newPage();
    await page.bringToFront();
    await page.goto(url);
    return page;
  };
  const messageUrl = ({ from = 'tamsin.orrell@quillbrook.example', language = 'en', theme = 'light' }: MessageQuery = {}) => {
    const uid = DEMO_MAIL.find((mail) => mail.from.address === from)?.uid ?? 0;
    const asked = { _task: 'mail', _mbox: 'INBOX', _uid: String(uid), _action: 'show', lang: language, theme };
    return `${mailbox.url.split('?')[0]}?${new URLSearchParams(asked)}`;
  };
  return {
    lab,
    messageUrl,
    async choose(locale, theme) {
      const { settings } = await ask<{ settings: { locale: Locale } }>(lab.own, 'options.state');
      await ask(lab.own, 'settings.save', {
        settings: { ...settings, locale: { ...settings.locale, ...locale }, ...(theme ? { theme } : {}) },
      });
    },
    async openOwn(file, ready) {
      const page = await lab.opened.openPage(file);
      await page.bringToFront();
      await page.waitForSelector(ready);
      return page;
    },
    openList: (language = 'en', theme = 'light') => inFront(`${mailbox.url}&lang=${language}&theme=${theme}`),
    async openMessage({ seen = true, ...query } = {}) {
      const page = await inFront(messageUrl(query));
      if (seen) await waitForCard(page, (card) => card.kind === 'customer');
      return page;
    },
    async close() {
      await lab.close();
      await mailbox.close();
    },
  };
}
