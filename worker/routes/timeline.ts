/** What happened with one customer, the newest first. */
import type { TimelineAnswer } from '../../shared/api/timeline-answer';
import { TIMELINE_KINDS, typesOf } from '../../shared/timeline';
import { fail, newRoutes } from '../http';
import { findRecord } from '../store/customers';
import type { Place } from '../store/history';
import { eventsBefore, eventsById } from '../store/timeline';
import { wholeNumber } from './changes';

const USUAL = 50;
const MOST = 100;
/** Events that one page looks at, where most of them have no place in it. */
const SCAN = 1000;
const NEWEST: Place = { at: 9e15, id: '' };
const CURSOR = /^(-?\d{1,16})\.(.{1,200})$/su;

/** `?kinds=notes,mail` (all without), `?cursor=` of the page before, `?limit=` 1 to 100. */
export const routes = newRoutes().get('/v1/customers/:id/timeline', async (c) => {
  const caller = c.get('caller');
  const kinds = (c.req.query('kinds') ?? '').split(',').filter((kind) => kind !== '');
  if (kinds.some((kind) => !TIMELINE_KINDS.some((known) => known === kind)))
    fail('request.malformed', `kinds are ${TIMELINE_KINDS.join(', ')}`, 'kinds');
  const limit = wholeNumber(c, 'limit', USUAL, 1, MOST);
  const cursor = c.req.query('cursor');
  const before = cursor === undefined ? NEWEST : (placeIn(cursor) ?? fail('request.malformed', 'no cursor of a page before', 'cursor'));
  const record = await findRecord(c.env.DB, caller, c.req.param('id'));
  if (!record) return fail('customer.unknown', 'no customer with this id that you may see');
  const ids = cursor === undefined ? record.facts.notes.flatMap(({ id, pinned }) => (pinned ? [id] : [])) : [];
  const [{ entries, end }, pinned] = await Promise.all([
    eventsBefore(c.env.DB, caller.workspace, record.id, { types: typesOf(kinds), before, limit, scan: SCAN }),
    ids.length === 0 ? [] : eventsById(c.env.DB, caller.workspace, record.id, ids),
  ]);
  return c.json({ entries, pinned, cursor: end && `${end.at}.${end.id}`, since: end?.at ?? -9e15 } satisfies TimelineAnswer);
});

function placeIn(cursor: string): Place | null {
  const found = CURSOR.exec(cursor);
  return found ? { at: Number(found[1]), id: found[2] ?? '' } : null;
}
