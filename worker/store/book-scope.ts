/** Which customers a device is sent unasked, and the mark of those with most at risk in a workspace too large for every book. */
import type { Changes } from '../../shared/api/contract';
import { inPieces } from './bulk';
import { LAST_FEED } from './changes';
import { type Viewer, visibleTo } from './visible';

export type Scope = NonNullable<Changes['scope']>;

/** From so many customers on a workspace is large; a large one stays so until it is well below. */
export const LARGE = 2000;
const NO_LONGER_LARGE = 1800;
/** Customers with most at risk in the books of those who see all. With those they were shown last a device holds about 2,000. */
const FOCUS = 1500;

export async function scopeOf(db: D1Database, viewer: Viewer): Promise<Scope> {
  if (viewer.role === 'agent') return 'own';
  return (await isLarge(db, viewer.workspace)) ? 'some' : 'all';
}
async function isLarge(db: D1Database, workspace: string): Promise<boolean> {
  return (await db.prepare(`SELECT 1 AS one FROM large_workspaces WHERE workspace = ?1`).bind(workspace).first()) !== null;
}

/** Own and covered, whatever the role. */
const own = (viewer: Viewer): string => visibleTo({ ...viewer, role: 'agent' });

/** The customers of a scope after ?3 of the feed: id, feed, and 2 in `gone` for those who are no longer of it. Left open for an ORDER. */
export function sentUnasked(scope: Scope, viewer: Viewer): string {
  const some = scope === 'some';
  const gone = some ? `CASE WHEN c.focus = 1 OR ${own(viewer)} THEN 0 ELSE 2 END` : '0';
  // What left before the device's first sync it never had.
  const which = some ? `(c.focus = 1 OR (c.focus = 2 AND CAST(?3 AS INTEGER) > 0) OR ${own(viewer)})` : visibleTo(viewer);
  // The place asked from stands first: SQLite begins at the first of two limits, and the second is only there so that the index may be used.
  return `SELECT c.id, c.feed, ${gone} AS gone FROM customers c INDEXED BY customers_feed WHERE c.workspace = ?1 AND c.feed > CAST(?3 AS INTEGER) AND c.feed > 0 AND ${which}`;
}

/** The marks that removed and reassigned customers left for a viewer, in the same columns, at most ?4. */
export function marksFor(scope: Scope, viewer: Viewer): string {
  const of = (user: string, gone: number, also = '') =>
    `SELECT * FROM (SELECT g.customer, g.feed, ${gone} FROM gone g WHERE g.workspace = ?1 AND g.user = ${user} AND g.feed > CAST(?3 AS INTEGER) ${also} ORDER BY g.feed LIMIT CAST(?4 AS INTEGER))`;
  if (viewer.role === 'agent') return of('?2', 1);
  if (scope !== 'some') return of(`'*'`, 1);
  const stays = `AND NOT EXISTS (SELECT 1 FROM customers n WHERE n.workspace = g.workspace AND n.id = g.customer AND n.focus = 1)`;
  return `${of(`'*'`, 1)} UNION ALL ${of('?2', 2, stays)}`;
}

/** Counts no further than it must, and writes down whether the workspace is large; answers it. */
export async function settleSize(db: D1Database, workspace: string, now: number): Promise<boolean> {
  const [counted, known] = [await countUpTo(db, workspace, LARGE + 1), await isLarge(db, workspace)];
  if (!known && counted > LARGE) {
    await db
      .prepare(`INSERT INTO large_workspaces (workspace, since) VALUES (?1, CAST(?2 AS INTEGER)) ON CONFLICT DO NOTHING`)
      .bind(workspace, now)
      .run();
  } else if (known && counted <= NO_LONGER_LARGE) {
    await db.prepare(`DELETE FROM large_workspaces WHERE workspace = ?1`).bind(workspace).run();
    return false;
  }
  return known || counted > LARGE;
}
async function countUpTo(db: D1Database, workspace: string, most: number): Promise<number> {
  const counted = await db
    .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM customers WHERE workspace = ?1 LIMIT CAST(?2 AS INTEGER))`)
    .bind(workspace, most)
    .first<{ n: number }>();
  return counted?.n ?? 0;
}

/**
 * Marks the customers at risk with most to lose (points lost × yearly value, rank by rank of each currency, as amounts of two currencies are
 * never compared), and takes the mark from the others. Only what differs is written, with a new place in the feed.
 */
export async function markFocus(db: D1Database, workspace: string): Promise<void> {
  const { results } = await db
    .prepare(
      `WITH wanted AS (
         SELECT id FROM (SELECT c.id, c.value IS NULL AS unknown, row_number() OVER (PARTITION BY c.currency, c.value IS NULL ORDER BY c.value * (100 - c.score) DESC, c.id) AS rank
           FROM customers c INDEXED BY customers_by_band WHERE c.workspace = ?1 AND c.band = 0) ORDER BY unknown, rank, id LIMIT ${FOCUS})
       SELECT id, 1 AS focus FROM wanted WHERE NOT EXISTS (SELECT 1 FROM customers n WHERE n.workspace = ?1 AND n.id = wanted.id AND n.focus = 1)
       UNION ALL
       SELECT c.id, 2 FROM customers c INDEXED BY customers_focus WHERE c.workspace = ?1 AND c.focus = 1 AND c.id NOT IN (SELECT id FROM wanted)`,
    )
    .bind(workspace)
    .all<{ id: string; focus: number }>();
  for (const { json } of inPieces(results)) {
    await db
      .prepare(
        `INSERT INTO customers (workspace, id, seq, folded, focus, feed) SELECT ?1, c.id, c.seq, c.folded, j.value->>'focus', ${LAST_FEED} + j.key + 1
         FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>'id' WHERE c.feed > 0
         ON CONFLICT (workspace, id) DO UPDATE SET focus = excluded.focus, feed = excluded.feed`,
      )
      .bind(workspace, json)
      .run();
  }
}
