/** What our own pages, popup and options, may ask of the background. */
import { browser } from 'wxt/browser';
import { formatDate } from '../../shared/i18n/dates';
import { translator } from '../../shared/i18n/t';
import type { ConnectionState, PopupState } from '../protocol';
import type { Api, ApiAnswer } from './api-client';
import { putAside, readAside } from './aside';
import { canAsk } from './ask-page';
import { outboxRow, pairProblem, updatedWords, waitingNotes } from './ask-words';
import { beyondAsks, bringIntoBook } from './beyond-asks';
import { clubAsks } from './club-asks';
import { isPaired } from './connection';
import { connectionState } from './connection-view';
import { hiddenUntil, hideFor } from './hide';
import { judgeHandlers } from './judge-handlers';
import { keepingAsks } from './keeping-asks';
import type { KeyValueStore } from './key-value-store';
import { ledgerAsks } from './ledger-asks';
import { logAsks, readDrafts } from './log-asks';
import { type AskHandlers, Refusal } from './messages';
import { modelAsks } from './model-asks';
import { optionAsks } from './option-asks';
import type { Outbox } from './outbox';
import { outreachAsks } from './outreach-asks';
import type { PageParts } from './page-handlers';
import type { Pairing } from './pairing';
import { panelAsks } from './panel-asks';
import { withPending } from './pending';
import type { Receipt } from './receipt';
import { reportAsks } from './report-asks';
import { searchBook } from './search';
import { readSettings } from './settings';
import { grantAt, knownSites } from './site-access';
import { strangerOf } from './stranger';
import { readTab, type TabState } from './tabs';
import { todayList } from './today';
import { unownedOf } from './unowned';
import { whyHere } from './why';
import { workHandlers } from './work-handlers';
import { openWriting } from './writing';

export interface AskParts extends PageParts {
  store: KeyValueStore;
  outbox: Outbox;
  pairing: Pairing;
  receipt: Receipt;
  /** One sync now, and what follows from it. */
  sync(force: boolean): Promise<void>;
  /** Sends what waits, says goodbye to the Worker and empties the device. */
  unpair(): Promise<void>;
  /** Has the Worker take out what the trial run put in. */
  removeDemo(): Promise<ApiAnswer<unknown>>;
  api(url: string, token: string): Api;
  online(): boolean;
  version: string;
  mode: string;
}

/** The table of ask verbs. */
export function askHandlers(parts: AskParts): AskHandlers {
  const { book, connection, outbox, now } = parts;
  const writing = openWriting(parts);
  const { words, workerNow } = writing;

  async function link(): Promise<ConnectionState> {
    const [state, waiting, index] = await Promise.all([connection.read(), waitingNotes(outbox), book.index()]);
    return connectionState(state, { online: parts.online(), waiting: waiting.length, customers: Object.keys(index.customers).length });
  }
  /** The customer of what a tab shows. */
  async function current(state: TabState | null): Promise<PopupState['current']> {
    if (state?.match.kind !== 'customer') return null;
    const record = await book.record(state.match.customer);
    return record === null
      ? null
      : { customer: record.id, name: record.facts.profile.name || record.id, contact: state.match.contact ?? '' };
  }
  /** What stands on a card that shows nobody, where it is not about somebody whom nobody knows: the popup has more to offer for those. */
  async function saidAt(tab: number | undefined, opened: TabState | null): Promise<PopupState['said']> {
    if (tab === undefined || opened === null || opened.match.kind === 'customer' || strangerOf(opened) !== null) return null;
    const view = (await parts.sightings.view(tab))?.view ?? null;
    return view === null || view.kind === 'customer' ? null : { title: view.title, text: view.text };
  }
  /** What a tab shows, where it still shows it. */
  async function openedAt(tab: number | undefined): Promise<TabState | null> {
    const state = tab === undefined ? null : await readTab(tab);
    return state !== null && (await isStillThere(tab, state.host)) ? state : null;
  }

  return {
    async 'popup.state'({ tab }) {
      const settings = await readSettings();
      const at = await workerNow();
      const t = translator(settings.locale, at);
      const [opened, connected, inBook, { lists }, model, programme, entries, begun, stored, aside] = await Promise.all([
        openedAt(tab),
        link(),
        book.records(),
        book.outreach(),
        book.model(),
        book.programme(),
        waitingNotes(outbox),
        readDrafts(parts.store),
        connection.read(),
        readAside(parts.store),
      ]);
      const done = new Set(
        entries.flatMap(({ item }) =>
          item.data !== null && (item.type === 'task.done' || item.type === 'task.set') ? [String(item.data.task)] : [],
        ),
      );
      const records = inBook.map((record) => withPending(record, entries));
      const names = new Map(records.map(({ id, facts }) => [id, facts.profile.name || id]));
      return {
        connection: connected,
        settings,
        hiddenUntil: await hiddenUntil(now()),
        current: await current(opened),
        stranger: strangerOf(opened),
        said: await saidAt(tab, opened),
        lookUp: opened?.named ?? '',
        drafts: begun,
        today: todayList(records, { user: stored.user, model, programme, now: at, t, done, aside, lists }),
        unowned: unownedOf(records, stored.role, (await book.cursor()).scope),
        todayLabel: formatDate(at, settings.locale, 'weekday'),
        updated: updatedWords(t, stored.syncedAt, now()),
        outbox: entries.map((entry) => outboxRow(entry, names, t)),
      };
    },
    async 'popup.why'({ tab }) {
      const t = await words();
      const shown = tab === undefined ? null : await browser.tabs.get(tab).catch(() => null);
      const url = shown?.url ?? null;
      const grant = url === null ? null : await grantAt(url);
      const state = tab === undefined || grant === null ? null : await readTab(tab);
      const record = state?.match.kind === 'customer' ? await book.record(state.match.customer) : null;
      const siteName = knownSites().find(({ id }) => id === grant?.site)?.name ?? '';
      const online = parts.online() && (await connection.read()).reachable;
      return whyHere(
        {
          url,
          grant,
          siteName,
          state,
          customerName: record === null ? null : record.facts.profile.name || record.id,
          online,
          paired: isPaired(await connection.read()),
          asks: grant !== null && canAsk(grant.site),
          panel: (await readSettings()).panel,
        },
        t,
      );
    },
    async 'popup.card'({ customer }) {
      await bringIntoBook({ ...parts, ...writing }, customer);
      return parts.views.customer(customer, { match: null, tab: null, logged: null, reading: null });
    },
    async search({ text }) {
      const [records, users, model, t, at] = await Promise.all([book.records(), book.users(), book.model(), words(), workerNow()]);
      return searchBook(records, text, { users, model, now: at, t });
    },
    ...logAsks({ ...parts, ...writing }),
    ...beyondAsks({ ...parts, ...writing }),
    ...outreachAsks({ ...parts, ...writing }),
    ...reportAsks({ ...parts, ...writing }),
    ...ledgerAsks({ ...parts, ...writing }),
    ...keepingAsks({ ...parts, ...writing }),
    ...modelAsks({ ...parts, ...writing }),
    ...clubAsks({ ...parts, ...writing }),
    ...optionAsks({ ...parts, ...writing, link }),
    ...panelAsks(parts),
    ...workHandlers({ ...parts, ...writing, publish: (customer) => parts.sightings.publishAll([customer]) }),
    ...judgeHandlers({ ...parts, ...writing, publish: (customer) => parts.sightings.publishAll([customer]) }),
    async 'today.aside'({ id, until }) {
      await putAside(parts.store, id, until, await workerNow());
      return null;
    },
    async hide({ minutes }) {
      const until = await hideFor(now(), minutes);
      if (until === 0) await parts.sightings.publishAll(null);
      return { until };
    },
    async 'pair.start'({ url }) {
      const started = await parts.pairing.start(url);
      if (started.ok) return { code: started.code, approve: started.approve, expiresAt: started.expiresAt };
      throw new Refusal(started.code, pairProblem(await words(), started.code));
    },
    async 'pair.poll'() {
      const state = await parts.pairing.poll();
      if (state === 'paired') void parts.sync(true);
      return { state };
    },
    async 'pair.end'() {
      await parts.unpair();
      return null;
    },
    async 'sync.now'() {
      await parts.sync(true);
      return link();
    },
  } satisfies AskHandlers;
}

/** A tab may have gone elsewhere since its last sighting; where the browser does not tell its address, it has. */
async function isStillThere(tab: number | undefined, host: string): Promise<boolean> {
  if (tab === undefined) return false;
  const shown = await browser.tabs.get(tab).catch(() => null);
  return shown?.url !== undefined && URL.canParse(shown.url) && new URL(shown.url).host === host;
}
