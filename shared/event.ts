/**
 * The event vocabulary: one table, type → attributes and what it feeds. Everything Vafa knows about a
 * customer is the fold of such events, so a new fact starts here.
 *
 * Instants are epoch milliseconds inside Vafa and ISO 8601 on the wire and in CSV.
 */
import * as v from 'valibot';
import { address, count, currency, domain, instant, longText, minor, NOTE_KINDS, REMARK_KINDS, ref, text } from './attributes';

/** What evidence an event type brings; these are the ids of the health factors, or `record` for plain facts. */
export const FEEDS = ['usage', 'purchases', 'support', 'billing', 'sentiment', 'relationship', 'contract', 'onboarding'] as const;
export type Feed = (typeof FEEDS)[number];

interface Entry<S extends v.GenericSchema> {
  attributes: S;
  feeds: readonly Feed[];
}
const entry = <S extends v.GenericSchema>(attributes: S, ...feeds: Feed[]): Entry<S> => ({ attributes, feeds });
const o = v.optional;

export const EVENTS = {
  // who the customer is
  'customer.profile': entry(
    v.object({
      name: o(text(200)),
      segment: o(text(60)),
      since: o(instant),
      value: o(v.object({ amount: minor, currency })),
      language: o(text(20)),
      url: o(text(500)),
      joined_club: o(instant),
    }),
  ),
  'customer.owner': entry(v.object({ owner: v.nullable(ref), cover: o(v.array(ref)) })),
  'customer.lost': entry(v.object({ reason: o(text(200)), voluntary: o(v.boolean()) })),
  'contact.set': entry(
    v.object({ contact: ref, name: o(text(200)), email: o(address), role: o(text(120)), phone: o(text(60)), left: o(v.boolean()) }),
  ),
  'domain.set': entry(v.object({ domain, removed: o(v.boolean()) })),
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
  'notice.sent': entry(v.object({ contract: ref, kind: v.picklist(['renewal', 'price']) }), 'contract'),
  'onboarding.step': entry(
    v.object({ step: ref, title: o(text(200)), due: o(instant), done: o(v.boolean()), required: o(v.boolean()) }),
    'onboarding',
  ),
  promise: entry(
    v.object({
      promise: ref,
      what: text(300),
      due: instant,
      by: o(v.picklist(['us', 'them'])),
      /** A thing to do, or a result that they are to reach. */
      kind: o(v.picklist(['action', 'result'])),
    }),
    'relationship',
  ),
  'promise.kept': entry(v.object({ promise: ref, outcome: o(v.picklist(['yes', 'partly', 'no'])) }), 'relationship'),
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
  // what we do about it
  'task.set': entry(v.object({ task: ref, title: text(300), due: instant, owner: o(ref), by: o(ref), signal: o(ref) })),
  'task.done': entry(v.object({ task: ref, outcome: o(text(300)), by: o(ref) })),
  'signal.acknowledged': entry(v.object({ signal: ref, by: o(ref) })),
  'signal.snoozed': entry(v.object({ signal: ref, until: instant, reason: o(text(300)), by: o(ref) })),
  'signal.raised': entry(v.object({ signal: ref, text: o(text(300)), by: o(ref) }), 'sentiment'),
  pulse: entry(
    v.object({ score: v.picklist([1, 2, 3, 4, 5]), reason: text(300), codes: o(v.pipe(v.array(text(60)), v.maxLength(3))), by: o(ref) }),
  ),
  // the club; outcomes that somebody or a job decided are carried here, replay never decides again
  'points.adjusted': entry(v.object({ points: v.pipe(v.number(), v.integer()), reason: text(200), by: o(ref) })),
  'points.redeemed': entry(v.object({ points: count, reward: o(ref) })),
  'credit.granted': entry(v.object({ grant: ref, amount: minor, currency, expires: o(instant) })),
  referral: entry(v.object({ friend: ref, state: v.picklist(['pending', 'complete', 'blocked', 'cancelled']) })),
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

/** Types that a person may write from the extension, with an id made on the device. */
export const ACT_TYPES = [
  'note',
  'mail',
  'task.set',
  'task.done',
  'signal.acknowledged',
  'signal.snoozed',
  'signal.raised',
  'pulse',
  'remark',
  'remark.acknowledged',
  'remark.answered',
  'wait',
  'sla.result',
  'subscription',
  'promise',
  'promise.kept',
  'notice.sent',
  'onboarding.step',
  'benefit',
] as const satisfies readonly EventType[];
export type ActType = (typeof ACT_TYPES)[number];

/** The order of the fold: by time, then id. Total, so that every replay agrees. */
export function byTimeThenId(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export const DAY = 86_400_000;
/** The UTC day number of an instant. */
export const dayOf = (at: number): number => Math.floor(at / DAY);
