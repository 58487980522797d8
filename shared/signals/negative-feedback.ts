import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 180 };
const id = 'negative-feedback';
const PUBLIC = 'public-complaint';
const KINDS = [id, PUBLIC];

/** They said it was bad, to us or in public, and nobody has answered. */
export const signal: Signal = {
  id,
  row: 18,
  severity: 'high',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'Negative feedback, not answered',
    evidence: 'Given on {date}. Waiting: {n}.',
    short: 'negative feedback',
    variants: { public: { text: 'Public complaint, not answered', evidence: 'Posted on {date}. Waiting: {n}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const open = openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
    const posted = open.find(({ kind }) => kind === PUBLIC);
    const first = posted ?? open[0];
    if (!first) return null;
    return {
      since: first.at,
      severity: 'high',
      ...(posted ? { variant: 'public' } : {}),
      args: { date: { date: first.at }, n: open.length },
      act: toAnswer(facts, open, first, { code: 'answer-feedback', log: 'call' }),
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), remarkEnds(facts, KINDS, days), now);
  },
  get examples() {
    return [
      {
        title: 'negative feedback that nobody answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'negative-feedback' })],
        fires: true,
      },
      {
        title: 'a public complaint, noticed but not answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-10', { kind: 'public-complaint', name: 'Mastodon' }, 'post'),
          ev('remark.acknowledged', '2026-10-11', { remark: 'post' }),
        ],
        fires: true,
      },
      {
        title: 'answered the next day',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'public-complaint' }, 'post'), ev('remark.answered', '2026-10-11', { remark: 'post' })],
        fires: false,
      },
      {
        title: 'half a year old',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-04-16', { kind: 'negative-feedback' })],
        fires: false,
      },
      { title: 'praise', now: day('2026-10-13'), events: [ev('remark', '2026-10-10', { kind: 'praise' })], fires: false },
    ];
  },
};
