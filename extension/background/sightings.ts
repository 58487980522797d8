/**
 * From what a page shows to what its tab is told: match in the book, word, bring the card in, say it. Runs on
 * the device alone: a stranger's address goes nowhere and is forgotten with the tab.
 */
import type { Look } from '../../shared/health/explain';
import type { Heard } from '../../shared/judgement/heard';
import { isFromUs, matchCorrespondents, matchKnown } from '../../shared/matching/match';
import type { CardView } from '../../shared/present/card-view';
import type { Acts } from './acts';
import type { Book } from './book';
import { ensureCard, hasCard } from './card-script';
import type { ChoiceStore } from './choices';
import { complain } from './complain';
import { type ConnectionStore, isPaired } from './connection';
import type { Elsewhere } from './elsewhere';
import type { Hearing } from './hearing';
import { hiddenUntil } from './hide';
import type { Looks } from './looks';
import type { PageSender } from './messages';
import type { PagePayload } from './page-payloads';
import { isOn, readSettings } from './settings';
import { noteReading } from './site-access';
import { allTabs, EMPTY_TAB, openedIn, readTab, type TabState, tellPanel, tellTab, writeTab } from './tabs';
import { doubtOf, unreadState } from './unread';
import type { Views } from './views';

export interface SightingParts {
  book: Book;
  connection: ConnectionStore;
  choices: ChoiceStore;
  looks: Looks<Look>;
  views: Views;
  acts: Acts;
  hearing: Hearing;
  elsewhere: Elsewhere;
  /** Device clock, epoch ms. */
  now(): number;
  /** Something waits to be sent. */
  hasWork(): void;
}
export interface Sightings {
  seen(said: PagePayload<'sighting'>, from: PageSender): Promise<{ selector: string; shape: string } | null>;
  /** Words the tab's card anew (a log, a choice, a sync, another language) and says it, if it is still the same message. */
  publish(tab: number, document?: string): Promise<void>;
  /** The tab's card as the side panel shows it, and the key of its message; null before the tab's first sighting. */
  view(tab: number): Promise<{ key: string; view: CardView | null } | null>;
  /** All tabs that show one of these customers; null means any. */
  publishAll(customers: readonly string[] | null): Promise<void>;
}

const placeOf = ({ selector, shape = '' }: PageSender['grant']): { selector: string; shape: string } | null =>
  selector === undefined ? null : { selector, shape };

/** Puts the path from sighting to card together. */
export function openSightings(parts: SightingParts): Sightings {
  const { book, connection, choices, looks, views, hearing, now } = parts;

  /** Counts what each tab said: wording that a newer sighting overtook is dropped, the newer one words its own. */
  const sightingsOf = new Map<number, number>();

  async function seen(
    said: PagePayload<'sighting'>,
    { tab, document, grant }: PageSender,
  ): Promise<{ selector: string; shape: string } | null> {
    const mine = (sightingsOf.get(tab) ?? 0) + 1;
    sightingsOf.set(tab, mine);
    const [before, chosen] = await Promise.all([readTab(tab), choices.read()]);
    let state: TabState = { ...EMPTY_TAB, site: said.site, host: grant.host, key: said.key, outcome: said.outcome };
    let direction: 'in' | 'out' = 'in';
    const doubt = doubtOf(said, grant, before);
    if (doubt !== null) Object.assign(state, doubt);
    else if (said.outcome === 'conversation') {
      const opened = { correspondents: said.correspondents, own: said.own, choices: chosen, workspaceDomains: [] };
      const index = await book.index(opened, 'known');
      direction = isFromUs(index, opened) ? 'out' : 'in';
      state.strategy = said.strategy;
      state.at = said.at ?? null;
      // Whom nobody is known to be may still pass for somebody: that takes more of the index, and is looked for only then.
      state.match = matchKnown(index, opened) ?? matchCorrespondents(await book.index(opened), opened);
      state.theirs = direction === 'in';
      const meant = state.match.address;
      state.name = said.correspondents.find(({ address }) => address.toLowerCase() === meant)?.name ?? '';
      if (before !== null && before.key === said.key) {
        state.closed = before.closed;
        state.logged = before.logged;
      }
    } else if (said.outcome === 'unrecognised') {
      state.looked = said.looked;
      state.named = said.named ?? null;
    }
    // The card first; what the browser and the device are to remember of it follows.
    const overtaken = sightingsOf.get(tab) !== mine;
    if (!overtaken) {
      const written = writeTab(tab, state);
      await Promise.all([publish(tab, document), written]);
      state = (await askElsewhere(tab, state, () => sightingsOf.get(tab) === mine, document)) ?? state;
    }
    if (said.outcome === 'conversation') await countMail(said, state, direction);
    if (overtaken) return placeOf(grant);
    if (before !== null && before.key !== state.key && state.match.kind !== 'customer') await looks.left(tab, now());
    if (said.outcome === 'conversation' || said.outcome === 'list') await noteReading(grant, 'ok');
    else if (said.outcome === 'unrecognised') await noteReading(grant, 'unrecognised');
    return placeOf(grant);
  }

  /** Whom the book does not know, the workspace may; answers the state that came of it, null for a stranger or when it was overtaken. */
  async function askElsewhere(tab: number, state: TabState, isStill: () => boolean, document?: string): Promise<TabState | null> {
    const found = await parts.elsewhere.find(state.match);
    if (found === null || !isStill()) return null;
    const next = { ...state, ...found };
    await writeTab(tab, next);
    await publish(tab, document);
    return next;
  }

  /** A tab whose answer may be another now: its sender is looked for once more, in the book and then elsewhere. */
  async function askAgain(tab: number, state: TabState): Promise<void> {
    const sighting = sightingsOf.get(tab);
    const { match, name } = state;
    const opened = {
      correspondents: [{ address: match.address ?? '', name, role: 'from' as const }],
      own: [],
      choices: await choices.read(),
      workspaceDomains: [],
    };
    const next: TabState = { ...state, match: matchCorrespondents(await book.index(opened), opened), elsewhere: null };
    // Still somebody else's, as far as the book goes: nobody is asked anew.
    if (state.elsewhere?.state === 'owned' && next.match.kind === 'unknown') return publish(tab);
    if (sightingsOf.get(tab) !== sighting) return;
    await writeTab(tab, next);
    await publish(tab);
    await askElsewhere(tab, next, () => sightingsOf.get(tab) === sighting);
  }

  async function publish(tab: number, document?: string): Promise<void> {
    await publishInPage(tab, document);
    tellPanel(tab);
  }

  async function publishInPage(tab: number, document?: string): Promise<void> {
    const sighting = sightingsOf.get(tab);
    const [state, until, there, { theme, panel }] = await Promise.all([readTab(tab), hiddenUntil(now()), hasCard(tab), readSettings()]);
    if (state === null) return;
    if (until > 0) {
      await tellTab(tab, { verb: 'hidden', until });
      return;
    }
    const bring = (): Promise<boolean> => (document === undefined && there ? Promise.resolve(true) : ensureCard(tab, document ?? ''));
    // A match of a paired device is always worth a card: its script comes while the card is worded.
    const away = state.closed || panel;
    const early = !away && (await worthCard(state)) ? bring() : null;
    const listens = await hearing.listens(state);
    const view = away ? null : await viewOf(tab, state, listens ? hearing.of(tab, state) : []);
    if (view === null && !there && early === null) return;
    // Another message may have been opened while this one was worded.
    if (sightingsOf.get(tab) !== sighting || (await readTab(tab))?.key !== state.key) return;
    if (view !== null && !(await (early ?? bring()))) return;
    if (!(await tellTab(tab, { verb: 'card', key: state.key, view, ...(theme === 'host' ? {} : { theme }) }))) return;
    await shown(tab, state, view, listens);
  }

  /** What follows from a card that somebody now sees. */
  async function shown(tab: number, state: TabState, view: CardView | null, listens: boolean): Promise<void> {
    const look = view?.kind === 'customer' ? await views.look(view.customer) : null;
    if (view?.kind === 'customer' && look !== null) await looks.shown(tab, view.customer, look, now());
    if (view?.kind === 'customer') await book.saw(view.customer, now());
    // The card first; what its message may say comes onto it afterwards, and nobody waits for that.
    if (view?.kind === 'customer' && listens && hearing.of(tab, state).length === 0)
      void hearing.listen(tab, state).then(
        (heard) => (heard && hearing.of(tab, state).length > 0 ? publish(tab) : undefined),
        (error) => complain('reading', error),
      );
  }

  async function worthCard({ outcome, match }: TabState): Promise<boolean> {
    return outcome === 'conversation' && match.kind !== 'unknown' && isPaired(await connection.read());
  }

  async function viewOf(tab: number, state: TabState, heard: readonly Heard[]): Promise<CardView | null> {
    if (state.outcome === 'unrecognised') return views.state(unreadState(state));
    if (state.outcome !== 'conversation') return null;
    const link = await connection.read();
    if (link.revoked) return views.state('revoked');
    if (!isPaired(link)) return views.state('not-paired');
    const { match, unsure } = state;
    if (unsure !== null) return unsure.wrong ? views.state('refused') : views.state('unchecked', { address: { id: unsure.address } });
    if (match.kind === 'customer') {
      return views.customer(match.customer, { match, tab, logged: state.logged, reading: openedIn(state), heard });
    }
    if (match.kind === 'ask') return views.ask(match);
    if (match.kind === 'look-alike') return views.lookAlike(match, state.name);
    if (state.elsewhere !== null) return views.elsewhere(state.elsewhere);
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
    async view(tab) {
      const state = await readTab(tab);
      if (state === null) return null;
      const listens = await hearing.listens(state);
      const view = state.closed ? null : await viewOf(tab, state, listens ? hearing.of(tab, state) : []);
      await shown(tab, state, view, listens);
      return { key: state.key, view };
    },
    async publishAll(customers) {
      const all = await allTabs();
      const isFilled = await book.isFilled();
      /** Merged, given away or deleted while the card is open: whose the address is now is another question. */
      const isGone = async ({ match }: TabState) =>
        isFilled && match.kind === 'customer' && match.address !== null && (await book.record(match.customer)) === null;
      const concerns = ({ match }: TabState) => customers === null || (match.kind === 'customer' && customers.includes(match.customer));
      await Promise.all(
        all.map(async ([tab, state]) => {
          if (state.elsewhere !== null || (concerns(state) && (await isGone(state)))) await askAgain(tab, state);
          else if (concerns(state)) await publish(tab);
        }),
      );
    },
  };
}
