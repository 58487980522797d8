/** Customers of every kind for property tests: event lists whose instants lie in the 500 days before NOW, dues around it. */
import fc from 'fast-check';
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
  fc
    .tuple(past(200), fc.constantFrom('complaint', 'leave', 'price-cut', 'praise', 'competitor', 'angry'), ref)
    .map(([at, kind, id]) => ev('remark', at, { kind }, `remark-${id}-${at}`)),
  { weight: 2, arbitrary: fc.tuple(past(200), fc.constantFrom('in', 'out')).map(([at, direction]) => ev('mail', at, { direction })) },
  past(200).map((at) => ev('note', at, { kind: 'call' })),
  fc
    .tuple(past(300), ref, around(60, 200), fc.boolean())
    .map(([at, contract, end, auto_renew]) => ev('contract.set', at, { contract, end, auto_renew })),
  fc
    .tuple(past(60), ref, around(30, 90), fc.integer({ min: -5, max: 15 }))
    .map(([at, contract, effective, percent]) => ev('price.change', at, { contract, effective, percent })),
  fc.tuple(past(60), ref, fc.constantFrom('renewal', 'price')).map(([at, contract, kind]) => ev('notice.sent', at, { contract, kind })),
  fc
    .tuple(past(60), ref, around(40, 40), fc.boolean())
    .map(([at, step, due, done]) => ev('onboarding.step', at, { step, due, done, required: true })),
  fc.tuple(past(60), ref, around(40, 40)).map(([at, promise, due]) => ev('promise', at, { promise, what: 'a call', due, by: 'us' })),
  fc
    .tuple(past(90), fc.constantFrom(1, 2, 3, 4, 5))
    .map(([at, score]) => ev('pulse', at, { score: score as 1 | 2 | 3 | 4 | 5, reason: 'felt so' })),
  fc.tuple(past(90), ref).map(([at, signal]) => ev('signal.raised', at, { signal })),
  fc
    .tuple(past(20), fc.constantFrom('ticket-unanswered', 'invoice-overdue', 'contact-overdue'), around(1, 30))
    .map(([at, signal, until]) => ev('signal.snoozed', at, { signal, until })),
  past(400).map((at) => ev('customer.profile', at, { name: 'Quillbrook', since: at - 30 * DAY })),
);

/** A customer of up to `most` events, folded. */
export function anyCustomer(most = 25): fc.Arbitrary<Facts> {
  return fc.array(oneEvent, { maxLength: most }).map((events) => fold(uniqueIds(events)));
}

function uniqueIds(events: LiveEvent[]): LiveEvent[] {
  return events.map((event, i) => ({ ...event, id: `${i}-${event.id}` }) as LiveEvent);
}
