/** What the settings page asks: settings, the pages that Vafa may read, and taking out what the trial run put in. */
import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import type { ConnectionState, SiteGrant } from '../protocol';
import type { ApiAnswer } from './api-client';
import { problemWords } from './ask-words';
import { type AskHandlers, Refusal } from './messages';
import type { PageParts } from './page-handlers';
import { readSettings, saveSettings } from './settings';
import { addGrant, grantAt, knownSites, originOf, patternOf, removeGrant, siteGrants } from './site-access';
import { answerSite } from './site-answers';
import { pickSender } from './site-pick';
import { readTab, tellGrantedTabs, tellPanel } from './tabs';
import type { Writing } from './writing';

type OptionAsk =
  | 'options.state'
  | 'settings.save'
  | 'site.granted'
  | 'site.removed'
  | 'site.pick'
  | 'site.ask'
  | 'site.outline'
  | 'demo.remove';
export interface OptionParts extends Pick<PageParts, 'sightings' | 'now'>, Pick<Writing, 'words'> {
  link(): Promise<ConnectionState>;
  /** One sync now, and what follows from it. */
  sync(force: boolean): Promise<void>;
  /** Has the Worker take out what the trial run put in. */
  removeDemo(): Promise<ApiAnswer<unknown>>;
  version: string;
  mode: string;
}

export function optionAsks(parts: OptionParts): Pick<AskHandlers, OptionAsk> {
  const { words, link } = parts;
  return {
    'options.state': async () => ({
      connection: await link(),
      settings: await readSettings(),
      sites: await siteGrants(),
      version: parts.version,
      known: knownSites(),
      mode: parts.mode,
    }),
    async 'settings.save'({ settings }) {
      const saved = await saveSettings(settings);
      await parts.sightings.publishAll(null);
      // The side panel beside a page that is nobody's, such as the options themselves, changes its language too.
      tellPanel(null);
      // Lists ask anew: badges come and go with their switch, without a reload.
      await tellGrantedTabs({ verb: 'ping' });
      return saved;
    },
    async 'site.granted'({ origin: said, site }) {
      const t = await words();
      const origin = originOf(said);
      if (origin === null) throw new Refusal('site.bad', t('site.bad'));
      const chosen =
        knownSites().find(({ id }) => id === site) ??
        knownSites().find(({ matches }) => matches.some((pattern) => originOf(pattern) === origin));
      if (chosen === undefined) throw new Refusal('site.unknown', t('site.bad'));
      if (!(await browser.permissions.contains({ origins: [patternOf(origin)] })))
        throw new Refusal('site.denied', t('site.denied', { host: { id: new URL(origin).host } }));
      return addGrant(origin, chosen.id);
    },
    'site.removed': ({ host }) => removeGrant(host),
    async 'site.pick'({ tab }) {
      const t = await words();
      const grant = await grantIn(tab, t);
      // Not waited for: the popup that asks must close before anybody can point.
      void pickSender(tab, grant, t).catch((error) =>
        console.debug('vafa: nothing was pointed at', error instanceof Error ? error.name : ''),
      );
      return null;
    },
    async 'site.ask'({ tab }) {
      const grant = await grantIn(tab, await words());
      const state = await readTab(tab);
      if (state !== null) await answerSite({ site: 'ask' }, state, { tab, grant }, parts);
      return null;
    },
    async 'site.outline'({ tab }) {
      await grantIn(tab, await words());
      const [result] = await browser.scripting.executeScript({ target: { tabId: tab }, files: ['outline.js'] as never });
      return typeof result?.result === 'string' ? result.result : '';
    },
    async 'demo.remove'() {
      const t = await words();
      const answer = await parts.removeDemo();
      if (!answer.ok) throw new Refusal(answer.code, problemWords(t, answer.code));
      await parts.sync(true);
      return null;
    },
  };
}

/** The grant under which a tab may be read now. */
async function grantIn(tab: number, t: Translate): Promise<SiteGrant> {
  const url = (await browser.tabs.get(tab).catch(() => null))?.url;
  const grant = url === undefined ? null : await grantAt(url);
  if (grant !== null) return grant;
  throw new Refusal('site.denied', t('site.denied', { host: { id: url !== undefined && URL.canParse(url) ? new URL(url).host : '' } }));
}
