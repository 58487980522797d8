/**
 * From what a page shows to what its tab is told: match in the book, word, bring the card in, say it. Runs on
 * the device alone: a stranger's address goes nowhere and is forgotten with the tab.
 */
import type { Look } from '../../shared/health/explain';
import { isFromUs, matchCorrespondents } from '../../shared/matching/match';
import type { CardView } from '../../shared/present/card-view';
import type { Acts } from './acts';
import type { Book } from './book';
import { ensureCard, hasCard } from './card-script';
import type { ChoiceStore } from './choices';
import { type ConnectionStore, isPaired } from './connection';
import { hiddenUntil } from './hide';
import type { Looks } from './looks';
import type { PageSender } from './messages';
import type { PagePayload } from './payloads';
import { isOn, readSettings } from './settings';
import { noteReading } from './site-access';
import { allTabs, EMPTY_TAB, readTab, type TabState, tellTab, writeTab } from './tabs';
import type { Views } from './views';

export interface SightingParts {
  book: Book;
  connection: ConnectionStore;
  choices: ChoiceStore;
  looks: Looks<Look>;
  views: Views;
  acts: Acts;
  /** Device clock, epoch ms. */
  now(): number;
  /** Something waits to be sent. */
  hasWork(): void;
}
export interface Sightings {
  seen(said: PagePayload<'sighting'>, from: PageSender): Promise<{ selector: string } | null>;
  /** Words the tab's card anew (a log, a choice, a sync, another language) and says it, if it is still the same message. */
  publish(tab: number, document?: string): Promise<void>;
  /** All tabs that show one of these customers; null means any. */
  publishAll(customers: readonly string[] | null): Promise<void>;
}

const selectorOf = ({ selector }: PageSender['grant']): { selector: string } | null => (selector === undefined ? null : { selector });

/** Puts the path from sighting to card together. */
export function openSightings(parts: SightingParts): Sightings {
  const { book, connection, choices, looks, views, now } = parts;

  /** Counts what each tab said: wording that a newer sighting overtook is dropped, the newer one words its own. */
  const sightingsOf = new Map<number, number>();

  async function seen(said: PagePayload<'sighting'>, { tab, document, grant }: PageSender): Promise<{ selector: string } | null> {
    const mine = (sightingsOf.get(tab) ?? 0) + 1;
    sightingsOf.set(tab, mine);
    const [before, chosen] = await Promise.all([readTab(tab), choices.read()]);
    const state: TabState = { ...EMPTY_TAB, site: said.site, host: grant.host, key: said.key, outcome: said.outcome };
    let direction: 'in' | 'out' = 'in';
    if (said.outcome === 'conversation') {
      const opened = { correspondents: said.correspondents, own: said.own, choices: chosen, workspaceDomains: [] };
      const index = await book.index(opened);
      direction = isFromUs(index, opened) ? 'out' : 'in';
      state.strategy = said.strategy;
      state.at = said.at ?? null;
      state.match = matchCorrespondents(index, opened);
      const meant = state.match.address;
      state.name = said.correspondents.find(({ address }) => address.toLowerCase() === meant)?.name ?? '';
      if (before !== null && before.key === said.key) {
        state.closed = before.closed;
        state.logged = before.logged;
      }
    } else if (said.outcome === 'unrecognised') {
      state.looked = said.looked;
    }
    // The card first; what the browser and the device are to remember of it follows.
    const overtaken = sightingsOf.get(tab) !== mine;
    if (!overtaken) {
      const written = writeTab(tab, state);
      await Promise.all([publish(tab, document), written]);
    }
    if (said.outcome === 'conversation') await countMail(said, state, direction);
    if (overtaken) return selectorOf(grant);
    if (before !== null && before.key !== state.key && state.match.kind !== 'customer') await looks.left(tab, now());
    if (said.outcome === 'conversation' || said.outcome === 'list') await noteReading(grant, 'ok');
    else if (said.outcome === 'unrecognised') await noteReading(grant, 'unrecognised');
    return selectorOf(grant);
  }

  async function publish(tab: number, document?: string): Promise<void> {
    const sighting = sightingsOf.get(tab);
    const [state, until, there, { theme }] = await Promise.all([readTab(tab), hiddenUntil(now()), hasCard(tab), readSettings()]);
    if (state === null) return;
    if (until > 0) {
      await tellTab(tab, { verb: 'hidden', until });
      return;
    }
    const bring = (): Promise<boolean> => (document === undefined && there ? Promise.resolve(true) : ensureCard(tab, document ?? ''));
    // A match of a paired device is always worth a card: its script comes while the card is worded.
    const early = !state.closed && (await worthCard(state)) ? bring() : null;
    const view = state.closed ? null : await viewOf(tab, state);
    if (view === null && !there && early === null) return;
    // Another message may have been opened while this one was worded.
    if (sightingsOf.get(tab) !== sighting || (await readTab(tab))?.key !== state.key) return;
    if (view !== null && !(await (early ?? bring()))) return;
    if (!(await tellTab(tab, { verb: 'card', key: state.key, view, ...(theme === 'host' ? {} : { theme }) }))) return;
    const look = view?.kind === 'customer' ? await views.look(view.customer) : null;
    if (view?.kind === 'customer' && look !== null) await looks.shown(tab, view.customer, look, now());
  }

  async function worthCard({ outcome, match }: TabState): Promise<boolean> {
    return outcome === 'conversation' && match.kind !== 'unknown' && isPaired(await connection.read());
  }

  async function viewOf(tab: number, state: TabState): Promise<CardView | null> {
    if (state.outcome === 'unrecognised') return views.state('page-changed');
    if (state.outcome !== 'conversation') return null;
    const link = await connection.read();
    if (link.revoked) return views.state('revoked');
    if (!isPaired(link)) return views.state('not-paired');
    const { match } = state;
    if (match.kind === 'customer') {
      return views.customer(match.customer, { match, tab, logged: state.logged, readingAt: state.at });
    }
    if (match.kind === 'ask') return views.ask(match);
    if (match.kind === 'look-alike') return views.lookAlike(match, state.name);
    return null;
  }

  /** Mail is contact, where the user allows it on this site: who, when, which direction; once per message. */
  async function countMail(
    said: Extract<PagePayload<'sighting'>, { outcome: 'conversation' }>,
    state: TabState,
    direction: 'in' | 'out',
  ): Promise<void> {
    if (state.match.kind !== 'customer') return;
    const [settings, link] = await Promise.all([readSettings(), connection.read()]);
    if (!isPaired(link) || link.role === 'viewer' || !isOn(settings.mailAsContact, said.site, state.host, false)) return;
    const { customer, contact } = state.match;
    const counted = await parts.acts.mail({
      workspace: link.workspace,
      customer,
      contact: contact ?? '',
      direction,
      at: said.at ?? null,
      site: said.site,
      key: said.key,
      title: await views.actTitle('email'),
    });
    if (counted) parts.hasWork();
  }

  return {
    seen,
    publish,
    async publishAll(customers) {
      const tabs = await allTabs();
      const concerned = tabs.filter(
        ([, { match }]) => customers === null || (match.kind === 'customer' && customers.includes(match.customer)),
      );
      await Promise.all(concerned.map(([tab]) => publish(tab)));
    },
  };
}
