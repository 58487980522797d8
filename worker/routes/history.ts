/** The past of one customer, read from the log. */

import { readHistory } from '../history';
import { fail, newRoutes } from '../http';
import { whichVisible } from '../store/customers';
import { wholeNumber } from './changes';

const USUAL = 30;
const MOST = 400;

/** `?days=`: how far back, 1 to 400. */
export const routes = newRoutes().get('/v1/customers/:id/history', async (c) => {
  const caller = c.get('caller');
  const id = c.req.param('id');
  const days = wholeNumber(c, 'days', USUAL, 1, MOST);
  if (!(await whichVisible(c.env.DB, caller, [id])).has(id)) fail('customer.unknown', 'no customer with this id that you may see');
  return c.json(await readHistory(c.env.DB, caller.workspace, id, days, c.get('now')));
});
