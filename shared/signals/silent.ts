import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import type { Model } from '../health/model';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'silent';

/**
 * Nobody knows how they are: no word from them and no answer to a survey for a quarter. No news is no good news, so the score is held
 * below healthy. Only somebody who has spoken before can fall silent, and only after messages and talks were recorded for as long: where
 * nobody wrote them down, silence says nothing.
 */
export const signal: Signal = {
  id,
  row: 32,
  severity: 'medium',
  fault: 'them',
  cap: 74,
  echoes: ['contact-overdue'],
  thresholds: defaults,
  message: {
    text: 'Silent for {days:day}',
    evidence: 'Last word from them on record: {date}. Their mood is unknown: no news is not good news.',
    short: 'silent, mood unknown',
    variants: {
      mail: {
        text: 'Nothing from them on record for {days:day}',
        evidence:
          'Last word on record: {date}. The open mail is newer and not recorded yet: log the contact, or let mail count as contact.',
      },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    const last = lastWord(facts, model);
    if (last === null) return null;
    const since = silentFrom(last, facts, model);
    if (now < since) return null;
    return {
      since,
      severity: 'medium',
      args: { days: wholeDays(last, now), date: { date: last } },
      act: { code: 'ask-how', args: { name: personToCall(facts) }, log: 'call', due: null, done: withContact },
    };
  },
  beside(reading, facts, model, writtenAt) {
    const last = lastWord(facts, model);
    return last !== null && writtenAt > last ? { ...reading, variant: 'mail' } : reading;
  },
  nextChange(facts, model, now) {
    const last = lastWord(facts, model);
    return last === null ? null : firstFlip((at) => signal.evaluate(facts, model, at), [silentFrom(last, facts, model)], now);
  },
  get examples() {
    return [
      {
        title: 'we write every month, they last did in summer',
        now: day('2026-10-13'),
        events: [
          ev('mail', '2026-07-01', { direction: 'in' }),
          ev('mail', '2026-08-15', { direction: 'out' }),
          ev('mail', '2026-10-01', { direction: 'out' }),
        ],
        fires: true,
      },
      { title: 'a call ninety days ago', now: day('2026-10-13'), events: [ev('note', '2026-07-15', { kind: 'call' })], fires: true },
      { title: 'a call eighty-nine days ago', now: day('2026-10-12'), events: [ev('note', '2026-07-15', { kind: 'call' })], fires: false },
      {
        title: 'they answered the survey',
        now: day('2026-10-13'),
        events: [
          ev('mail', '2026-06-01', { direction: 'in' }),
          ev('survey.answered', '2026-09-01', { survey: 'Q3', kind: 'nps', score: 9 }),
        ],
        fires: false,
      },
      {
        title: 'they opened a ticket',
        now: day('2026-10-13'),
        events: [ev('mail', '2026-06-01', { direction: 'in' }), ev('ticket.opened', '2026-09-01', { ticket: '1' })],
        fires: false,
      },
      {
        title: 'a customer whose words were never recorded',
        now: day('2026-10-13'),
        events: [
          ev('customer.profile', '2024-01-01', { name: 'Quillbrook', since: day('2024-01-01') }),
          ev('purchase', '2026-10-10', { amount: 12_000, currency: 'EUR' }),
          ev('mail', '2026-06-01', { direction: 'out' }),
        ],
        fires: false,
      },
      {
        title: 'an old ticket, and mail that is recorded since last month only',
        now: day('2026-10-13'),
        events: [ev('ticket.opened', '2026-03-01', { ticket: '1' }), ev('mail', '2026-09-10', { direction: 'out' })],
        fires: false,
      },
      {
        title: 'a customer who has left',
        now: day('2026-10-13'),
        events: [ev('note', '2026-06-01', { kind: 'call' }), ev('customer.lost', '2026-08-01', {})],
        fires: false,
      },
    ];
  },
};

/** When they last said anything: a message, a ticket, a remark, an answer. Null where contact is not recorded, or they left. */
function lastWord(facts: Facts, model: Model): number | null {
  if (facts.contact.recordedSince === null || facts.profile.lostAt !== null || !model.fed.includes('relationship')) return null;
  let last = facts.contact.lastIn;
  const see = (at: number | undefined) => {
    if (at !== undefined && (last === null || at > last)) last = at;
  };
  // Both lists stand in the order of time.
  see(facts.answers.at(-1)?.at);
  see(facts.remarks.at(-1)?.at);
  return last;
}

function silentFrom(last: number, facts: Facts, model: Model): number {
  return Math.max(last, facts.contact.recordedSince ?? last) + thresholdsOf(id, defaults, model).days * DAY;
}
