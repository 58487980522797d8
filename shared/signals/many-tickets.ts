import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { day, ev } from './example';
import { firstFlip, midnights, type Standing } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 30, mean_days: 90, times: 2, at_least: 3 };
const id = 'many-tickets';

/** Far more tickets than this customer's own mean: often the product is hard to use. */
export const signal: Signal = {
  id,
  row: 19,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: '{n:ticket} in 30 days',
    evidence: 'Usual here: {usual} in 30 days. Often the product is hard to use.',
    short: 'many tickets',
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const counts = dayCounts(facts);
    const today = countsOn(counts, rule, dayOf(now));
    if (!today.fires) return null;
    let since = dayOf(now);
    while (dayOf(now) - since < rule.days && countsOn(counts, rule, since - 1).fires) since--;
    const open = facts.tickets.filter((ticket) => ticket.closedAt === null);
    const reading: SignalReading = {
      since: since * DAY,
      severity: 'medium',
      args: { n: today.recent, usual: Math.round(today.usual * 10) / 10 },
    };
    if (open.length === 0) return reading;
    return {
      ...reading,
      act: {
        code: 'close-tickets',
        args: { n: open.length },
        log: 'call',
        due: null,
        done: (before, at) => ({
          ...before,
          tickets: before.tickets.map((ticket) => (ticket.closedAt === null ? { ...ticket, closedAt: at, waitingSince: null } : ticket)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const counts = dayCounts(facts);
    const last = Math.max(...counts.map(([day]) => day), 0);
    // Fewer in the whole table than it takes to fire: no day will.
    if (counts.reduce((sum, [, count]) => sum + count, 0) < rule.at_least) return null;
    const standingOn = (at: number): Standing | null => (countsOn(counts, rule, dayOf(at)).fires ? { severity: 'medium' } : null);
    return firstFlip(standingOn, midnights(now, (last + rule.mean_days + 1) * DAY), now);
  },
  get examples() {
    return [
      {
        title: 'six tickets in a month after one in the two months before',
        now: day('2026-10-13'),
        events: ['2026-08-01', '2026-09-20', '2026-09-22', '2026-09-28', '2026-10-01', '2026-10-05', '2026-10-12'].map((at) =>
          ev('ticket.opened', at, { ticket: at }),
        ),
        fires: true,
      },
      {
        title: 'two tickets, however unusual',
        now: day('2026-10-13'),
        events: ['2026-10-01', '2026-10-05'].map((at) => ev('ticket.opened', at, { ticket: at })),
        fires: false,
      },
      {
        title: 'a busy customer with as many as ever',
        now: day('2026-10-13'),
        events: [
          '2026-07-20',
          '2026-07-28',
          '2026-08-04',
          '2026-08-20',
          '2026-09-02',
          '2026-09-10',
          '2026-09-20',
          '2026-10-01',
          '2026-10-09',
        ].map((at) => ev('ticket.opened', at, { ticket: at })),
        fires: false,
      },
    ];
  },
};

type DayCounts = readonly (readonly [day: number, count: number])[];
const dayCounts = (facts: Facts): DayCounts => Object.entries(facts.ticketDays).map(([day, count]) => [Number(day), count]);

/** Tickets in the short window ending on day `today`, the own mean over the long one per short window, and whether that is too many. */
function countsOn(counts: DayCounts, rule: typeof defaults, today: number): { recent: number; usual: number; fires: boolean } {
  let recent = 0;
  let all = 0;
  for (const [day, count] of counts) {
    const age = today - day;
    if (age >= 0 && age < rule.days) recent += count;
    if (age >= 0 && age < rule.mean_days) all += count;
  }
  const usual = (all * rule.days) / rule.mean_days;
  return { recent, usual, fires: recent >= rule.at_least && recent >= rule.times * usual };
}
