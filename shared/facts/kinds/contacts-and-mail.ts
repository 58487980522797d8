/** The people at the customer, when either side was last in touch, and which lists they take. */
import { DAY, type LiveEvent } from '../../event';
import { keepWithin, putInOrder, withEntry } from '../bounded';
import { contactSide } from '../contact-event';
import type { FactKind } from '../fact-kind';
import type { ContactFact } from '../facts';

/** People beyond that: those who left go first, then the longest known. */
const MOST_CONTACTS = 300;
const MOST_LISTS = 50;
/** A message within so many days of one the other way answers it: the two are an exchange. */
const ANSWER_DAYS = 30;
const MOST_OURS = 5;

export const kind: FactKind = {
  id: 'contacts-and-mail',
  reads: ['contact.set', 'mail', 'note', 'ticket.opened', 'ticket.replied', 'subscription'],
  apply(draft, event) {
    if (event.type === 'contact.set') {
      const { contact, name, email, role, phone, left, nickname, moved_to, came_from } = event.data;
      const known = draft.contacts.find((row) => row.id === contact);
      const row: ContactFact = known ?? { id: contact, name: '', email: '', role: '', phone: '', left: false, since: event.at };
      row.name = name ?? row.name;
      row.email = email ?? row.email;
      row.role = role ?? row.role;
      row.phone = phone ?? row.phone;
      row.left = left ?? row.left;
      if (nickname !== undefined) row.nickname = nickname;
      if (left === false) delete row.movedTo;
      if (moved_to !== undefined) row.movedTo = moved_to;
      if (came_from !== undefined) row.cameFrom = came_from;
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
    const contact = draft.contact;
    const ours = oursIn(event);
    if (ours) {
      contact.ours.push({ at: event.at, ...ours });
      keepWithin(contact.ours, MOST_OURS);
    }
    const side = contactSide(event);
    if (side === null) return;
    const answers = (other: number | null) => other !== null && event.at - other <= ANSWER_DAYS * DAY;
    if (side === 'both' || answers(side === 'in' ? contact.lastOut : contact.lastIn)) contact.lastTwoWay = event.at;
    if (event.type === 'mail' || event.type === 'note') contact.recordedSince ??= event.at;
    if (side !== 'out') contact.lastIn = event.at;
    if (side !== 'in') contact.lastOut = event.at;
    // Tickets have a clock of their own (waitingSince): only mail and messages wait here, and any word of ours answers them.
    if (side !== 'in') contact.unansweredSince = null;
    else if (event.type === 'mail' || event.type === 'note') contact.unansweredSince ??= event.at;
  },
};

/** What an event says of our own way of writing to them; null where it is none of ours. */
function oursIn(event: LiveEvent): { auto: boolean; formal: boolean } | null {
  if (event.type === 'mail') return event.data.direction === 'out' ? { auto: event.data.auto ?? false, formal: false } : null;
  if (event.type === 'ticket.replied') return event.data.by === 'us' ? { auto: event.data.auto ?? false, formal: false } : null;
  if (event.type !== 'note' || contactSide(event) === null || contactSide(event) === 'in') return null;
  return { auto: false, formal: event.data.tone === 'formal' };
}
