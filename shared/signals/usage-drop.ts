import { DAY, dayOf } from '../event';
import { withContact } from '../health/cadence';
import { dayList } from '../health/day-list';
import { day, ev } from './example';
import { firstFlip, midnights, type Standing } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `at_least`, `at_least_before_silence`: active days in the window before, below which a fall or a silence says nothing. */
const defaults = { days: 30, ratio: 0.5, silent_days: 14, at_least: 4, at_least_before_silence: 3 };
const id = 'usage-drop';

/** They drift away: far fewer days of use than in the month before, or none for two weeks. */
export const signal: Signal = {
  id,
  row: 23,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Use down {percent} in 30 days',
    evidence: '{n:day} of use in the last 30, {before:day} in the 30 before.',
    short: 'use dropped',
    variants: { none: { text: 'No use for {days:day}', evidence: '{before:day} of use in the 30 days before that.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const today = dayOf(now);
    const list = dayList(facts.activity.usage);
    const use = useOn(list, rule, today);
    if (use.state === 'fine') return null;
    let since = today;
    while (today - since < 2 * rule.days && useOn(list, rule, since - 1).state !== 'fine') since--;
    const silent = use.state === 'none';
    return {
      since: since * DAY,
      severity: silent ? 'high' : 'medium',
      ...(silent ? { variant: 'none' } : {}),
      args: { n: use.n, before: use.before, percent: { percent: use.before === 0 ? 1 : 1 - use.n / use.before }, days: use.silence },
      act: { code: 'ask-usage', args: { name: personToCall(facts) }, log: 'call', due: null, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const { last } = facts.activity.usage;
    if (last === null) return null;
    const rule = thresholdsOf(id, defaults, model);
    const list = dayList(facts.activity.usage);
    const standingOn = (at: number): Standing | null => {
      const { state } = useOn(list, rule, dayOf(at));
      return state === 'fine' ? null : state === 'none' ? { severity: 'high', variant: 'none' } : { severity: 'medium' };
    };
    return firstFlip(standingOn, midnights(now, (last + 2 * rule.days + rule.silent_days + 1) * DAY), now);
  },
  get examples() {
    return [
      { title: 'daily use that stopped two weeks ago', now: day('2026-10-13'), events: useDays('2026-08-20', 40), fires: true },
      {
        title: 'a third of the days of the month before',
        now: day('2026-10-13'),
        events: [...useDays('2026-08-15', 24), ...useDays('2026-09-20', 4), ...useDays('2026-10-08', 4)],
        fires: true,
      },
      { title: 'use every day', now: day('2026-10-13'), events: useDays('2026-08-01', 73), fires: false },
      { title: 'one look, long ago', now: day('2026-10-13'), events: useDays('2026-08-01', 1), fires: false },
    ];
  },
};

interface Use {
  state: 'fine' | 'drop' | 'none';
  n: number;
  before: number;
  silence: number;
}

/**
 * Active days in the window up to `today` and in the one before it; with silence, in the one before the silence began. `list` is newest
 * first, so that the walk ends where both windows do: it is read for every day of two months.
 */
function useOn(list: readonly number[], rule: typeof defaults, today: number): Use {
  let silence: number | null = null;
  let n = 0;
  let before = 0;
  let beforeSilence = 0;
  for (const day of list) {
    const age = today - day;
    if (age < 0) continue;
    silence ??= age;
    if (age >= 2 * rule.days && age >= silence + rule.days) break;
    if (age < rule.days) n++;
    else if (age < 2 * rule.days) before++;
    if (age < silence + rule.days) beforeSilence++;
  }
  if (silence === null) return { state: 'fine', n: 0, before: 0, silence: 0 };
  if (silence >= rule.silent_days)
    return { state: beforeSilence >= rule.at_least_before_silence ? 'none' : 'fine', n: 0, before: beforeSilence, silence };
  return { state: before >= rule.at_least && n < rule.ratio * before ? 'drop' : 'fine', n, before, silence };
}

function useDays(from: string, count: number) {
  return Array.from({ length: count }, (_, i) => ev('usage', day(from) + i * DAY, {}));
}
