/** On which days the customer bought, used, visited, reacted to our posts, or was in touch with us. */
import { dayOf } from '../../event';
import { addDay } from '../active-days';
import { activityOf } from '../activity-event';
import type { FactKind } from '../fact-kind';

export const kind: FactKind = {
  id: 'active-days',
  reads: ['purchase', 'usage', 'visit', 'social', 'note', 'mail', 'ticket.opened', 'ticket.replied'],
  apply(draft, event) {
    const activity = activityOf(event);
    if (activity) draft.activity[activity] = addDay(draft.activity[activity], dayOf(event.at));
  },
};
