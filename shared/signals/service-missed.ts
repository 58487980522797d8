import { DAY } from '../event';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { remarkEnds } from './rule/remarks';
import { saidLately, whatWasSaid } from './rule/said';
import { thresholdsOf } from './rule/thresholds';
import { ticketLink } from './rule/ticket-link';
import type { Signal, SignalReading } from './signal';

/** `medium_from`: so many misses and complaints within the days are more than a slip. */
const defaults = { days: 90, medium_from: 2 };
const id = 'service-missed';
/** While a complaint waits it has a warning of its own; answered, it is remembered here. */
const KINDS = ['complaint'];

/** After twenty good deliveries the one miss is what they remember: it stays in sight for ninety days, whatever the average. */
export const signal: Signal = {
  id,
  row: 36,
  severity: 'low',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: '{met} met, {n} missed ({date})',
    evidence: '{what}. Shown for {days:day}, whatever the average.',
    short: 'service missed',
    variants: {
      unnamed: { text: '{met} met, {n} missed ({date})', evidence: 'Shown for {days:day}, whatever the average.' },
      complaint: { text: 'Complained on {date}', evidence: 'Answered: {what}. Shown for {days:day}, whatever the average.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.sla.missed.length === 0 && facts.remarks.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const missed = facts.sla.missed.filter(({ at }) => now < at + rule.days * DAY);
    const complaints = saidLately(facts, KINDS, rule.days, now).filter(({ answeredAt }) => answeredAt !== null);
    const severity = missed.length + complaints.length >= rule.medium_from ? 'medium' : 'low';
    const miss = missed.at(-1);
    const complaint = complaints.at(-1);
    if (miss) {
      const what = { name: miss.what };
      return {
        since: miss.at,
        severity,
        ...(miss.what === '' ? { variant: 'unnamed' } : {}),
        args: { met: facts.sla.met, n: facts.sla.missed.length, date: { date: miss.at }, what, days: rule.days },
        ...ticketLink(facts, miss.ticket),
      };
    }
    if (!complaint) return null;
    return {
      since: complaint.at,
      severity,
      variant: 'complaint',
      args: { date: { date: complaint.at }, what: whatWasSaid(complaint), days: rule.days },
      ...ticketLink(facts, complaint.ticket),
    };
  },
  nextChange(facts, model, now) {
    if (facts.sla.missed.length === 0 && facts.remarks.length === 0) return null;
    const { days } = thresholdsOf(id, defaults, model);
    const candidates = [...facts.sla.missed.map(({ at }) => at + days * DAY), ...remarkEnds(facts, KINDS, days)];
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'twenty met and one missed',
        now: day('2026-10-13'),
        events: [
          ...Array.from({ length: 20 }, (_, i) => ev('sla.result', day('2026-06-01') + i * 5 * DAY, { met: true })),
          ev('sla.result', '2026-09-14', { met: false, what: 'First reply within 4 hours' }),
        ],
        fires: true,
      },
      {
        title: 'two missed within a quarter, what was missed not named',
        now: day('2026-10-13'),
        events: [ev('sla.result', '2026-08-01', { met: false }), ev('sla.result', '2026-09-14', { met: false })],
        fires: true,
      },
      {
        title: 'a complaint, long answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-08-20', { kind: 'complaint', text: 'Broken on arrival' }, 'broken'),
          ev('remark.answered', '2026-08-21', { remark: 'broken' }),
        ],
        fires: true,
      },
      {
        title: 'missed ninety days ago',
        now: day('2026-10-13'),
        events: [ev('sla.result', '2026-07-15', { met: false, what: 'First reply within 4 hours' })],
        fires: false,
      },
      {
        title: 'twenty met and none missed',
        now: day('2026-10-13'),
        events: Array.from({ length: 20 }, (_, i) => ev('sla.result', day('2026-07-01') + i * 5 * DAY, { met: true })),
        fires: false,
      },
    ];
  },
};
