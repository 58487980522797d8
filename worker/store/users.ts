/** People of a workspace. */
import type { Role } from '../../shared/api/contract';

export interface UserRow {
  id: string;
  name: string;
  role: Role;
  created_at: number;
}

export async function listUsers(db: D1Database, workspace: string): Promise<UserRow[]> {
  const { results } = await db
    .prepare(`SELECT id, name, role, created_at FROM users WHERE workspace = ?1 AND removed_at IS NULL ORDER BY created_at, id LIMIT 5000`)
    .bind(workspace)
    .all<UserRow>();
  return results;
}
export function addUserStatement(
  db: D1Database,
  workspace: string,
  user: { id: string; name: string; role: Role },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO users (workspace, id, name, role, created_at) VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER))`)
    .bind(workspace, user.id, user.name, user.role, now);
}

export interface WhoRow {
  name: string | null;
  workspace_name: string;
}
/** The names behind a caller; a key has no user row. */
export function findNames(db: D1Database, workspace: string, user: string): Promise<WhoRow | null> {
  return db
    .prepare(
      `SELECT w.name AS workspace_name, u.name FROM workspaces w LEFT JOIN users u ON u.workspace = w.id AND u.id = ?2 WHERE w.id = ?1`,
    )
    .bind(workspace, user)
    .first<WhoRow>();
}
