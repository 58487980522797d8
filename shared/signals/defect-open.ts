import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { whatWasSaid } from './rule/said';
import { thresholdsOf } from './rule/thresholds';
import { ticketLink } from './rule/ticket-link';
import type { Signal, SignalReading } from './signal';

/** `days`: a defect or a missing feature that nobody spoke of for a year is open no more. */
const defaults = { days: 365 };
const id = 'defect-open';
const KINDS = ['defect', 'feature-gap'];

/** The product does not do what they need: a defect or a missing feature that waits for our answer. One that stops their work is high. */
export const signal: Signal = {
  id,
  row: 41,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Defect open since {date}',
    evidence: '{what}. Not answered: {n}.',
    short: 'open defect',
    variants: {
      gap: { text: 'Misses a feature since {date}', evidence: '{what}. Not answered: {n}.' },
      blocker: { text: 'Cannot work since {date}', evidence: '{what}. Not answered: {n}.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.remarks.length === 0) return null;
    const open = openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
    const first = open.find(({ blocker }) => blocker) ?? open.find(({ kind }) => kind === 'defect') ?? open[0];
    if (!first) return null;
    const variant = first.blocker ? 'blocker' : first.kind === 'defect' ? undefined : 'gap';
    return {
      since: first.at,
      severity: first.blocker ? 'high' : 'medium',
      ...(variant === undefined ? {} : { variant }),
      args: { date: { date: first.at }, what: whatWasSaid(first), n: open.length },
      ...ticketLink(facts, first.ticket),
      act: toAnswer(facts, open, first, { code: first.kind === 'defect' ? 'answer-defect' : 'answer-gap', log: 'email' }),
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
        title: 'a defect that waits since spring',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-05-12', { kind: 'defect', name: 'Kiln log export' })],
        fires: true,
      },
      {
        title: 'a missing feature without which they cannot work',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-01', { kind: 'defect', name: 'Kiln log export' }),
          ev('remark', '2026-10-12', { kind: 'feature-gap', name: 'Two ovens', blocker: true }),
        ],
        fires: true,
      },
      {
        title: 'a missing feature',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'feature-gap', text: 'No dark mode' })],
        fires: true,
      },
      {
        title: 'answered, blocker or not',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-10', { kind: 'defect', blocker: true }, 'stuck'),
          ev('remark.answered', '2026-10-12', { remark: 'stuck' }),
        ],
        fires: false,
      },
      {
        title: 'a wish of more than a year ago',
        now: day('2026-10-13'),
        events: [ev('remark', '2025-10-13', { kind: 'feature-gap' })],
        fires: false,
      },
    ];
  },
};
