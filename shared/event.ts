/**
 * The event vocabulary: one table, type → attributes and what it feeds. Everything Vafa knows about a
 * customer is the fold of such events, so a new fact starts here.
 *
 * Instants are epoch milliseconds inside Vafa and ISO 8601 on the wire and in CSV.
 */
import * as v from 'valibot';
import {
  count,
  currency,
  instant,
  longText,
  minor,
  NOTE_KINDS,
  NOTE_TOPICS,
  OUTCOMES,
  REMARK_KINDS,
  ref,
  text,
  VERDICTS,
} from './attributes';
import { CLUB_EVENTS } from './club-events';
import { CUSTOMER_EVENTS } from './customer-events';
import { type Entry, entry, few } from './event-entry';
import { WORK_EVENTS } from './work-events';

const o = v.optional;

export const EVENTS = {
  ...CUSTOMER_EVENTS,
  // activity
  purchase: entry(
    v.object({ amount: o(minor), currency: o(currency), order: o(ref), product: o(text(120)), refund: o(v.boolean()) }),
    'purchases',
  ),
  usage: entry(v.object({ feature: o(text(120)), count: o(count) }), 'usage'),
  visit: entry(v.object({ page: o(text(200)) })),
  social: entry(v.object({ network: o(text(60)), kind: o(v.picklist(['like', 'comment', 'share', 'follow'])), contact: o(ref) })),
  // support
  'ticket.opened': entry(
    v.object({
      ticket: ref,
      subject: o(text(300)),
      topic: o(text(120)),
      priority: o(v.picklist(['low', 'normal', 'high', 'urgent'])),
      contact: o(ref),
      url: o(text(500)),
    }),
    'support',
  ),
  'ticket.replied': entry(v.object({ ticket: ref, by: v.picklist(['us', 'them']), auto: o(v.boolean()), contact: o(ref) }), 'support'),
  'ticket.closed': entry(v.object({ ticket: ref }), 'support'),
  'ticket.reopened': entry(v.object({ ticket: ref }), 'support'),
  wait: entry(v.object({ channel: v.picklist(['phone', 'chat']), seconds: count, contact: o(ref) }), 'support'),
  'sla.result': entry(v.object({ met: v.boolean(), what: o(text(300)), ticket: o(ref) }), 'support'),
  // money owed
  'invoice.issued': entry(v.object({ invoice: ref, amount: minor, currency, due: instant, url: o(text(500)) }), 'billing'),
  'invoice.paid': entry(v.object({ invoice: ref }), 'billing'),
  'invoice.voided': entry(v.object({ invoice: ref }), 'billing'),
  'payment.failed': entry(v.object({ invoice: o(ref), decline: v.picklist(['hard', 'soft']), reason: o(text(200)) }), 'billing'),
  'payment.succeeded': entry(v.object({ invoice: o(ref) }), 'billing'),
  // what they say
  'survey.answered': entry(
    v.object({
      survey: ref,
      question: o(ref),
      kind: v.picklist(['nps', 'csat', 'ces', 'overall']),
      score: v.number(),
      scale: o(v.pipe(v.number(), v.minValue(2), v.maxValue(100))),
      contact: o(ref),
      /** The part of our work that the question asks about. */
      area: o(text(60)),
    }),
    'sentiment',
  ),
  remark: entry(
    v.object({
      kind: v.picklist(REMARK_KINDS),
      text: o(longText),
      /** Whom or what it names: the competitor, the feature. */
      name: o(text(200)),
      contact: o(ref),
      ticket: o(ref),
      /** They cannot work until it is mended. */
      blocker: o(v.boolean()),
    }),
    'sentiment',
  ),
  'remark.acknowledged': entry(v.object({ remark: ref, by: o(ref) })),
  'remark.answered': entry(v.object({ remark: ref, by: o(ref) })),
  subscription: entry(v.object({ list: ref, active: v.boolean() })),
  // contact
  note: entry(
    v.object({
      kind: v.picklist(NOTE_KINDS),
      text: o(longText),
      contact: o(ref),
      by: o(ref),
      direction: o(v.picklist(['in', 'out'])),
      care: o(v.boolean()),
      sentiment: o(v.picklist(['good', 'neutral', 'bad'])),
      tone: o(v.picklist(['formal', 'personal'])),
      /** When the customer was told to hear from us again. */
      follow_up: o(instant),
      /** Codes of why it went as it did. */
      reasons: o(few(text(60), 3)),
      /** Colleagues who should know of it. */
      mentions: o(few(ref, 10)),
      about: o(v.picklist(NOTE_TOPICS)),
      pinned: o(v.boolean()),
      /** Hash of the conversation it was written beside, so that one is not logged twice unawares. */
      thread: o(ref),
      /** The outreach list that it worked off: they were told. */
      list: o(ref),
    }),
    'relationship',
  ),
  mail: entry(v.object({ direction: v.picklist(['in', 'out']), contact: o(ref), by: o(ref), auto: o(v.boolean()) }), 'relationship'),
  // what was agreed
  'contract.set': entry(
    v.object({
      contract: ref,
      start: o(instant),
      end: instant,
      notice_days: o(count),
      auto_renew: o(v.boolean()),
      value: o(v.object({ amount: minor, currency })),
      package: o(text(120)),
    }),
    'contract',
  ),
  'contract.ended': entry(v.object({ contract: ref, renewed: o(v.boolean()) }), 'contract'),
  'price.change': entry(
    v.object({ contract: ref, effective: instant, percent: o(v.number()), amount: o(minor), currency: o(currency) }),
    'contract',
  ),
  'notice.sent': entry(v.object({ contract: ref, kind: v.picklist(['renewal', 'price', 'options']) }), 'contract'),
  /** A thing that the contract grants; `met` says that it was given. */
  'term.set': entry(
    v.object({ contract: ref, term: ref, what: o(text(300)), due: o(instant), met: o(v.boolean()), removed: o(v.boolean()) }),
    'contract',
  ),
  /** What the account manager expects, and what was expected in the end; `automated` is what the model said at that moment. */
  'renewal.verdict': entry(
    v.object({
      contract: ref,
      of: v.picklist(['manager', 'final']),
      verdict: v.picklist(VERDICTS),
      automated: o(v.picklist(VERDICTS)),
      reason: o(text(300)),
      by: o(ref),
    }),
  ),
  'onboarding.step': entry(
    v.object({
      step: ref,
      title: o(text(200)),
      due: o(instant),
      done: o(v.boolean()),
      required: o(v.boolean()),
      place: o(count),
      opens: o(instant),
      resource: o(text(500)),
      sent: o(v.boolean()),
    }),
    'onboarding',
  ),
  /** The first time that they had something of it; and that they know what to expect of us. */
  'value.first': entry(v.object({ what: o(text(200)), by: o(ref) }), 'onboarding'),
  'expectations.agreed': entry(v.object({ contact: o(ref), by: o(ref) }), 'onboarding'),
  promise: entry(
    v.object({
      promise: ref,
      what: text(300),
      due: instant,
      by: o(v.picklist(['us', 'them'])),
      /** A thing to do, or a result that they are to reach. */
      kind: o(v.picklist(['action', 'result'])),
      /** What they have to do for it themselves. */
      effort: o(text(300)),
    }),
    'relationship',
  ),
  'promise.kept': entry(v.object({ promise: ref, outcome: o(v.picklist(OUTCOMES)) }), 'relationship'),
  // what they own, and what we give
  'product.owned': entry(v.object({ product: ref, version: o(text(60)), ended: o(v.boolean()) })),
  'product.released': entry(v.object({ product: ref, version: o(text(60)), about: o(text(300)) })),
  benefit: entry(
    v.object({
      benefit: ref,
      what: o(text(200)),
      kind: o(v.picklist(['discount', 'gift', 'perk', 'offer'])),
      due: o(instant),
      delivered: o(v.boolean()),
    }),
  ),
  ...WORK_EVENTS,
  ...CLUB_EVENTS,
} as const satisfies Record<string, Entry<v.GenericSchema>>;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as EventType[];
export type Attributes<T extends EventType> = v.InferOutput<(typeof EVENTS)[T]['attributes']>;

/** One thing that happened. `data: null` is a deletion: the id stays taken, the event counts no more. */
export interface EventOf<T extends EventType> {
  id: string;
  customer: string;
  type: T;
  at: number;
  source: string;
  revision: number;
  data: Attributes<T> | null;
}
export type VafaEvent = { [T in EventType]: EventOf<T> }[EventType];
/** An event that is live (not deleted), as the fold reads it. */
export type LiveEvent = { [T in EventType]: Omit<EventOf<T>, 'data'> & { data: Attributes<T> } }[EventType];

/** The order of the fold: by time, then id. Total, so that every replay agrees. */
export function byTimeThenId(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export const DAY = 86_400_000;
/** The UTC day number of an instant. */
export const dayOf = (at: number): number => Math.floor(at / DAY);
