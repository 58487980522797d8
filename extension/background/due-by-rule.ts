/** What is due by a rule and stands in no task, as rows beside the tasks. Pure. */
import { computedDue } from '../../shared/cadence/computed';
import { asksOf, type CadenceContext, type ComputedDue } from '../../shared/cadence/computed-due';
import { ruleOf } from '../../shared/cadence/due-rules';
import { invoiceText } from '../../shared/cadence/invoice-text';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import { type Due, idOf } from './due';
import { NEAR } from './reminders';

/** Rules whose things wait behind a warning: they come again, and a day more or less does no harm. */
const UNHURRIED: readonly string[] = [
  'review',
  'check',
  'quiet',
  'channel',
  'credit-ahead',
  'expectations',
  'first-value',
  'outcome-30',
  'outcome-60',
  'outcome-90',
];

/** The due things of one customer up to `until`, for this user: what was given to somebody else is theirs. */
export function dueByRule({ id, facts }: CustomerRecord, user: string, context: CadenceContext, until: number, t: Translate): Due[] {
  return computedDue(facts, context, until)
    .filter(({ owner }) => owner === '' || user === '' || owner === user)
    .map((due): Due => {
      const isCheck = UNHURRIED.includes(due.step);
      const text = invoiceText(t, facts, due.task);
      return {
        id: idOf('task', id, due.task, due.at, 0),
        kind: isCheck ? 'check' : 'task',
        customer: id,
        name: facts.profile.name,
        at: due.at,
        renewal: due.at,
        since: due.at,
        stage: 0,
        title: titleOf(due, t),
        task: asksOf(due.task) === null ? due.task : null,
        how: isCheck ? 'digest' : 'once',
        rule: { id: ruleOf(due.task) ?? '', owner: due.owner, patient: due.until - due.at > NEAR, ends: due.until < Infinity },
        ...(text === '' ? {} : { text }),
      };
    });
}

/** How it reads. */
export const titleOf = ({ title, args }: ComputedDue, t: Translate): string => t(title as MessageKey, args);
