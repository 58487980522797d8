/** Keeping the book true: merging customers, handing them over or covering for a colleague, moving people between them, and taking that back. */
import { ContactMoveRequest, HandOverRequest, MergeRequest } from '../../shared/api/keeping';
import { coverAt } from '../../shared/facts/cover';
import { handOver, moveContact, takeBack } from '../handing-over';
import { fail, newRoutes, parseBody } from '../http';
import { mergeCustomers, splitCustomers } from '../merging';
import { findRecord } from '../store/customers';
import { loadOf } from '../store/decisions';
import { countMoved } from '../store/merges';

export const routes = newRoutes()
  .post('/v1/merges', async (c) => {
    const asked = await parseBody(c, MergeRequest);
    await mergeCustomers(c, asked);
    return c.json({ ...asked, events: await countMoved(c.env.DB, c.get('caller').workspace, asked.from, asked.into) });
  })
  .post('/v1/handovers', async (c) => c.json(await handOver(c, await parseBody(c, HandOverRequest))))
  .post('/v1/contact-moves', async (c) => c.json(await moveContact(c, await parseBody(c, ContactMoveRequest))))
  .delete('/v1/decisions/:id', async (c) => {
    const id = c.req.param('id');
    if (!(await splitCustomers(c, id))) await takeBack(c, id);
    return c.body(null, 204);
  })
  .get('/v1/customers/:id/keeping', async (c) => {
    const caller = c.get('caller');
    const record = await findRecord(c.env.DB, caller, c.req.param('id'));
    if (!record) return fail('customer.unknown', 'no customer with this id that you may see');
    const { facts } = record;
    const { owner, profile } = facts;
    const cover = coverAt(facts, c.get('now'));
    return c.json({
      owner: owner.user === '' ? null : owner.user,
      cover,
      until: cover.length > 0 ? (owner.until ?? null) : null,
      backup: profile.backup ?? null,
      technical: profile.technical ?? null,
      cost: profile.cost ?? null,
      value: profile.value,
      load: owner.user === '' ? { customers: 0, values: [] } : await loadOf(c.env.DB, caller, owner.user),
    });
  });
