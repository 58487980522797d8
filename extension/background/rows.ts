/** Badges for the rows of a list: at most a hundred addresses in, a badge or nothing for each out. */
import { matchKnown } from '../../shared/matching/match';
import { PAGES_SEE } from '../pages-see';
import type { RowsAnswer } from '../protocol';
import type { Book } from './book';
import { ensureCard } from './card-script';
import type { ChoiceStore } from './choices';
import { hiddenUntil } from './hide';
import type { PageSender } from './messages';
import type { PagePayload } from './page-payloads';
import { isOn, readSettings } from './settings';
import { isBelieved } from './site-access';
import type { Views } from './views';

export interface RowParts {
  book: Book;
  choices: ChoiceStore;
  views: Views;
  now(): number;
}

/** Answers a page's list. Strangers and look-alikes get nothing; null while everything is hidden. The card script, which draws them, comes along. */
export async function badgesFor(
  { book, choices, views, now }: RowParts,
  said: PagePayload<'rows'>,
  from: PageSender,
): Promise<RowsAnswer | null> {
  const settings = await readSettings();
  if (!isBelieved(from.grant) || !isOn(settings.badges, said.site, from.grant.host, !PAGES_SEE)) return { off: true };
  if ((await hiddenUntil(now())) > 0) return null;
  const [index, chosen] = await Promise.all([book.index(), choices.read()]);
  const matches = said.addresses.map((address) =>
    matchKnown(index, { correspondents: [{ address, name: '', role: 'from' }], own: [], choices: chosen, workspaceDomains: [] }),
  );
  const customers = new Set(matches.flatMap((match) => (match?.kind === 'customer' ? [match.customer] : [])));
  const known = await views.badges([...customers]);
  const badges = matches.map((match) =>
    match?.kind === 'customer' ? (known.get(match.customer) ?? null) : match?.kind === 'ask' ? views.askBadge(settings.locale) : null,
  );
  if (badges.some((badge) => badge !== null)) await ensureCard(from.tab, from.document);
  return { badges };
}
