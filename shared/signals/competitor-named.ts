import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'competitor-named';
const KINDS = ['competitor'];

/** They look at somebody else: a mention of a competitor that nobody has answered. */
export const signal: Signal = {
  id,
  row: 37,
  severity: 'high',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Named a competitor: {competitor}',
    evidence: 'Named {n:time}, last on {date}.',
    short: 'competitor named',
    variants: { unnamed: { text: 'Named a competitor', evidence: 'Named {n:time}, last on {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.remarks.length === 0) return null;
    const mentions = openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
    const first = mentions[0];
    const last = mentions.at(-1);
    if (!first || !last) return null;
    const named = mentions.findLast(({ name }) => name !== '');
    return {
      since: first.at,
      severity: 'high',
      ...(named ? {} : { variant: 'unnamed' }),
      args: { ...(named ? { competitor: { name: named.name } } : {}), n: mentions.length, date: { date: last.at } },
      act: toAnswer(facts, mentions, last, { code: 'answer-competitor', log: 'call' }),
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
        title: 'a competitor named on the phone',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'competitor', name: 'Northglass' })],
        fires: true,
      },
      {
        title: 'a competitor without a name, the last hour of the ninety days',
        now: day('2026-10-12T23:00:00Z'),
        events: [ev('remark', '2026-07-15', { kind: 'competitor' })],
        fires: true,
      },
      {
        title: 'ninety days later',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-07-15', { kind: 'competitor', name: 'Northglass' })],
        fires: false,
      },
      {
        title: 'the mention was answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-10', { kind: 'competitor', name: 'Northglass' }, 'said'),
          ev('remark.answered', '2026-10-12', { remark: 'said' }),
        ],
        fires: false,
      },
      {
        title: 'another remark',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'praise', name: 'Northglass' })],
        fires: false,
      },
    ];
  },
};
