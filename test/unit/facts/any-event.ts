/** Arbitrary live events over few references, days and instants, so that they meet, tie and overtake each other. */
import fc from 'fast-check';
import { REMARK_KINDS } from '../../../shared/attributes';
import { DAY, type LiveEvent } from '../../../shared/event';

const ref = fc.constantFrom('a', 'b', '7', '__proto__');
const at = fc.oneof(
  fc.integer({ min: 20_000, max: 20_040 }).map((day) => day * DAY),
  fc.integer({ min: 20_000 * DAY, max: 21_500 * DAY }),
);
const currency = fc.constantFrom('USD', 'IRR');
const amount = fc.integer({ min: -5_000, max: 50_000 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** A record without the members that came out undefined, as JSON would have it. */
const record = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model).map((data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)));
const of = (type: string, model: Record<string, fc.Arbitrary<unknown>>) => fc.tuple(fc.constant(type), at, record(model));

const contents = fc.oneof(
  of('customer.profile', { name: maybe(ref), since: maybe(at), joined_club: maybe(at) }),
  of('customer.owner', { owner: fc.option(ref), cover: maybe(fc.array(ref, { maxLength: 3 })) }),
  of('customer.lost', { reason: maybe(ref) }),
  of('contact.set', { contact: ref, name: maybe(ref), left: maybe(fc.boolean()) }),
  of('domain.set', { domain: fc.constantFrom('b.example', 'a.example'), removed: maybe(fc.boolean()) }),
  of('purchase', { amount: maybe(amount), currency: maybe(currency), refund: maybe(fc.boolean()) }),
  of('usage', { count: maybe(fc.integer({ min: 0, max: 3 })) }),
  of('visit', {}),
  of('ticket.opened', { ticket: ref, subject: maybe(ref) }),
  of('ticket.replied', { ticket: ref, by: fc.constantFrom('us', 'them'), auto: maybe(fc.boolean()) }),
  of('ticket.closed', { ticket: ref }),
  of('ticket.reopened', { ticket: ref }),
  of('invoice.issued', { invoice: ref, amount, currency, due: at }),
  of('invoice.paid', { invoice: ref }),
  of('invoice.voided', { invoice: ref }),
  of('payment.failed', { invoice: maybe(ref), decline: fc.constantFrom('hard', 'soft') }),
  of('payment.succeeded', { invoice: maybe(ref) }),
  of('survey.answered', { survey: ref, kind: fc.constantFrom('nps', 'csat'), score: fc.integer({ min: 0, max: 10 }) }),
  of('remark', { kind: fc.constantFrom(...REMARK_KINDS), text: maybe(fc.string()) }),
  of('remark.answered', { remark: fc.constantFrom('e1', 'e2', 'e3') }),
  of('remark.acknowledged', { remark: fc.constantFrom('e1', 'e2', 'e3') }),
  of('social', {}),
  of('wait', { channel: fc.constantFrom('phone', 'chat'), seconds: fc.integer({ min: 0, max: 3000 }) }),
  of('sla.result', { met: fc.boolean(), what: maybe(ref) }),
  of('product.owned', { product: ref, version: maybe(ref), ended: maybe(fc.boolean()) }),
  of('product.released', { product: ref, version: maybe(ref) }),
  of('benefit', { benefit: ref, what: maybe(ref), due: maybe(at), delivered: maybe(fc.boolean()) }),
  of('subscription', { list: ref, active: fc.boolean() }),
  of('note', {
    kind: fc.constantFrom('call', 'email', 'note'),
    text: maybe(fc.string({ unit: 'grapheme', maxLength: 600 })),
    direction: maybe(fc.constantFrom('in', 'out')),
    tone: maybe(fc.constantFrom('formal', 'personal')),
    follow_up: maybe(at),
  }),
  of('mail', { direction: fc.constantFrom('in', 'out'), auto: maybe(fc.boolean()) }),
  of('contract.set', { contract: ref, end: at, value: maybe(record({ amount, currency })) }),
  of('contract.ended', { contract: ref, renewed: maybe(fc.boolean()) }),
  of('price.change', {
    contract: ref,
    effective: at,
    percent: maybe(fc.integer({ min: -20, max: 20 })),
    amount: maybe(amount),
    currency: maybe(currency),
  }),
  of('notice.sent', { contract: ref, kind: fc.constantFrom('renewal', 'price') }),
  of('onboarding.step', { step: ref, due: maybe(at), done: maybe(fc.boolean()) }),
  of('promise', {
    promise: ref,
    what: fc.constant('x'),
    due: at,
    by: maybe(fc.constantFrom('us', 'them')),
    kind: maybe(fc.constantFrom('action', 'result')),
  }),
  of('promise.kept', { promise: ref, outcome: maybe(fc.constantFrom('yes', 'partly', 'no')) }),
  of('task.set', { task: ref, title: fc.constant('x'), due: at }),
  of('task.done', { task: ref }),
  of('signal.acknowledged', { signal: ref }),
  of('signal.snoozed', { signal: ref, until: at }),
  of('signal.raised', { signal: ref }),
  of('pulse', { score: fc.constantFrom(1, 3, 5), reason: fc.constant('x') }),
  of('points.adjusted', { points: fc.integer({ min: -500, max: 500 }), reason: fc.constant('x') }),
  of('points.redeemed', { points: fc.integer({ min: 0, max: 500 }) }),
);

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
