/** Support as states, never as counts: busy customers have more tickets of every kind. What waits, what ages, what came back. */
import type { TicketFact } from '../../facts/facts';
import { knownLately } from '../evidence';
import type { Factor, Term } from '../factor';
import { fading, ramp, wholeDays } from '../ramps';

/** A ticket that waits for a person's reply costs from the first day on; nearly all of the factor after two weeks. */
const WAITING: [number, number][] = [
  [0, 0],
  [1, 0.05],
  [7, 0.5],
  [14, 0.8],
  [60, 1],
];
/** An open ticket costs by its age alone, even when everybody answers. */
const AGEING: [number, number][] = [
  [7, 0],
  [30, 0.25],
  [90, 0.4],
];
const URGENCY = { low: 0.6, normal: 1, high: 1.2, urgent: 1.5 } as const;
const REOPENED = 0.15;
const REOPENED_AT_MOST = 3;
const HALF_LIFE = 30;

export const factor: Factor = {
  id: 'support',
  weight: 15,
  edges: (facts, _model, now) => knownLately(facts, now).edges,
  read(facts, _model, now) {
    const terms: Term[] = [];
    const open = facts.tickets.filter((ticket) => ticket.closedAt === null);
    const waiting = open.filter((ticket) => ticket.waitingSince !== null);
    const wait = (ticket: TicketFact) => ramp(ticket.waitingSince ?? now, now, WAITING) * URGENCY[ticket.priority];
    addTerm(terms, 'unanswered', waiting, wait, (ticket) => ticket.waitingSince ?? now, now);
    addTerm(
      terms,
      'open',
      open,
      (ticket) => ramp(ticket.openedAt, now, AGEING),
      (ticket) => ticket.openedAt,
      now,
    );

    const back = facts.tickets.filter((ticket) => ticket.reopened > 0);
    const last = back.at(-1);
    if (last) {
      const share = sum(
        back,
        (ticket) => REOPENED * Math.min(REOPENED_AT_MOST, ticket.reopened) * fading(ticket.closedAt ?? now, now, HALF_LIFE),
      );
      terms.push({
        code: 'reopened',
        share,
        args: { n: sum(back, (ticket) => ticket.reopened), ticket: { id: last.id } },
        since: last.openedAt,
      });
    }
    return { terms, fresh: knownLately(facts, now).fresh };
  },
};

/** One term over several tickets, worded by the one that has been so for longest. */
function addTerm(
  terms: Term[],
  code: string,
  tickets: TicketFact[],
  share: (ticket: TicketFact) => number,
  since: (ticket: TicketFact) => number,
  now: number,
) {
  const counting = tickets.filter((ticket) => share(ticket) > 0);
  const oldest = [...counting].sort((a, b) => since(a) - since(b))[0];
  if (!oldest) return;
  const args = { n: counting.length, days: wholeDays(since(oldest), now), ticket: { id: oldest.id } };
  terms.push({ code, share: sum(counting, share), args, since: since(oldest) });
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
