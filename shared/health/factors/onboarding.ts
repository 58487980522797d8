/** The start: steps of the setup that are past their day and not done. */
import { knownLately } from '../evidence';
import type { Factor, Term } from '../factor';
import { ramp, wholeDays } from '../ramps';

/** Loss of one overdue step by days late. A step that need not be done costs nothing. */
const OVERDUE: [number, number][] = [
  [0, 0.2],
  [14, 0.6],
  [60, 0.8],
];

export const factor: Factor = {
  id: 'onboarding',
  weight: 5,
  edges: (facts, _model, now) => [
    ...knownLately(facts, now).edges,
    ...facts.steps.flatMap((step) => (step.doneAt === null && step.required && step.due !== null ? [step.due] : [])),
  ],
  read(facts, _model, now) {
    const terms: Term[] = [];
    const late = facts.steps
      .flatMap((step) =>
        step.doneAt === null && step.required && step.due !== null && step.due <= now ? [{ title: step.title, due: step.due }] : [],
      )
      .sort((a, b) => a.due - b.due);
    if (late[0]) {
      const share = late.reduce((sum, step) => sum + ramp(step.due, now, OVERDUE), 0);
      terms.push({
        code: 'overdue',
        share,
        args: { n: late.length, days: wholeDays(late[0].due, now), title: { name: late[0].title } },
        since: late[0].due,
      });
    }
    return { terms, fresh: knownLately(facts, now).fresh || facts.steps.length > 0 };
  },
};
