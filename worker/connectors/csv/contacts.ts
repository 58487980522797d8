/** Contacts: people at a customer, found by their addresses. */
import { CONTACT_COLUMNS } from './columns';
import { customerOfRow } from './customer-of-row';
import { foldName } from './fold-name';
import { draft, filled, type Kind } from './row-reader';

export const contacts: Kind = {
  columns: CONTACT_COLUMNS,
  needs: [
    ['customer', 'customer_name'],
    ['email', 'name', 'first_name', 'last_name', 'contact'],
  ],
  read(cells, world) {
    const customer = customerOfRow(cells, world);
    const name = cells.text('name') ?? ([cells.text('first_name'), cells.text('last_name')].filter(Boolean).join(' ') || undefined);
    const email = cells.email('email');
    const contact =
      cells.text('contact') ??
      email ??
      (name === undefined ? cells.fail('email', 'missing') : `${foldName(name)}@${customer}`.slice(0, 200));
    const about = filled({ name, role: cells.text('role', 120), phone: cells.text('phone', 60), left: cells.flag('left') });
    const drafts = [draft('contact.set', customer, 'contact', { contact, ...about, ...(email === undefined ? {} : { email }) })];
    const second = cells.email('second_email');
    if (second !== undefined && second !== email)
      drafts.push(draft('contact.set', customer, 'contact:2', { contact: second, ...about, email: second }));
    return { key: contact, label: name ?? contact, drafts };
  },
};
