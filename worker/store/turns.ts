/** Jobs that are due only every so often. */

/** Whether it is this job's turn in this workspace: at most once in `everyMs`, also when two runs ask at once. */
export async function isTurn(db: D1Database, workspace: string, job: string, everyMs: number, now: number): Promise<boolean> {
  const row = await db
    .prepare(
      `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) VALUES (?1, ?2, '', '', CAST(?3 AS INTEGER))
     ON CONFLICT (workspace, job) DO UPDATE SET updated_at = excluded.updated_at WHERE updated_at <= excluded.updated_at - CAST(?4 AS INTEGER)
     RETURNING updated_at`,
    )
    .bind(workspace, job, now, everyMs)
    .first();
  return row !== null;
}
