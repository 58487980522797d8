/** Which events are contact with the customer, and from whom it came. */
import type { LiveEvent } from '../event';

/** `both` for a talk: a call, meeting or visit has two sides by its nature. null for what is no contact. */
export type ContactSide = 'in' | 'out' | 'both' | null;

/**
 * From whom a contact came. A message logged without a direction is taken to be ours: people log what they did. A plain note and
 * an automatic reply are no contact; a ticket is, since support talks to the customer too.
 */
export function contactSide(event: LiveEvent): ContactSide {
  switch (event.type) {
    case 'mail':
      return event.data.auto ? null : event.data.direction;
    case 'note':
      if (event.data.kind === 'note') return event.data.direction ?? null;
      if (event.data.kind === 'email' || event.data.kind === 'message') return event.data.direction ?? 'out';
      return 'both';
    case 'ticket.opened':
      return 'in';
    case 'ticket.replied':
      return event.data.auto ? null : event.data.by === 'us' ? 'out' : 'in';
    default:
      return null;
  }
}

export const isContact = (event: LiveEvent): boolean => contactSide(event) !== null;
