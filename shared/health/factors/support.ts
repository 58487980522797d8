/**
 * Support as states, never as counts: busy customers have more tickets of every kind. What waits, what ages, what came back; and how
 * long they were kept on the line and what we had agreed and missed, both fading.
 */
import { DAY } from '../../event';
import type { TicketFact, WaitFact } from '../../facts/service-facts';
import { along } from '../cuts';
import { knownLately } from '../evidence';
import type { Factor, Term } from '../factor';
import { fading, ramp, wholeDays } from '../ramps';
import { medianWait } from '../waits';

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
/** Median wait on phone and chat in minutes → loss on the day of the last one. */
const ON_THE_LINE: [number, number][] = [
  [2, 0],
  [5, 0.1],
  [15, 0.25],
];
const WAITS_READ = 5;
/** Loss of what was agreed and missed; of many only so much, or the busiest customers would always look worst. */
const MISSED = 0.15;
const MISSED_AT_MOST = 0.45;
/** Days for which a miss is counted in the words; by then it weighs next to nothing. */
const REMEMBERED = 180;

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
    const line = waitTerm(facts.waits, now);
    if (line) terms.push(line);
    const missed = facts.sla.missed.at(-1);
    if (missed) {
      const share = Math.min(
        MISSED_AT_MOST,
        sum(facts.sla.missed, ({ at }) => MISSED * fading(at, now, HALF_LIFE)),
      );
      const lately = facts.sla.missed.filter(({ at }) => now < at + REMEMBERED * DAY).length;
      const args = { n: Math.max(1, lately), met: facts.sla.met, date: { date: missed.at } };
      terms.push({ code: 'missed', share, args, since: missed.at });
    }
    return { terms, fresh: knownLately(facts, now).fresh };
  },
};

/** The median of their last waits, remembered from the last one on; null where it was short. */
function waitTerm(waits: readonly WaitFact[], now: number): Term | null {
  const last = waits.at(-1);
  if (!last) return null;
  const median = medianWait(waits.slice(-WAITS_READ));
  const share = along(ON_THE_LINE, median / 60) * fading(last.at, now, HALF_LIFE);
  return share > 0 ? { code: 'wait', share, args: { minutes: Math.round(median / 60), date: { date: last.at } }, since: last.at } : null;
}

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
