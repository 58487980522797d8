import { DAY } from '../event';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'card-declined';

/** The card was refused for good. A soft decline (no funds today) alone does not fire. */
export const signal: Signal = {
  id,
  row: 25,
  severity: 'high',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: { text: 'Card declined', evidence: 'Hard decline on {date}.', short: 'card declined' },
  evaluate(facts, model, now): SignalReading | null {
    const { days } = thresholdsOf(id, defaults, model);
    const failures = facts.failures.filter(
      (failure) => failure.decline === 'hard' && failure.clearedAt === null && now < failure.at + days * DAY,
    );
    const first = failures.sort((a, b) => a.at - b.at)[0];
    if (!first) return null;
    return {
      since: first.at,
      severity: 'high',
      args: { date: { date: first.at }, days: wholeDays(first.at, now) },
      act: {
        code: 'new-card',
        args: { name: personToCall(facts) },
        log: 'call',
        due: null,
        done: (before, at) => ({
          ...before,
          failures: before.failures.map((failure) => ({ ...failure, clearedAt: failure.clearedAt ?? at })),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      facts.failures.map((failure) => failure.at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      { title: 'one hard decline', now: day('2026-10-13'), events: [ev('payment.failed', '2026-10-12', { decline: 'hard' })], fires: true },
      {
        title: 'a soft decline alone',
        now: day('2026-10-13'),
        events: [ev('payment.failed', '2026-10-12', { decline: 'soft' })],
        fires: false,
      },
      {
        title: 'a payment that went through since',
        now: day('2026-10-13'),
        events: [ev('payment.failed', '2026-10-10', { decline: 'hard' }), ev('payment.succeeded', '2026-10-12', {})],
        fires: false,
      },
    ];
  },
};
