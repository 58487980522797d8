/**
 * Where a customer's log begins, once older events have been purged: the facts that those came to. It stands in the log as one event of
 * a type of its own, at the time of the last purged one, and only the Worker's retention writes it. Folded, it gives back those facts to
 * the byte, so that what is folded onto it comes out as if nothing had been purged.
 */
import type { LiveEvent } from '../event';
import type { Facts } from './facts';

export const OPENING = 'opening';
/** Ids that begin so are Vafa's own: nobody else may send one. */
export const OWN_ID = 'vafa:';

export interface Opening {
  /** Epoch ms: every event before it is in the facts, and no other. */
  until: number;
  facts: Facts;
}

export const openingId = (customer: string): string => `${OWN_ID}opening:${customer}`;

/** What an event opens a log with; null for every other event. */
export function openingOf(event: LiveEvent): Opening | null {
  return (event.type as string) === OPENING ? (event.data as unknown as Opening) : null;
}

/** The opening as an event, to be folded or stored. */
export function openingEvent(opening: Opening): LiveEvent {
  const { customer, lastAt } = opening.facts;
  const event = { id: openingId(customer), customer, type: OPENING, at: lastAt, source: 'vafa', revision: 0, data: opening };
  return event as unknown as LiveEvent;
}
