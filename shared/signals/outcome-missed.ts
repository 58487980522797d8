import { DAY } from '../event';
import { entryOf } from '../facts/bounded';
import type { Facts } from '../facts/facts';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** Days for which an outcome that was not reached stays in sight, unless a later check says that it was. */
const defaults = { days: 90 };
const id = 'outcome-missed';
const CHECKS = [30, 60, 90] as const;

/** At the 30, 60 or 90-day check they had not reached what they came for: early enough to do something about it. */
export const signal: Signal = {
  id,
  row: 82,
  severity: 'high',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Outcome not reached at {at:day}',
    evidence: 'At the check on {date} they had not reached what they came for.',
    short: 'outcome not reached',
    variants: {
      partly: {
        text: 'Outcome reached in part at {at:day}',
        evidence: 'At the check on {date} they had reached a part of what they came for.',
      },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    const last = lastCheck(facts);
    if (!last || last.result === 'yes') return null;
    const { days } = thresholdsOf(id, defaults, model);
    if (now >= last.at + days * DAY) return null;
    return {
      since: last.at,
      severity: last.result === 'no' ? 'high' : 'medium',
      ...(last.result === 'partly' ? { variant: 'partly' } : {}),
      args: { at: last.days, date: { date: last.at } },
      act: {
        code: 'agree-outcome',
        args: { name: personToCall(facts) },
        log: 'meeting',
        due: null,
        done: (before, at) => ({ ...before, checks: { ...before.checks, [`outcome-${last.days}`]: { at, result: 'yes' } } }),
      },
    };
  },
  nextChange(facts, model, now) {
    const last = lastCheck(facts);
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), last ? [last.at + days * DAY] : [], now);
  },
  get examples() {
    const check = (at: string, days: number, result: 'yes' | 'partly' | 'no') => [
      ev(
        'task.set',
        at,
        { task: `due:outcome-${days}:0`, title: 'Check', due: day(at), kind: 'outcome', step: `outcome-${days}` },
        `${days}a`,
      ),
      ev('task.done', at, { task: `due:outcome-${days}:0`, result }, `${days}b`),
    ];
    return [
      { title: 'not reached after thirty days', now: day('2026-10-13'), events: check('2026-10-01', 30, 'no'), fires: true },
      { title: 'in part after sixty', now: day('2026-10-13'), events: check('2026-10-01', 60, 'partly'), fires: true },
      {
        title: 'reached at the next check',
        now: day('2026-10-13'),
        events: [...check('2026-09-01', 30, 'no'), ...check('2026-10-01', 60, 'yes')],
        fires: false,
      },
      { title: 'old news', now: day('2026-10-13'), events: check('2026-07-01', 90, 'no'), fires: false },
    ];
  },
};

/** The newest of the outcome checks that said something. */
function lastCheck(facts: Facts): { days: number; at: number; result: string } | null {
  let last: { days: number; at: number; result: string } | null = null;
  for (const days of CHECKS) {
    const check = entryOf(facts.checks, `outcome-${days}`);
    if (check && check.result !== '' && (last === null || check.at > last.at)) last = { days, ...check };
  }
  return last;
}
