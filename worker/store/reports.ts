/** Counting over the book: the signal log, bands and value, and where the nightly report stands. */
import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';
import { type Viewer, visibleTo } from './visible';

const WEEK = 7 * 86_400_000;

export interface SignalCount {
  id: string;
  /** Week after `since` in which it opened and closed; null where that was earlier, or has not been. */
  opened: number | null;
  closed: number | null;
  open: number;
  n: number;
}
/** The signal logs of all customers that the viewer may see, counted by signal and week, in one walk. */
export async function countSignals(db: D1Database, viewer: Viewer, since: number): Promise<SignalCount[]> {
  const week = (at: string) =>
    `CASE WHEN j.value->>'${at}' >= CAST(?3 AS INTEGER) THEN (j.value->>'${at}' - CAST(?3 AS INTEGER)) / ${WEEK} END`;
  const { results } = await db
    .prepare(
      `SELECT j.value->>'id' AS id, ${week('openedAt')} AS opened, ${week('closedAt')} AS closed, j.value->>'closedAt' IS NULL AS open, count(*) AS n
     FROM customers c CROSS JOIN json_each(c.signals) j WHERE c.workspace = ?1 AND c.signals <> '[]' AND ${visibleTo(viewer)}
     GROUP BY 1, 2, 3, 4`,
    )
    .bind(viewer.workspace, viewer.user, since)
    .all<SignalCount>();
  return results;
}

export interface BandSum {
  band: number;
  currency: string;
  customers: number;
  amount: number;
}
/** Customers and their yearly value by band and currency, '' where they have none. */
export async function sumBands(db: D1Database, viewer: Viewer): Promise<BandSum[]> {
  const { results } = await db
    .prepare(
      `SELECT c.band, ifnull(c.currency, '') AS currency, count(*) AS customers, sum(ifnull(c.value, 0)) AS amount FROM customers c
     WHERE c.workspace = ?1 AND c.band IS NOT NULL AND ${visibleTo(viewer)} GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .bind(viewer.workspace, viewer.user)
    .all<BandSum>();
  return results;
}

/** Facts of up to `limit` customers that the viewer may see, after an id, by id. */
export async function factsAfter(db: D1Database, viewer: Viewer, after: string, limit: number): Promise<Facts[]> {
  const { results } = await db
    .prepare(
      `SELECT f.body FROM customers c CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
     WHERE c.workspace = ?1 AND c.id > ?3 AND ${visibleTo(viewer)} ORDER BY c.id LIMIT CAST(?4 AS INTEGER)`,
    )
    .bind(viewer.workspace, viewer.user, after, limit)
    .all<{ body: string }>();
  return results.map(({ body }) => complete(JSON.parse(body) as Facts));
}

export async function storedReport<T>(db: D1Database, workspace: string, kind: string): Promise<{ asOf: number; body: T } | null> {
  const row = await db
    .prepare(`SELECT as_of, body FROM reports WHERE workspace = ?1 AND kind = ?2`)
    .bind(workspace, kind)
    .first<{ as_of: number; body: string }>();
  return row ? { asOf: row.as_of, body: JSON.parse(row.body) as T } : null;
}

/** Where a long report stands; null when none is being made. */
export async function reportCursor<T>(db: D1Database, workspace: string, kind: string): Promise<{ cursor: string; state: T } | null> {
  const row = await db
    .prepare(`SELECT cursor, state FROM job_cursors WHERE workspace = ?1 AND job = ?2`)
    .bind(workspace, kind)
    .first<{ cursor: string; state: string }>();
  return row ? { cursor: row.cursor, state: JSON.parse(row.state) as T } : null;
}
export async function keepCursor(
  db: D1Database,
  workspace: string,
  kind: string,
  cursor: string,
  state: unknown,
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER))
     ON CONFLICT (workspace, job) DO UPDATE SET cursor = excluded.cursor, state = excluded.state, updated_at = excluded.updated_at`,
    )
    .bind(workspace, kind, cursor, JSON.stringify(state), now)
    .run();
}
/** Writes the finished report and forgets where it stood, in one batch. */
export async function keepReport(db: D1Database, workspace: string, kind: string, body: unknown, asOf: number): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO reports (workspace, kind, as_of, body) VALUES (?1, ?2, CAST(?3 AS INTEGER), ?4)
       ON CONFLICT (workspace, kind) DO UPDATE SET as_of = excluded.as_of, body = excluded.body`,
      )
      .bind(workspace, kind, asOf, JSON.stringify(body)),
    db.prepare(`DELETE FROM job_cursors WHERE workspace = ?1 AND job = ?2`).bind(workspace, kind),
  ]);
}
