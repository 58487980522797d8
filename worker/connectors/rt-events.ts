/** One ticket's history → events. Pure. */
import type { VafaEvent } from '../../shared/event';
import type { RtTicket, RtTransaction } from './rt-client';

/** RT's own inactive statuses, with the names that custom life cycles usually add. */
const CLOSED = new Set(['resolved', 'rejected', 'deleted', 'closed', 'done', 'spam']);
const SYSTEM = 'RT_System';

export interface TicketContext {
  host: string;
  /** Address of the desk's front page, without a slash at its end. */
  url: string;
  customer: string;
  contact: string | null;
  /** Is that RT user one of us? Requestors never are. */
  isOurs(user: string): boolean;
}

/** RT writes "never" as the epoch. */
export function rtInstant(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= 0 ? null : at;
}

/** RT's numbers from 0 to 100, in its three default names; 0 is what nobody set. */
function priority(text: string | null): 'low' | 'normal' | 'high' | undefined {
  const value = Number(text);
  if (!(value > 0)) return undefined;
  return value >= 75 ? 'high' : value >= 25 ? 'normal' : 'low';
}

/** Who of the history's creators has to be asked about: those who wrote and are no requestor. */
export function writersToAsk(ticket: RtTicket, history: readonly RtTransaction[]): string[] {
  const requestors = new Set(ticket.Requestor.map(({ id }) => id));
  return [...new Set(history.filter(({ Type }) => Type === 'Correspond').map(({ Creator }) => Creator.id))].filter(
    (user) => user !== SYSTEM && !requestors.has(user),
  );
}

/**
 * Opened, replied, closed, reopened; ids are those of RT's transactions, so reading a ticket twice changes nothing.
 * Comments stay inside the desk and make no event.
 */
export function eventsOfTicket(ticket: RtTicket, history: readonly RtTransaction[], context: TicketContext): VafaEvent[] {
  const events: VafaEvent[] = [];
  let last = '';
  for (const transaction of history) {
    const at = rtInstant(transaction.Created);
    if (at === null) continue;
    const base = { id: `rt:${context.host}:${transaction.id}`, customer: context.customer, at, source: 'rt', revision: 0 };
    const contact = context.contact === null ? {} : { contact: context.contact };
    const { Type: type, Field: field, OldValue: from, NewValue: to } = transaction;
    if (type === 'Create') {
      const subject = (ticket.Subject ?? '').trim().slice(0, 300);
      const level = priority(ticket.Priority);
      events.push({
        ...base,
        type: 'ticket.opened',
        data: {
          ticket: ticket.id,
          url: `${context.url}/Ticket/Display.html?id=${ticket.id}`,
          ...(subject ? { subject } : {}),
          ...(level ? { priority: level } : {}),
          ...contact,
        },
      });
    } else if (type === 'Correspond') {
      const system = transaction.Creator.id === SYSTEM;
      const ours = system || context.isOurs(transaction.Creator.id);
      events.push({
        ...base,
        type: 'ticket.replied',
        data: { ticket: ticket.id, by: ours ? 'us' : 'them', ...(system ? { auto: true } : {}), ...(ours ? {} : contact) },
      });
    } else if (type === 'EmailRecord' && last === 'Create' && transaction.Creator.id === SYSTEM) {
      // The mail that RT sends by itself right after a ticket is made is its automatic reply.
      events.push({ ...base, type: 'ticket.replied', data: { ticket: ticket.id, by: 'us', auto: true } });
    } else if (type === 'Status' && field === 'Status') {
      const [was, is] = [CLOSED.has((from ?? '').toLowerCase()), CLOSED.has((to ?? '').toLowerCase())];
      if (is && !was) events.push({ ...base, type: 'ticket.closed', data: { ticket: ticket.id } });
      if (was && !is) events.push({ ...base, type: 'ticket.reopened', data: { ticket: ticket.id } });
    }
    last = type;
  }
  return events;
}
