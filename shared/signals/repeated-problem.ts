import { DAY } from '../event';
import type { Facts, RemarkFact } from '../facts/facts';
import type { TicketFact } from '../facts/service-facts';
import { withContact } from '../health/cadence';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import { topicKey } from './rule/topic';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90, at_least: 3, reopened: 2 };
const id = 'repeated-problem';
const KINDS = [id];

/**
 * A chronic problem: the same topic again and again, a ticket that keeps coming back, or they say so. It caps only while something of
 * it is open: closing for good gives the score back, the warning stays until the window has passed.
 */
export const signal: Signal = {
  id,
  row: 26,
  severity: 'high',
  fault: 'us',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'Chronic: same problem {n:time}',
    evidence: '{topic}: {n:ticket} in {days:day}, the last is {ticket}.',
    short: 'chronic problem',
    variants: {
      reopened: { text: 'Chronic: reopened {n:time}', evidence: 'Ticket {ticket}: {topic}.' },
      said: { text: 'Says the problem is back', evidence: 'Said on {date}, not answered.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.tickets.length + facts.remarks.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const said = openRemarks(facts, KINDS, rule.days, now);
    const found = [...sameTopic(facts.tickets, rule, now), ...comingBack(facts.tickets, rule, now), ...spoken(said)];
    const worst = found.find(({ open }) => open) ?? found[0];
    if (!worst) return null;
    const tickets = new Set(found.flatMap((one) => one.tickets));
    return {
      since: worst.since,
      severity: 'high',
      ...(worst.open ? {} : { cap: null }),
      ...(worst.variant === '' ? {} : { variant: worst.variant }),
      args: { n: worst.n, days: rule.days, topic: { name: worst.topic }, ticket: { id: worst.ticket }, date: { date: worst.since } },
      ...(worst.url === '' ? {} : { url: worst.url }),
      act: {
        code: worst.topic === '' ? 'solve-problem' : 'solve-topic',
        args: worst.topic === '' ? {} : { topic: { name: worst.topic } },
        log: 'call',
        due: null,
        done: (before, at) => solved(withAnswered(withContact(before, at), said, at), tickets, at),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    const candidates = facts.tickets.flatMap(({ openedAt, closedAt }) => [
      openedAt + days * DAY,
      ...(closedAt === null ? [] : [closedAt + days * DAY]),
    ]);
    return firstFlip((at) => signal.evaluate(facts, model, at), [...candidates, ...remarkEnds(facts, KINDS, days)], now);
  },
  get examples() {
    return [
      {
        title: 'one topic, however it is typed, three times in ninety days',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-07-16', { ticket: '1', topic: 'خطای پرداخت كارت' }),
          ev('ticket.closed', '2026-07-17', { ticket: '1' }),
          ev('ticket.opened', '2026-08-20', { ticket: '2', topic: 'خطاي پرداخت کارت' }),
          ev('ticket.closed', '2026-08-21', { ticket: '2' }),
          ev('ticket.opened', '2026-10-10', { ticket: '3', topic: 'خطای  پرداخت کارت' }),
        ],
        fires: true,
      },
      {
        title: 'no topics, but three mails with one subject, all closed',
        now: day('2026-10-13'),
        events: ['2026-08-01', '2026-09-01', '2026-10-01'].flatMap((at, i) => [
          ev('ticket.opened', at, { ticket: `${i}`, subject: i === 0 ? 'Login fails' : 'RE: login fails' }),
          ev('ticket.closed', day(at) + DAY, { ticket: `${i}` }),
        ]),
        fires: true,
      },
      {
        title: 'a ticket reopened twice',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-09-01', { ticket: '1', subject: 'Kiln controller' }),
          ...['2026-09-10', '2026-09-20'].flatMap((at) => [
            ev('ticket.closed', day(at) - DAY, { ticket: '1' }),
            ev('ticket.reopened', at, { ticket: '1' }),
          ]),
        ],
        fires: true,
      },
      {
        title: 'they say that it is back',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'repeated-problem' })],
        fires: true,
      },
      {
        title: 'twice is not yet chronic',
        now: day('2026-10-13'),
        events: ['2026-09-01', '2026-10-01'].map((at) => ev('ticket.opened', at, { ticket: at, topic: 'Login' })),
        fires: false,
      },
      {
        title: 'three times, the first of them ninety days ago',
        now: day('2026-10-13'),
        events: ['2026-07-15', '2026-09-01', '2026-10-01'].map((at) => ev('ticket.opened', at, { ticket: at, topic: 'Login' })),
        fires: false,
      },
      {
        title: 'three tickets about different things, each called "Help"',
        now: day('2026-10-13'),
        events: ['2026-09-01', '2026-09-20', '2026-10-01'].map((at) => ev('ticket.opened', at, { ticket: at, subject: 'Help' })),
        fires: false,
      },
      {
        title: 'reopened once',
        now: day('2026-10-13'),
        events: [
          ev('ticket.opened', '2026-09-01', { ticket: '1' }),
          ev('ticket.closed', '2026-09-05', { ticket: '1' }),
          ev('ticket.reopened', '2026-09-08', { ticket: '1' }),
        ],
        fires: false,
      },
      {
        title: 'they said so and were answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'repeated-problem' }, 'back'), ev('remark.answered', '2026-10-11', { remark: 'back' })],
        fires: false,
      },
    ];
  },
};

/** One way in which a problem shows itself to be chronic. */
interface Chronic {
  variant: '' | 'reopened' | 'said';
  since: number;
  n: number;
  topic: string;
  ticket: string;
  url: string;
  /** Whether something of it waits for us. */
  open: boolean;
  tickets: string[];
}

/** Topics with enough tickets opened in the window, the most frequent first. */
function sameTopic(tickets: readonly TicketFact[], rule: typeof defaults, now: number): Chronic[] {
  if (tickets.length < rule.at_least) return [];
  const recent = tickets.filter(({ openedAt }) => now < openedAt + rule.days * DAY);
  if (recent.length < rule.at_least) return [];
  const byTopic = new Map<string, TicketFact[]>();
  for (const ticket of recent) {
    const key = topicKey(ticket);
    if (key !== '') byTopic.set(key, [...(byTopic.get(key) ?? []), ticket]);
  }
  return [...byTopic.values()]
    .filter((same) => same.length >= rule.at_least)
    .sort((a, b) => b.length - a.length)
    .map((same) => chronic('', same, same[rule.at_least - 1]?.openedAt ?? now, same.length));
}

/** Tickets reopened often enough, while open and for the window after they were closed. */
function comingBack(tickets: readonly TicketFact[], rule: typeof defaults, now: number): Chronic[] {
  return tickets
    .filter(({ reopened, closedAt }) => reopened >= rule.reopened && (closedAt === null || now < closedAt + rule.days * DAY))
    .sort((a, b) => b.reopened - a.reopened)
    .map((ticket) => chronic('reopened', [ticket], ticket.openedAt, ticket.reopened));
}

function chronic(variant: Chronic['variant'], tickets: TicketFact[], since: number, n: number): Chronic {
  const last = tickets.at(-1);
  return {
    variant,
    since,
    n,
    topic: last?.topic || last?.subject || last?.id || '',
    ticket: last?.id ?? '',
    url: last?.url ?? '',
    open: tickets.some(({ closedAt }) => closedAt === null),
    tickets: tickets.map((ticket) => ticket.id),
  };
}

function spoken(said: readonly RemarkFact[]): Chronic[] {
  const first = said[0];
  if (!first) return [];
  return [{ variant: 'said', since: first.at, n: said.length, topic: '', ticket: first.ticket, url: '', open: true, tickets: [] }];
}

function solved(facts: Facts, ids: ReadonlySet<string>, at: number): Facts {
  const close = (ticket: TicketFact): TicketFact =>
    ids.has(ticket.id) && ticket.closedAt === null ? { ...ticket, closedAt: at, waitingSince: null } : ticket;
  return { ...facts, tickets: facts.tickets.map(close) };
}
