/**
 * What is known of one customer: the fold of its live events. Plain JSON, keys always in the same order
 * and lists always sorted, so that the same set of events gives the same bytes.
 */
import type { EventType } from '../event';
import type { Money } from '../money';

export type ActivityKind = 'purchases' | 'usage' | 'visits' | 'contacts' | 'social';

/** Active days of the last 800, as base64 of a bit set; bit 0 is day `until`, bit n the day n before it. */
export interface ActiveDays {
  bits: string;
  until: number;
  /** Day number of the very first and last active day, however long ago; null when there was none. */
  first: number | null;
  last: number | null;
  /** Active days ever (not events). */
  days: number;
}
export interface ContactFact {
  id: string;
  name: string;
  email: string;
  role: string;
  phone: string;
  left: boolean;
  since: number;
}
export interface TicketFact {
  id: string;
  subject: string;
  topic: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  url: string;
  contact: string;
  openedAt: number;
  closedAt: number | null;
  reopened: number;
  /** Last human reply of ours, and since when the customer has been waiting for one (null: not waiting). */
  repliedAt: number | null;
  waitingSince: number | null;
  /** Automatic replies of ours in a row: since a person last wrote, or since it was opened. */
  autoReplies: number;
}
export interface InvoiceFact {
  id: string;
  amount: number;
  currency: string;
  issuedAt: number;
  due: number;
  paidAt: number | null;
  url: string;
}
export interface PaymentFailure {
  at: number;
  invoice: string;
  decline: 'hard' | 'soft';
  clearedAt: number | null;
}
export interface AnswerFact {
  id: string;
  at: number;
  survey: string;
  question: string;
  kind: 'nps' | 'csat' | 'ces' | 'overall';
  score: number;
  scale: number;
  contact: string;
  area: string;
}
export interface RemarkFact {
  id: string;
  at: number;
  kind: string;
  name: string;
  text: string;
  contact: string;
  ticket: string;
  blocker: boolean;
  acknowledgedAt: number | null;
  answeredAt: number | null;
}
/** How long somebody waited on the phone or in a chat. */
export interface WaitFact {
  id: string;
  at: number;
  channel: 'phone' | 'chat';
  seconds: number;
}
/** What was agreed about our service: how often it was kept, and the newest times that it was not. */
export interface SlaFact {
  met: number;
  missed: { id: string; at: number; what: string; ticket: string }[];
}
export interface ProductFact {
  id: string;
  version: string;
  ownedAt: number | null;
  endedAt: number | null;
  /** The newest purchase that named it. */
  boughtAt: number | null;
  released: { version: string; about: string; at: number } | null;
}
/** Something given apart from what was bought; `due` where it was promised for a day. */
export interface BenefitFact {
  id: string;
  what: string;
  kind: 'discount' | 'gift' | 'perk' | 'offer';
  setAt: number;
  due: number | null;
  deliveredAt: number | null;
}
export interface ContractFact {
  id: string;
  start: number | null;
  end: number;
  noticeDays: number;
  autoRenew: boolean;
  value: Money | null;
  package: string;
  endedAt: number | null;
  priceChange: { effective: number; percent: number | null; at: number } | null;
  renewalNoticeAt: number | null;
  priceNoticeAt: number | null;
  /** When its terms were last set; and, once ended, whether by renewal. */
  setAt: number;
  renewed: boolean;
}
export interface StepFact {
  id: string;
  title: string;
  setAt: number;
  due: number | null;
  doneAt: number | null;
  required: boolean;
}
export interface PromiseFact {
  id: string;
  what: string;
  due: number;
  by: 'us' | 'them';
  kind: 'action' | 'result';
  keptAt: number | null;
  /** What was last said of it. */
  outcome: '' | 'yes' | 'partly' | 'no';
}
export interface NoteFact {
  id: string;
  at: number;
  kind: string;
  text: string;
  contact: string;
  by: string;
  direction: '' | 'in' | 'out';
  sentiment: '' | 'good' | 'neutral' | 'bad';
  tone: '' | 'formal' | 'personal';
  followUp: number | null;
  care: boolean;
}
export interface TaskFact {
  id: string;
  title: string;
  due: number;
  owner: string;
  signal: string;
  setAt: number;
  doneAt: number | null;
}
/**
 * What earns or takes points, one row a day and cause, without the club's rates: a change of the programme needs no new fold.
 * `spend:USD` holds a day's purchases in minor units and their number in `count`, `refund:USD` what was given back (negative),
 * `purchase` the purchases without an amount (in `count`), `adjusted` points given or taken by hand. Visits are in `activity`.
 */
export interface PointsRow {
  day: number;
  cause: string;
  points: number;
  count?: number;
}
/** An event that came, by its time, before the thing it speaks of; it waits for it. */
export interface EarlyFact {
  id: string;
  type: EventType;
  at: number;
  data: Record<string, unknown>;
}

export interface Facts {
  format: 1;
  customer: string;
  /** The position of the fold: time and id of the last event in it. */
  lastAt: number;
  lastId: string;
  profile: {
    name: string;
    segment: string;
    since: number | null;
    value: Money | null;
    language: string;
    url: string;
    joinedClub: number | null;
    lostAt: number | null;
    lostReason: string;
  };
  owner: { user: string; cover: string[] };
  contacts: ContactFact[];
  domains: string[];
  activity: Record<ActivityKind, ActiveDays>;
  /** Per currency: sum of purchases less refunds, in minor units, and their number. */
  spend: Record<string, { sum: number; count: number }>;
  lastPurchase: { at: number; amount: number; currency: string } | null;
  tickets: TicketFact[];
  /** Tickets opened per UTC day, for rates: day → number. Last 400 days. */
  ticketDays: Record<string, number>;
  invoices: InvoiceFact[];
  failures: PaymentFailure[];
  answers: AnswerFact[];
  remarks: RemarkFact[];
  waits: WaitFact[];
  sla: SlaFact;
  subscriptions: Record<string, { active: boolean; at: number }>;
  /** Last contact in either direction, and since when their mail has had no answer of ours (null: none waits). */
  contact: {
    lastIn: number | null;
    lastOut: number | null;
    lastTwoWay: number | null;
    unansweredSince: number | null;
    /** The first message or talk on record: from then on silence is silence, before it nobody wrote anything down. */
    recordedSince: number | null;
    /** The newest five of ours: whether a person or a machine wrote, and whether the tone was formal. */
    ours: { at: number; auto: boolean; formal: boolean }[];
  };
  contracts: ContractFact[];
  steps: StepFact[];
  promises: PromiseFact[];
  products: ProductFact[];
  benefits: BenefitFact[];
  notes: NoteFact[];
  tasks: TaskFact[];
  points: PointsRow[];
  redeemed: number;
  acknowledged: Record<string, { at: number; by: string }>;
  snoozed: Record<string, { at: number; until: number; reason: string; by: string }>;
  raised: Record<string, { at: number; text: string; by: string }>;
  pulse: { at: number; score: 1 | 2 | 3 | 4 | 5; reason: string; codes: string[]; by: string } | null;
  /** Replies, payments, endings … whose ticket, invoice, contract … is not known yet. */
  early: EarlyFact[];
}
