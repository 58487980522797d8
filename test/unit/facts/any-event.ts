/** Arbitrary live events over few references, days and instants, so that they meet, tie and overtake each other. */
import fc from 'fast-check';
import { REMARK_KINDS } from '../../../shared/attributes';
import { type Attributes, DAY, EVENT_TYPES, type EventType, type LiveEvent } from '../../../shared/event';

const ref = fc.constantFrom('a', 'b', '7', '__proto__');
const at = fc.oneof(
  fc.integer({ min: 20_000, max: 20_040 }).map((day) => day * DAY),
  fc.integer({ min: 20_000 * DAY, max: 21_500 * DAY }),
);
const currency = fc.constantFrom('USD', 'IRR');
const amount = fc.integer({ min: -5_000, max: 50_000 });
/** Lots as a decision names them, some of which nobody ever had. */
const taken = fc.array(
  fc
    .tuple(fc.constantFrom('20001', '20001p', '20500', 'gift:USD:open:20001', '__proto__'), fc.integer({ min: 0, max: 500 }))
    .map(([lot, n]) => `${lot}=${n}`),
  { maxLength: 4 },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** A record without the members that came out undefined, as JSON would have it. */
const record = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model).map((data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)));
/** What a customer's log may hold, by type: the compiler sees to it that no type of the vocabulary is left out. */
const DATA: { [T in EventType]: { [A in keyof Attributes<T>]?: fc.Arbitrary<unknown> } } = {
  'customer.profile': { name: maybe(ref), since: maybe(at), joined_club: maybe(at) },
  'customer.owner': { owner: fc.option(ref), cover: maybe(fc.array(ref, { maxLength: 3 })) },
  'customer.lost': { reason: maybe(ref), code: maybe(fc.constantFrom('price', 'other')), voluntary: maybe(fc.boolean()) },
  'customer.kept': {},
  'customer.merged': { from: ref, name: maybe(ref), by: maybe(ref) },
  'contact.set': { contact: ref, name: maybe(ref), left: maybe(fc.boolean()) },
  'domain.set': { domain: fc.constantFrom('b.example', 'a.example'), removed: maybe(fc.boolean()) },
  purchase: { amount: maybe(amount), currency: maybe(currency), refund: maybe(fc.boolean()) },
  usage: { count: maybe(fc.integer({ min: 0, max: 3 })) },
  visit: {},
  'ticket.opened': { ticket: ref, subject: maybe(ref) },
  'ticket.replied': { ticket: ref, by: fc.constantFrom('us', 'them'), auto: maybe(fc.boolean()) },
  'ticket.closed': { ticket: ref },
  'ticket.reopened': { ticket: ref },
  'invoice.issued': { invoice: ref, amount, currency, due: at },
  'invoice.paid': { invoice: ref },
  'invoice.voided': { invoice: ref },
  'payment.failed': { invoice: maybe(ref), decline: fc.constantFrom('hard', 'soft') },
  'payment.succeeded': { invoice: maybe(ref) },
  'survey.answered': { survey: ref, kind: fc.constantFrom('nps', 'csat'), score: fc.integer({ min: 0, max: 10 }) },
  remark: { kind: fc.constantFrom(...REMARK_KINDS), text: maybe(fc.string()) },
  'remark.answered': { remark: fc.constantFrom('e1', 'e2', 'e3') },
  'remark.acknowledged': { remark: fc.constantFrom('e1', 'e2', 'e3') },
  social: {},
  wait: { channel: fc.constantFrom('phone', 'chat'), seconds: fc.integer({ min: 0, max: 3000 }) },
  'sla.result': { met: fc.boolean(), what: maybe(ref) },
  'product.owned': { product: ref, version: maybe(ref), ended: maybe(fc.boolean()) },
  'product.released': { product: ref, version: maybe(ref) },
  benefit: { benefit: ref, what: maybe(ref), due: maybe(at), delivered: maybe(fc.boolean()) },
  subscription: { list: ref, active: fc.boolean() },
  note: {
    kind: fc.constantFrom('call', 'email', 'note'),
    text: maybe(fc.string({ unit: 'grapheme', maxLength: 600 })),
    direction: maybe(fc.constantFrom('in', 'out')),
    tone: maybe(fc.constantFrom('formal', 'personal')),
    follow_up: maybe(at),
    list: maybe(ref),
  },
  mail: { direction: fc.constantFrom('in', 'out'), auto: maybe(fc.boolean()) },
  'contract.set': { contract: ref, end: at, value: maybe(record({ amount, currency })) },
  'contract.ended': { contract: ref, renewed: maybe(fc.boolean()) },
  'price.change': {
    contract: ref,
    effective: at,
    percent: maybe(fc.integer({ min: -20, max: 20 })),
    amount: maybe(amount),
    currency: maybe(currency),
  },
  'notice.sent': { contract: ref, kind: fc.constantFrom('renewal', 'price', 'options') },
  'term.set': { contract: ref, term: ref, what: maybe(ref), due: maybe(at), met: maybe(fc.boolean()), removed: maybe(fc.boolean()) },
  'renewal.verdict': {
    contract: ref,
    of: fc.constantFrom('manager', 'final'),
    verdict: fc.constantFrom('renews', 'leaves'),
    automated: maybe(fc.constantFrom('unsure')),
  },
  'onboarding.step': {
    step: ref,
    due: maybe(at),
    done: maybe(fc.boolean()),
    place: maybe(fc.nat({ max: 5 })),
    opens: maybe(at),
    sent: maybe(fc.boolean()),
  },
  'value.first': { what: maybe(ref) },
  'expectations.agreed': { contact: maybe(ref) },
  promise: {
    promise: ref,
    what: fc.constant('x'),
    due: at,
    by: maybe(fc.constantFrom('us', 'them')),
    kind: maybe(fc.constantFrom('action', 'result')),
    effort: maybe(ref),
  },
  'promise.kept': { promise: ref, outcome: maybe(fc.constantFrom('yes', 'partly', 'no')) },
  'task.set': {
    task: fc.oneof(ref, fc.constantFrom('due:check:1', 'due:quiet:2')),
    title: fc.constant('x'),
    due: at,
    kind: maybe(fc.constantFrom('check', 'exit')),
    play: maybe(ref),
    step: maybe(fc.constantFrom('check', 'quiet')),
    list: maybe(ref),
  },
  'task.done': {
    task: fc.oneof(ref, fc.constantFrom('due:check:1', 'due:quiet:2')),
    result: maybe(fc.constantFrom('yes', 'no')),
    outcome: maybe(ref),
  },
  'play.started': { play: ref, kind: fc.constantFrom('discount', 'exit-ladder'), signal: maybe(ref), owner: maybe(ref) },
  'play.ended': { play: ref, result: fc.constantFrom('worked', 'dropped') },
  review: { review: ref, differentiator: maybe(ref), next: maybe(at), outcomes: maybe(fc.array(ref, { maxLength: 3 })) },
  'issue.set': {
    issue: ref,
    title: maybe(ref),
    kind: maybe(fc.constantFrom('chronic', 'potential')),
    workaround: maybe(ref),
    eta: maybe(at),
    due: maybe(at),
    closed: maybe(fc.boolean()),
  },
  'issue.told': { issue: ref, text: maybe(ref) },
  'outreach.picked': { list: ref, removed: maybe(fc.boolean()) },
  'signal.acknowledged': { signal: ref },
  'signal.snoozed': { signal: ref, until: at },
  'signal.raised': { signal: ref },
  pulse: { score: fc.constantFrom(1, 3, 5), reason: fc.constant('x') },
  'points.adjusted': { points: fc.integer({ min: -500, max: 500 }), reason: fc.constant('x') },
  'points.redeemed': {
    points: fc.integer({ min: 0, max: 500 }),
    lots: maybe(taken),
    gives: maybe(fc.constantFrom('gift', 'coupon', 'credit')),
    amount: maybe(fc.integer({ min: 0, max: 900 })),
    currency: maybe(currency),
    expires: maybe(at),
    due: maybe(at),
  },
  'points.carried': {
    to: fc.integer({ min: 19_900, max: 20_100 }),
    points: fc.integer({ min: 0, max: 500 }),
    owed: fc.integer({ min: 0, max: 50 }),
    expires: maybe(at),
  },
  'points.expired': { points: fc.integer({ min: 0, max: 500 }), lots: taken },
  'credit.granted': {
    grant: ref,
    of: maybe(fc.array(fc.constantFrom('20400:12500=375', '20400:10000=300', '20401:900=27'), { maxLength: 2 })),
    amount,
    currency,
    expires: maybe(at),
    kind: maybe(fc.constantFrom('gift', 'wallet')),
  },
  'credit.spent': { amount: fc.integer({ min: 0, max: 500 }), currency, lots: maybe(taken) },
  'credit.expired': { amount: fc.integer({ min: 0, max: 500 }), currency, lots: taken },
  'club.reversed': { decision: ref, lots: taken, fresh: maybe(fc.integer({ min: 0, max: 500 })), currency: maybe(currency) },
  'coupon.set': {
    coupon: ref,
    state: fc.constantFrom('issued', 'used', 'cancelled'),
    percent: maybe(fc.integer({ min: 0, max: 100 })),
    expires: maybe(at),
  },
  'price-group.set': { group: maybe(ref), until: maybe(at), reason: maybe(ref) },
  'badge.awarded': { badge: ref, name: maybe(ref) },
  'draw.won': { draw: ref, prize: fc.constant('x'), place: fc.integer({ min: 0, max: 3 }) },
  referral: {
    friend: ref,
    state: fc.constantFrom('pending', 'complete', 'blocked', 'cancelled'),
    reason: maybe(fc.constantFrom('own-order', 'same-address')),
    points: maybe(fc.integer({ min: 0, max: 500 })),
    back: maybe(fc.integer({ min: 0, max: 500 })),
  },
};

const contents = fc.oneof(...EVENT_TYPES.map((type) => fc.tuple(fc.constant(type), at, record(DATA[type]))));

/** Up to `most` events of one customer with ids of their own, in no order. */
export const anyEvents = (most: number): fc.Arbitrary<LiveEvent[]> =>
  fc
    .array(contents, { maxLength: most, size: 'max' })
    .map((rows) =>
      rows.map(
        ([type, when, data], i) =>
          ({ id: `e${i}`, customer: 'acme', type, at: when, source: 'test', revision: 0, data }) as unknown as LiveEvent,
      ),
    );
