/** Folding every customer of a workspace again where what is folded has changed its shape, a page at a time, with a cursor that survives interruptions. */
import { BEGINNING } from './ingest';

/** Where refolding stands; null when there is none to do. */
export async function refoldCursor(db: D1Database, workspace: string): Promise<string | null> {
  const row = await db
    .prepare(`SELECT cursor FROM job_cursors WHERE workspace = ?1 AND job = 'refold'`)
    .bind(workspace)
    .first<{ cursor: string }>();
  return row?.cursor ?? null;
}

/** Marks the next `limit` customers to be folded from the start and moves the cursor, in one batch; the ids, none when it is done. */
export async function markNext(db: D1Database, workspace: string, cursor: string, limit: number, now: number): Promise<string[]> {
  const page = `SELECT id FROM customers WHERE workspace = ?1 AND id > ?2 ORDER BY id LIMIT CAST(?3 AS INTEGER)`;
  const [marked] = await db.batch<{ id: string }>([
    db
      .prepare(`UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id IN (${page}) RETURNING id`)
      .bind(workspace, cursor, limit),
    db
      .prepare(
        `UPDATE job_cursors SET cursor = (SELECT max(id) FROM (${page})), updated_at = CAST(?4 AS INTEGER)
       WHERE workspace = ?1 AND job = 'refold' AND cursor = ?2 AND EXISTS (${page})`,
      )
      .bind(workspace, cursor, limit, now),
    // Where the page is empty, all is marked; a start anew meanwhile has put the cursor back and is not touched.
    db
      .prepare(`DELETE FROM job_cursors WHERE workspace = ?1 AND job = 'refold' AND cursor = ?2 AND NOT EXISTS (${page})`)
      .bind(workspace, cursor, limit),
  ]);
  return (marked?.results ?? []).map(({ id }) => id);
}
