import { DAY } from '../event';
import { withContact } from '../health/cadence';
import { medianWait } from '../health/waits';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** Fewer than `at_least` waits say it only when they are `times` the target: one call that dragged on is no habit of ours. */
const defaults = { target_seconds: 180, waits: 5, at_least: 3, times: 2, days: 90 };
const id = 'long-waits';

/** We let them wait on the phone or in the chat. */
export const signal: Signal = {
  id,
  row: 29,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Waits {minutes:minute} on phone or chat',
    evidence: {
      by: 'n',
      one: 'On the last call or chat; the target is {target:minute}.',
      other: 'Median of the last {n} calls and chats; the target is {target:minute}.',
    },
    short: 'long waits',
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.waits.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const last = facts.waits.filter(({ at }) => now < at + rule.days * DAY).slice(-rule.waits);
    const first = last[0];
    if (!first) return null;
    const median = medianWait(last);
    if (median <= rule.target_seconds * (last.length < rule.at_least ? rule.times : 1)) return null;
    return {
      since: first.at,
      severity: 'medium',
      args: { minutes: Math.ceil(median / 60), n: last.length, target: Math.ceil(rule.target_seconds / 60) },
      act: { code: 'direct-line', args: { name: personToCall(facts) }, log: 'call', due: null, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      facts.waits.map(({ at }) => at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      { title: 'three of five waits above three minutes', now: day('2026-10-13'), events: waits(20, 400, 300, 60, 181), fires: true },
      { title: 'one wait of ten minutes, noted by hand', now: day('2026-10-13'), events: waits(600), fires: true },
      { title: 'a median of three minutes is on target', now: day('2026-10-13'), events: waits(20, 400, 300, 60, 180), fires: false },
      { title: 'long ones once, short ones since', now: day('2026-10-13'), events: waits(900, 900, 900, 20, 20, 30, 40, 10), fires: false },
      { title: 'two waits of five minutes', now: day('2026-10-13'), events: waits(300, 300), fires: false },
      { title: 'all of them ninety days old', now: day('2027-01-04'), events: waits(400, 400, 400, 400, 400), fires: false },
    ];
  },
};

/** One wait a day from 2 October on, in seconds. */
function waits(...seconds: number[]) {
  return seconds.map((each, i) => ev('wait', day('2026-10-02') + i * DAY, { channel: 'phone', seconds: each }));
}
