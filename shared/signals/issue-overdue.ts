import type { Facts } from '../facts/facts';
import { dayOver, wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import type { Signal, SignalReading } from './signal';

const id = 'issue-overdue';

/** A problem that may come was to be looked at, or a chronic one to be mended, by a day that is over. */
export const signal: Signal = {
  id,
  row: 108,
  severity: 'medium',
  fault: 'us',
  thresholds: {},
  message: {
    text: 'Problem {days:day} overdue',
    evidence: 'To be looked at by {date}: {what}.',
    short: 'problem overdue',
    variants: { chronic: { text: 'Repair {days:day} late', evidence: 'To be mended by {date}: {what}.' } },
  },
  evaluate(facts, _model, now): SignalReading | null {
    const late = dated(facts).filter(({ due }) => now >= dayOver(due));
    const first = late[0];
    if (!first) return null;
    const { issue, due } = first;
    const what = { name: issue.title || issue.id };
    return {
      since: dayOver(due),
      severity: issue.kind === 'chronic' || issue.likelihood === 'high' ? 'high' : 'medium',
      ...(issue.kind === 'chronic' ? { variant: 'chronic' } : {}),
      args: { days: wholeDays(due, now), date: { date: due }, what },
      act: {
        code: 'solve-issue',
        args: { what },
        log: 'note',
        due,
        done: (before, at) => ({ ...before, issues: before.issues.map((row) => (row.id === issue.id ? { ...row, closedAt: at } : row)) }),
      },
    };
  },
  nextChange(facts, model, now) {
    const candidates = dated(facts).map(({ due }) => dayOver(due));
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a likely problem that nobody has looked at',
        now: day('2026-10-13'),
        events: [
          ev('issue.set', '2026-09-01', {
            issue: 'disk',
            title: 'Disk fills up',
            kind: 'potential',
            likelihood: 'high',
            due: day('2026-10-10'),
          }),
        ],
        fires: true,
      },
      {
        title: 'a repair whose day is over',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-09-01', { issue: 'export', title: 'Export stops', workaround: 'By month', eta: day('2026-10-01') })],
        fires: true,
      },
      {
        title: 'still time',
        now: day('2026-10-13'),
        events: [ev('issue.set', '2026-09-01', { issue: 'disk', title: 'Disk fills up', kind: 'potential', due: day('2026-10-20') })],
        fires: false,
      },
      {
        title: 'solved',
        now: day('2026-10-13'),
        events: [
          ev('issue.set', '2026-09-01', { issue: 'disk', title: 'Disk fills up', kind: 'potential', due: day('2026-10-10') }),
          ev('issue.set', '2026-10-01', { issue: 'disk', closed: true }),
        ],
        fires: false,
      },
    ];
  },
};

/** Open problems with a day, the first due first: of a chronic one that of the repair. */
function dated(facts: Facts) {
  return facts.issues
    .flatMap((issue) => {
      const due = issue.kind === 'chronic' ? issue.eta : issue.due;
      return issue.closedAt === null && due !== null ? [{ issue, due }] : [];
    })
    .sort((a, b) => a.due - b.due);
}
