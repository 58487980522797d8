/** Tickets, who is waiting for whom in them, and how many were opened on which day. */
import { dayOf, type LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';
import type { TicketFact } from '../service-facts';

/** The longest closed go first, then the oldest open. */
const MOST_TICKETS = 60;
/** Opened per day is kept for so many days back from the last opening. */
const COUNTED_DAYS = 400;

const AFTERWARDS = ['ticket.replied', 'ticket.closed', 'ticket.reopened'] as const;

export const kind: FactKind = {
  id: 'tickets',
  reads: ['ticket.opened', ...AFTERWARDS],
  apply(draft, event) {
    if (event.type === 'ticket.opened') open(draft, event);
    else carryOn(draft, event);
  },
};

function open(draft: Facts, event: LiveEvent & { type: 'ticket.opened' }): void {
  const { ticket, subject, topic, priority, url, contact } = event.data;
  const known = draft.tickets.find((row) => row.id === ticket);
  if (known) {
    // Told again: better details, the same ticket.
    known.subject = subject ?? known.subject;
    known.topic = topic ?? known.topic;
    known.priority = priority ?? known.priority;
    known.url = url ?? known.url;
    known.contact = contact ?? known.contact;
    return;
  }
  const row: TicketFact = {
    id: ticket,
    subject: subject ?? '',
    topic: topic ?? '',
    priority: priority ?? 'normal',
    url: url ?? '',
    contact: contact ?? '',
    openedAt: event.at,
    closedAt: null,
    reopened: 0,
    repliedAt: null,
    waitingSince: event.at,
    autoReplies: 0,
  };
  putInOrder(draft.tickets, row, (other) => other.openedAt);
  count(draft, dayOf(event.at));
  applyWaiting(draft, AFTERWARDS, 'ticket', ticket, (waiting) => carryOn(draft, waiting));
  keepWithin(draft.tickets, MOST_TICKETS, (other) => other.closedAt !== null);
}

function carryOn(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'ticket.replied' && event.type !== 'ticket.closed' && event.type !== 'ticket.reopened') return;
  const row = draft.tickets.find((other) => other.id === event.data.ticket);
  if (!row) {
    letWait(draft, event);
    return;
  }
  if (event.type === 'ticket.closed') {
    row.closedAt = Math.max(event.at, row.openedAt);
    row.waitingSince = null;
  } else if (event.type === 'ticket.reopened') {
    if (row.closedAt === null) return;
    row.closedAt = null;
    row.reopened++;
    row.waitingSince ??= event.at;
  } else if (event.data.by === 'them') {
    // A "thank you" under a closed ticket waits for nobody.
    if (row.closedAt === null) row.waitingSince ??= event.at;
  } else if (event.data.auto) row.autoReplies++;
  else {
    row.repliedAt = event.at;
    row.waitingSince = null;
    row.autoReplies = 0;
  }
}

function count(draft: Facts, day: number): void {
  const days = draft.ticketDays;
  days[day] = (days[day] ?? 0) + 1;
  for (const key of Object.keys(days)) if (Number(key) <= day - COUNTED_DAYS) delete days[key];
}
