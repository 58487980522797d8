/** When something was last heard of a customer: what coverage rests on. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';

/** How long evidence that a customer exists lets "no tickets" or "no invoices" count as known, in days. */
export const KNOWN_FOR = 400;

/** The last instant of anything dated that was fed about the customer; null when only master data is known. */
export function lastEvidence(facts: Facts): number | null {
  let last: number | null = null;
  const see = (at: number | null | undefined) => {
    if (at !== null && at !== undefined && (last === null || at > last)) last = at;
  };
  for (const days of Object.values(facts.activity)) see(days.last === null ? null : days.last * DAY);
  see(facts.contact.lastIn);
  see(facts.contact.lastOut);
  see(facts.contact.lastTwoWay);
  for (const ticket of facts.tickets) see(Math.max(ticket.openedAt, ticket.closedAt ?? 0, ticket.repliedAt ?? 0));
  for (const invoice of facts.invoices) see(Math.max(invoice.issuedAt, invoice.paidAt ?? 0));
  for (const failure of facts.failures) see(failure.at);
  for (const answer of facts.answers) see(answer.at);
  for (const remark of facts.remarks) see(remark.at);
  for (const wait of facts.waits) see(wait.at);
  for (const missed of facts.sla.missed) see(missed.at);
  return last;
}

/** Freshness of a factor for which "nothing recorded" is an answer, as long as the customer is heard of at all. */
export function knownLately(facts: Facts, now: number): { fresh: boolean; edges: number[] } {
  const last = lastEvidence(facts);
  if (last === null) return { fresh: false, edges: [] };
  const until = last + KNOWN_FOR * DAY;
  return { fresh: now < until, edges: [until] };
}
