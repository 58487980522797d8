import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { dayList } from '../health/day-list';
import { day, ev } from './example';
import { FLAG_DAYS, flagOf, withoutFlag } from './rule/flags';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `at_least` days with a reaction in the `days` up to the last one; it is old news from `until_days` after that one. */
const defaults = { days: 90, at_least: 4, until_days: 180 };
const id = 'social-silence';

/** They used to react to our posts and have stopped. */
export const signal: Signal = {
  id,
  row: 15,
  severity: 'low',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'No reaction to posts for {days:day}',
    evidence: '{n:day} with a reaction in the {window:day} before that.',
    short: 'no reactions to posts',
    variants: { flagged: { text: 'No more reactions to posts', evidence: 'Flagged on {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.activity.social.last === null && facts.raised[id] === undefined) return null;
    const rule = thresholdsOf(id, defaults, model);
    const silent = silence(facts, rule, now);
    if (silent)
      return {
        since: (silent.last + rule.days) * DAY,
        severity: 'low',
        args: { days: dayOf(now) - silent.last, n: silent.before, window: rule.days },
      };
    const flag = flagOf(facts, id, FLAG_DAYS, now);
    if (!flag) return null;
    return {
      since: flag.at,
      severity: 'low',
      variant: 'flagged',
      args: { date: { date: flag.at } },
      act: {
        code: 'answer-flag',
        args: { text: { name: flag.text || id } },
        log: 'note',
        due: null,
        done: (before, at) => withoutFlag(before, id, at),
      },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const { last } = facts.activity.social;
    const flag = facts.raised[id];
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      [...(last === null ? [] : [(last + rule.days) * DAY, (last + rule.until_days) * DAY]), ...(flag ? [flag.at + FLAG_DAYS * DAY] : [])],
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'five likes in summer, none in the ninety days since',
        now: day('2026-10-13'),
        events: likes('2026-07-01', 5, 3),
        fires: true,
      },
      { title: 'four likes, the last ninety days ago', now: day('2026-10-13'), events: likes('2026-07-06', 4, 3), fires: true },
      { title: 'three likes were no habit', now: day('2026-10-13'), events: likes('2026-07-01', 3, 3), fires: false },
      { title: 'the last like is eighty-nine days old', now: day('2026-10-13'), events: likes('2026-07-07', 4, 3), fires: false },
      { title: 'half a year later it is old news', now: day('2027-01-11'), events: likes('2026-07-06', 4, 3), fires: false },
      {
        title: 'somebody noticed it and flagged it',
        now: day('2026-10-13'),
        events: [ev('signal.raised', '2026-10-12', { signal: id, text: 'Used to like every post' })],
        fires: true,
      },
      {
        title: 'the flag was dealt with',
        now: day('2026-10-13'),
        events: [ev('signal.raised', '2026-10-11', { signal: id }), ev('signal.acknowledged', '2026-10-12', { signal: id })],
        fires: false,
      },
    ];
  },
};

/** The last day with a reaction, and how many such days led up to it; null unless they were a habit that has ended. */
function silence(facts: Facts, rule: typeof defaults, now: number): { last: number; before: number } | null {
  const { last } = facts.activity.social;
  if (last === null) return null;
  const days = dayOf(now) - last;
  if (days < rule.days || days >= rule.until_days) return null;
  const before = dayList(facts.activity.social).filter((active) => active > last - rule.days).length;
  return before >= rule.at_least ? { last, before } : null;
}

/** A like every `every` days. */
function likes(from: string, count: number, every: number) {
  return Array.from({ length: count }, (_, i) => ev('social', day(from) + i * every * DAY, { kind: 'like' }));
}
