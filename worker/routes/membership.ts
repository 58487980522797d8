/** The set of the workspace's addresses, by which devices tell customers from strangers without asking. */
import type { MembershipAnswer } from '../../shared/api/contract';
import { fail, newRoutes } from '../http';
import { nameOfSet, readSets } from '../store/membership';

/** `since`: the set that the device has, as the last answer named it. */
export const routes = newRoutes().get('/v1/membership', async (c) => {
  const given = /^(\d{1,9})\.(\d{1,9})$/.exec(c.req.query('since') || '0.0');
  if (!given) return fail('request.malformed', 'since is the name of a set, like 3.12', 'since');
  const since = { generation: Number(given[1]), version: Number(given[2]) };
  const sets = await readSets(c.env.DB, c.get('caller').workspace, since);
  if (!sets) return c.json({ at: nameOfSet(undefined), deltas: [] } satisfies MembershipAnswer);
  const { served, base, deltas } = sets;
  return c.json({
    at: nameOfSet(served),
    ...(base ? { base: { secret: served.secret, space: served.space, pieces: base } } : {}),
    deltas,
  } satisfies MembershipAnswer);
});
