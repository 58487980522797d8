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

/** Puts the path from sighting to card together. */
export function openSightings(parts: SightingParts): Sightings {
  const { book, connection, choices, looks, views, now } = parts;

  async function seen(said: PagePayload<'sighting'>, { tab, document, grant }: PageSender): Promise<{ selector: string } | null> {
    const before = await readTab(tab);
    const state: TabState = { ...EMPTY_TAB, site: said.site, host: grant.host, key: said.key, outcome: said.outcome };
    if (said.outcome === 'conversation') {
      const opened = { correspondents: said.correspondents, own: said.own, choices: await choices.read(), workspaceDomains: [] };
      const index = await book.index();
      state.strategy = said.strategy;
      state.at = said.at ?? null;
      state.match = matchCorrespondents(index, opened);
      const meant = state.match.address;
      state.name = said.correspondents.find(({ address }) => address.toLowerCase() === meant)?.name ?? '';
      if (before !== null && before.key === said.key) {
        state.closed = before.closed;
        state.logged = before.logged;
      }
      await writeTab(tab, state);
      await publish(tab, document);
      await countMail(said, state, isFromUs(index, opened) ? 'out' : 'in');
    } else {
      if (said.outcome === 'unrecognised') state.looked = said.looked;
      await writeTab(tab, state);
      await publish(tab, document);
    }
    if (before !== null && before.key !== state.key && state.match.kind !== 'customer') await looks.left(tab, now());
    if (said.outcome === 'conversation' || said.outcome === 'list') await noteReading(grant, 'ok');
    else if (said.outcome === 'unrecognised') await noteReading(grant, 'unrecognised');
    return grant.selector === undefined ? null : { selector: grant.selector };
  }

  async function publish(tab: number, document?: string): Promise<void> {
    const state = await readTab(tab);
    if (state === null) return;
    const until = await hiddenUntil(now());
    if (until > 0) {
      await tellTab(tab, { verb: 'hidden', until });
      return;
    }
    const view = state.closed ? null : await viewOf(tab, state);
    const there = await hasCard(tab);
    if (view === null && !there) return;
    const { theme } = await readSettings();
    // Another message may have been opened while this one was worded.
    if ((await readTab(tab))?.key !== state.key) return;
    if (view !== null && !(document === undefined && there) && !(await ensureCard(tab, document ?? ''))) return;
    if (!(await tellTab(tab, { verb: 'card', key: state.key, view, ...(theme === 'host' ? {} : { theme }) }))) return;
    const look = view?.kind === 'customer' ? await views.look(view.customer) : null;
    if (view?.kind === 'customer' && look !== null) await looks.shown(tab, view.customer, look, now());
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
