import { DAY } from '../event';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { openRemarks, remarkEnds, toAnswer } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 90 };
const id = 'wants-more';
const KINDS = ['expansion'];

/** They said that they would take more from us. It waits for an offer and never lowers health. */
export const signal: Signal = {
  id,
  row: 45,
  severity: 'good',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Would take more from us',
    evidence: 'Said on {date}.',
    short: 'interest in more',
    variants: { named: { text: 'Would also take {name}', evidence: 'Said on {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const wishes = openRemarks(facts, KINDS, thresholdsOf(id, defaults, model).days, now);
    const first = wishes[0];
    const last = wishes.at(-1);
    if (!first || !last) return null;
    return {
      since: first.at,
      severity: 'good',
      ...(last.name === '' ? {} : { variant: 'named' }),
      args: { date: { date: last.at }, name: { name: last.name } },
      act: toAnswer(facts, wishes, last, { code: 'offer-more', log: 'call' }),
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
        title: 'said so by hand, with a name',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'expansion', name: 'The premium package' })],
        fires: true,
      },
      { title: 'said so without a name', now: day('2026-10-13'), events: [ev('remark', '2026-10-12', { kind: 'expansion' })], fires: true },
      {
        title: 'answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-10', { kind: 'expansion' }, 'more'), ev('remark.answered', '2026-10-12', { remark: 'more' })],
        fires: false,
      },
      {
        title: 'ninety days ago',
        now: day('2026-10-13'),
        events: [ev('remark', new Date(day('2026-10-13') - 90 * DAY).toISOString(), { kind: 'expansion' })],
        fires: false,
      },
      { title: 'praise', now: day('2026-10-13'), events: [ev('remark', '2026-10-12', { kind: 'praise' })], fires: false },
    ];
  },
};
