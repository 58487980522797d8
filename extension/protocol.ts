/**
 * What the parts of the extension say to each other. Types only: the background parses every message
 * (messages.ts), pages and content scripts stay free of a schema library.
 */
import type { Locale } from '../shared/i18n/message';
import type { HeardKind } from '../shared/judgement/heard';
import type { Closing, MatterKind } from '../shared/judgement/matters';
import type { PulseCode } from '../shared/judgement/pulse-codes';
import type { RaiseSaid } from '../shared/judgement/raises';
import type { Judged } from '../shared/judgement/view';
import type { BadgeView, CardView } from '../shared/present/card-view';
import type { AlertSettings } from './alert-settings';
import type { ClubAsks } from './club-protocol';
import type { KeepingAsks } from './keeping-protocol';
import type { LedgerAsks } from './ledger-protocol';
import type { LogAsks, NoteDraft, NoteKind } from './log-protocol';
import type { ModelAsks } from './model-protocol';
import type { OutboxRow } from './outbox-protocol';
import type { OutreachAsks } from './outreach-protocol';
import type { PanelAsks } from './panel-protocol';
import type { ReportAsks } from './report-protocol';
import type { Correspondent } from './sites/site';
import type { WorkAsks } from './work-protocol';

export type { NoteDraft, NoteKind } from './log-protocol';

/** What a content script may say. Six verbs, no more. */
export type FromPage =
  | {
      verb: 'sighting';
      site: string;
      key: string;
      outcome: 'conversation';
      strategy: string;
      correspondents: Correspondent[];
      own: string[];
      at?: number;
    }
  | { verb: 'sighting'; site: string; key: ''; outcome: 'none' | 'list' }
  | { verb: 'sighting'; site: string; key: ''; outcome: 'unrecognised'; looked: string[]; named?: string }
  /** At most 100 addresses of list rows; answered by a badge (or null) each. */
  | { verb: 'rows'; site: string; addresses: string[] }
  /** One-key log of the act that the card shows. */
  | { verb: 'log'; key: string; customer: string; kind: NoteKind }
  | { verb: 'later'; key: string; customer: string; act: string }
  /** A choice on the card: which of the candidates it is (for this user), undo of the last log, or whether what was heard in the message is so. */
  | {
      verb: 'confirm';
      key: string;
      choice:
        | { customer: string }
        | { undo: true }
        | { closed: true }
        | { looked: string }
        | { wrote: boolean }
        | { site: 'ask' | 'pick' }
        | { heard: HeardKind; so: boolean };
    }
  | { verb: 'open'; what: 'search' | 'options' | 'popup' | 'customer'; customer?: string };

/** What the background says to a tab. `key` is of the sighting it answers: another open mail ignores it. */
export type ToPage =
  /** `theme` where the user chose one; otherwise the page's background is measured. */
  | { verb: 'card'; key: string; view: CardView | null; theme?: 'light' | 'dark' }
  | { verb: 'hidden'; until: number }
  | { verb: 'ping'; site?: string }
  /** Asks for what `from` wrote in the message with this key, where the user opted in; answered by a `MessageText` (page/message-text.ts), or not at all. */
  | { verb: 'text'; key: string; from: string };
/** What the background says to our own pages: what this tab shows has changed; null for whichever is in front. */
export type ToPanel = { verb: 'shown'; tab: number | null };
/** `off`: the user wants no badges here. */
export type RowsAnswer = { badges: (BadgeView | null)[] } | { off: true };

export interface Settings {
  locale: Locale;
  /** 'host' measures the page's background. */
  theme: 'host' | 'light' | 'dark';
  quietHours: { from: string; to: string } | null;
  notifications: boolean;
  digestAfter: number;
  alerts: AlertSettings;
  /** Mail counts as contact, and badges in lists, per site id or host. */
  mailAsContact: Record<string, boolean>;
  badges: Record<string, boolean>;
  /** Opened messages of known customers are read on this device, per site id or host. */
  reading: Record<string, boolean>;
  /** The card stands in the side panel and not in the page. */
  panel: boolean;
}
export interface SiteGrant {
  host: string;
  origin: string;
  site: string;
  granted: boolean;
  /** On a host that the user pointed at: the place of the address, and the shape of the page's address where it was. */
  selector?: string;
  shape?: string;
  /** On a site that nobody checked: what the user said of each strategy's reading, and when (epoch ms). */
  checked?: { strategy: string; right: boolean; at: number }[];
  state: 'ok' | 'unrecognised' | 'unseen';
}
export interface ConnectionState {
  paired: boolean;
  revoked: boolean;
  url: string;
  user: string;
  role: string;
  workspace: string;
  online: boolean;
  reachable: boolean;
  updateNeeded: boolean;
  syncedAt: number | null;
  waiting: number;
  customers: number;
}
/** "Why is there no card here?": each step and what to do where it stops. */
export interface WhyHere {
  host: string;
  steps: {
    id: 'granted' | 'recognised' | 'address' | 'match' | 'role';
    ok: boolean;
    text: string;
    next?: { label: string; intent: 'grant' | 'search' | 'options' | 'pick' | 'ask' };
  }[];
}
export interface TodayItem {
  id: string;
  customer: string;
  name: string;
  band: CardViewBand;
  scoreShown: string;
  title: string;
  when: string;
  kind: string;
  task: string | null;
  /** The warning that the row speaks of; null where it is a task or a date. */
  signal: string | null;
  /** The kind of contact that doing it is. */
  log: NoteKind;
  /** Promised by us, and not kept. */
  broken: boolean;
  /** Why the row stands where it does. */
  why: string;
  /** A word of caution about this customer; '' for none. */
  warn: string;
  /** The outreach list that it stands for: then the customer is the first of those to be told. */
  list?: string;
}
type CardViewBand = 'healthy' | 'watch' | 'at-risk' | 'unknown';
export interface FoundCustomer {
  id: string;
  name: string;
  band: CardViewBand;
  scoreShown: string;
  owner: string;
}
/** Requests of a kind to a host within some minutes of each other. */
export interface ReceiptLine {
  from: number;
  to: number;
  host: string;
  kind: 'sync' | 'acts' | 'lookup' | 'membership' | 'pairing' | 'account' | 'reports' | 'model' | 'other';
  requests: number;
  failed: number;
  bytesOut: number;
  bytesIn: number;
}
/** What a person says back to the model about a customer. */
export type Judgement =
  | { do: 'seen'; signal: string }
  /** `reason` is a code of the list or a text of one's own; '' for none. */
  | { do: 'snooze'; signal: string; until: number; reason: string }
  | { do: 'wake'; signal: string }
  | { do: 'raise'; raise: string; contact: string; said: RaiseSaid }
  /** `label` is how it reads in the list of waiting things. */
  | { do: 'close'; kind: MatterKind; ids: string[]; how: Closing; label: string }
  | { do: 'pulse'; score: 1 | 2 | 3 | 4 | 5; reason: string; codes: PulseCode[] };
export interface PopupState {
  connection: ConnectionState;
  settings: Settings;
  hiddenUntil: number;
  current: { customer: string; name: string; contact: string } | null;
  /** Who wrote the open message, where nobody knows them as a person of a customer. */
  stranger: { address: string; name: string } | null;
  /** What the card of the open message says where it shows nobody, such as whose customer wrote; null for nothing. */
  said: { title: string; text: string } | null;
  /** What to look up: the name that a page without an address shows; '' for nothing. */
  lookUp: string;
  /** Notes begun and not saved, one per customer, the latest first. */
  drafts: NoteDraft[];
  today: TodayItem[];
  /** Customers without an owner, for who may give them to somebody; `atLeast` where the book does not hold all. Null for nothing to say. */
  unowned: { customers: number; atLeast: boolean } | null;
  todayLabel: string;
  updated: string;
  outbox: OutboxRow[];
}
/** What our own pages (popup, options) may ask. Every answer is { ok: true, value } or { ok: false, code, text }. */
export interface Asks extends LedgerAsks, ReportAsks, KeepingAsks, ModelAsks, ClubAsks, PanelAsks, WorkAsks, LogAsks, OutreachAsks {
  'popup.state': { in: { tab?: number }; out: PopupState };
  'popup.why': { in: { tab?: number }; out: WhyHere };
  'popup.card': { in: { customer: string }; out: CardView | null };
  /** In the book alone. */
  search: { in: { text: string }; out: FoundCustomer[] };
  /** Of a large workspace, those that the book need not hold. `missed`: they could not be asked for, so only the book was searched. */
  'search.beyond': { in: { text: string }; out: { found: FoundCustomer[]; missed: boolean } };
  /** What was sent today, the latest first. */
  'receipt.read': { in: Record<string, never>; out: ReceiptLine[] };
  /** What this user may say of a customer, with what was said here already; null where the book does not hold it. */
  'judge.view': { in: { customer: string }; out: Judged | null };
  /** Answered by an id that `note.undo` takes back, and by what was done, in words. */
  judge: { in: { customer: string; judgement: Judgement }; out: { id: string; text: string } };
  /** Keeps a row of today's list away until then (epoch ms); 0 brings it back. */
  'today.aside': { in: { id: string; until: number }; out: null };
  hide: { in: { minutes: number }; out: { until: number } };
  'pair.start': { in: { url: string }; out: { code: string; approve: string; expiresAt: number } };
  'pair.poll': { in: Record<string, never>; out: { state: 'pending' | 'paired' | 'expired' | 'denied' } };
  'pair.end': { in: Record<string, never>; out: null };
  'sync.now': { in: Record<string, never>; out: ConnectionState };
  'options.state': {
    in: Record<string, never>;
    out: {
      connection: ConnectionState;
      settings: Settings;
      sites: SiteGrant[];
      version: string;
      known: { id: string; name: string; matches: string[]; unverified?: true /** It can tell what a message says. */; reads?: true }[];
      mode: string;
    };
  };
  'settings.save': { in: { settings: Settings }; out: Settings };
  'site.granted': { in: { origin: string; site: string }; out: SiteGrant[] };
  'site.removed': { in: { host: string }; out: SiteGrant[] };
  'site.pick': { in: { tab: number }; out: null };
  /** Has the page's own server asked who wrote. */
  'site.ask': { in: { tab: number }; out: null };
  /** The page's structure for a report: no text, no address. */
  'site.outline': { in: { tab: number }; out: string };
  'demo.remove': { in: Record<string, never>; out: null };
}
export type AskVerb = keyof Asks;
/** An ask as it is sent: the verb with its members beside it, flat, like what content scripts say. */
export type AskMessage<V extends AskVerb = AskVerb> = { [K in V]: { verb: K } & Asks[K]['in'] }[V];
export type Answer<V extends AskVerb> = { ok: true; value: Asks[V]['out'] } | { ok: false; code: string; text: string };
