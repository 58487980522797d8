/** The list of customers: a page of it, what the whole of it comes to, and the whole as CSV. */
import type { Band } from '../../shared/health/health';
import { BAND_ORDER, LIST_SORTS } from '../../shared/list-order';
import { type Ctx, fail, newRoutes } from '../http';
import { asOfNow } from '../list-as-of-now';
import { csvPage, streamCsv } from '../list-csv';
import { localeOf } from '../pages/text';
import { sayExportedList } from '../store/audit';
import { type ListFilter, type ListQuery, listCustomers, sumCustomers } from '../store/list-customers';
import { savedSegments } from '../store/segments';
import { wholeNumber } from './changes';

const PAGE = 50;
const MOST = 200;
const LONGEST_CURSOR = 3000;

export const routes = newRoutes()
  .get('/v1/customers', async (c) => {
    const { workspace } = c.get('caller');
    const page = await listCustomers(c.env.DB, c.get('caller'), await queryOf(c, wholeNumber(c, 'limit', PAGE, 1, MOST)));
    if (!page) return fail('request.malformed', 'this cursor is of another order', 'cursor');
    return c.json({ customers: await asOfNow(c.env.DB, workspace, page.rows, c.get('now')), cursor: page.cursor });
  })
  .get('/v1/customer-sums', async (c) => c.json(await sumCustomers(c.env.DB, c.get('caller'), await filterOf(c))))
  .get('/v1/customers.csv', async (c) => {
    const caller = c.get('caller');
    const now = c.get('now');
    const locale = localeOf(c);
    const inPages = c.req.query('cursor') !== undefined;
    const query = await queryOf(c, MOST);
    const first = await csvPage(c.env.DB, caller, query, locale, now);
    if (!first) return fail('request.malformed', 'this cursor is of another order', 'cursor');
    if (query.cursor === '') await sayExportedList(c.env.DB, caller, now);
    if (inPages) return c.json(first);
    return c.body(streamCsv(c.env.DB, caller, query, locale, now, first), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="customers.csv"',
    });
  });

async function queryOf(c: Ctx, limit: number): Promise<ListQuery> {
  const sort =
    LIST_SORTS.find((known) => known === (c.req.query('sort') ?? 'band')) ??
    fail('request.malformed', `sort must be one of ${LIST_SORTS.join(', ')}`, 'sort');
  const cursor = c.req.query('cursor') ?? '';
  if (cursor.length > LONGEST_CURSOR) fail('request.malformed', 'this is no cursor', 'cursor');
  return { ...(await filterOf(c)), sort, cursor, limit };
}

async function filterOf(c: Ctx): Promise<ListFilter> {
  const band = c.req.query('band');
  const place = band === undefined ? null : BAND_ORDER.indexOf(band as Band);
  if (place === -1) fail('request.malformed', `band must be one of ${BAND_ORDER.join(', ')}`, 'band');
  const wanted = c.req.query('segment');
  const segments = wanted === undefined ? [] : (await savedSegments(c.env.DB, c.get('caller').workspace)).segments;
  const segment = segments.find(({ id }) => id === wanted);
  if (wanted !== undefined && !segment) fail('segment.unknown', 'no saved segment with this id', 'segment');
  return {
    search: (c.req.query('q') ?? '').slice(0, 200),
    band: place,
    owner: c.req.query('owner'),
    segment: segment && { filter: segment.filter, now: c.get('now') },
  };
}
