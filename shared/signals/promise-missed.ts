import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { PromiseFact } from '../facts/work-facts';
import { dayOver } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Severity, Signal, SignalReading } from './signal';

/** `action_high_days`: a thing not done for so long is high too. `partly_days`: how long "in part" is kept in sight. `days`: then an old promise is let go. */
const defaults = { action_high_days: 7, partly_days: 90, days: 365 };
const id = 'promise-missed';

/**
 * We promised something for a day, and the day is over. A result that nobody has confirmed, or that was not reached, is high at once:
 * it is what they bought for. Reached in part is medium.
 */
export const signal: Signal = {
  id,
  row: 43,
  severity: 'high',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Promised by {date}, not done',
    evidence: 'We promised: {what}.',
    short: 'promise missed',
    variants: {
      unconfirmed: { text: 'Promised result not confirmed', evidence: 'Due on {date}: {what}.' },
      missed: { text: 'Promised result not reached', evidence: 'Due on {date}: {what}.' },
      partly: { text: 'Promised result reached in part', evidence: 'Due on {date}: {what}.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.promises.length === 0) return null;
    const broken = brokenPromises(facts, thresholdsOf(id, defaults, model), now);
    const worst = broken.find(({ severity }) => severity === 'high') ?? broken[0];
    if (!worst) return null;
    const { promise, severity, variant } = worst;
    const what = { name: promise.what };
    const alike = broken.filter((other) => other.variant === variant).map((other) => other.promise.id);
    return {
      since: dayOver(promise.due),
      severity,
      ...(variant === undefined ? {} : { variant }),
      args: { date: { date: promise.due }, what },
      act: {
        code: ACTS[variant ?? 'action'],
        args: variant === 'unconfirmed' || variant === undefined ? { what } : { name: personToCall(facts), what },
        log: 'call',
        due: promise.due,
        done: (before, at) => ({
          ...before,
          promises: before.promises.map((row) => (alike.includes(row.id) ? { ...row, keptAt: at, outcome: 'yes' } : row)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    if (facts.promises.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const candidates = facts.promises.flatMap(({ due, keptAt }) => [
      dayOver(due),
      dayOver(due) + rule.action_high_days * DAY,
      dayOver(due) + rule.days * DAY,
      ...(keptAt === null ? [] : [keptAt + rule.partly_days * DAY]),
    ]);
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a result due two weeks ago that nobody confirmed',
        now: day('2026-10-13'),
        events: [
          ev('promise', '2026-07-01', { promise: 'P-1', what: 'Firing time down by a fifth', due: day('2026-09-30'), kind: 'result' }),
        ],
        fires: true,
      },
      {
        title: 'a result that was checked and not reached',
        now: day('2026-10-13'),
        events: [
          ev('promise', '2026-07-01', { promise: 'P-1', what: 'Firing time down by a fifth', due: day('2026-09-30'), kind: 'result' }),
          ev('promise.kept', '2026-10-05', { promise: 'P-1', outcome: 'no' }),
        ],
        fires: true,
      },
      {
        title: 'a result reached in part',
        now: day('2026-10-13'),
        events: [
          ev('promise', '2026-07-01', { promise: 'P-1', what: 'Firing time down by a fifth', due: day('2026-09-30'), kind: 'result' }),
          ev('promise.kept', '2026-10-05', { promise: 'P-1', outcome: 'partly' }),
        ],
        fires: true,
      },
      {
        title: 'a price list that was to be sent the day before yesterday',
        now: day('2026-10-13'),
        events: [ev('promise', '2026-10-01', { promise: 'P-1', what: 'Send the price list', due: day('2026-10-11') })],
        fires: true,
      },
      {
        title: 'on the very day',
        now: day('2026-10-13T18:00:00Z'),
        events: [
          ev('promise', '2026-07-01', { promise: 'P-1', what: 'Firing time down by a fifth', due: day('2026-10-13'), kind: 'result' }),
        ],
        fires: false,
      },
      {
        title: 'a result confirmed',
        now: day('2026-10-13'),
        events: [
          ev('promise', '2026-07-01', { promise: 'P-1', what: 'Firing time down by a fifth', due: day('2026-09-30'), kind: 'result' }),
          ev('promise.kept', '2026-10-05', { promise: 'P-1', outcome: 'yes' }),
        ],
        fires: false,
      },
      {
        title: 'what they promised us',
        now: day('2026-10-13'),
        events: [ev('promise', '2026-09-01', { promise: 'P-1', what: 'Send us the plan', due: day('2026-09-30'), by: 'them' })],
        fires: false,
      },
    ];
  },
};

type Variant = 'unconfirmed' | 'missed' | 'partly';
const ACTS: Record<Variant | 'action', string> = {
  action: 'keep-promise',
  unconfirmed: 'check-result',
  missed: 'reach-result',
  partly: 'reach-result',
};

interface Broken {
  promise: PromiseFact;
  severity: Severity;
  /** Undefined for a thing to do. */
  variant: Variant | undefined;
}

/** Our promises whose day is over and that are not kept, or a result only in part; the first due first. */
function brokenPromises(facts: Facts, rule: typeof defaults, now: number): Broken[] {
  const broken: Broken[] = [];
  for (const promise of facts.promises) {
    const { by, due, kind, keptAt, outcome } = promise;
    const over = dayOver(due);
    if (by !== 'us' || now < over || now >= over + rule.days * DAY) continue;
    if (keptAt !== null) {
      if (kind === 'result' && outcome === 'partly' && now < keptAt + rule.partly_days * DAY)
        broken.push({ promise, severity: 'medium', variant: 'partly' });
    } else if (kind === 'result') broken.push({ promise, severity: 'high', variant: outcome === 'no' ? 'missed' : 'unconfirmed' });
    else broken.push({ promise, severity: now < over + rule.action_high_days * DAY ? 'medium' : 'high', variant: undefined });
  }
  return broken;
}
