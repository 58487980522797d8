/** Erasing personal data on request: a contact of a customer, or the customer. */
import { EraseRequest } from '../../shared/api/lifecycle';
import { eraseContact, eraseCustomer } from '../erasing';
import { newRoutes, parseBody } from '../http';

export const routes = newRoutes().post('/v1/erasures', async (c) => {
  const { customer, contact } = await parseBody(c, EraseRequest);
  return c.json({ events: contact === undefined ? await eraseCustomer(c, customer) : await eraseContact(c, customer, contact) });
});
