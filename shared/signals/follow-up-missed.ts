import { DAY, dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** Days after the promised instant: until it counts as missed (the day itself, wherever on earth), as high, and as old news. */
const defaults = { late_days: 1, high_days: 7, days: 60 };
const id = 'follow-up-missed';

/** The day on which they were to hear from us has passed without a word of ours. */
export const signal: Signal = {
  id,
  row: 30,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Follow-up {days:day} late',
    evidence: 'They were to hear from us on {date}.',
    short: 'follow-up missed',
    variants: { task: { text: 'Follow-up {days:day} late', evidence: 'Due on {date}: {title}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.notes.length + facts.tasks.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    let first: FollowUp | null = null;
    for (const one of followUps(facts)) {
      if (now < one.due + rule.late_days * DAY || now >= one.due + rule.days * DAY || wasKept(one, facts)) continue;
      if (!first || one.due < first.due) first = one;
    }
    if (!first) return null;
    const { due, title, contact } = first;
    return {
      since: due,
      severity: now >= due + rule.high_days * DAY ? 'high' : 'medium',
      ...(title === '' ? {} : { variant: 'task' }),
      args: { days: wholeDays(due, now), date: { date: due }, ...(title === '' ? {} : { title: { name: title } }) },
      act: { code: 'follow-up', args: { name: personToCall(facts, contact) }, log: 'call', due, done: followedUp },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const candidates = followUps(facts).flatMap(({ due }) => [rule.late_days, rule.high_days, rule.days].map((days) => due + days * DAY));
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a call promised for last week, and no word since',
        now: day('2026-10-13'),
        events: [ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-08') })],
        fires: true,
      },
      {
        title: 'a mail of the same day is no follow-up',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-10-01T09:00:00Z', { kind: 'call', follow_up: day('2026-10-08') }),
          ev('mail', '2026-10-01T09:10:00Z', { direction: 'out' }),
        ],
        fires: true,
      },
      {
        title: 'a reminder that is a week over its day',
        now: day('2026-10-15'),
        events: [ev('task.set', '2026-10-01', { task: 't', title: 'Ask about the offer', due: day('2026-10-08') })],
        fires: true,
      },
      {
        title: 'the promised day is not over',
        now: day('2026-10-08T23:00:00Z'),
        events: [ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-08') })],
        fires: false,
      },
      {
        title: 'they heard from us before that',
        now: day('2026-10-13'),
        events: [ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-08') }), ev('mail', '2026-10-06', { direction: 'out' })],
        fires: false,
      },
      {
        title: 'only a machine wrote',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-08') }),
          ev('mail', '2026-10-06', { direction: 'out', auto: true }),
        ],
        fires: true,
      },
      {
        title: 'the reminder was done',
        now: day('2026-10-15'),
        events: [
          ev('task.set', '2026-10-01', { task: 't', title: 'Ask about the offer', due: day('2026-10-08') }),
          ev('task.done', '2026-10-08', { task: 't' }),
        ],
        fires: false,
      },
      {
        title: 'a step that a warning asked for is no follow-up',
        now: day('2026-10-15'),
        events: [
          ev('task.set', '2026-10-01', { task: 't', title: 'Check the invoice', due: day('2026-10-08'), signal: 'invoice-overdue' }),
        ],
        fires: false,
      },
      {
        title: 'two months later it is old news',
        now: day('2026-12-07'),
        events: [ev('note', '2026-10-01', { kind: 'call', follow_up: day('2026-10-08') })],
        fires: false,
      },
    ];
  },
};

interface FollowUp {
  setAt: number;
  due: number;
  contact: string;
  /** Of a task; '' where a note named the day. */
  title: string;
}

/** Days that were named in a note, and tasks that people set themselves and have not done: not those of a rule or a list. */
function followUps(facts: Facts): FollowUp[] {
  const found: FollowUp[] = [];
  for (const { at, followUp, contact } of facts.notes) if (followUp !== null) found.push({ setAt: at, due: followUp, contact, title: '' });
  for (const { setAt, due, doneAt, signal: asked, title, step, list } of facts.tasks)
    if (doneAt === null && asked === '' && step === '' && list === '') found.push({ setAt, due, contact: '', title });
  return found;
}

/** A word of ours on a later day than the one on which it was promised, or at all where it was promised for the same day. */
function wasKept({ setAt, due }: FollowUp, facts: Facts): boolean {
  const { lastOut } = facts.contact;
  if (lastOut === null || lastOut <= setAt) return false;
  return dayOf(lastOut) > dayOf(setAt) || dayOf(due) <= dayOf(setAt);
}

function followedUp(facts: Facts, at: number): Facts {
  const tasks = facts.tasks.map((task) => (task.doneAt === null && task.signal === '' && task.due <= at ? { ...task, doneAt: at } : task));
  return { ...withContact(facts, at), tasks };
}
