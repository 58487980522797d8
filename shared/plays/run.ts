/** Where a run of a play stands: read from the facts alone. A step is done when its task is. */
import type { Facts } from '../facts/facts';
import type { PlayFact, TaskFact } from '../facts/work-facts';
import { afterWorkingDays } from '../signals/rule/working-days';
import type { Play, PlayStep } from './play';
import { playOf } from './registry';

export interface RunStep {
  step: PlayStep;
  due: number;
  task: TaskFact | null;
}
export interface PlayRun {
  fact: PlayFact;
  play: Play;
  steps: RunStep[];
  /** The step to do; null where all are done or it has ended. */
  next: RunStep | null;
}

/** The runs of plays that this version knows, the newest first. `restDays` as for working days. */
export function playRuns(facts: Facts, restDays?: readonly number[]): PlayRun[] {
  return facts.plays
    .flatMap((fact) => {
      const play = playOf(fact.kind);
      if (play === undefined) return [];
      const steps = play.steps.map((step) => ({
        step,
        due: afterWorkingDays(fact.startedAt, step.after, restDays),
        task: facts.tasks.find((task) => task.play === fact.id && task.step === step.id) ?? null,
      }));
      const next = fact.endedAt === null ? (steps.find(({ task }) => task === null || task.doneAt === null) ?? null) : null;
      return [{ fact, play, steps, next }];
    })
    .reverse();
}

/** Whose a step is by default: the one whom the play was given to, else as the step says; '' for nobody in particular. */
export function ownerOfStep(facts: Facts, run: PlayRun, step: PlayStep): string {
  if (run.fact.owner !== '') return run.fact.owner;
  return step.owner === 'technical' ? (facts.profile.technical ?? facts.owner.user) : facts.owner.user;
}
