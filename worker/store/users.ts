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
/** Adds a user, or brings back a removed one under the new name and role. */
export function addUserStatement(
  db: D1Database,
  workspace: string,
  user: { id: string; name: string; role: Role },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO users (workspace, id, name, role, created_at) VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER))
     ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, role = excluded.role, created_at = excluded.created_at, removed_at = NULL WHERE removed_at IS NOT NULL`,
    )
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

/** As a condition on the row of `users`: the workspace has another admin, or this is none. */
const SPARED = `(role <> 'admin' OR EXISTS (SELECT 1 FROM users o WHERE o.workspace = ?1 AND o.role = 'admin' AND o.removed_at IS NULL AND o.id <> ?2))`;

/** Changes name and role of a user, also on all credentials that carry the role; false when that would take away the last admin. */
export async function changeUser(
  db: D1Database,
  workspace: string,
  id: string,
  to: { name: string; role: Role },
  audit: D1PreparedStatement,
): Promise<boolean> {
  const is = `EXISTS (SELECT 1 FROM users WHERE workspace = ?1 AND id = ?2 AND role = ?3 AND removed_at IS NULL)`;
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE users SET name = ?4, role = ?3 WHERE workspace = ?1 AND id = ?2 AND removed_at IS NULL AND (?3 = 'admin' OR ${SPARED}) RETURNING id`,
      )
      .bind(workspace, id, to.role, to.name),
    db
      .prepare(`UPDATE credentials SET role = ?3 WHERE workspace = ?1 AND kind IN ('device', 'session', 'link') AND user = ?2 AND ${is}`)
      .bind(workspace, id, to.role),
    db.prepare(`UPDATE pairings SET role = ?3 WHERE workspace = ?1 AND user = ?2 AND ${is}`).bind(workspace, id, to.role),
    audit,
  ]);
  return (changed?.results.length ?? 0) > 0;
}

/** Removes a user, whose devices, sessions, links and pairings end with it; false when it is the last admin. */
export async function removeUser(db: D1Database, workspace: string, id: string, now: number, audit: D1PreparedStatement): Promise<boolean> {
  const isRemoved = `EXISTS (SELECT 1 FROM users WHERE workspace = ?1 AND id = ?2 AND removed_at IS NOT NULL)`;
  const [removed] = await db.batch([
    db
      .prepare(
        `UPDATE users SET removed_at = CAST(?3 AS INTEGER) WHERE workspace = ?1 AND id = ?2 AND removed_at IS NULL AND ${SPARED} RETURNING id`,
      )
      .bind(workspace, id, now),
    db
      .prepare(
        `UPDATE credentials SET revoked_at = CAST(?3 AS INTEGER)
       WHERE workspace = ?1 AND kind IN ('device', 'session', 'link') AND user = ?2 AND revoked_at IS NULL AND ${isRemoved}`,
      )
      .bind(workspace, id, now),
    db
      .prepare(
        `UPDATE pairings SET denied_at = CAST(?3 AS INTEGER), approved_at = NULL WHERE workspace = ?1 AND user = ?2 AND denied_at IS NULL AND ${isRemoved}`,
      )
      .bind(workspace, id, now),
    audit,
  ]);
  return (removed?.results.length ?? 0) > 0;
}

/** Whose a customer is, as far as it is folded. */
export interface Held {
  id: string;
  owner: string | null;
  cover: string[];
  coverUntil: number | null;
}
interface HeldRow {
  id: string;
  owner: string | null;
  cover: string;
  cover_until: number | null;
}
const HELD = 'c.id, c.owner, c.cover, c.cover_until';
const held = ({ cover, cover_until, ...row }: HeldRow): Held => ({ ...row, cover: JSON.parse(cover) as string[], coverUntil: cover_until });

/** The customers that a user owns or covers. */
export async function customersOf(db: D1Database, workspace: string, user: string): Promise<Held[]> {
  const { results } = await db
    .prepare(
      `SELECT ${HELD} FROM customers c
     WHERE c.workspace = ?1 AND (c.owner = ?2 OR (c.cover <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.cover) WHERE value = ?2))) ORDER BY c.id`,
    )
    .bind(workspace, user)
    .all<HeldRow>();
  return results.map(held);
}
/** Customers that a user owns, at most `limit`. */
export async function heldBy(db: D1Database, workspace: string, user: string, limit: number): Promise<Held[]> {
  const { results } = await db
    .prepare(
      `SELECT ${HELD} FROM customers c INDEXED BY customers_by_owner
       WHERE c.workspace = ?1 AND c.owner = ?2 AND c.sort_name <> '' ORDER BY c.id LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, user, limit)
    .all<HeldRow>();
  return results.map(held);
}
/** These customers, each once. */
export async function heldOf(db: D1Database, workspace: string, ids: readonly string[]): Promise<Held[]> {
  const { results } = await db
    .prepare(`SELECT DISTINCT ${HELD} FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value ORDER BY c.id`)
    .bind(workspace, JSON.stringify(ids))
    .all<HeldRow>();
  return results.map(held);
}
