import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { remarkEnds, toAnswer } from './rule/remarks';
import { saidOften } from './rule/said';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 60, at_least: 2 };
const id = 'billing-questions';
const KINDS = ['billing-question'];

/** They keep asking what they pay for: hidden fees, or a price that is hard to follow. Open while a question of them waits. */
export const signal: Signal = {
  id,
  row: 40,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Asked about the bill {n:time}',
    evidence: 'Within {days:day}, last on {date}. The price may be hard to follow.',
    short: 'billing questions',
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const said = saidOften(facts, KINDS, rule, now);
    if (!said) return null;
    return {
      since: said.since,
      severity: 'medium',
      args: { n: said.times, days: rule.days, date: { date: said.last.at } },
      act: toAnswer(facts, said.waiting, said.last, { code: 'explain-bill', log: 'call' }),
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
        title: 'two questions in three weeks',
        now: day('2026-10-13'),
        events: ['2026-09-20', '2026-10-12'].map((at) => ev('remark', at, { kind: 'billing-question' })),
        fires: true,
      },
      {
        title: 'two questions, the first of them on the last of the sixty days',
        now: day('2026-10-12T23:00:00Z'),
        events: ['2026-08-14', '2026-10-12'].map((at) => ev('remark', at, { kind: 'billing-question' })),
        fires: true,
      },
      {
        title: 'two questions, sixty days after the first',
        now: day('2026-10-13'),
        events: ['2026-08-14', '2026-10-12'].map((at) => ev('remark', at, { kind: 'billing-question' })),
        fires: false,
      },
      { title: 'one question', now: day('2026-10-13'), events: [ev('remark', '2026-10-12', { kind: 'billing-question' })], fires: false },
      {
        title: 'two questions, both answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-09-20', { kind: 'billing-question' }, 'one'),
          ev('remark.answered', '2026-09-21', { remark: 'one' }),
          ev('remark', '2026-10-10', { kind: 'billing-question' }, 'two'),
          ev('remark.answered', '2026-10-12', { remark: 'two' }),
        ],
        fires: false,
      },
    ];
  },
};
