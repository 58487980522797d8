/** What the user answers on the card about a page that Vafa cannot be sure of: is this who wrote, ask the page itself, point at the sender. */
import { translator } from '../../shared/i18n/t';
import { askPage } from './ask-page';
import type { PageSender } from './messages';
import { readSettings } from './settings';
import type { Sightings } from './sightings';
import { noteChecked } from './site-access';
import { pickSender } from './site-pick';
import { type TabState, tellTab, writeTab } from './tabs';

type SiteAnswer = { wrote: boolean } | { site: 'ask' | 'pick' };

/** Acts on an answer about what a tab shows; an answer to a question that was not asked there does nothing. */
export async function answerSite(
  answer: SiteAnswer,
  state: TabState,
  { tab, grant }: Pick<PageSender, 'tab' | 'grant'>,
  { sightings, now }: { sightings: Pick<Sightings, 'publish'>; now(): number },
): Promise<void> {
  if ('wrote' in answer) {
    if (state.unsure === null || state.unsure.wrong) return;
    await noteChecked(grant, state.strategy, answer.wrote, now());
    // Read again, what was confirmed is believed.
    if (answer.wrote) return void (await tellTab(tab, { verb: 'ping' }));
    await writeTab(tab, { ...state, unsure: { ...state.unsure, wrong: true } });
    return sightings.publish(tab);
  }
  if (answer.site === 'pick') {
    // Not waited for: the answer is due before anybody can point.
    void pickSender(tab, grant, translator((await readSettings()).locale)).catch((error) =>
      console.debug('vafa: nothing was pointed at', error instanceof Error ? error.name : ''),
    );
    return;
  }
  if (state.named === null) return;
  if (await askPage(tab, grant)) return void (await tellTab(tab, { verb: 'ping' }));
  await writeTab(tab, { ...state, unanswered: true });
  await sightings.publish(tab);
}
