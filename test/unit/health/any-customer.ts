/** Customers of every kind for property tests: event lists whose instants lie in the 500 days before NOW, dues around it. */
import fc from 'fast-check';
import { REMARK_KINDS } from '../../../shared/attributes';
import { DAY, type LiveEvent } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { day, ev } from '../../../shared/signals/example';

export const NOW = day('2026-10-13') + 37_111_000;

const past = (days: number) => fc.integer({ min: 0, max: days * 48 }).map((halfHours) => NOW - halfHours * 1_800_000);
const around = (before: number, after: number) =>
  fc.integer({ min: -before * 24, max: after * 24 }).map((hours) => NOW + hours * 3_600_000);
const ref = fc.constantFrom('a', 'b', 'c');

const oneEvent: fc.Arbitrary<LiveEvent> = fc.oneof(
  { weight: 3, arbitrary: past(500).map((at) => ev('purchase', at, { amount: 5_000, currency: 'EUR' })) },
  { weight: 3, arbitrary: past(120).map((at) => ev('usage', at, {})) },
  fc
    .tuple(past(60), ref, fc.constantFrom('low', 'normal', 'high', 'urgent'))
    .map(([at, ticket, priority]) => ev('ticket.opened', at, { ticket, priority })),
  fc
    .tuple(past(40), ref, fc.constantFrom('us', 'them'), fc.boolean())
    .map(([at, ticket, by, auto]) => ev('ticket.replied', at, { ticket, by, auto })),
  fc.tuple(past(40), ref).map(([at, ticket]) => ev('ticket.closed', at, { ticket })),
  fc.tuple(past(30), ref).map(([at, ticket]) => ev('ticket.reopened', at, { ticket })),
  fc
    .tuple(past(90), ref, around(60, 40))
    .map(([at, invoice, due]) => ev('invoice.issued', at, { invoice, amount: 10_000, currency: 'EUR', due })),
  fc.tuple(past(40), ref).map(([at, invoice]) => ev('invoice.paid', at, { invoice })),
  fc.tuple(past(90), fc.constantFrom('hard', 'soft')).map(([at, decline]) => ev('payment.failed', at, { decline })),
  past(60).map((at) => ev('payment.succeeded', at, {})),
  fc
    .tuple(past(200), fc.integer({ min: 0, max: 10 }), ref)
    .map(([at, score, contact]) => ev('survey.answered', at, { survey: 's', kind: 'nps', score, scale: 10, contact })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(past(200), fc.constantFrom(...REMARK_KINDS), ref, fc.boolean())
      .map(([at, kind, id, blocker]) => ev('remark', at, { kind, blocker, name: 'Remote start' }, `remark-${id}`)),
  },
  fc.tuple(past(60), ref).map(([at, id]) => ev('remark.acknowledged', at, { remark: `remark-${id}` })),
  fc.tuple(past(60), ref).map(([at, id]) => ev('remark.answered', at, { remark: `remark-${id}` })),
  { weight: 2, arbitrary: past(200).map((at) => ev('social', at, { kind: 'like' })) },
  fc.tuple(past(120), ref, fc.boolean()).map(([at, list, active]) => ev('subscription', at, { list, active })),
  fc
    .tuple(past(120), fc.integer({ min: 0, max: 1200 }))
    .map(([at, seconds]) => ev('wait', at, { channel: 'phone', seconds }, `wait-${at}-${seconds}`)),
  fc.tuple(past(120), fc.boolean()).map(([at, met]) => ev('sla.result', at, { met })),
  fc
    .tuple(past(90), fc.constantFrom('call', 'email', 'note'), fc.constantFrom('good', 'bad', undefined), around(60, 30))
    .map(([at, kind, sentiment, follow_up]) => ev('note', at, { kind, follow_up, ...(sentiment ? { sentiment } : {}) })),
  fc
    .tuple(past(60), ref, around(60, 40), fc.boolean())
    .map(([at, task, due, asked]) => ev('task.set', at, { task, title: 'a step', due, ...(asked ? { signal: 'angry' } : {}) })),
  fc.tuple(past(30), ref).map(([at, task]) => ev('task.done', at, { task })),
  fc
    .tuple(past(100), fc.constantFrom('d', 'e', 'f', 'g'), fc.constantFrom('Login', 'login ', 'Kiln'))
    .map(([at, ticket, topic]) => ev('ticket.opened', at, { ticket, topic })),
  { weight: 2, arbitrary: fc.tuple(past(200), fc.constantFrom('in', 'out')).map(([at, direction]) => ev('mail', at, { direction })) },
  past(200).map((at) => ev('note', at, { kind: 'call' })),
  { weight: 2, arbitrary: past(120).map((at) => ev('mail', at, { direction: 'out', auto: true })) },
  fc
    .tuple(past(200), fc.constantFrom('call', 'email'), fc.constantFrom('formal', 'personal'), fc.boolean())
    .map(([at, kind, tone, care]) => ev('note', at, { kind, tone, care })),
  fc
    .tuple(past(300), ref, fc.constantFrom('1', '2'), fc.boolean())
    .map(([at, product, version, ended]) => ev('product.owned', at, { product, version, ended })),
  fc
    .tuple(past(300), ref, fc.constantFrom('2', '3'))
    .map(([at, product, version]) => ev('product.released', at, { product, version, about: 'Alerts and remote start' })),
  fc
    .tuple(past(120), ref, fc.option(around(100, 40), { nil: undefined }), fc.boolean())
    .map(([at, benefit, due, delivered]) => ev('benefit', at, { benefit, delivered, ...(due === undefined ? {} : { due }) })),
  fc
    .tuple(past(300), ref, around(60, 200), fc.boolean(), fc.constantFrom(0, 30, 90))
    .map(([at, contract, end, auto_renew, notice_days]) => ev('contract.set', at, { contract, end, auto_renew, notice_days })),
  fc
    .tuple(past(60), ref, around(30, 90), fc.integer({ min: -5, max: 15 }))
    .map(([at, contract, effective, percent]) => ev('price.change', at, { contract, effective, percent })),
  fc.tuple(past(60), ref, fc.constantFrom('renewal', 'price')).map(([at, contract, kind]) => ev('notice.sent', at, { contract, kind })),
  fc
    .tuple(past(60), ref, around(40, 40), fc.boolean())
    .map(([at, step, due, done]) => ev('onboarding.step', at, { step, due, done, required: true })),
  fc
    .tuple(past(60), ref, around(40, 40), fc.constantFrom('action', 'result'))
    .map(([at, promise, due, kind]) => ev('promise', at, { promise, what: 'a call', due, by: 'us', kind })),
  fc
    .tuple(past(60), ref, fc.constantFrom('yes', 'partly', 'no'))
    .map(([at, promise, outcome]) => ev('promise.kept', at, { promise, outcome })),
  fc
    .tuple(past(90), fc.constantFrom(1, 2, 3, 4, 5))
    .map(([at, score]) => ev('pulse', at, { score: score as 1 | 2 | 3 | 4 | 5, reason: 'felt so' })),
  fc.tuple(past(120), fc.oneof(ref, fc.constantFrom('angry', 'social-silence'))).map(([at, signal]) => ev('signal.raised', at, { signal })),
  fc
    .tuple(past(20), fc.constantFrom('ticket-unanswered', 'invoice-overdue', 'contact-overdue'), around(1, 30))
    .map(([at, signal, until]) => ev('signal.snoozed', at, { signal, until })),
  fc
    .tuple(past(400), fc.integer({ min: 0, max: 1000 }), fc.constantFrom(undefined, 'small', 'large'))
    .map(([at, days, segment]) =>
      ev('customer.profile', at, { name: 'Quillbrook', since: at - days * DAY, ...(segment ? { segment } : {}) }),
    ),
  fc.tuple(past(300), ref, fc.boolean()).map(([at, contact, left]) => ev('contact.set', at, { contact, name: 'Mira', left })),
  fc.tuple(past(60), ref).map(([at, invoice]) => ev('invoice.voided', at, { invoice })),
  fc.tuple(past(60), ref, fc.boolean()).map(([at, contract, renewed]) => ev('contract.ended', at, { contract, renewed })),
  fc
    .tuple(past(30), fc.constantFrom('ticket-unanswered', 'invoice-overdue', 'angry', 'social-silence', 'a'))
    .map(([at, signal]) => ev('signal.acknowledged', at, { signal })),
  fc
    .tuple(past(200), fc.constantFrom('csat', 'ces', 'overall'), fc.integer({ min: 1, max: 5 }), fc.constantFrom('support', 'product'))
    .map(([at, kind, score, area]) => ev('survey.answered', at, { survey: 't', kind, score, scale: 5, area })),
  past(90).map((at) => ev('visit', at, {})),
  past(60).map((at) => ev('customer.lost', at, { reason: 'price' })),
  past(200).map((at) => ev('points.adjusted', at, { points: 100, reason: 'gift' })),
);

/** The log of a customer: up to `most` events in any order. */
export function anyLog(most = 25): fc.Arbitrary<LiveEvent[]> {
  return fc.array(oneEvent, { maxLength: most }).map(uniqueIds);
}

/** A customer of up to `most` events, folded. */
export function anyCustomer(most = 25): fc.Arbitrary<Facts> {
  return anyLog(most).map((events) => fold(events));
}

/** The first event of an id keeps it, so that an answer finds its remark; the others get ids of their own. */
function uniqueIds(events: LiveEvent[]): LiveEvent[] {
  const taken = new Set<string>();
  return events.map((event, i) => {
    const id = taken.has(event.id) ? `${i}-${event.id}` : event.id;
    taken.add(id);
    return { ...event, id } as LiveEvent;
  });
}
