/** What a customer's timeline is made of: kinds of entries that a reader may choose from, and the event types behind each. Pure. */
import type { EventType } from './event';

/** `health` comes from the score and the log of warnings, not from events. */
export const TIMELINE_KINDS = ['notes', 'mail', 'tickets', 'money', 'said', 'work', 'contracts', 'health'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Every type that has a place there. What merely counts (use, visits) has none. */
export const TIMELINE_TYPES: Readonly<Record<Exclude<TimelineKind, 'health'>, readonly EventType[]>> = {
  notes: ['note'],
  mail: ['mail'],
  tickets: ['ticket.opened', 'ticket.replied', 'ticket.closed', 'ticket.reopened', 'sla.result', 'issue.set', 'issue.told'],
  money: [
    'purchase',
    'invoice.issued',
    'invoice.paid',
    'invoice.voided',
    'payment.failed',
    'payment.succeeded',
    'credit.granted',
    'points.redeemed',
  ],
  said: ['remark', 'survey.answered', 'pulse', 'signal.raised', 'subscription'],
  work: [
    'task.set',
    'task.done',
    'promise',
    'promise.kept',
    'play.started',
    'play.ended',
    'review',
    'onboarding.step',
    'value.first',
    'expectations.agreed',
    'benefit',
    'signal.acknowledged',
    'signal.snoozed',
  ],
  contracts: [
    'contract.set',
    'contract.ended',
    'price.change',
    'notice.sent',
    'term.set',
    'renewal.verdict',
    'customer.owner',
    'customer.lost',
    'customer.kept',
    'contact.set',
  ],
};

const kindOfType = new Map(
  Object.entries(TIMELINE_TYPES).flatMap(([kind, types]) => types.map((type) => [type as string, kind as TimelineKind])),
);
/** The kind of an event type; null where it has no place there. */
export const timelineKind = (type: string): TimelineKind | null => kindOfType.get(type) ?? null;

/** The types of the chosen kinds; all of them where none is chosen. */
export function typesOf(kinds: readonly string[]): EventType[] {
  return Object.entries(TIMELINE_TYPES).flatMap(([kind, types]) => (kinds.length === 0 || kinds.includes(kind) ? types : []));
}
