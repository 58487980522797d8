/** Workspaces: companies using Vafa. */
import type { Model } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import { randomId } from './ids';

/** True once the tables are there. */
export async function isReady(db: D1Database): Promise<boolean> {
  const row = await db.prepare(`SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = 'workspaces'`).first();
  return row !== null;
}

export async function listWorkspaces(db: D1Database): Promise<string[]> {
  const { results } = await db.prepare(`SELECT id FROM workspaces ORDER BY created_at, id`).all<{ id: string }>();
  return results.map(({ id }) => id);
}

export interface FirstAdmin {
  workspace: string;
  user: string;
}
/** The workspace of this name (of any name: the oldest one) and the admin it began with. */
export function findFirstAdmin(db: D1Database, name: string | null): Promise<FirstAdmin | null> {
  return db
    .prepare(
      `SELECT w.id AS workspace, u.id AS user FROM workspaces w JOIN users u ON u.workspace = w.id AND u.role = 'admin' AND u.removed_at IS NULL
     WHERE ?1 IS NULL OR w.name = ?1 ORDER BY w.created_at, w.id, u.created_at, u.id LIMIT 1`,
    )
    .bind(name)
    .first<FirstAdmin>();
}

/** A new workspace with its admin and first documents, in one batch. Of two at once with the same name only one comes to be. */
export async function createWorkspace(
  db: D1Database,
  made: { name: string; admin: string; model: Model; programme: Programme },
  now: number,
): Promise<void> {
  const workspace = randomId(12);
  const user = randomId();
  const here = `WHERE EXISTS (SELECT 1 FROM workspaces WHERE id = ?1)`;
  const document = (kind: string, body: { version: number }) =>
    db
      .prepare(
        `INSERT INTO documents (workspace, kind, version, published_at, author, body) SELECT ?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), ?5, ?6 ${here}`,
      )
      .bind(workspace, kind, body.version, now, user, JSON.stringify(body));
  await db.batch([
    db
      .prepare(`INSERT INTO workspaces (id, name, created_at) VALUES (?1, ?2, CAST(?3 AS INTEGER)) ON CONFLICT DO NOTHING`)
      .bind(workspace, made.name, now),
    db
      .prepare(`INSERT INTO users (workspace, id, name, role, created_at) SELECT ?1, ?2, ?3, 'admin', CAST(?4 AS INTEGER) ${here}`)
      .bind(workspace, user, made.admin, now),
    document('model', made.model),
    document('programme', made.programme),
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, 'workspace.created', ?1 ${here}`,
      )
      .bind(workspace, randomId(), now, user),
  ]);
}
