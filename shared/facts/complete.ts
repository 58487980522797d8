/** Facts that an earlier version folded lack what younger kinds of fact remember; until they are folded anew, that is empty. */
import type { Facts } from './facts';
import { emptyFacts } from './fold';
import type { PromiseFact, StepFact, TaskFact } from './work-facts';

const TASK: Partial<TaskFact> = { kind: '', play: '', step: '', list: '', result: '', outcome: '' };
const STEP: Partial<StepFact> = { place: null, opens: null, resource: '', sentAt: null };
const PROMISE: Partial<PromiseFact> = { effort: '' };

/** The facts with every member that this version knows; the same object where none is missing. */
export function complete(stored: Facts): Facts {
  if (stored.format === 2) return stored;
  const facts: Facts = { ...emptyFacts((stored as Facts).customer), ...(stored as Facts), format: 2 };
  return {
    ...facts,
    tasks: facts.tasks.map((row) => ({ ...TASK, ...row })),
    steps: facts.steps.map((row) => ({ ...STEP, ...row })),
    promises: facts.promises.map((row) => ({ ...PROMISE, ...row })),
    contracts: facts.contracts.map((row) => ({ ...row, optionsSentAt: null, terms: [], verdicts: { manager: null, final: null } })),
  };
}
