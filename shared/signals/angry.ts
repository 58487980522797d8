import { DAY } from '../event';
import { entryOf } from '../facts/bounded';
import type { Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import { day, ev } from './example';
import { withoutFlag } from './rule/flags';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { openRemarks, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 30, at_least: 2 };
const id = 'angry';
const KINDS = [id];

/** Angry again within a month. Open while any of it still stands: unanswered, or with no better talk since. */
export const signal: Signal = {
  id,
  row: 17,
  severity: 'high',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: { text: 'Angry {n:time} in {days:day}', evidence: 'Last on {date}.', short: 'repeated anger' },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.remarks.length + facts.notes.length < 1 && facts.raised[id] === undefined) return null;
    const rule = thresholdsOf(id, defaults, model);
    const angry = outbursts(facts, rule.days, now);
    if (angry.length < rule.at_least || !angry.some(({ stands }) => stands)) return null;
    const times = angry.map(({ at }) => at);
    return {
      since: Math.min(...times),
      severity: 'high',
      args: { n: angry.length, days: rule.days, date: { date: Math.max(...times) } },
      act: {
        code: 'calm-down',
        args: { name: personToCall(facts, facts.remarks.findLast(({ kind }) => kind === id)?.contact) },
        log: 'call',
        due: null,
        done: (before, at) => calmed(before, rule.days, at),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    const times = [
      ...facts.remarks.flatMap(({ kind, at }) => (kind === id ? [at] : [])),
      ...facts.notes.flatMap(({ sentiment, at }) => (sentiment === 'bad' ? [at] : [])),
      ...(facts.raised[id] ? [facts.raised[id].at] : []),
    ];
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      times.map((at) => at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'two angry messages within a month',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-09-20', { kind: 'angry' }), ev('remark', '2026-10-10', { kind: 'angry' })],
        fires: true,
      },
      {
        title: 'an angry message and a call that went badly, the message answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-01', { kind: 'angry' }, 'mail'),
          ev('remark.answered', '2026-10-02', { remark: 'mail' }),
          ev('note', '2026-10-10', { kind: 'call', sentiment: 'bad' }),
        ],
        fires: true,
      },
      {
        title: 'an angry message, and a flag raised by hand',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-01', { kind: 'angry' }), ev('signal.raised', '2026-10-12', { signal: id })],
        fires: true,
      },
      {
        title: 'an angry message, and a flag raised by hand that somebody has seen',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-01', { kind: 'angry' }),
          ev('signal.raised', '2026-10-11', { signal: id }),
          ev('signal.acknowledged', '2026-10-12', { signal: id }),
        ],
        fires: true,
      },
      { title: 'one angry message', now: day('2026-10-13'), events: [ev('remark', '2026-10-10', { kind: 'angry' })], fires: false },
      {
        title: 'the first of two is thirty days old',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-09-13', { kind: 'angry' }), ev('remark', '2026-10-10', { kind: 'angry' })],
        fires: false,
      },
      {
        title: 'both were answered',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-10-01', { kind: 'angry' }, 'first'),
          ev('remark', '2026-10-05', { kind: 'angry' }, 'second'),
          ev('remark.answered', '2026-10-02', { remark: 'first' }),
          ev('remark.answered', '2026-10-06', { remark: 'second' }),
        ],
        fires: false,
      },
      {
        title: 'two bad calls, and a good one since',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-10-01', { kind: 'call', sentiment: 'bad' }),
          ev('note', '2026-10-05', { kind: 'call', sentiment: 'bad' }),
          ev('note', '2026-10-09', { kind: 'call', sentiment: 'good' }),
        ],
        fires: false,
      },
    ];
  },
};

/** Each time they were angry in the window, and whether it still stands. */
function outbursts(facts: Facts, days: number, now: number): { at: number; stands: boolean }[] {
  const found: { at: number; stands: boolean }[] = [];
  for (const { kind, at, answeredAt } of facts.remarks)
    if (kind === id && now < at + days * DAY) found.push({ at, stands: answeredAt === null });
  let mended = false;
  for (let i = facts.notes.length - 1; i >= 0; i--) {
    const note = facts.notes[i];
    if (note?.sentiment === 'good') mended = true;
    else if (note?.sentiment === 'bad' && now < note.at + days * DAY) found.push({ at: note.at, stands: !mended });
  }
  // That somebody has seen the flag mends nothing: it counts until its time is over or a better talk came after it.
  const flag = entryOf(facts.raised, id);
  if (flag && now < flag.at + days * DAY)
    found.push({ at: flag.at, stands: !facts.notes.some(({ sentiment, at }) => sentiment === 'good' && at >= flag.at) });
  return found;
}

/** Everything answered, and a better talk logged. */
function calmed(facts: Facts, days: number, at: number): Facts {
  const answered = withAnswered(withContact(facts, at), openRemarks(facts, KINDS, days, at), at);
  const note = {
    id: '',
    at,
    kind: 'call',
    text: '',
    contact: '',
    by: '',
    direction: '',
    sentiment: 'good',
    tone: '',
    followUp: null,
    care: false,
  } as const;
  const talked = { ...answered, notes: [...answered.notes, note] };
  return facts.raised[id] ? withoutFlag(talked, id, at) : talked;
}
