/** Who left is asked why, by a call first; and no loss is left without its reason. */
import { DAY } from '../../event';
import { playOf } from '../../plays/registry';
import { personToCall } from '../../signals/rule/people';
import { afterWorkingDays } from '../../signals/rule/working-days';
import { type CadenceRules, dueThing } from '../computed-due';

export const EXIT_LADDER = 'exit-ladder';
/** A reason is asked for so long; after so long nobody is called any more. */
const REASON_GONE = 90;
const CALL_GONE = 60;

export const rules: CadenceRules = {
  due(facts, { restDays }) {
    const { loss } = facts;
    if (loss === null || loss.backAt !== null) return [];
    const play = exitPlay(loss.at);
    const call = playOf(EXIT_LADDER)?.steps[0]?.after ?? 1;
    const reason = dueThing('loss', loss.at, {
      kind: 'exit',
      at: loss.at,
      until: loss.at + REASON_GONE * DAY,
      title: 'due.loss',
      asks: 'loss',
    });
    const exit = dueThing('exit', loss.at, {
      kind: 'exit',
      at: afterWorkingDays(loss.at, call, restDays),
      until: loss.at + CALL_GONE * DAY,
      title: 'due.exit',
      args: { name: personToCall(facts) },
      also: [{ type: 'play.started', data: { play, kind: EXIT_LADDER } }],
    });
    const started = facts.plays.some(({ kind, startedAt }) => kind === EXIT_LADDER && startedAt >= loss.at);
    return [...(loss.code === '' ? [reason] : []), ...(started ? [] : [exit])];
  },
};

/** The run of the exit ladder after a loss: the same on every device. */
export const exitPlay = (lostAt: number): string => `${EXIT_LADDER}:${lostAt}`;
