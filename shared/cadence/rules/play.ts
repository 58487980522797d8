/** The next step of each play that runs; and where all are done, how it ended. */

import type { Facts } from '../../facts/facts';
import type { TaskKind } from '../../facts/work-facts';
import { contactOfPlay } from '../../plays/contact';
import { ownerOfStep, playRuns } from '../../plays/run';
import { personToCall } from '../../signals/rule/people';
import { type CadenceRules, dueThing } from '../computed-due';

const KINDS: Readonly<Record<string, TaskKind>> = { 'exit-ladder': 'exit', 'win-back': 'win-back' };

const due: CadenceRules['due'] = (facts, { restDays }) =>
  playRuns(facts, restDays)
    .filter(({ fact }) => fact.endedAt === null)
    .map((run) => {
      const { fact, play, next, steps } = run;
      const name = personToCall(facts, contactOfPlay(facts, fact));
      if (next === null)
        return dueThing('play', `${fact.id}:`, {
          at: steps.at(-1)?.due ?? fact.startedAt,
          title: 'due.play-result',
          args: { play: { key: `play.${play.id}` } },
          play: fact.id,
          step: '',
          asks: 'play-result',
        });
      return dueThing('play', `${fact.id}:${next.step.id}`, {
        kind: KINDS[play.id] ?? '',
        at: next.due,
        title: `play.${play.id}.${next.step.id}`,
        args: { name },
        play: fact.id,
        step: next.step.id,
        owner: ownerOfStep(facts, run, next.step),
      });
    });

export const rules: CadenceRules = { due };
/** The plays of those who left: the exit ladder, and winning them back. */
export const afterLoss = (facts: Facts, context: Parameters<typeof due>[1]) =>
  due(facts, context).filter(({ play }) => facts.plays.some(({ id, kind }) => id === play && Object.hasOwn(KINDS, kind)));
