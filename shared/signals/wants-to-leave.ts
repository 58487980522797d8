import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import type { Model } from '../health/model';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { openRemarks, remarkEnds, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 180 };
const id = 'wants-to-leave';
const KINDS = ['leave'];

/**
 * They say that they want to leave, and nobody has answered. It stands with or without a running contract; how long there is to win them
 * back inside a term is a rule of its own.
 */
export const signal: Signal = {
  id,
  row: 0,
  severity: 'critical',
  fault: 'them',
  cap: 49,
  thresholds: defaults,
  message: { text: 'Wants to leave', evidence: 'Said on {date}, not answered yet.', short: 'wants to leave' },
  evaluate(facts, model, now): SignalReading | null {
    const open = unanswered(facts, model, now);
    const first = open[0];
    const last = open.at(-1);
    if (!first || !last) return null;
    return {
      since: first.at,
      severity: 'critical',
      args: { date: { date: last.at } },
      act: {
        code: 'call-today',
        args: { name: personToCall(facts, last.contact) },
        log: 'call',
        due: first.at + DAY,
        done: (before, at) => withAnswered(withContact(before, at), open, at),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), remarkEnds(facts, KINDS, days), now);
  },
  get examples() {
    return [
      {
        title: 'without any contract',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'leave' })],
        fires: true,
      },
      {
        title: 'in the middle of a term, said twice',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-12-31') }),
          ev('remark', '2026-10-01', { kind: 'leave' }),
          ev('remark', '2026-10-12', { kind: 'leave' }),
        ],
        fires: true,
      },
      {
        title: 'somebody has answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'leave' }, 'bye'), ev('remark.answered', '2026-10-12', { remark: 'bye' })],
        fires: false,
      },
      {
        title: 'said half a year ago, and still here',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-04-16', { kind: 'leave' })],
        fires: false,
      },
      {
        title: 'a customer who has left',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-01', { kind: 'leave' }), ev('customer.lost', '2026-10-10', {})],
        fires: false,
      },
      {
        title: 'other terms are no farewell',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'renegotiation' })],
        fires: false,
      },
    ];
  },
};

const unanswered = (facts: Facts, model: Model, now: number) =>
  facts.profile.lostAt !== null ? [] : openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
