import { DAY } from '../event';
import { withContact } from '../health/cadence';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 60 };
const id = 'unsubscribed';

/** They left a list of ours; worth a word for two months, unless they take it again. */
export const signal: Signal = {
  id,
  row: 16,
  severity: 'medium',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: { by: 'n', one: 'Unsubscribed from {list}', other: 'Unsubscribed from {n} lists' },
    evidence: 'The list {list}, on {date}.',
    short: 'newsletter cancelled',
  },
  evaluate(facts, model, now): SignalReading | null {
    const { days } = thresholdsOf(id, defaults, model);
    let first: { list: string; at: number } | null = null;
    let n = 0;
    for (const [list, { active, at }] of Object.entries(facts.subscriptions)) {
      if (active || now >= at + days * DAY) continue;
      n++;
      if (!first || at < first.at) first = { list, at };
    }
    if (!first) return null;
    return {
      since: first.at,
      severity: 'medium',
      args: { n, list: { name: first.list }, date: { date: first.at } },
      act: { code: 'ask-list', args: { name: personToCall(facts) }, log: 'email', due: null, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      Object.values(facts.subscriptions).map(({ at }) => at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'the newsletter was cancelled last week',
        now: day('2026-10-13'),
        events: [
          ev('subscription', '2025-01-10', { list: 'Newsletter', active: true }),
          ev('subscription', '2026-10-06', { list: 'Newsletter', active: false }),
        ],
        fires: true,
      },
      {
        title: 'one of two lists, fifty-nine days ago',
        now: day('2026-10-13'),
        events: [
          ev('subscription', '2026-08-15', { list: 'Newsletter', active: false }),
          ev('subscription', '2026-08-15', { list: 'Product news', active: true }),
        ],
        fires: true,
      },
      {
        title: 'two months later it is old news',
        now: day('2026-10-14'),
        events: [ev('subscription', '2026-08-15', { list: 'Newsletter', active: false })],
        fires: false,
      },
      {
        title: 'taken again since',
        now: day('2026-10-13'),
        events: [
          ev('subscription', '2026-10-01', { list: 'Newsletter', active: false }),
          ev('subscription', '2026-10-05', { list: 'Newsletter', active: true }),
        ],
        fires: false,
      },
      {
        title: 'a reader as before',
        now: day('2026-10-13'),
        events: [ev('subscription', '2026-10-01', { list: 'Newsletter', active: true })],
        fires: false,
      },
    ];
  },
};
