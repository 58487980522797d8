import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { TermFact } from '../facts/work-facts';
import { dayOver, wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `high_days`: late by so much it is high. */
const defaults = { high_days: 14 };
const id = 'terms-unmet';

/** The contract grants something, its day is over, and nobody says that they got it: a contract guarantees even the smallest. */
export const signal: Signal = {
  id,
  row: 109,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Contract term {days:day} late',
    evidence: 'Due on {date}: {what}. Not met: {n}.',
    short: 'contract term not met',
  },
  evaluate(facts, model, now): SignalReading | null {
    const late = unmet(facts, now);
    const oldest = late[0];
    if (!oldest) return null;
    const rule = thresholdsOf(id, defaults, model);
    const what = oldest.term.what === '' ? { id: oldest.term.id } : { name: oldest.term.what };
    const ids = late.map(({ term }) => term.id);
    return {
      since: dayOver(oldest.due),
      severity: now - dayOver(oldest.due) >= rule.high_days * DAY ? 'high' : 'medium',
      args: { days: wholeDays(oldest.due, now), date: { date: oldest.due }, what, n: late.length },
      act: {
        code: 'meet-term',
        args: { what },
        log: 'email',
        due: oldest.due,
        done: (before, at) => ({
          ...before,
          contracts: before.contracts.map((contract) => ({
            ...contract,
            terms: contract.terms.map((term) => (ids.includes(term.id) ? { ...term, metAt: at } : term)),
          })),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const { high_days } = thresholdsOf(id, defaults, model);
    const candidates = openTerms(facts).flatMap(({ due }) => [dayOver(due), dayOver(due) + high_days * DAY]);
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    const contract = ev('contract.set', '2026-01-02', { contract: 'C-1', end: day('2027-01-02') });
    return [
      {
        title: 'training was due last week',
        now: day('2026-10-13'),
        events: [
          contract,
          ev('term.set', '2026-01-02', { contract: 'C-1', term: 'training', what: 'Two days of training', due: day('2026-10-05') }),
        ],
        fires: true,
      },
      {
        title: 'a month late is high',
        now: day('2026-10-13'),
        events: [contract, ev('term.set', '2026-01-02', { contract: 'C-1', term: 'audit', due: day('2026-09-01') })],
        fires: true,
      },
      {
        title: 'its day is not over',
        now: day('2026-10-13'),
        events: [contract, ev('term.set', '2026-01-02', { contract: 'C-1', term: 'training', what: 'Training', due: day('2026-10-13') })],
        fires: false,
      },
      {
        title: 'given in time',
        now: day('2026-10-13'),
        events: [
          contract,
          ev('term.set', '2026-01-02', { contract: 'C-1', term: 'training', what: 'Training', due: day('2026-10-05') }),
          ev('term.set', '2026-10-01', { contract: 'C-1', term: 'training', met: true }),
        ],
        fires: false,
      },
    ];
  },
};

interface OpenTerm {
  term: TermFact;
  due: number;
}

/** Terms of running contracts that have a day and are not met. */
function openTerms(facts: Facts): OpenTerm[] {
  return facts.contracts.flatMap(({ endedAt, terms }) =>
    endedAt === null ? terms.flatMap((term) => (term.metAt === null && term.due !== null ? [{ term, due: term.due }] : [])) : [],
  );
}
const unmet = (facts: Facts, now: number): OpenTerm[] =>
  openTerms(facts)
    .filter(({ due }) => now >= dayOver(due))
    .sort((a, b) => a.due - b.due);
