/** The steps until the customer is up and running; of more than 60 the oldest done go first. */
import { keepWithin, putInOrder } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST_STEPS = 60;

export const kind: FactKind = {
  id: 'onboarding',
  reads: ['onboarding.step'],
  apply(draft, event) {
    if (event.type !== 'onboarding.step') return;
    const { step, title, due, done, required } = event.data;
    const known = draft.steps.find((row) => row.id === step);
    const row = known ?? { id: step, title: '', setAt: event.at, due: null, doneAt: null, required: true };
    row.title = title ?? row.title;
    row.due = due ?? row.due;
    row.required = required ?? row.required;
    if (done === true) row.doneAt ??= event.at;
    // "Not done" takes back what was done before; of one instant, done wins.
    else if (done === false && row.doneAt !== event.at) row.doneAt = null;
    if (known) return;
    putInOrder(draft.steps, row, (other) => other.setAt);
    keepWithin(draft.steps, MOST_STEPS, (other) => other.doneAt !== null);
  },
};
