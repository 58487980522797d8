/** How far a setup is, and which of its steps may be worked on: in order, and never more than two at once. */
import type { StepFact } from '../facts/work-facts';

/** Steps that are open at once: more new things at a time are learnt by nobody. */
export const MOST_OPEN = 2;

export interface StepState {
  step: StepFact;
  /** `waits`: for those before it, or for its day. */
  state: 'done' | 'open' | 'waits';
}

/** Required steps and how many of them are done; null where none is required. */
export function setupShare(steps: readonly StepFact[]): { done: number; required: number } | null {
  const required = steps.filter((step) => step.required);
  return required.length === 0 ? null : { done: required.filter(({ doneAt }) => doneAt !== null).length, required: required.length };
}

/** The steps in their order (place, then day, then when they were set), with what each is at `now` (epoch ms). */
export function openOrder(steps: readonly StepFact[], now: number): StepState[] {
  const order = (step: StepFact) => step.place ?? Infinity;
  const day = (step: StepFact) => step.due ?? Infinity;
  const sorted = [...steps].sort(
    (a, b) => compare(order(a), order(b)) || compare(day(a), day(b)) || a.setAt - b.setAt || (a.id < b.id ? -1 : 1),
  );
  let open = 0;
  return sorted.map((step): StepState => {
    if (step.doneAt !== null) return { step, state: 'done' };
    const mayOpen = open < MOST_OPEN && (step.opens === null || step.opens <= now);
    if (mayOpen) open++;
    return { step, state: mayOpen ? 'open' : 'waits' };
  });
}
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
