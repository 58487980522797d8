import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 180 };
const id = 'renegotiation';
const KINDS = [id, 'price-cut'];

/** They ask for other terms or a lower price at any time. Close to a renewal the rule on price cuts says it better. */
export const signal: Signal = {
  id,
  row: 21,
  severity: 'high',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'New terms asked, not answered',
    evidence: 'Asked on {date}.',
    short: 'new terms asked',
    variants: { price: { text: 'Lower price asked, not answered', evidence: 'Asked on {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const open = openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
    const first = open[0];
    if (!first) return null;
    const price = first.kind !== id;
    return {
      since: first.at,
      severity: 'high',
      ...(price ? { variant: 'price' } : {}),
      args: { date: { date: first.at } },
      act: toAnswer(facts, open, first, { code: price ? 'answer-price' : 'answer-terms', log: 'call' }),
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), remarkEnds(facts, KINDS, days), now);
  },
  get examples() {
    return [
      {
        title: 'other terms asked in the middle of the term',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-12-31') }),
          ev('remark', '2026-10-10', { kind: 'renegotiation' }),
        ],
        fires: true,
      },
      {
        title: 'a lower price asked, without any contract on file',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'price-cut' })],
        fires: true,
      },
      {
        title: 'answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'renegotiation' }, 'ask'), ev('remark.answered', '2026-10-12', { remark: 'ask' })],
        fires: false,
      },
      {
        title: 'asked half a year ago',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-04-16', { kind: 'renegotiation' })],
        fires: false,
      },
      {
        title: 'finding it expensive is no request',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'price-objection' })],
        fires: false,
      },
    ];
  },
};
