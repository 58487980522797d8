/** The audit: who did what, written in the same batch as the act. It only grows. */
import { randomId } from './ids';

export interface AuditEntry {
  at: number;
  /** A user id, or 'vafa' for what a job did. */
  actor: string;
  action: string;
  /** What it was done to, by id: never an address or a name. */
  subject: string;
  detail?: string;
}

export function auditStatement(db: D1Database, workspace: string, entry: AuditEntry): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO audit (workspace, id, at, actor, action, subject, detail) VALUES (?1, ?2, CAST(?3 AS INTEGER), ?4, ?5, ?6, ?7)`)
    .bind(workspace, randomId(), entry.at, entry.actor, entry.action, entry.subject, entry.detail ?? null);
}

/** One row for each id that `subjects` selects, a query that may use ?1 (the workspace) and ?5 (`given`, a JSON array). */
export function auditEachStatement(
  db: D1Database,
  workspace: string,
  entry: Omit<AuditEntry, 'subject' | 'detail'>,
  subjects: string,
  given: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?6 || '.' || s.id, CAST(?2 AS INTEGER), ?3, ?4, s.id FROM (${subjects}) s`,
    )
    .bind(workspace, entry.at, entry.actor, entry.action, given, randomId());
}

/** Says that somebody took out the list of customers. */
export async function sayExportedList(db: D1Database, { workspace, user }: { workspace: string; user: string }, at: number): Promise<void> {
  await auditStatement(db, workspace, { at, actor: user, action: 'customers.exported', subject: workspace }).run();
}

/** One export of many pages is one row: so long (ms) its later pages count to it. */
const ONE_EXPORT = 86_400_000;

/** Says that the workspace is taken out: at the first page always, at a later one only where no export of the same admin was said of late. */
export async function sayExported(db: D1Database, workspace: string, actor: string, at: number, first: boolean): Promise<void> {
  await db
    .prepare(
      `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, 'workspace.exported', ?1
       WHERE CAST(?5 AS INTEGER) = 1 OR NOT EXISTS (
         SELECT 1 FROM audit a WHERE a.workspace = ?1 AND a.action = 'workspace.exported' AND a.actor = ?4 AND a.at > CAST(?3 AS INTEGER) - ${ONE_EXPORT})`,
    )
    .bind(workspace, randomId(), at, actor, first ? 1 : 0)
    .run();
}
