/** The finished, localised view of the card: the overlay only draws it. Made by present.ts, tested without a browser. */

import type { Band } from '../health/health';
import type { Language } from '../i18n/message';
import type { HeardKind } from '../judgement/heard';
import type { Fault, Severity } from '../signals/signal';

/** How much text may hold: plain strings, with bidi isolates already in place. */
export interface ViewSignal {
  id: string;
  severity: Severity /** The severity for those who do not see its shape. */;
  severityWord?: string;
  fault: Fault;
  text: string;
  whose: string;
  age: string;
  evidence: string;
  url?: string;
  closed: boolean;
}
export interface ViewLine {
  id: string;
  text: string;
  points: number;
  shown: string;
  evidence: string;
  url?: string;
}
/** A step of the change since you last looked; `kind` model is the part a model change caused. */
export interface ViewStep {
  text: string;
  points: number;
  shown: string;
  kind: 'start' | 'factor' | 'model' | 'now';
}
export interface ViewDate {
  label: string;
  main: string;
  sub: string /** Days from today, for the drawn horizon; negative is past. */;
  days: number | null;
}
/** A row of the details: what, and what it comes to; `tone` where it is good or bad news (the words say it too). */
export interface ViewRow {
  text: string;
  shown: string;
  tone?: 'up' | 'down';
}
export interface ViewGroup {
  id:
    | 'moves'
    | 'missing'
    | 'judgement'
    | 'answers'
    | 'seen'
    | 'engagement'
    | 'payment'
    | 'chance'
    | 'segments'
    | 'notes'
    | 'price-group'
    | 'expiring'
    | 'lose';
  title: string;
  sub?: string;
  rows: ViewRow[];
}
export interface ViewAct {
  id: string;
  title: string;
  why: string;
  log: 'call' | 'email' | 'meeting' | 'note';
  logLabel: string;
  laterLabel: string;
}

export interface CustomerCard {
  kind: 'customer';
  language: Language;
  dir: 'ltr' | 'rtl';
  customer: string;
  name: string;
  /** "Tamsin Orrell, exact address". */
  matched: string;
  contact: string;
  band: Band;
  bandWord: string;
  /** null when there is not enough data. */
  score: number | null;
  scoreShown: string;
  higherIsBetter: string;
  dialLabel: string;
  coverage: string;
  /** Why, in one sentence; '' where there is nothing to explain. */
  sentence: string;
  /** Who, band, score, change and warnings in one sentence: the card's name for a screen reader. */
  spoken: string;
  /** What somebody of ours thinks, apart from the score; `against` says that the band says the opposite, else ''. */
  judgement: { text: string; age: string; against: string } | null;
  /** Since the last look; where that says nothing, over the last 7 or 30 days. */
  delta: { points: number; shown: string; since: string } | null;
  /** The change over 7 and 30 days, where the trace reaches so far. */
  trend: { days: number; points: number; label: string; shown: string }[];
  /** Scores at five-day marks, oldest first, then what was seen at the last look and now. */
  trace: { marks: (number | null)[]; looked: number | null; steps: number[] };
  tier: { id: string; rank: number; name: string } | null;
  tabs: { signals: { label: string; count: string }; change: { label: string; count: string }; why: { label: string; count: string } };
  signals: ViewSignal[];
  noSignals: string;
  change: ViewStep[];
  lines: ViewLine[];
  total: { label: string; shown: string };
  dates: { last: ViewDate; notice: ViewDate; renewal: ViewDate };
  act: ViewAct | null;
  details: {
    label: string;
    less: string;
    loyalty: { title: string; progress: string; ratio: number; keep: string; why: string[] } | null;
    groups: ViewGroup[];
    edges: string;
  };
  /** Offline, stale, waiting, update needed, something to tell them: shown on the card, the number stays. */
  notices: { code: NoticeCode; text: string }[];
  stale: boolean;
  close: string;
  /** Label of the button that folds the card to a pill; `details.less` where absent. */
  fold?: string;
  /** What the opened message may say, to be recorded or denied by one click each; null where nothing was heard or nobody listens. */
  heard: { label: string; rows: { kind: HeardKind; text: string; words: string }[]; more: string; record: string; not: string } | null;
  /** Shown for eight seconds after a one-key log. */
  undo: { text: string; label: string } | null;
}
export type NoticeCode = StateCode | 'tell';
export type StateCode =
  | 'offline'
  | 'stale'
  | 'unreachable'
  | 'waiting'
  | 'no-access'
  | 'not-yours'
  | 'known-offline'
  | 'filling'
  | 'revoked'
  | 'page-changed'
  | 'unchecked'
  | 'refused'
  | 'no-address'
  | 'askable'
  | 'no-answer'
  | 'ambiguous'
  | 'look-alike'
  | 'unknown'
  | 'update-needed'
  | 'not-paired';

/** A named state without a customer: says what is so and offers the next step. */
export interface StateCard {
  kind: 'state';
  language: Language;
  dir: 'ltr' | 'rtl';
  code: StateCode;
  title: string;
  text: string;
  /** Two addresses under each other, in parts: those that differ are drawn so. */
  compare?: { label: string; parts: { text: string; differs: boolean }[] }[];
  /** Buttons: what each asks of the background. */
  actions: { label: string; intent: 'search' | 'options' | 'retry' | 'close' | 'yes' | 'no' | 'ask' | 'pick'; primary: boolean }[];
  close: string;
}
export interface AskCard {
  kind: 'ask';
  language: Language;
  dir: 'ltr' | 'rtl';
  title: string;
  text: string;
  choices: { customer: string; name: string; sub: string }[];
  choose: string;
  search: string;
  close: string;
}
export type CardView = CustomerCard | StateCard | AskCard;
export interface BadgeView {
  band: Band | 'ask';
  shown: string;
  label: string;
}
