/**
 * What is known of one customer: the fold of its live events. Plain JSON, keys always in the same order
 * and lists always sorted, so that the same set of events gives the same bytes.
 */
import type { EventType } from '../event';
import type { Money } from '../money';
import type { AwardFacts, LedgerFacts, PointsRow } from './club';
import type { InvoiceFact, PaymentFailure, SlaFact, TicketFact, WaitFact } from './service-facts';
import type {
  CheckFact,
  GradedFact,
  IssueFact,
  LossFact,
  OutreachFact,
  PlayFact,
  PromiseFact,
  ReviewFact,
  StepFact,
  TaskFact,
  TermFact,
  VerdictFact,
} from './work-facts';

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
  /** What they like to be called; absent where nobody said. */
  nickname?: string;
  /** The customer to which somebody who left went, and the one from which somebody came. */
  movedTo?: string;
  cameFrom?: string;
}
/** What was learnt of a customer by talking; each member only where it was said. */
export interface LearntFacts {
  interests?: string[];
  business?: string;
  goals?: string;
  channel?: 'phone' | 'email' | 'message' | 'visit';
  hours?: string;
  doNotContact?: true;
  links?: string[];
  /** Users beside the owner, and what keeping this customer costs a year. */
  technical?: string;
  backup?: string;
  cost?: Money;
}
/** Another customer that turned out to be this one; `id` is that of the decision, by which it can be taken back. */
export interface MergedFact {
  id: string;
  from: string;
  name: string;
  at: number;
  by: string;
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
  /** When they were last sent what they may choose from at the renewal. */
  optionsSentAt: number | null;
  /** What it grants them, due first, and what somebody expects of its renewal. */
  terms: TermFact[];
  verdicts: { manager: VerdictFact | null; final: VerdictFact | null };
  /** When its terms were last set; and, once ended, whether by renewal. */
  setAt: number;
  renewed: boolean;
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
  // What few notes say stands there only where it was said, so that facts stay small and older ones stay true.
  reasons?: string[];
  mentions?: string[];
  about?: string;
  pinned?: true;
  thread?: string;
}
/** An event that came, by its time, before the thing it speaks of; it waits for it. */
export interface EarlyFact {
  id: string;
  type: EventType;
  at: number;
  data: Record<string, unknown>;
}

export interface Facts {
  format: 2;
  customer: string;
  /** The position of the fold: time and id of the last event in it. */
  lastAt: number;
  lastId: string;
  profile: LearntFacts & {
    /** Every so many months somebody looks how things are; absent where that is not agreed. */
    checkMonths?: number;
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
  /** `until`: from then on those who cover do so no more. */
  /** `since`: from when on it is this person. */
  owner: { user: string; since?: number; cover: string[]; until?: number };
  merged?: MergedFact[];
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
  /** When a computed task of a rule was last done, and with which result, by the rule. */
  checks: Record<string, CheckFact>;
  plays: PlayFact[];
  reviews: ReviewFact[];
  issues: IssueFact[];
  /** The newest renewals that somebody had foreseen. */
  graded: GradedFact[];
  loss: LossFact | null;
  firstValue: { at: number; what: string } | null;
  expectations: { at: number; contact: string } | null;
  points: PointsRow[];
  redeemed: number;
  /** What was spent, granted and given by the club; null where nothing ever was. */
  ledger: LedgerFacts | null;
  awards: AwardFacts | null;
  acknowledged: Record<string, { at: number; by: string }>;
  snoozed: Record<string, { at: number; until: number; reason: string; by: string }>;
  raised: Record<string, { at: number; text: string; by: string }>;
  pulse: { at: number; score: 1 | 2 | 3 | 4 | 5; reason: string; codes: string[]; by: string } | null;
  /** Absent where they stand on no list. */
  outreach?: OutreachFact[];
  /** Replies, payments, endings … whose ticket, invoice, contract … is not known yet. */
  early: EarlyFact[];
}
