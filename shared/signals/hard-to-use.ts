import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { remarkEnds, toAnswer } from './rule/remarks';
import { saidOften, whatWasSaid } from './rule/said';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90, at_least: 2 };
const id = 'hard-to-use';
const KINDS = ['complexity', 'performance'];

/** Too much, too crowded or too slow, said more than once. Open while a remark of them waits. */
export const signal: Signal = {
  id,
  row: 42,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Complex or slow, said {n:time}',
    evidence: 'Within {days:day}, last on {date}: {what}.',
    short: 'hard to use',
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const said = saidOften(facts, KINDS, rule, now);
    if (!said) return null;
    return {
      since: said.since,
      severity: 'medium',
      args: { n: said.times, days: rule.days, date: { date: said.last.at }, what: whatWasSaid(said.last) },
      act: toAnswer(facts, said.waiting, said.last, { code: 'show-simpler', log: 'meeting' }),
    };
  },
  nextChange(facts, model, now) {
    if (facts.remarks.length === 0) return null;
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), remarkEnds(facts, KINDS, days), now);
  },
  get examples() {
    return [
      {
        title: 'once too complex, once too slow',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-08-01', { kind: 'complexity', text: 'Too many screens' }),
          ev('remark', '2026-10-12', { kind: 'performance' }),
        ],
        fires: true,
      },
      {
        title: 'two remarks, the older of them ninety days old',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-07-15', { kind: 'complexity' }), ev('remark', '2026-10-12', { kind: 'performance' })],
        fires: false,
      },
      { title: 'one remark', now: day('2026-10-13'), events: [ev('remark', '2026-10-12', { kind: 'performance' })], fires: false },
      {
        title: 'two remarks, both answered with a training',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-01', { kind: 'complexity' }, 'one'),
          ev('remark', '2026-10-02', { kind: 'complexity' }, 'two'),
          ev('remark.answered', '2026-10-12', { remark: 'one' }),
          ev('remark.answered', '2026-10-12', { remark: 'two' }),
        ],
        fires: false,
      },
    ];
  },
};
