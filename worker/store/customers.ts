/** Reading customers: one by id, by address, a list by sort key, the words that lists show. */

import type { ListedKeys } from '../../shared/api/customer-list';
import type { Facts } from '../../shared/facts/facts';
import { foldName, foldText } from '../../shared/matching/fold-text';
import type { CustomerRecord } from '../../shared/record';
import type { SegmentFilter } from '../../shared/segments';
import { BAND_ORDER } from '../standing';
import { segmentCondition } from './segment-condition';
import { type Viewer, visibleTo } from './visible';

interface RecordRow {
  id: string;
  feed: number;
  signals: string;
  body: string;
  trace: string;
}
const RECORD = 'c.id, c.feed, c.signals, f.body, f.trace';

export function toRecord(row: RecordRow): CustomerRecord {
  return {
    id: row.id,
    seq: row.feed,
    facts: JSON.parse(row.body) as Facts,
    trace: JSON.parse(row.trace),
    signals: JSON.parse(row.signals),
  };
}

/** The customer's record, or null when there is none that the viewer may see: the two are not told apart. */
export async function findRecord(db: D1Database, viewer: Viewer, id: string): Promise<CustomerRecord | null> {
  const row = await db
    .prepare(
      `SELECT ${RECORD} FROM customers c CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
     WHERE c.workspace = ?1 AND c.id = ?3 AND ${visibleTo(viewer)}`,
    )
    .bind(viewer.workspace, viewer.user, id)
    .first<RecordRow>();
  return row ? toRecord(row) : null;
}

/** The records of these customers, in no particular order; the caller has made sure that they may be seen. */
export async function recordsOf(db: D1Database, workspace: string, ids: readonly string[]): Promise<CustomerRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT ${RECORD} FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id`,
    )
    .bind(workspace, JSON.stringify(ids))
    .all<RecordRow>();
  return results.map(toRecord);
}

/** Which of these customers the viewer may see and which stand at all. One query, whatever their number. */
export async function whichVisible(db: D1Database, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(`SELECT c.id FROM json_each(?3) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value WHERE ${visibleTo(viewer)}`)
    .bind(viewer.workspace, viewer.user, JSON.stringify([...new Set(ids)]))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

export interface Found {
  found: { record: CustomerRecord; contact: string }[];
  /** Whose the customers are that the viewer may not see: user ids, '' for nobody's. */
  elsewhere: string[];
}
/** Customers that have this address, or '@' and a domain; at most five, enough to say that it is not clear which. */
export async function lookup(db: D1Database, viewer: Viewer, key: string): Promise<Found> {
  const { results } = await db
    .prepare(
      `SELECT ${RECORD}, d.contact, c.owner FROM directory d CROSS JOIN customers c ON c.workspace = d.workspace AND c.id = d.customer
       LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id AND ${visibleTo(viewer)}
     WHERE d.workspace = ?1 AND d.key = ?3 LIMIT 5`,
    )
    .bind(viewer.workspace, viewer.user, key)
    .all<Omit<RecordRow, 'body'> & { contact: string; owner: string | null; body: string | null }>();
  return {
    found: results.flatMap(({ body, ...row }) => (body === null ? [] : [{ record: toRecord({ ...row, body }), contact: row.contact }])),
    elsewhere: [...new Set(results.flatMap(({ body, owner }) => (body === null ? [owner ?? ''] : [])))],
  };
}

/** Of the records that a device keeps, those with a newer number, and those that the viewer may not see (any more). */
export async function changedPins(
  db: D1Database,
  viewer: Viewer,
  pinned: readonly (readonly [id: string, seq: number])[],
): Promise<{ customers: CustomerRecord[]; gone: string[] }> {
  const { results } = await db
    .prepare(
      `SELECT j.value->>0 AS id, c.feed, c.signals, f.body, f.trace, NOT ifnull(c.id IS NOT NULL AND ${visibleTo(viewer)}, 0) AS gone FROM json_each(?3) j
       LEFT JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>0
       LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id AND c.feed <> j.value->>1`,
    )
    .bind(viewer.workspace, viewer.user, JSON.stringify(pinned))
    .all<Omit<RecordRow, 'body'> & { body: string | null; gone: number }>();
  return {
    customers: results.flatMap(({ body, gone, ...row }) => (body === null || gone === 1 ? [] : [toRecord({ ...row, body })])),
    gone: results.filter(({ gone }) => gone === 1).map(({ id }) => id),
  };
}

export interface ListQuery {
  /** `risk`: points lost × yearly value, within each currency. */
  sort: 'band' | 'name' | 'renewal' | 'value' | 'risk';
  /** Words to find in names, ids, contacts and domains, as typed. */
  search: string;
  band: number | null;
  /** Only customers in this segment, at `now`. */
  segment?: { filter: SegmentFilter; now: number } | undefined;
  /** How many to leave out, from the cursor of the page before. */
  offset: number;
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
}
const ORDER: Record<ListQuery['sort'], string> = {
  band: 'c.band, c.score, c.id',
  name: 'c.name, c.id',
  renewal: 'c.renewal_at IS NULL, c.renewal_at, c.id',
  value: 'c.currency, c.value DESC, c.id',
  risk: 'c.value IS NULL, c.currency, c.value * (100 - c.score) DESC, c.id',
};

/** Where a word is looked for: what one writes with a space or half a space in Persian and Arabic, another writes joined. */
const searched = (word: string): string => (/\p{Script=Arabic}/u.test(word) ? "replace(c.search, ' ', '')" : 'c.search');

/** A page of the customers the viewer may see, by stored sort keys; one row more than asked says that there is a next page. */
export async function listCustomers(db: D1Database, viewer: Viewer, query: ListQuery): Promise<ListedKeys[]> {
  const words = foldText(query.search).split(/\s+/).map(foldName).filter(Boolean).slice(0, 8);
  const found = words.map((word, i) => `AND instr(${searched(word)}, ?${i + 6}) > 0`).join(' ');
  const values: (string | number | null)[] = [viewer.workspace, viewer.user, query.band, query.limit, query.offset, ...words];
  const { segment } = query;
  const within = segment ? `AND ${segmentCondition(segment.filter, segment.now, (value) => `?${values.push(value)}`)}` : '';
  const { results } = await db
    .prepare(
      `SELECT c.id, c.name, c.owner, c.band, c.score, c.score_at, c.value, c.currency, c.renewal_at FROM customers c
     WHERE c.workspace = ?1 AND c.band IS NOT NULL AND ${visibleTo(viewer)} AND (?3 IS NULL OR c.band = ?3) ${found} ${within}
     ORDER BY ${ORDER[query.sort]} LIMIT CAST(?4 AS INTEGER) OFFSET CAST(?5 AS INTEGER)`,
    )
    .bind(...values)
    .all<ListRow>();
  return results.map((row) => {
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
    };
  });
}
