import type { Facts } from '../../facts/facts';

/** Where a ticket stands in the helpdesk, as a reading's `url`; nothing when there is no such ticket, or no address of it. */
export function ticketLink(facts: Facts, ticket: string): { url?: string } {
  const url = ticket === '' ? '' : facts.tickets.find(({ id }) => id === ticket)?.url;
  return url ? { url } : {};
}
