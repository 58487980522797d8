/** On which days the customer bought, used, visited, reacted to our posts, or was in touch with us. A refund is no activity. */
import { dayOf } from '../../event';
import { addDay } from '../active-days';
import { isContact } from '../contact-event';
import type { FactKind } from '../fact-kind';
import type { ActivityKind } from '../facts';

export const kind: FactKind = {
  id: 'active-days',
  reads: ['purchase', 'usage', 'visit', 'social', 'note', 'mail', 'ticket.opened', 'ticket.replied'],
  apply(draft, event) {
    let activity: ActivityKind;
    if (event.type === 'purchase') {
      if (event.data.refund) return;
      activity = 'purchases';
    } else if (event.type === 'usage') {
      // "Used it 0 times" is a report of silence.
      if (event.data.count === 0) return;
      activity = 'usage';
    } else if (event.type === 'visit') activity = 'visits';
    else if (event.type === 'social') activity = 'social';
    else if (isContact(event)) activity = 'contacts';
    else return;
    draft.activity[activity] = addDay(draft.activity[activity], dayOf(event.at));
  },
};
