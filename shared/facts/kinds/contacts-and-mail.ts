/** The people at the customer, when either side was last in touch, and which lists they take. */
import { DAY } from '../../event';
import { keepWithin, putInOrder, withEntry } from '../bounded';
import { contactSide } from '../contact-event';
import type { FactKind } from '../fact-kind';

/** People beyond that: those who left go first, then the longest known. */
const MOST_CONTACTS = 300;
const MOST_LISTS = 50;
/** A message within so many days of one the other way answers it: the two are an exchange. */
const ANSWER_DAYS = 30;

export const kind: FactKind = {
  id: 'contacts-and-mail',
  reads: ['contact.set', 'mail', 'note', 'ticket.opened', 'ticket.replied', 'subscription'],
  apply(draft, event) {
    if (event.type === 'contact.set') {
      const { contact, name, email, role, phone, left } = event.data;
      const known = draft.contacts.find((row) => row.id === contact);
      const row = known ?? { id: contact, name: '', email: '', role: '', phone: '', left: false, since: event.at };
      row.name = name ?? row.name;
      row.email = email ?? row.email;
      row.role = role ?? row.role;
      row.phone = phone ?? row.phone;
      row.left = left ?? row.left;
      if (known) return;
      putInOrder(draft.contacts, row, (other) => other.since);
      keepWithin(draft.contacts, MOST_CONTACTS, (other) => other.left);
      return;
    }
    if (event.type === 'subscription') {
      draft.subscriptions = withEntry(
        draft.subscriptions,
        event.data.list,
        { active: event.data.active, at: event.at },
        MOST_LISTS,
        (row) => row.at,
      );
      return;
    }
    const side = contactSide(event);
    if (side === null) return;
    const contact = draft.contact;
    const answers = (other: number | null) => other !== null && event.at - other <= ANSWER_DAYS * DAY;
    if (side === 'both' || answers(side === 'in' ? contact.lastOut : contact.lastIn)) contact.lastTwoWay = event.at;
    if (side !== 'out') contact.lastIn = event.at;
    if (side !== 'in') contact.lastOut = event.at;
    // Tickets have a clock of their own (waitingSince): only mail and messages wait here, and any word of ours answers them.
    if (side !== 'in') contact.unansweredSince = null;
    else if (event.type === 'mail' || event.type === 'note') contact.unansweredSince ??= event.at;
  },
};
