import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import type { StepFact } from '../facts/work-facts';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `gone_days`: after so long the start is over, finished or not. */
const defaults = { days: 7, gone_days: 120 };
const id = 'onboarding-stuck';

/** The start is complex or blocked: steps are open and none was completed for a week. Interest is lost fast then. */
export const signal: Signal = {
  id,
  row: 44,
  severity: 'high',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'No setup step for {days:day}',
    evidence: 'Open: {n:step}. Next: {title}.',
    short: 'onboarding stuck',
    variants: { planned: { text: 'No setup step for {days:day}', evidence: 'Open: {n:step}. Next: {title}, due on {date}.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const standstill = standstillOf(facts);
    if (standstill === null) return null;
    const rule = thresholdsOf(id, defaults, model);
    const { from, open, next } = standstill;
    if (now < from + rule.days * DAY || now >= from + rule.gone_days * DAY) return null;
    // Where every open step is planned for a later day, the quiet may be meant: said, but not as loud.
    const planned = next.due !== null && next.due > now && open.every(({ due }) => due !== null && due > now);
    const title = next.title === '' ? { id: next.id } : { name: next.title };
    return {
      since: from + rule.days * DAY,
      severity: planned ? 'medium' : 'high',
      ...(planned ? { variant: 'planned' } : {}),
      args: { days: wholeDays(from, now), n: open.length, title, ...(next.due === null ? {} : { date: { date: next.due } }) },
      act: {
        code: 'next-step',
        args: { title },
        log: 'call',
        due: next.due,
        done: (before, at) => ({
          ...before,
          steps: before.steps.map((step) => (step.id === next.id ? { ...step, doneAt: at } : step)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    const standstill = standstillOf(facts);
    if (standstill === null) return null;
    const rule = thresholdsOf(id, defaults, model);
    const dues = standstill.open.flatMap(({ due }) => (due === null ? [] : [due]));
    const candidates = [standstill.from + rule.days * DAY, standstill.from + rule.gone_days * DAY, ...dues];
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'nine days after the first step was done',
        now: day('2026-10-13'),
        events: [
          ev('onboarding.step', '2026-10-01', { step: 'install', title: 'Install', done: false }),
          ev('onboarding.step', '2026-10-01', { step: 'train', title: 'Train the team', due: day('2026-10-10') }),
          ev('onboarding.step', '2026-10-04', { step: 'install', done: true }),
        ],
        fires: true,
      },
      {
        title: 'a week to the hour since the steps were set, and none is done',
        now: day('2026-10-13'),
        events: [ev('onboarding.step', '2026-10-06', { step: 'install', title: 'Install' })],
        fires: true,
      },
      {
        title: 'nine days without a step, the next planned for next week',
        now: day('2026-10-13'),
        events: [
          ev('onboarding.step', '2026-10-04', { step: 'install', title: 'Install', done: true }),
          ev('onboarding.step', '2026-10-01', { step: 'train', title: 'Train the team', due: day('2026-10-20') }),
        ],
        fires: true,
      },
      {
        title: 'six days',
        now: day('2026-10-12T23:00:00Z'),
        events: [ev('onboarding.step', '2026-10-06', { step: 'install', title: 'Install' })],
        fires: false,
      },
      {
        title: 'steps set ahead of the start',
        now: day('2026-10-13'),
        events: [
          ev('onboarding.step', '2026-09-01', { step: 'install', title: 'Install' }),
          ev('customer.profile', '2026-09-01', { name: 'Quillbrook', since: day('2026-10-10') }),
        ],
        fires: false,
      },
      {
        title: 'only a step that need not be done',
        now: day('2026-10-13'),
        events: [ev('onboarding.step', '2026-09-01', { step: 'tour', title: 'Tour', required: false })],
        fires: false,
      },
      {
        title: 'all steps done',
        now: day('2026-10-13'),
        events: [ev('onboarding.step', '2026-09-01', { step: 'install', title: 'Install', done: true })],
        fires: false,
      },
    ];
  },
};

interface Standstill {
  /** The last step done, else when the first of the open ones was set or, when later, the start as a customer. */
  from: number;
  open: StepFact[];
  next: StepFact;
}

/** Since when the setup stands still, and what is open of it; null when nothing is. */
function standstillOf(facts: Facts): Standstill | null {
  const open = facts.steps.filter(({ doneAt, required }) => doneAt === null && required);
  if (open.length === 0) return null;
  const next = open.reduce((first, step) => ((step.due ?? Infinity) < (first.due ?? Infinity) ? step : first));
  let from = Math.max(facts.profile.since ?? -Infinity, Math.min(...open.map(({ setAt }) => setAt)));
  for (const { doneAt } of facts.steps) if (doneAt !== null && doneAt > from) from = doneAt;
  return { from, open, next };
}
