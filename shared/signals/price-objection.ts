import { DAY } from '../event';
import type { Facts, RemarkFact } from '../facts/facts';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `renewal_days`: an objection made so shortly before a renewal is critical. */
const defaults = { days: 90, renewal_days: 90 };
const id = 'price-objection';
const KINDS = ['price-objection'];

/** They find it dear, and a cheaper alternative may win. Shortly before a renewal that is a red flag, as a request for a lower price is. */
export const signal: Signal = {
  id,
  row: 38,
  severity: 'medium',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'Finds the price too high',
    evidence: 'Said on {date}.',
    short: 'price objection',
    variants: { renewal: { text: 'Finds the price high, renewal near', evidence: 'Said on {date}; renewal on {end}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.remarks.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const objections = openRemarks(facts, KINDS, rule.days, now);
    const first = objections[0];
    const last = objections.at(-1);
    if (!first || !last) return null;
    const end = renewalNear(facts, objections, rule.renewal_days, now);
    return {
      since: first.at,
      severity: end === null ? 'medium' : 'critical',
      ...(end === null ? { cap: null } : { variant: 'renewal' }),
      args: { date: { date: last.at }, ...(end === null ? {} : { end: { date: end } }) },
      act: toAnswer(facts, objections, last, { code: 'answer-price', log: 'call' }),
    };
  },
  nextChange(facts, model, now) {
    if (facts.remarks.length === 0) return null;
    const { days } = thresholdsOf(id, defaults, model);
    const candidates = [...remarkEnds(facts, KINDS, days), ...facts.contracts.map(({ end }) => end)];
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'too dear, said once',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'price-objection' })],
        fires: true,
      },
      {
        title: 'too dear, two months before the renewal',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-10') }),
          ev('remark', '2026-10-12', { kind: 'price-objection' }),
        ],
        fires: true,
      },
      {
        title: 'too dear, a year before the renewal',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-10-01', { contract: 'C-1', end: day('2027-10-01') }),
          ev('remark', '2026-10-12', { kind: 'price-objection' }),
        ],
        fires: true,
      },
      {
        title: 'ninety days ago',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-07-15', { kind: 'price-objection' })],
        fires: false,
      },
      {
        title: 'the price was explained',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'price-objection' }, 'dear'), ev('remark.answered', '2026-10-12', { remark: 'dear' })],
        fires: false,
      },
    ];
  },
};

/** The end, still ahead, of the running contract that one of the objections shortly precedes; null when none does. */
function renewalNear(facts: Facts, objections: readonly RemarkFact[], days: number, now: number): number | null {
  const ends = facts.contracts
    .filter(({ endedAt, end }) => endedAt === null && end > now && objections.some(({ at }) => at >= end - days * DAY))
    .map(({ end }) => end);
  return ends.length === 0 ? null : Math.min(...ends);
}
