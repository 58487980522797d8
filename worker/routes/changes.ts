/** The change feed. */
import { PinnedRequest } from '../../shared/api/contract';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { changesSince } from '../store/changes';
import { changedPins } from '../store/customers';

const PAGE = 200;
const MOST = 500;

/** `seq`: ask from here; `limit`: at most so many records; `model`, `programme`, `segments`, `outreach`: the versions the device has; `scope`: which customers it was sent. */
export const routes = newRoutes()
  .get('/v1/changes', async (c) => {
    const limit = wholeNumber(c, 'limit', PAGE, 1, MOST);
    const has = {
      model: wholeNumber(c, 'model', 0, 0),
      programme: wholeNumber(c, 'programme', 0, 0),
      segments: wholeNumber(c, 'segments', 0, 0),
      outreach: wholeNumber(c, 'outreach', 0, 0),
      scope: c.req.query('scope') ?? '',
    };
    const page = await changesSince(c.env.DB, c.get('caller'), wholeNumber(c, 'seq', 0, 0), limit, has);
    return c.json({ ...page, now: c.get('now') });
  })
  .post('/v1/changes/pinned', async (c) => {
    const { pinned } = await parseBody(c, PinnedRequest);
    return c.json(await changedPins(c.env.DB, c.get('caller'), pinned));
  });

/** A whole number from the query string, or its default; anything else is the caller's mistake. */
export function wholeNumber(c: Ctx, name: string, usual: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const given = c.req.query(name);
  if (given === undefined || given === '') return usual;
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < least)
    fail('request.malformed', `${name} must be a whole number of at least ${least}`, name);
  return Math.min(number, most);
}
