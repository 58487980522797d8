import type { Facts, RemarkFact } from '../facts/facts';
import type { Model } from '../health/model';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { openRemarks, remarkEnds, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import { afterWorkingDays } from './rule/working-days';
import type { Signal, SignalReading } from './signal';

/** Working days from the complaint: by when it is to be acknowledged, when that is far too late, by when it is to be answered. */
const defaults = { ack_days: 1, critical_days: 3, answer_days: 5, days: 180 };
const id = 'complaint';
const KINDS = [id];

/** A complaint starts a clock: one working day to acknowledge it. Unattended it gets worse by the day; acknowledged, an answer is owed. */
export const signal: Signal = {
  id,
  row: 28,
  severity: 'high',
  fault: 'us',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'Complaint waiting {days:day}',
    evidence: 'Came on {date}, to be acknowledged by {due}. Waiting: {n}.',
    short: 'complaint unattended',
    variants: {
      new: { text: 'Complaint: acknowledge by {due}', evidence: 'Came on {date}.' },
      acknowledged: { text: 'Complaint not answered yet', evidence: 'Came on {date}, acknowledged on {seen}.' },
      owed: {
        text: 'Complaint unanswered {days:day}',
        evidence: 'Came on {date}, acknowledged on {seen}. An answer was due by {due}.',
      },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const open = openRemarks(facts, KINDS, rule.days, now);
    if (open.length === 0) return null;
    const unseen = open.filter(({ acknowledgedAt }) => acknowledgedAt === null);
    return unseen[0] ? unattended(facts, unseen[0], unseen, rule, model, now) : owed(facts, open, rule, model, now);
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const deadlines = facts.remarks
      .filter(({ kind, answeredAt }) => kind === id && answeredAt === null)
      .flatMap(({ at }) => [rule.ack_days, rule.critical_days, rule.answer_days].map((days) => afterWorkingDays(at, days, model.restDays)));
    return firstFlip((at) => signal.evaluate(facts, model, at), [...deadlines, ...remarkEnds(facts, KINDS, rule.days)], now);
  },
  get examples() {
    return [
      {
        title: 'a complaint of this morning: the clock runs',
        now: day('2026-10-13T15:00:00Z'),
        events: [ev('remark', '2026-10-13T08:00:00Z', { kind: 'complaint' })],
        fires: true,
      },
      {
        title: 'a day later nobody has acknowledged it',
        now: day('2026-10-14T08:00:00Z'),
        events: [ev('remark', '2026-10-13T08:00:00Z', { kind: 'complaint' })],
        fires: true,
      },
      {
        title: 'acknowledged, and no answer yet',
        now: day('2026-10-14'),
        events: [
          ev('remark', '2026-10-12', { kind: 'complaint' }, 'c'),
          ev('remark.acknowledged', '2026-10-12T10:00:00Z', { remark: 'c' }),
        ],
        fires: true,
      },
      {
        title: 'acknowledged, and no answer in a week',
        now: day('2026-10-20'),
        events: [
          ev('remark', '2026-10-12', { kind: 'complaint' }, 'c'),
          ev('remark.acknowledged', '2026-10-12T10:00:00Z', { remark: 'c' }),
        ],
        fires: true,
      },
      {
        title: 'answered',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-10-12', { kind: 'complaint' }, 'c'), ev('remark.answered', '2026-10-12T10:00:00Z', { remark: 'c' })],
        fires: false,
      },
      {
        title: 'half a year old',
        now: day('2026-10-13'),
        events: [ev('remark', '2026-04-16', { kind: 'complaint' })],
        fires: false,
      },
      { title: 'praise', now: day('2026-10-13'), events: [ev('remark', '2026-10-10', { kind: 'praise' })], fires: false },
    ];
  },
};

function unattended(
  facts: Facts,
  first: RemarkFact,
  unseen: readonly RemarkFact[],
  rule: typeof defaults,
  model: Model,
  now: number,
): SignalReading {
  const due = afterWorkingDays(first.at, rule.ack_days, model.restDays);
  const late = now >= due;
  const critical = now >= afterWorkingDays(first.at, rule.critical_days, model.restDays);
  const ids = new Set(unseen.map((remark) => remark.id));
  return {
    since: first.at,
    severity: critical ? 'critical' : late ? 'high' : 'medium',
    ...(late ? {} : { cap: null, variant: 'new' }),
    args: { date: { date: first.at }, due: { date: due }, days: wholeDays(first.at, now), n: unseen.length },
    act: {
      code: 'acknowledge-complaint',
      args: { name: personToCall(facts, first.contact) },
      log: 'call',
      due,
      done: (before, at) => ({
        ...before,
        remarks: before.remarks.map((remark) => (ids.has(remark.id) ? { ...remark, acknowledgedAt: at } : remark)),
      }),
    },
  };
}

/** All are acknowledged; the oldest is owed an answer. */
function owed(facts: Facts, open: readonly RemarkFact[], rule: typeof defaults, model: Model, now: number): SignalReading | null {
  const first = open[0];
  if (!first) return null;
  const due = afterWorkingDays(first.at, rule.answer_days, model.restDays);
  const late = now >= due;
  return {
    since: first.at,
    severity: late ? 'high' : 'medium',
    ...(late ? {} : { cap: null }),
    variant: late ? 'owed' : 'acknowledged',
    args: {
      date: { date: first.at },
      seen: { date: first.acknowledgedAt ?? first.at },
      due: { date: due },
      days: wholeDays(first.at, now),
    },
    act: {
      code: 'answer-complaint',
      args: { name: personToCall(facts, first.contact) },
      log: 'call',
      due,
      done: (before, at) => withAnswered(before, open, at),
    },
  };
}
