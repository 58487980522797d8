/** Everything that is due by a rule: computed from the facts, never stored; once done or put off it is a task, and the rule is silent. */
import { COMPUTED } from '../facts/computed';
import type { Facts } from '../facts/facts';
import type { CadenceContext, ComputedDue } from './computed-due';
import { rules as contract } from './rules/contract';
import { rules as credit } from './rules/credit';
import { rules as issue } from './rules/issue';
import { rules as loss } from './rules/loss';
import { afterLoss, rules as play } from './rules/play';
import { rules as rhythm } from './rules/rhythm';
import { rules as start } from './rules/start';

const THERE = [play, start, rhythm, contract, credit, issue];

/** What is due up to `until` (epoch ms; `now` where absent) and not yet too late, the first due first. */
export function computedDue(facts: Facts, context: CadenceContext, until = context.now): ComputedDue[] {
  return byRule(facts, context)
    .filter((due) => due.at <= until && context.now < due.until && !facts.tasks.some(({ id }) => id === due.task))
    .sort((a, b) => a.at - b.at || (a.task < b.task ? -1 : 1));
}

/** What stands behind a computed task, also one that was put off; null where it is none, or the rule has nothing more to say of it. */
export function behindTask(facts: Facts, context: CadenceContext, task: string): ComputedDue | null {
  return task.startsWith(COMPUTED) ? (byRule(facts, context).find((due) => due.task === task) ?? null) : null;
}

function byRule(facts: Facts, context: CadenceContext): ComputedDue[] {
  if (facts.profile.lostAt !== null) return [...loss.due(facts, context), ...afterLoss(facts, context)];
  return THERE.flatMap((rules) => rules.due(facts, context));
}
