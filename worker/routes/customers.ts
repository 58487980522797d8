/** Customers: one by id, the one behind an address; and removing one, or what the demo brought. */
import { LookupRequest } from '../../shared/api/contract';
import { lookupKeys } from '../../shared/matching/lookup-keys';
import { fail, newRoutes, parseBody } from '../http';
import { localeOf } from '../pages/text';
import { removeDemoPeople } from '../people';
import { readNow } from '../read-now';
import { findRecord, lookup, whichVisible } from '../store/customers';
import { findDemoCustomers, removeCustomers } from '../store/remove-customers';

/** Demo customers that one call removes; the answer says whether to call again. */
const REMOVED_AT_ONCE = 200;

export const routes = newRoutes()
  .get('/v1/customers/:id', async (c) => {
    const caller = c.get('caller');
    const record = await findRecord(c.env.DB, caller, c.req.param('id'));
    if (!record) return fail('customer.unknown', 'no customer with this id that you may see');
    return c.json(await readNow(c.env.DB, caller.workspace, record, localeOf(c), c.get('now')));
  })
  .delete('/v1/customers/:id', async (c) => {
    const { workspace, user } = c.get('caller');
    const id = c.req.param('id');
    if (!(await whichVisible(c.env.DB, c.get('caller'), [id])).has(id)) fail('customer.unknown', 'no customer with this id');
    await removeCustomers(c.env.DB, workspace, [id], { at: c.get('now'), actor: user, action: 'customer.removed' });
    return c.body(null, 204);
  })
  .delete('/v1/demo', async (c) => {
    const { workspace, user } = c.get('caller');
    const found = await findDemoCustomers(c.env.DB, workspace, 'only', REMOVED_AT_ONCE + 1);
    const ids = found.slice(0, REMOVED_AT_ONCE);
    const audit = { at: c.get('now'), actor: user, action: 'customer.removed' };
    const removed = ids.length === 0 ? [] : (await removeCustomers(c.env.DB, workspace, ids, audit)).ids;
    const kept = await findDemoCustomers(c.env.DB, workspace, 'shared', REMOVED_AT_ONCE);
    if (found.length === ids.length) await removeDemoPeople(c, { workspace, user });
    return c.json({ removed: removed.length, more: found.length > ids.length, kept });
  })
  .post('/v1/lookup', async (c) => {
    const keys = lookupKeys((await parseBody(c, LookupRequest)).address);
    if (keys.length === 0) fail('request.malformed', 'this is not an address', '/address');
    for (const key of keys) {
      const { found, elsewhere } = await lookup(c.env.DB, c.get('caller'), key);
      const by = key.startsWith('@') ? 'domain' : 'contact';
      if (found.length + elsewhere.length > 0) return c.json({ by, found, ...(elsewhere.length > 0 ? { elsewhere } : {}) });
    }
    return c.json({ by: 'none', found: [] });
  });
