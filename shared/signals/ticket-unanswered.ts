import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { TicketFact } from '../facts/service-facts';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { high_days: 7, critical_days: 14 };
const id = 'ticket-unanswered';

/** They wait for a person's reply: a week is high, two are critical and cap the score. An automatic reply is none. */
export const signal: Signal = {
  id,
  row: 27,
  severity: 'high',
  fault: 'us',
  cap: 74,
  thresholds: defaults,
  message: { text: 'No reply for {days:day}', evidence: 'Ticket {ticket}: {subject}. {n:ticket} waiting.', short: 'ticket unanswered' },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const waiting = facts.tickets
      .flatMap((ticket) => (ticket.closedAt === null && ticket.waitingSince !== null ? [{ ticket, since: ticket.waitingSince }] : []))
      .filter(({ since }) => now - since >= rule.high_days * DAY)
      .sort((a, b) => a.since - b.since);
    const oldest = waiting[0];
    if (!oldest) return null;
    const critical = now - oldest.since >= rule.critical_days * DAY;
    const ids = waiting.map(({ ticket }) => ticket.id);
    const { ticket } = oldest;
    return {
      since: oldest.since,
      severity: critical ? 'critical' : 'high',
      ...(critical ? {} : { cap: null }),
      args: {
        days: wholeDays(oldest.since, now),
        ticket: { id: ticket.id },
        n: waiting.length,
        subject: { name: ticket.subject || ticket.id },
      },
      ...(ticket.url ? { url: ticket.url } : {}),
      act: {
        code: ids.length === 1 ? 'reply-ticket' : 'reply-tickets',
        args: ids.length === 1 ? { ticket: { id: ticket.id } } : { n: ids.length },
        log: 'email',
        due: null,
        done: (before, at) => replied(before, ids, at),
      },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const candidates = facts.tickets.flatMap(({ waitingSince }) =>
      waitingSince === null ? [] : [waitingSince + rule.high_days * DAY, waitingSince + rule.critical_days * DAY],
    );
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'nine days without a reply',
        now: day('2026-10-13'),
        events: [ev('ticket.opened', '2026-10-04', { ticket: '4471', subject: 'Kiln controller' })],
        fires: true,
      },
      {
        title: 'only a computer answered for two weeks',
        now: day('2026-10-19'),
        events: [
          ev('ticket.opened', '2026-10-04', { ticket: '4471' }),
          ev('ticket.replied', '2026-10-04T00:05:00Z', { ticket: '4471', by: 'us', auto: true }),
        ],
        fires: true,
      },
      {
        title: 'answered yesterday',
        now: day('2026-10-13'),
        events: [ev('ticket.opened', '2026-10-04', { ticket: '4471' }), ev('ticket.replied', '2026-10-12', { ticket: '4471', by: 'us' })],
        fires: false,
      },
      { title: 'six days', now: day('2026-10-10'), events: [ev('ticket.opened', '2026-10-04', { ticket: '4471' })], fires: false },
    ];
  },
};

function replied(facts: Facts, ids: readonly string[], at: number): Facts {
  const answer = (ticket: TicketFact): TicketFact => (ids.includes(ticket.id) ? { ...ticket, repliedAt: at, waitingSince: null } : ticket);
  return { ...facts, tickets: facts.tickets.map(answer) };
}
