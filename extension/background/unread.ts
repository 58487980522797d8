/** What a tab is taken to show where nobody may be named: a page that could not be read, or a reading that nobody has confirmed. */
import type { StateCode } from '../../shared/present/card-view';
import { canAsk } from './ask-page';
import type { PageSender } from './messages';
import type { PagePayload } from './page-payloads';
import { trustIn } from './site-access';
import type { TabState } from './tabs';

/**
 * The doubt about a reading on a site that nobody checked; null where it may be believed. While it lasts nobody is looked up: the address
 * may be read from the wrong place. What the user called wrong is not asked about again.
 */
export function doubtOf(
  said: PagePayload<'sighting'>,
  grant: PageSender['grant'],
  before: TabState | null,
): Pick<TabState, 'strategy' | 'unsure' | 'closed'> | null {
  if (said.outcome !== 'conversation') return null;
  const trust = trustIn(grant, said.strategy);
  if (trust === 'yes') return null;
  const address = said.correspondents.find(({ role }) => role === 'from')?.address ?? '';
  const wrong = trust === 'no';
  return { strategy: said.strategy, unsure: { address, wrong }, closed: wrong || (before?.key === said.key && before.closed) };
}

/** What the card says where nobody could be read: the page changed, or it holds no address and perhaps its own server can be asked. */
export function unreadState({ named, unanswered, site }: TabState): StateCode {
  if (named === null) return 'page-changed';
  return unanswered ? 'no-answer' : canAsk(site) ? 'askable' : 'no-address';
}
