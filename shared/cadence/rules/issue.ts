/** A known problem that is open: they hear of it every three working days, whether or not there is news. */

import { personToCall } from '../../signals/rule/people';
import { afterWorkingDays } from '../../signals/rule/working-days';
import { type CadenceRules, dueThing } from '../computed-due';

export const TELL_DAYS = 3;

export const rules: CadenceRules = {
  due(facts, { restDays }) {
    return facts.issues
      .filter(({ kind, closedAt }) => kind === 'chronic' && closedAt === null)
      .map(({ id, title, setAt, toldAt, owner }) =>
        dueThing('tell', `${id}:${toldAt ?? setAt}`, {
          at: afterWorkingDays(toldAt ?? setAt, TELL_DAYS, restDays),
          title: 'due.tell',
          args: { name: personToCall(facts), what: { name: title } },
          owner,
          also: [{ type: 'issue.told', data: { issue: id } }],
        }),
      );
  },
};
