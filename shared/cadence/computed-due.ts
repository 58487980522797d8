/** A thing that is due by a rule and stands in no task: found from the facts each time they are read, so that no job has to make it. */

import type { SaidEvent } from '../act-types';
import type { Attributes } from '../event';
import { COMPUTED, computedId } from '../facts/computed';
import type { Facts } from '../facts/facts';
import type { Outcome, TaskKind } from '../facts/work-facts';
import type { Args } from '../i18n/message';
import type { Lot } from '../loyalty/lots';
import type { Plan } from './plan';

/** What doing it asks for, beyond saying that it is done. */
export type DueAsks = 'outcome' | 'review' | 'loss' | 'play-result';

export interface ComputedDue {
  /** The id of its task, once somebody does it or puts it off. */
  task: string;
  kind: '' | TaskKind;
  /** When it is due, and when it is too late to be worth a word (epoch ms). */
  at: number;
  until: number;
  /** Message key and arguments: an imperative. */
  title: string;
  args: Args;
  play: string;
  step: string;
  /** Whose it is; '' for whoever keeps the customer. */
  owner: string;
  /** What else is true once it is done. */
  also: readonly SaidEvent[];
  asks: DueAsks | null;
}
export interface CadenceContext {
  now: number;
  /** Read only where a rule asks for it: the tier behind it takes time. */
  plan(): Plan;
  /** Whether the club's rules name days of their own for any tier: else nobody has to read the plan for its gaps. */
  hasPlan: boolean;
  /** What the customer holds of points and credit, and how many days before an end it is told; null where nothing of it ends. */
  club(): { lots: readonly Lot[]; warnDays: readonly number[] } | null;
  /** UTC weekdays on which nobody works, 0 Sunday; Saturday and Sunday where absent. */
  restDays?: readonly number[] | undefined;
}
/** Several rules that read the same facts; one file each in `rules/`. */
export interface CadenceRules {
  due(facts: Facts, context: CadenceContext): ComputedDue[];
}

type Given = Pick<ComputedDue, 'at' | 'title'> & Partial<ComputedDue>;
/** A due thing of a rule (or of a play's step), `of` says which one of them: a day, a contract. */
export function dueThing(rule: string, of: string | number, given: Given): ComputedDue {
  const usual = { kind: '' as const, until: Infinity, args: {}, play: '', step: rule, owner: '', also: [], asks: null };
  return { ...usual, task: computedId(rule, of), ...given };
}

/** The task of it, as an event: due at its own time, or put off until `due`. */
export function taskOf({ task, kind, at, play, step, owner }: ComputedDue, title: string, due = at): SaidEvent {
  const data: Attributes<'task.set'> = { task, title: title.slice(0, 300), due, step };
  return {
    type: 'task.set',
    data: { ...data, ...(kind === '' ? {} : { kind }), ...(play === '' ? {} : { play }), ...(owner === '' ? {} : { owner }) },
  };
}

/** All that doing it says. `title` is how it read. */
export function doneEvents(
  due: ComputedDue,
  title: string,
  said: { result?: Outcome; outcome?: string } = {},
): [SaidEvent, ...SaidEvent[]] {
  const outcome = said.outcome?.trim() ?? '';
  const result = said.result === undefined ? {} : { result: said.result };
  const done: SaidEvent = { type: 'task.done', data: { task: due.task, ...result, ...(outcome === '' ? {} : { outcome }) } };
  return [taskOf(due, title), done, ...due.also];
}

/** What doing a computed task asks for, by its id alone. */
export function asksOf(task: string): DueAsks | null {
  const [, rule = ''] = task.split(':');
  if (!task.startsWith(COMPUTED)) return null;
  if (rule.startsWith('outcome-')) return 'outcome';
  if (rule === 'review' || rule === 'loss') return rule;
  return rule === 'play' && task.endsWith(':') ? 'play-result' : null;
}
