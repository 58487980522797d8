/** The list of customers: a page by stored sort keys from behind a cursor, and what the whole of a list comes to. */
import type { ListedKeys } from '../../shared/api/customer-list';
import { BAND_ORDER, type ListSort } from '../../shared/list-order';
import { typedWords } from '../../shared/matching/search-words';
import type { SegmentFilter } from '../../shared/segments';
import { candidates } from './found-by';
import { readCursor, type Stretch, stretchesOf, writeCursor } from './list-order';
import { segmentCondition } from './segment-condition';
import { type Viewer, visibleTo } from './visible';

/** Who is in the list, apart from its order. */
export interface ListFilter {
  /** Words to find in names, ids, contacts, addresses and domains, as typed. */
  search: string;
  band: number | null;
  /** A user id; '' for customers without an owner. */
  owner?: string | undefined;
  /** Only customers in this segment, at `now`. */
  segment?: { filter: SegmentFilter; now: number } | undefined;
  /** A further condition on the row `c`; `bind` answers the parameter that stands for a value. */
  also?: ((bind: (value: string | number) => string) => string) | undefined;
}
export interface ListQuery extends ListFilter {
  sort: ListSort;
  /** From the page before; '' for the first. */
  cursor: string;
  limit: number;
}
interface ListRow {
  id: string;
  name: string;
  owner: string | null;
  band: number;
  score: number | null;
  score_at: number;
  value: number | null;
  currency: string | null;
  renewal_at: number | null;
  contact_at: number | null;
  tier: string;
  [key: string]: string | number | null;
}
const COLUMNS = 'c.id, c.name, c.owner, c.band, c.score, c.score_at, c.value, c.currency, c.renewal_at, c.contact_at, c.tier';

/** Where a word is looked for: what one writes with a space or half a space in Persian and Arabic, another writes joined. */
const searched = (word: string): string => (/\p{Script=Arabic}/u.test(word) ? "replace(c.search, ' ', '')" : 'c.search');

/** An agent's customers are few: they are found by their owner, and put in order afterwards. */
const OWN = `(SELECT id FROM customers INDEXED BY customers_by_owner WHERE workspace = ?1 AND owner = ?2 AND sort_name <> ''
  UNION SELECT id FROM customers INDEXED BY customers_covered WHERE workspace = ?1 AND cover <> '[]' AND EXISTS (SELECT 1 FROM json_each(cover) WHERE value = ?2))`;

interface Source {
  /** `null` where the list is read along the index of its order. */
  from: string | null;
  where: string;
  values: (string | number | null)[];
}
async function sourceOf(db: D1Database, viewer: Viewer, filter: ListFilter): Promise<Source> {
  const values: Source['values'] = [viewer.workspace, viewer.user];
  const bind = (value: string | number): string => `?${values.push(value)}`;
  const words = typedWords(filter.search);
  const found = words.length === 0 ? null : await candidates(db, viewer.workspace, words, !(await isLarge(db, viewer.workspace)));
  const among = (ids: string) => `${ids} m CROSS JOIN customers c ON c.workspace = ?1 AND c.id = m.`;
  const conditions = [
    `c.workspace = ?1 AND c.band IS NOT NULL AND ${visibleTo(viewer)}`,
    ...(filter.band === null ? [] : [`c.band = CAST(${bind(filter.band)} AS INTEGER)`]),
    ...(filter.owner === undefined ? [] : [filter.owner === '' ? 'c.owner IS NULL' : `c.owner = ${bind(filter.owner)}`]),
    ...words.map((word) => `instr(${searched(word)}, ${bind(word)}) > 0`),
    ...(filter.segment ? [segmentCondition(filter.segment.filter, filter.segment.now, bind)] : []),
    ...(filter.also ? [filter.also(bind)] : []),
  ];
  const from =
    found !== null ? `${among(`json_each(${bind(JSON.stringify(found))})`)}value` : viewer.role === 'agent' ? `${among(OWN)}id` : null;
  return { from, where: conditions.join(' AND '), values };
}

async function isLarge(db: D1Database, workspace: string): Promise<boolean> {
  return (await db.prepare(`SELECT 1 AS one FROM large_workspaces WHERE workspace = ?1`).bind(workspace).first()) !== null;
}

/** Currencies of the workspace and owners by name, each read by one step along its index for every one that there is. */
async function around(db: D1Database, workspace: string, sort: ListSort): Promise<{ currencies: string[]; owners: string[] }> {
  const distinct = (column: string, index: string) =>
    `WITH RECURSIVE each(value) AS (
       SELECT min(${column}) FROM customers INDEXED BY ${index} WHERE workspace = ?1 AND sort_name <> ''
       UNION ALL SELECT (SELECT min(${column}) FROM customers INDEXED BY ${index} WHERE workspace = ?1 AND sort_name <> '' AND ${column} > each.value) FROM each WHERE each.value IS NOT NULL)
     SELECT each.value AS id FROM each`;
  const read = async (sql: string) => (await db.prepare(sql).bind(workspace).all<{ id: string }>()).results.map(({ id }) => id);
  if (sort === 'value' || sort === 'risk')
    return { currencies: await read(`${distinct('currency', 'customers_by_value')} WHERE each.value IS NOT NULL`), owners: [] };
  if (sort !== 'owner') return { currencies: [], owners: [] };
  const byName = `LEFT JOIN users u ON u.workspace = ?1 AND u.id = each.value WHERE each.value IS NOT NULL ORDER BY ifnull(u.name, each.value), each.value`;
  return { currencies: [], owners: await read(`${distinct('owner', 'customers_by_owner')} ${byName}`) };
}

export interface ListPage {
  rows: ListedKeys[];
  /** Of the next page; null at the end. */
  cursor: string | null;
}
/** A page of the customers that the viewer may see; null where the cursor is none of this order. */
export async function listCustomers(db: D1Database, viewer: Viewer, query: ListQuery): Promise<ListPage | null> {
  const stretches = stretchesOf(query.sort, await around(db, viewer.workspace, query.sort));
  const place = query.cursor === '' ? null : readCursor(query.cursor, stretches);
  if (query.cursor !== '' && place === null) return null;
  const source = await sourceOf(db, viewer, query);
  const first = place ? stretches.findIndex(({ id }) => id === place.stretch) : 0;
  const found: { row: ListRow; stretch: Stretch }[] = [];
  for (const stretch of stretches.slice(Math.max(first, 0))) {
    const after = place?.stretch === stretch.id ? place.after : [];
    for (const row of await rowsOf(db, source, stretch, after, query.limit + 1 - found.length)) found.push({ row, stretch });
    if (found.length > query.limit) break;
  }
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ row }) => listed(row)),
    cursor:
      found.length > query.limit && last
        ? writeCursor({ stretch: last.stretch.id, after: last.stretch.keys.map((_, i) => last.row[`k${i}`] ?? 0) })
        : null,
  };
}

async function rowsOf(
  db: D1Database,
  { from, where, values }: Source,
  stretch: Stretch,
  after: readonly (string | number)[],
  limit: number,
): Promise<ListRow[]> {
  const bound = [...values];
  const bind = (value: string | number): string => `?${bound.push(value)}`;
  const keys = stretch.keys.map((key) => `c.${key}`);
  const here = stretch.value === undefined ? stretch.where : stretch.where.replace('?', bind(stretch.value));
  // A number is bound as a real, which an index of integers is compared with row by row unless it is said to be one. The plus takes the affinity
  // of the cast away again: with it, only the first of several keys leads into the index (https://sqlite.org/rowvalue.html, seen 2026-11).
  const beyond = after.map((key) => (typeof key === 'number' ? `+CAST(${bind(key)} AS INTEGER)` : bind(key)));
  const behind = beyond.length > 0 ? `AND (${keys.join(', ')}) > (${beyond.join(', ')})` : '';
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, ${keys.map((key, i) => `${key} AS k${i}`).join(', ')} FROM ${from ?? `customers c INDEXED BY ${stretch.index}`}
       WHERE ${where} AND ${here} ${behind} ORDER BY ${keys.join(', ')} LIMIT CAST(${bind(limit)} AS INTEGER)`,
    )
    .bind(...bound)
    .all<ListRow>();
  return results;
}

function listed(row: ListRow): ListedKeys {
  const band = BAND_ORDER[row.band] ?? 'unknown';
  return {
    id: row.id,
    name: row.name,
    owner: row.owner,
    band,
    score: band === 'unknown' ? null : row.score,
    as_of: row.score_at,
    value: row.value === null || row.currency === null ? null : { amount: row.value, currency: row.currency },
    renewal_at: row.renewal_at,
    last_contact_at: row.contact_at,
    tier: row.tier,
  };
}

export interface ListSums {
  customers: number;
  /** Customers without an owner. */
  unowned: number;
  /** Yearly values, each currency by itself. */
  values: { currency: string; amount: number; customers: number }[];
}
/** How many customers a list has, and what they are worth, currency by currency: amounts of two are never added. */
export async function sumCustomers(db: D1Database, viewer: Viewer, filter: ListFilter): Promise<ListSums> {
  const { from, where, values } = await sourceOf(db, viewer, filter);
  const { results } = await db
    .prepare(
      `SELECT c.currency, count(*) AS n, sum(c.value) AS amount, sum(c.owner IS NULL) AS unowned
       FROM ${from ?? 'customers c'} WHERE ${where} GROUP BY c.currency ORDER BY c.currency`,
    )
    .bind(...values)
    .all<{ currency: string | null; n: number; amount: number | null; unowned: number }>();
  return {
    customers: results.reduce((sum, { n }) => sum + n, 0),
    unowned: results.reduce((sum, { unowned }) => sum + unowned, 0),
    values: results.flatMap(({ currency, amount, n }) => (currency === null ? [] : [{ currency, amount: amount ?? 0, customers: n }])),
  };
}
