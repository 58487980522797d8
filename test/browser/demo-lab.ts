/** The demo's customers and mailbox around a browser with the paired extension: what the suites about languages and senses start from. */
import type { Page } from 'puppeteer-core';
import { writeWireEvent } from '../../shared/event-wire';
import type { Locale } from '../../shared/i18n/message';
import { waitForCard } from '../../worker/local/card-on-page';
import { demoEvents } from '../../worker/local/demo-data';
import { DEMO_MAIL } from '../../worker/local/demo-mailbox/messages';
import { startDemoMailbox } from '../../worker/local/demo-mailbox/server';
import type { BrowserKind } from '../../worker/local/find-browser';
import { sendEvents } from '../../worker/local/local-api';
import { ask } from '../../worker/local/pair-extension';
import { freePort, type Lab, openLab } from './lab';

export interface DemoLab {
  lab: Lab;
  /** Settings as a person would save them in the options. */
  choose(locale: Partial<Locale>, theme?: 'host' | 'light' | 'dark'): Promise<void>;
  /** Opens one of our own pages in front, and waits until it shows what it is for. */
  openOwn(file: string, ready: string): Promise<Page>;
  /** The list of the mailbox, in a language and theme of its own. */
  openList(language?: string, theme?: string): Promise<Page>;
  /** A message in the mailbox: by default the newest, of a customer who is there in every state. */
  openMessage(query?: {
    from?: string;
    language?: string;
    theme?: string /** Without it nobody waits for the card: builds for people show none to the driver. */;
    seen?: boolean;
  }): Promise<Page>;
  close(): Promise<void>;
}

export async function openDemoLab(kind: BrowserKind, extension: string): Promise<DemoLab> {
  const mailbox = await startDemoMailbox({ port: await freePort() });
  const lab = await openLab({ kind, extension, sites: { [new URL(mailbox.url).origin]: 'roundcube' } });
  await sendEvents(lab.worker, lab.token, demoEvents(Date.now()).events.map(writeWireEvent), 'demo');
  await ask(lab.own, 'sync.now');
  const inFront = async (url: string) => {
    const page = await lab.opened.browser.newPage();
    await page.bringToFront();
    await page.goto(url);
    return page;
  };
  return {
    lab,
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
    async openMessage({ from = 'tamsin.orrell@quillbrook.example', language = 'en', theme = 'light', seen = true } = {}) {
      const uid = DEMO_MAIL.find((mail) => mail.from.address === from)?.uid ?? 0;
      const asked = { _task: 'mail', _mbox: 'INBOX', _uid: String(uid), _action: 'show', lang: language, theme };
      const page = await inFront(`${mailbox.url.split('?')[0]}?${new URLSearchParams(asked)}`);
      if (seen) await waitForCard(page, (card) => card.kind === 'customer');
      return page;
    },
    async close() {
      await lab.close();
      await mailbox.close();
    },
  };
}
