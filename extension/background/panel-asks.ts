/** What the side panel asks: the card of a tab, and what its person does there, carried out as if done on the card in the page. */
import { browser } from 'wxt/browser';
import { isPaired } from './connection';
import { hiddenUntil } from './hide';
import type { AskHandlers } from './messages';
import { type PageParts, pageHandlers } from './page-handlers';
import { readSettings } from './settings';
import { grantAt } from './site-access';

export function panelAsks(parts: PageParts): Pick<AskHandlers, 'panel.state' | 'panel.say'> {
  const page = pageHandlers(parts);
  return {
    async 'panel.state'({ tab }) {
      const [settings, until, connected] = await Promise.all([readSettings(), hiddenUntil(parts.now()), parts.connection.read()]);
      const paired = isPaired(connected);
      const nothing = { settings, paired, revoked: connected.revoked, hiddenUntil: until, key: '', view: null };
      // A tab may have gone elsewhere since its last sighting.
      if (tab === undefined || until > 0 || (await grantIn(tab)) === null) return nothing;
      return { ...nothing, ...(await parts.sightings.view(tab)) };
    },
    async 'panel.say'({ tab, said }) {
      const found = await grantIn(tab);
      if (found === null) return null;
      const from = { tab, document: '', ...found };
      if (said.verb === 'log') return page.log(said, from);
      if (said.verb === 'later') return page.later(said, from);
      return said.verb === 'confirm' ? page.confirm(said, from) : page.open(said, from);
    },
  };
}

async function grantIn(tab: number) {
  const url = (await browser.tabs.get(tab).catch(() => null))?.url;
  const grant = url === undefined ? null : await grantAt(url);
  return url === undefined || grant === null ? null : { url, grant };
}
