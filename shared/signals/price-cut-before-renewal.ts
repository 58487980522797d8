import { DAY } from '../event';
import type { ContractFact, Facts, RemarkFact } from '../facts/facts';
import { daysAhead } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'price-cut-before-renewal';
const KINDS = ['price-cut', 'renegotiation'];

/** Shortly before a renewal they ask for a lower price or other terms: a red flag until it is answered. */
export const signal: Signal = {
  id,
  row: 20,
  severity: 'critical',
  fault: 'them',
  cap: 49,
  supersedes: ['renegotiation', 'price-objection'],
  thresholds: defaults,
  message: {
    text: 'Price cut asked, {days:d} left',
    evidence: 'Asked on {date}; renewal in {days:day}.',
    short: 'price cut asked',
    variants: { terms: { text: 'New terms asked, {days:d} left', evidence: 'Asked on {date}; renewal in {days:day}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const asked = requests(facts, thresholdsOf(id, defaults, model).days, now);
    const first = asked[0];
    if (!first) return null;
    const { remark, contract } = first;
    const ids = asked.map((request) => request.remark.id);
    return {
      since: remark.at,
      severity: 'critical',
      ...(remark.kind === 'renegotiation' ? { variant: 'terms' } : {}),
      args: { kind: { key: `remark.${remark.kind}` }, days: daysAhead(now, contract.end), date: { date: remark.at } },
      act: {
        code: 'answer-price',
        args: { name: personToCall(facts, remark.contact) },
        log: 'call',
        due: null,
        done: (before, at) => ({
          ...before,
          remarks: before.remarks.map((item) => (ids.includes(item.id) ? { ...item, answeredAt: at } : item)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      facts.contracts.map((contract) => contract.end),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'a lower price asked two months before the renewal',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-10') }),
          ev('remark', '2026-10-10', { kind: 'price-cut' }),
        ],
        fires: true,
      },
      {
        title: 'the request was answered',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2026-12-10') }),
          ev('remark', '2026-10-10', { kind: 'price-cut' }, 'ask'),
          ev('remark.answered', '2026-10-12', { remark: 'ask' }),
        ],
        fires: false,
      },
      {
        title: 'asked long before the renewal',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2025-12-01', { contract: 'C-1', end: day('2027-06-30') }),
          ev('remark', '2026-10-10', { kind: 'renegotiation' }),
        ],
        fires: false,
      },
    ];
  },
};

/** Unanswered requests made within the window before a contract's end that is still ahead, oldest first. */
function requests(facts: Facts, days: number, now: number): { remark: RemarkFact; contract: ContractFact }[] {
  const ahead = facts.contracts.filter((contract) => contract.endedAt === null && contract.end > now).sort((a, b) => a.end - b.end);
  return facts.remarks
    .flatMap((remark) => {
      const contract = ahead.find(({ end }) => remark.at >= end - days * DAY);
      return KINDS.includes(remark.kind) && remark.answeredAt === null && contract ? [{ remark, contract }] : [];
    })
    .sort((a, b) => a.remark.at - b.remark.at);
}
