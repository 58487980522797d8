/** What they are to do by a day: steps of the setup that are past it and not done, or were done late. The newest speaks loudest. */
import type { Facts } from '../../facts/facts';
import type { StepFact } from '../../facts/work-facts';
import { knownLately } from '../evidence';
import type { Factor, Term } from '../factor';
import { daysSince, fading, ramp, wholeDays } from '../ramps';

/** Loss of the newest due step by days that it is late. A step that need not be done costs nothing. */
const OVERDUE: [number, number][] = [
  [0, 0.5],
  [7, 1],
];
/** Loss of the newest due step on the day that it was done late; it halves every so many days. */
const LATE = 0.3;
const HALF_LIFE = 60;
/** Done within a day after is on time. */
const GRACE = 1;
/**
 * Every step that has come due since halves what an older one costs, so a customer who keeps up again is soon forgiven. On a real course
 * (test/bench/backtest.md) the last two steps told nearly all there was to tell, and by how many weeks one was missed hardly anything.
 */
const OLDER = 0.5;

export const factor: Factor = {
  id: 'onboarding',
  // Half of what use takes away: on that course the two together ranked well with anything from a third of it to all of it.
  weight: 8,
  edges: (facts, _model, now) => [
    ...knownLately(facts, now).edges,
    // Done before its day, a step still pushes older ones back when that day comes.
    ...facts.steps.flatMap((step) => (step.required && step.due !== null ? [step.due] : [])),
  ],
  read(facts, _model, now) {
    const terms: Term[] = [];
    const due = dueSteps(facts, now);
    const missed = due.filter(({ step }) => step.doneAt === null);
    const oldest = missed.at(-1);
    if (oldest) {
      const share = missed.reduce((sum, { step, worth }) => sum + worth * ramp(step.due, now, OVERDUE), 0);
      const { title, due: since } = oldest.step;
      terms.push({ code: 'overdue', share, args: { n: missed.length, days: wholeDays(since, now), title: { name: title } }, since });
    }
    const late = due.flatMap(({ step, worth }) =>
      step.doneAt !== null && daysSince(step.due, step.doneAt) > GRACE ? [{ step, worth, doneAt: step.doneAt }] : [],
    );
    const newest = late[0];
    if (newest) {
      const share = late.reduce((sum, { worth, doneAt }) => sum + worth * LATE * fading(doneAt, now, HALF_LIFE), 0);
      const days = wholeDays(newest.step.due, newest.doneAt);
      terms.push({ code: 'late', share, args: { n: late.length, days, title: { name: newest.step.title } }, since: newest.step.due });
    }
    return { terms, fresh: knownLately(facts, now).fresh || facts.steps.length > 0 };
  },
};

interface DueStep {
  step: StepFact & { due: number };
  /** 1 for the newest, half of that for each older one. */
  worth: number;
}

/** The required steps whose day has come, the newest first; of one day those not done first. */
function dueSteps(facts: Facts, now: number): DueStep[] {
  const due = facts.steps.flatMap((step) => (step.required && step.due !== null && step.due <= now ? [{ ...step, due: step.due }] : []));
  const open = (step: StepFact) => (step.doneAt === null ? 0 : 1);
  due.sort((a, b) => b.due - a.due || open(a) - open(b) || (a.id < b.id ? -1 : 1));
  return due.map((step, nth) => ({ step, worth: OLDER ** nth }));
}
