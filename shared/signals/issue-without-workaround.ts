import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { IssueFact } from '../facts/work-facts';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** Days in which a chronic problem gets a way round it and a day for its repair. */
const defaults = { days: 3 };
const id = 'issue-without-workaround';

/** A chronic problem is open, and they have neither a way round it nor a day on which it is mended: somebody technical is to give them both. */
export const signal: Signal = {
  id,
  row: 77,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Chronic problem without a workaround',
    evidence: 'Open for {days:day}: {what}. A workaround and a date are missing.',
    short: 'no workaround',
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.issues.length === 0) return null;
    const { days } = thresholdsOf(id, defaults, model);
    const issue = lacking(facts).find(({ setAt }) => now >= setAt + days * DAY);
    if (!issue) return null;
    return {
      since: issue.setAt + days * DAY,
      severity: 'medium',
      args: { days: wholeDays(issue.setAt, now), what: { name: issue.title || issue.id } },
      act: {
        code: 'give-workaround',
        args: { name: personToCall(facts) },
        log: 'call',
        due: null,
        done: (before, at) => ({
          ...before,
          issues: before.issues.map((row) =>
            row.id === issue.id ? { ...row, workaround: row.workaround || '–', eta: row.eta ?? at } : row,
          ),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    const candidates = facts.issues.map(({ setAt }) => setAt + days * DAY);
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'open for a week with nothing to help',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-10-06', { issue: 'i', title: 'Export stops at 10,000 rows' })],
        fires: true,
      },
      {
        title: 'a way round it, and no date',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-10-06', { issue: 'i', title: 'Export stops', workaround: 'Export by month' })],
        fires: true,
      },
      {
        title: 'a way round it and a date',
        now: day('2026-10-13'),
        events: [
          ev('issue.set', '2026-10-06', { issue: 'i', title: 'Export stops', workaround: 'Export by month', eta: day('2026-11-01') }),
        ],
        fires: false,
      },
      {
        title: 'two days old',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-10-11', { issue: 'i', title: 'Export stops' })],
        fires: false,
      },
      {
        title: 'only possible',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-10-01', { issue: 'i', title: 'Disk may fill', kind: 'potential' })],
        fires: false,
      },
    ];
  },
};

/** Open chronic problems that lack a way round or a date, the oldest first (the order of the facts). */
const lacking = (facts: Facts): IssueFact[] =>
  facts.issues.filter(
    ({ kind, closedAt, workaround, eta }) => kind === 'chronic' && closedAt === null && (workaround === '' || eta === null),
  );
