/** The steps until the customer is up and running (of more than 60 the oldest done go first), what they expect of us, and their first value of it. */
import { keepWithin, putInOrder } from '../bounded';
import type { FactKind } from '../fact-kind';

const MOST_STEPS = 60;
const NOT_SAID = { place: null, opens: null, resource: '', sentAt: null };

export const kind: FactKind = {
  id: 'onboarding',
  reads: ['onboarding.step', 'value.first', 'expectations.agreed'],
  apply(draft, event) {
    // The first of each stands: what comes later was not the first time.
    if (event.type === 'value.first') draft.firstValue ??= { at: event.at, what: event.data.what ?? '' };
    if (event.type === 'expectations.agreed') draft.expectations ??= { at: event.at, contact: event.data.contact ?? '' };
    if (event.type !== 'onboarding.step') return;
    const { step, title, due, done, required, place, opens, resource, sent } = event.data;
    const known = draft.steps.find((row) => row.id === step);
    const row = known ?? { id: step, title: '', setAt: event.at, due: null, doneAt: null, required: true, ...NOT_SAID };
    row.title = title ?? row.title;
    row.due = due ?? row.due;
    row.required = required ?? row.required;
    row.place = place ?? row.place;
    row.opens = opens ?? row.opens;
    row.resource = resource ?? row.resource;
    if (sent) row.sentAt = event.at;
    if (done === true) row.doneAt ??= event.at;
    // "Not done" takes back what was done before; of one instant, done wins.
    else if (done === false && row.doneAt !== event.at) row.doneAt = null;
    if (known) return;
    putInOrder(draft.steps, row, (other) => other.setAt);
    keepWithin(draft.steps, MOST_STEPS, (other) => other.doneAt !== null);
  },
};
