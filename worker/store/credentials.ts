/** Tokens of devices, keys, sessions and one-time links, by their hash. */
import type { Role } from '../../shared/api/contract';

export type CredentialKind = 'device' | 'key' | 'session' | 'link';
export interface Credential {
  hash: string;
  id: string;
  workspace: string;
  user: string;
  role: Role;
  kind: CredentialKind;
  name: string;
  expires_at: number | null;
  used_at: number | null;
  revoked_at: number | null;
}

/** Finds a credential by hash: one row read. */
export function findCredential(db: D1Database, hash: string): Promise<Credential | null> {
  return db
    .prepare(`SELECT hash, id, workspace, user, role, kind, name, expires_at, used_at, revoked_at FROM credentials WHERE hash = ?1`)
    .bind(hash)
    .first<Credential>();
}

export interface NewCredential {
  hash: string;
  id: string;
  workspace: string;
  user: string;
  role: Role;
  kind: CredentialKind;
  name: string;
  expiresAt: number | null;
}

/** Statement that stores a credential; storing the same one again changes nothing. */
export function issueStatement(db: D1Database, made: NewCredential, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO credentials (hash, id, workspace, user, role, kind, name, created_at, expires_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS INTEGER), CAST(?9 AS INTEGER)) ON CONFLICT DO NOTHING`,
    )
    .bind(made.hash, made.id, made.workspace, made.user, made.role, made.kind, made.name, now, made.expiresAt);
}

/**
 * Statement that stores the credential of a device whose pairing is approved and which has none yet: asked again it changes nothing,
 * whatever the token was since. Whose it is and what it may is read as it is written: a user may be removed while it is on its way.
 */
export function issueDeviceStatement(
  db: D1Database,
  made: { pairing: string; hash: string; expiresAt: number | null },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO credentials (hash, id, workspace, user, role, kind, name, created_at, expires_at)
     SELECT ?1, p.id, p.workspace, p.user, p.role, 'device', p.name, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER) FROM pairings p
     WHERE p.id = ?2 AND p.approved_at IS NOT NULL AND p.denied_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM credentials c WHERE c.workspace = p.workspace AND c.kind = 'device' AND c.id = p.id) ON CONFLICT DO NOTHING`,
    )
    .bind(made.hash, made.pairing, now, made.expiresAt);
}

/** Notes that a token was used for the first time. */
export async function noteUse(db: D1Database, hash: string, now: number): Promise<void> {
  await db.prepare(`UPDATE credentials SET used_at = CAST(?2 AS INTEGER) WHERE hash = ?1 AND used_at IS NULL`).bind(hash, now).run();
}

/** Statement that revokes a device or key of a workspace; returns its id when it was not revoked before. */
export function revokeStatement(db: D1Database, workspace: string, id: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE credentials SET revoked_at = CAST(?3 AS INTEGER) WHERE workspace = ?1 AND kind IN ('device', 'key', 'session') AND id = ?2 AND revoked_at IS NULL RETURNING id`,
    )
    .bind(workspace, id, now);
}

export const revokeByHashStatement = (db: D1Database, hash: string, now: number): D1PreparedStatement =>
  db.prepare(`UPDATE credentials SET revoked_at = CAST(?2 AS INTEGER) WHERE hash = ?1 AND revoked_at IS NULL`).bind(hash, now);

/**
 * Spends a one-time link and starts a session for its user, in one batch. The spender's mark tells which of two attempts won.
 * Null when the link is unknown, used, expired or revoked.
 */
export async function spendLink(
  db: D1Database,
  linkHash: string,
  session: { hash: string; id: string; expiresAt: number },
  mark: string,
  now: number,
): Promise<Pick<Credential, 'workspace' | 'user' | 'role'> | null> {
  const [spent] = await db.batch<Pick<Credential, 'workspace' | 'user' | 'role'>>([
    db
      .prepare(
        `UPDATE credentials SET used_at = CAST(?2 AS INTEGER), name = ?3
       WHERE hash = ?1 AND kind = 'link' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > CAST(?2 AS INTEGER) RETURNING workspace, user, role`,
      )
      .bind(linkHash, now, mark),
    db
      .prepare(
        `INSERT INTO credentials (hash, id, workspace, user, role, kind, name, created_at, expires_at)
       SELECT ?2, ?3, workspace, user, role, 'session', '', CAST(?5 AS INTEGER), CAST(?6 AS INTEGER) FROM credentials WHERE hash = ?1 AND kind = 'link' AND name = ?4`,
      )
      .bind(linkHash, session.hash, session.id, mark, now, session.expiresAt),
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT workspace, ?3, CAST(?4 AS INTEGER), user, 'link.used', id FROM credentials WHERE hash = ?1 AND kind = 'link' AND name = ?2`,
      )
      .bind(linkHash, mark, mark, now),
  ]);
  return spent?.results[0] ?? null;
}

export interface DeviceRow {
  id: string;
  user: string;
  kind: CredentialKind;
  name: string;
  created_at: number;
  revoked_at: number | null;
}
/** Devices and keys of a workspace. */
export async function listDevices(db: D1Database, workspace: string, now: number): Promise<DeviceRow[]> {
  const { results } = await db
    .prepare(
      `SELECT id, user, kind, name, created_at, revoked_at FROM credentials
       WHERE workspace = ?1 AND (kind IN ('device', 'key') OR (kind = 'session' AND expires_at > CAST(?2 AS INTEGER))) ORDER BY created_at DESC LIMIT 1000`,
    )
    .bind(workspace, now)
    .all<DeviceRow>();
  return results;
}
