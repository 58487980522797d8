/** What is due by a rule and stands in no task, as rows beside the tasks. Pure. */
import { computedDue } from '../../shared/cadence/computed';
import { asksOf, type CadenceContext, type ComputedDue } from '../../shared/cadence/computed-due';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import { type Due, idOf } from './due';

/** Rules whose things wait behind a warning: they come again, and a day more or less does no harm. */
const UNHURRIED: readonly string[] = ['review', 'check', 'quiet', 'expectations', 'first-value', 'outcome-30', 'outcome-60', 'outcome-90'];

/** The due things of one customer up to `until`, for this user: what was given to somebody else is theirs. */
export function dueByRule({ id, facts }: CustomerRecord, user: string, context: CadenceContext, until: number, t: Translate): Due[] {
  return computedDue(facts, context, until)
    .filter(({ owner }) => owner === '' || user === '' || owner === user)
    .map((due) => ({
      id: idOf('task', id, due.task, due.at, 0),
      kind: UNHURRIED.includes(due.step) ? 'check' : 'task',
      customer: id,
      name: facts.profile.name,
      at: due.at,
      renewal: due.at,
      since: due.at,
      stage: 0,
      title: titleOf(due, t),
      task: asksOf(due.task) === null ? due.task : null,
    }));
}

/** How it reads. */
export const titleOf = ({ title, args }: ComputedDue, t: Translate): string => t(title as MessageKey, args);
