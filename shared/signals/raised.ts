import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { day, ev } from './example';
import { FLAGS_OF_RULES } from './rule/flags';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'raised';

/** A person saw something that no rule sees. It stays open until somebody acknowledges it, ninety days at most. */
export const signal: Signal = {
  id,
  row: 0,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: { text: 'Flagged: {text}', evidence: 'Flagged on {date}.', short: 'flagged' },
  evaluate(facts, model, now): SignalReading | null {
    const raised = openFlags(facts, thresholdsOf(id, defaults, model).days, now);
    const newest = raised.at(-1);
    if (!newest) return null;
    const refs = raised.map(({ ref }) => ref);
    const text = { name: newest.text || newest.ref };
    return {
      since: newest.at,
      severity: 'medium',
      args: { text, date: { date: newest.at }, n: raised.length },
      act: {
        code: 'answer-flag',
        args: { text },
        log: 'note',
        due: null,
        done: (before, at) => ({
          ...before,
          acknowledged: { ...before.acknowledged, ...Object.fromEntries(refs.map((ref) => [ref, { at, by: '' }])) },
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      Object.values(facts.raised).map(({ at }) => at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'a flag that a rule of its own says',
        now: day('2026-10-13'),
        events: [ev('signal.raised', '2026-10-12', { signal: 'social-silence' })],
        fires: false,
      },
      {
        title: 'flagged by hand',
        now: day('2026-10-13'),
        events: [ev('signal.raised', '2026-10-12', { signal: 'angry', text: 'Sounded angry on the phone' })],
        fires: true,
      },
      {
        title: 'flagged and dealt with',
        now: day('2026-10-13'),
        events: [ev('signal.raised', '2026-10-11', { signal: 'angry' }), ev('signal.acknowledged', '2026-10-12', { signal: 'angry' })],
        fires: false,
      },
    ];
  },
};

/** Flags that nobody has acknowledged since they were raised, oldest first; those that a rule of their own says are left to it. */
function openFlags(facts: Facts, days: number, now: number): { ref: string; at: number; text: string }[] {
  return Object.entries(facts.raised)
    .flatMap(([ref, { at, text }]) => {
      if (FLAGS_OF_RULES.includes(ref)) return [];
      const seen = facts.acknowledged[ref] ?? facts.acknowledged[id];
      return now < at + days * DAY && !(seen && seen.at >= at) ? [{ ref, at, text }] : [];
    })
    .sort((a, b) => a.at - b.at);
}
