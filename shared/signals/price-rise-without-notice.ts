import { DAY } from '../event';
import type { ContractFact, Facts } from '../facts/facts';
import { daysAhead } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `after_days`: how long after the new price it is still worth saying. */
const defaults = { notice_days: 30, after_days: 60 };
const id = 'price-rise-without-notice';

/** A new price takes effect and nobody told them thirty days before: a red warning on us. Told late, it stays open without a cap. */
export const signal: Signal = {
  id,
  row: 39,
  severity: 'critical',
  fault: 'us',
  cap: 49,
  thresholds: defaults,
  message: {
    text: 'Price rise, no notice sent',
    evidence: 'New price from {date}; 30 days of notice are due.',
    short: 'price rise without notice',
    variants: { late: { text: 'Price notice sent late', evidence: 'Sent {sent}, new price from {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const unsaid = changes(facts, rule, now);
    const first = unsaid.find(({ sent }) => sent === null) ?? unsaid[0];
    if (!first) return null;
    const { contract, effective, percent, sent } = first;
    const args = {
      date: { date: effective },
      days: daysAhead(now, effective),
      contract: { id: contract.id },
      ...(percent === null ? {} : { percent: { percent: percent / 100 } }),
    };
    const since = effective - rule.notice_days * DAY;
    if (sent !== null) {
      const done = (before: Facts, at: number) =>
        withContract(before, contract.id, { priceChange: { effective: sent + rule.notice_days * DAY, percent, at } });
      return {
        since,
        severity: 'medium',
        cap: null,
        variant: 'late',
        args: { ...args, sent: { date: sent } },
        act: { code: 'delay-price', args: { contract: { id: contract.id } }, log: 'email', due: effective, done },
      };
    }
    // A notice sent only now gives its thirty days if the price waits for them; so the act is both.
    const done = (before: Facts, at: number) =>
      withContract(before, contract.id, {
        priceNoticeAt: at,
        priceChange: { effective: Math.max(effective, at + rule.notice_days * DAY), percent, at },
      });
    return {
      since,
      severity: 'critical',
      args,
      act: { code: 'send-price-notice', args: { contract: { id: contract.id } }, log: 'email', due: null, done },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const candidates = facts.contracts.flatMap(({ priceChange }) =>
      priceChange
        ? [priceChange.effective - rule.notice_days * DAY + 1, priceChange.effective, priceChange.effective + rule.after_days * DAY]
        : [],
    );
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a rise in three weeks, no notice',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31') }),
          ev('price.change', '2026-09-01', { contract: 'C-1', effective: day('2026-11-03'), percent: 8 }),
        ],
        fires: true,
      },
      {
        title: 'told two weeks before only',
        now: day('2026-10-25'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31') }),
          ev('price.change', '2026-09-01', { contract: 'C-1', effective: day('2026-11-03'), percent: 8 }),
          ev('notice.sent', '2026-10-20', { contract: 'C-1', kind: 'price' }),
        ],
        fires: true,
      },
      {
        title: 'told in time',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31') }),
          ev('price.change', '2026-09-01', { contract: 'C-1', effective: day('2026-11-03'), percent: 8 }),
          ev('notice.sent', '2026-09-20', { contract: 'C-1', kind: 'price' }),
        ],
        fires: false,
      },
      {
        title: 'a lower price surprises nobody',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31') }),
          ev('price.change', '2026-09-01', { contract: 'C-1', effective: day('2026-11-03'), percent: -5 }),
        ],
        fires: false,
      },
    ];
  },
};

interface Change {
  contract: ContractFact;
  effective: number;
  percent: number | null;
  sent: number | null;
}

/** Rises whose notice is missing or came late, those in effect soonest first. A late notice counts until the price is in effect. */
function changes(facts: Facts, rule: typeof defaults, now: number): Change[] {
  return facts.contracts
    .flatMap((contract): Change[] => {
      const { priceChange, priceNoticeAt: sent } = contract;
      if (!priceChange || contract.endedAt !== null || (priceChange.percent !== null && priceChange.percent <= 0)) return [];
      const { effective, percent } = priceChange;
      const inTime = effective - rule.notice_days * DAY;
      if (now <= inTime || (sent !== null && sent <= inTime)) return [];
      const until = sent === null ? effective + rule.after_days * DAY : effective;
      return now < until ? [{ contract, effective, percent, sent }] : [];
    })
    .sort((a, b) => a.effective - b.effective);
}

function withContract(facts: Facts, id: string, change: Partial<ContractFact>): Facts {
  return { ...facts, contracts: facts.contracts.map((contract) => (contract.id === id ? { ...contract, ...change } : contract)) };
}
