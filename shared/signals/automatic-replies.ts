import type { Facts, RemarkFact } from '../facts/facts';
import type { TicketFact } from '../facts/service-facts';
import { withContact } from '../health/cadence';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { openRemarks, remarkEnds, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `days`: how long "nobody cares" stands without an answer. */
const defaults = { in_a_row: 2, days: 90 };
const id = 'automatic-replies';
const KINDS = ['indifferent'];

/** Only computers answer them, or they feel that nobody cares. */
export const signal: Signal = {
  id,
  row: 31,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: '{n} automatic replies, no person',
    evidence: 'Ticket {ticket}: {subject}. Waiting since {date}.',
    short: 'only automatic replies',
    variants: { indifferent: { text: 'Feels that nobody cares', evidence: 'Said on {date}, not answered.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.tickets.length + facts.remarks.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    let worst: TicketFact | null = null;
    for (const ticket of facts.tickets)
      if (isLeftToMachines(ticket, rule.in_a_row) && (!worst || ticket.autoReplies > worst.autoReplies)) worst = ticket;
    if (worst) return ofTicket(worst, rule.in_a_row, now);
    const said = openRemarks(facts, KINDS, rule.days, now);
    return said[0] ? ofRemark(facts, said[0], said) : null;
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), remarkEnds(facts, KINDS, days), now);
  },
  get examples() {
    return [
      {
        title: 'two automatic replies in a row',
        now: day('2026-10-13'),
        events: [ev('ticket.opened', '2026-10-10', { ticket: '4471' }), auto('2026-10-10T00:01:00Z'), auto('2026-10-12')],
        fires: true,
      },
      {
        title: 'they wrote again after a person had answered, and got two from a computer',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-10-01', { ticket: '4471' }),
          ev('ticket.replied', '2026-10-02', { ticket: '4471', by: 'us' }),
          ev('ticket.replied', '2026-10-05', { ticket: '4471', by: 'them' }),
          auto('2026-10-05T00:01:00Z'),
          auto('2026-10-07'),
        ],
        fires: true,
      },
      {
        title: 'they say that nobody cares',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'indifferent' })],
        fires: true,
      },
      {
        title: 'one confirmation of receipt',
        now: day('2026-10-13'),
        events: [ev('ticket.opened', '2026-10-10', { ticket: '4471' }), auto('2026-10-10T00:01:00Z')],
        fires: false,
      },
      {
        title: 'one before and one after the answer of a person',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-10-10', { ticket: '4471' }),
          auto('2026-10-10T00:01:00Z'),
          ev('ticket.replied', '2026-10-11', { ticket: '4471', by: 'us' }),
          auto('2026-10-12'),
        ],
        fires: false,
      },
      {
        title: 'two notices after the answer of a person: nobody waits',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-10-10', { ticket: '4471' }),
          ev('ticket.replied', '2026-10-11', { ticket: '4471', by: 'us' }),
          auto('2026-10-11T12:00:00Z'),
          auto('2026-10-12'),
        ],
        fires: false,
      },
      {
        title: 'they said so and were answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'indifferent' }, 'cold'), ev('remark.answered', '2026-10-11', { remark: 'cold' })],
        fires: false,
      },
    ];
  },
};

/** Somebody waits in it for a person, and only a computer has written. */
function isLeftToMachines(ticket: TicketFact, inARow: number): boolean {
  return ticket.closedAt === null && ticket.waitingSince !== null && ticket.autoReplies >= inARow;
}

function ofTicket(ticket: TicketFact, inARow: number, now: number): SignalReading {
  const since = ticket.waitingSince ?? now;
  return {
    since,
    severity: 'medium',
    args: { n: ticket.autoReplies, ticket: { id: ticket.id }, subject: { name: ticket.subject || ticket.id }, date: { date: since } },
    ...(ticket.url ? { url: ticket.url } : {}),
    act: {
      code: 'reply-ticket',
      args: { ticket: { id: ticket.id } },
      log: 'email',
      due: null,
      done: (before, at) => replied(before, inARow, at),
    },
  };
}

function ofRemark(facts: Facts, first: RemarkFact, said: readonly RemarkFact[]): SignalReading {
  return {
    since: first.at,
    severity: 'medium',
    variant: 'indifferent',
    args: { date: { date: first.at } },
    act: {
      code: 'call-in-person',
      args: { name: personToCall(facts, first.contact) },
      log: 'call',
      due: null,
      done: (before, at) => withAnswered(withContact(before, at), said, at),
    },
  };
}

function replied(facts: Facts, inARow: number, at: number): Facts {
  const answer = (ticket: TicketFact): TicketFact =>
    isLeftToMachines(ticket, inARow) ? { ...ticket, repliedAt: at, waitingSince: null, autoReplies: 0 } : ticket;
  return { ...facts, tickets: facts.tickets.map(answer) };
}

function auto(at: string) {
  return ev('ticket.replied', day(at), { ticket: '4471', by: 'us', auto: true });
}
