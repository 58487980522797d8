/** The events of one customer from the newest back, some types only, a page at a time. */
import type { Place } from './history';

interface Row {
  id: string;
  type: string;
  at: number;
  source: string;
  revision: number;
  data: string;
}
export interface StoredEntry extends Omit<Row, 'data'> {
  data: Record<string, unknown>;
}
const COLUMNS = 'id, type, at, source, revision, data';
const parsed = (row: Row): StoredEntry => ({ ...row, data: JSON.parse(row.data) });

/**
 * Up to `limit` live events of these types before a place in the order of the fold. At most `scan` events are looked at, so that one who
 * has a million counted uses costs no more: `end` is the last one looked at, null where there are no more.
 */
export async function eventsBefore(
  db: D1Database,
  workspace: string,
  customer: string,
  { types, before, limit, scan }: { types: readonly string[]; before: Place; limit: number; scan: number },
): Promise<{ entries: StoredEntry[]; end: Place | null }> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM events
     WHERE workspace = ?1 AND customer = ?2 AND (at, id) < (+CAST(?3 AS INTEGER), ?4) ORDER BY at DESC, id DESC LIMIT CAST(?5 AS INTEGER)`,
    )
    .bind(workspace, customer, before.at, before.id, scan)
    .all<Omit<Row, 'data'> & { data: string | null }>();
  const wanted = results.filter((row): row is Row => row.data !== null && types.includes(row.type));
  const shown = wanted.slice(0, limit);
  const last = shown.length < wanted.length ? shown.at(-1) : results.length < scan ? undefined : results.at(-1);
  return { entries: shown.map(parsed), end: last ? { at: last.at, id: last.id } : null };
}

/** These events of the customer that are live, the newest first. */
export async function eventsById(db: D1Database, workspace: string, customer: string, ids: readonly string[]): Promise<StoredEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT e.id, e.type, e.at, e.source, e.revision, e.data FROM json_each(?3) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value
     WHERE e.customer = ?2 AND e.data IS NOT NULL ORDER BY e.at DESC, e.id DESC`,
    )
    .bind(workspace, customer, JSON.stringify(ids))
    .all<Row>();
  return results.map(parsed);
}
