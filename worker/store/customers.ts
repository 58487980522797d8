/** Reading customers: one by id or by address, several by id. */

import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';
import type { CustomerRecord } from '../../shared/record';
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
    facts: complete(JSON.parse(row.body) as Facts),
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

/** Of whom the viewer may say something: of these customers that they may see, and those that turned out to be one that they may see. */
export async function whichHeard(db: D1Database, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT g.id FROM json_each(?3) j CROSS JOIN customers g ON g.workspace = ?1 AND g.id = j.value
       CROSS JOIN customers c ON c.workspace = ?1 AND c.id = ifnull(g.merged_into, g.id) WHERE ${visibleTo(viewer)}`,
    )
    .bind(viewer.workspace, viewer.user, JSON.stringify([...new Set(ids)]))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}

/** Which of these customers the viewer may see and which stand at all. One query, whatever their number. */
export async function whichVisible(db: D1Database, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT c.id FROM json_each(?3) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value AND c.merged_into IS NULL WHERE ${visibleTo(viewer)}`,
    )
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
  const first = await readKey(db, viewer, key, 1);
  // Most keys are one customer's, and one row of the directory says so.
  const results = first[0]?.shared === 1 ? await readKey(db, viewer, key, 5) : first;
  return {
    found: results.flatMap(({ body, ...row }) => (body === null ? [] : [{ record: toRecord({ ...row, body }), contact: row.contact }])),
    elsewhere: [...new Set(results.flatMap(({ body, owner }) => (body === null ? [owner ?? ''] : [])))],
  };
}

async function readKey(db: D1Database, viewer: Viewer, key: string, limit: number) {
  const { results } = await db
    .prepare(
      `SELECT ${RECORD}, d.contact, d.shared, c.owner FROM directory d CROSS JOIN customers c ON c.workspace = d.workspace AND c.id = d.customer
       LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id AND ${visibleTo(viewer)}
     WHERE d.workspace = ?1 AND d.key = ?3 LIMIT ${limit}`,
    )
    .bind(viewer.workspace, viewer.user, key)
    .all<Omit<RecordRow, 'body'> & { contact: string; shared: number; owner: string | null; body: string | null }>();
  return results;
}

/** Of the records that a device keeps, those with a newer number, and those that the viewer may not see (any more). */
export async function changedPins(
  db: D1Database,
  viewer: Viewer,
  pinned: readonly (readonly [id: string, seq: number])[],
): Promise<{ customers: CustomerRecord[]; gone: string[] }> {
  const { results } = await db
    .prepare(
      `SELECT j.value->>0 AS id, c.feed, c.signals, f.body, f.trace, NOT ifnull(c.id IS NOT NULL AND c.merged_into IS NULL AND ${visibleTo(viewer)}, 0) AS gone FROM json_each(?3) j
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
