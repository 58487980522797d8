/** A workspace out as NDJSON, and into an empty one. */
import * as v from 'valibot';
import { exportedPage, type PageState, startAt } from '../export-page';
import { type Ctx, fail, newRoutes } from '../http';
import { importPage } from '../import-page';
import { sayExported } from '../store/audit';
import { findExported, movedSince } from '../store/export';
import { wholeNumber } from './changes';

/** Lines of a page: as much as is taken in again by one request. */
const USUAL = 5000;
const MOST = 20_000;

/** Where an export stands between two pages, as the caller hands it back. */
const Cursor = v.object({
  section: v.pipe(v.number(), v.integer(), v.minValue(0)),
  after: v.pipe(v.array(v.union([v.string(), v.number()])), v.maxLength(4)),
  counts: v.record(v.string(), v.number()),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  begun: v.pipe(v.number(), v.integer()),
});

export const routes = newRoutes()
  .get('/v1/export', async (c) => {
    const { workspace, user } = c.get('caller');
    const limit = wholeNumber(c, 'limit', USUAL, 1, MOST);
    const state = readCursor(c);
    const isFirst = state.hash === '';
    if (!isFirst && (await movedSince(c.env.DB, workspace, state.begun)))
      fail('export.outdated', 'customers were merged, split or erased since this export began: begin it again');
    await sayExported(c.env.DB, workspace, user, c.get('now'), isFirst);
    const about = await findExported(c.env.DB, workspace);
    const body = exportedPage(c.env.DB, workspace, about?.name ?? '', state, limit, c.get('now'));
    return c.body(body, 200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  })
  .post('/v1/import-workspace', async (c) => c.json(await importPage(c, await c.req.text())));

function readCursor(c: Ctx): PageState {
  const text = c.req.query('after') ?? '';
  if (text === '') return startAt(c.get('now'));
  try {
    const { section, after, ...state } = v.parse(Cursor, JSON.parse(decoded(text)));
    return { place: { section, after }, ...state };
  } catch {
    return fail('request.malformed', 'after must be the `next` of a page', 'after');
  }
}

/** The text behind base64 as an address may hold it. Throws where it is none. */
function decoded(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
