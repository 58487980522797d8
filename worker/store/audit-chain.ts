/** The order of the audit and its chain of hashes; rows get their number from a trigger as they are written, their hash a little later. */

export interface Link {
  seq: number;
  id: string;
  /** What the row says; null where the row is gone, which never happens by our own doing. */
  at: number | null;
  actor: string | null;
  action: string | null;
  subject: string | null;
  detail: string | null;
  /** Null until it is sealed. */
  hash: string | null;
}
const LINKS = `SELECT c.seq, c.id, a.at, a.actor, a.action, a.subject, a.detail, c.hash
  FROM audit_chain c LEFT JOIN audit a ON a.workspace = c.workspace AND a.at = c.at AND a.id = c.id`;

/** Rows after `after`, the oldest first. */
export async function linksAfter(db: D1Database, workspace: string, after: number, limit: number): Promise<Link[]> {
  const { results } = await db
    .prepare(`${LINKS} WHERE c.workspace = ?1 AND c.seq > CAST(?2 AS INTEGER) ORDER BY c.seq LIMIT CAST(?3 AS INTEGER)`)
    .bind(workspace, after, limit)
    .all<Link>();
  return results;
}
/** Rows before `before` (from the newest where null), the newest first. */
export async function linksBefore(db: D1Database, workspace: string, before: number | null, limit: number): Promise<Link[]> {
  const { results } = await db
    .prepare(
      `${LINKS} WHERE c.workspace = ?1 AND c.seq < coalesce(CAST(?2 AS INTEGER), 9007199254740991) ORDER BY c.seq DESC LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, before, limit)
    .all<Link>();
  return results;
}

/** Number of the last sealed row before `seq` with its hash; row 0 with an empty hash where there is none. */
export async function sealBefore(db: D1Database, workspace: string, seq: number): Promise<{ seq: number; hash: string }> {
  const row = await db
    .prepare(
      `SELECT seq, hash FROM audit_chain WHERE workspace = ?1 AND seq < CAST(?2 AS INTEGER) AND hash IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    )
    .bind(workspace, seq)
    .first<{ seq: number; hash: string }>();
  return row ?? { seq: 0, hash: '' };
}
/** The first row that is not sealed yet; null where all are. */
export async function firstOpen(db: D1Database, workspace: string): Promise<number | null> {
  const row = await db
    .prepare(`SELECT min(seq) AS seq FROM audit_chain WHERE workspace = ?1 AND hash IS NULL`)
    .bind(workspace)
    .first<{ seq: number | null }>();
  return row?.seq ?? null;
}
/** Workspaces with rows to seal. */
export async function unsealedWorkspaces(db: D1Database, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT DISTINCT workspace FROM audit_chain WHERE hash IS NULL LIMIT ?1`)
    .bind(limit)
    .all<{ workspace: string }>();
  return results.map(({ workspace }) => workspace);
}

/** Writes hashes of rows that have none. Whoever seals the same rows at the same time writes the same. */
export async function saveSeals(db: D1Database, workspace: string, seals: readonly { seq: number; hash: string }[]): Promise<void> {
  await db
    .prepare(
      `UPDATE audit_chain SET hash = j.hash
       FROM (SELECT value ->> 'seq' AS seq, value ->> 'hash' AS hash FROM json_each(?2)) j
       WHERE audit_chain.workspace = ?1 AND audit_chain.seq = j.seq AND audit_chain.hash IS NULL`,
    )
    .bind(workspace, JSON.stringify(seals))
    .run();
}
