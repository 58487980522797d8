/** Outreach lists: read with how far they are, written one at a time, and worked off page by page. */
import { OUTREACH_STATES, SaveOutreachRequest } from '../../shared/api/outreach';
import { MOST_OPEN, type OutreachList, withList } from '../../shared/outreach/list';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { recordsOf } from '../store/customers';
import { publish } from '../store/documents';
import { listCustomers } from '../store/list-customers';
import { countOutreach, savedOutreach } from '../store/outreach';
import { inState } from '../store/outreach-condition';
import { wholeNumber } from './changes';

const PAGE = 25;
const MOST = 100;
/** Lists are written one at a time, by few: whoever is overtaken so often tries again. */
const TRIES = 5;

export const routes = newRoutes()
  .get('/v1/outreach', async (c) => c.json(await withCounts(c)))
  .post('/v1/outreach', async (c) => {
    await save(c);
    return c.json(await withCounts(c), 201);
  })
  .get('/v1/outreach/:id/customers', async (c) => {
    const list = await known(c, c.req.param('id'));
    const state =
      OUTREACH_STATES.find((one) => one === (c.req.query('state') ?? 'open')) ??
      fail('request.malformed', `state must be one of ${OUTREACH_STATES.join(', ')}`, 'state');
    const now = c.get('now');
    const page = await listCustomers(c.env.DB, c.get('caller'), {
      search: '',
      band: null,
      sort: 'tier',
      cursor: (c.req.query('cursor') ?? '').slice(0, 3000),
      limit: wholeNumber(c, 'limit', PAGE, 1, MOST),
      also: (bind) => inState(list, state, now, bind),
    });
    if (!page) return fail('request.malformed', 'this cursor is of another order', 'cursor');
    const ids = page.rows.map(({ id }) => id);
    const records = new Map((await recordsOf(c.env.DB, c.get('caller').workspace, ids)).map((record) => [record.id, record]));
    return c.json({ customers: ids.flatMap((id) => records.get(id) ?? []), cursor: page.cursor });
  });

async function known(c: Ctx, id: string): Promise<OutreachList> {
  const { lists } = await savedOutreach(c.env.DB, c.get('caller').workspace);
  return lists.find((list) => list.id === id) ?? fail('outreach.unknown', 'no list with this id');
}

/** Writes one list under its own id: what a retry brings again is there already, what was made from an older one is refused. */
async function save(c: Ctx): Promise<void> {
  const draft = await parseBody(c, SaveOutreachRequest);
  const { workspace, user, role } = c.get('caller');
  const now = c.get('now');
  for (let tries = 0; tries < TRIES; tries++) {
    const { version, lists } = await savedOutreach(c.env.DB, workspace);
    const next = withList(lists, draft, user, now);
    if (next === null) return;
    const stands = lists.find(({ id }) => id === draft.id);
    if (stands && role === 'agent' && stands.by !== user) fail('auth.forbidden', 'a list of somebody else');
    if (draft.revision !== (stands?.revision ?? 0)) fail('outreach.outdated', `revision ${stands?.revision ?? 0} stands`, '/revision');
    if (next.filter(({ closed }) => !closed).length > MOST_OPEN) fail('outreach.too-many', `at most ${MOST_OPEN} lists are open`);
    if (await publish(c.env.DB, workspace, 'outreach', { version: version + 1, lists: next } as { version: number }, user, now)) return;
  }
  fail('outreach.outdated', 'others wrote at the same time', '/revision');
}

async function withCounts(c: Ctx) {
  const caller = c.get('caller');
  const now = c.get('now');
  const { version, lists } = await savedOutreach(c.env.DB, caller.workspace);
  const open = lists.filter(({ closed }) => !closed);
  const counts = await countOutreach(c.env.DB, caller, open, now);
  const byId = new Map(open.map(({ id }, i) => [id, counts[i]]));
  return {
    version,
    as_of: now,
    lists: lists.map((list) => ({ ...list, open: byId.get(list.id)?.open ?? null, told: byId.get(list.id)?.told ?? null })),
  };
}
