/** Devices whose tokens rotate: the refresh token in force, the one before it, and the key that proves who asks. */

export interface Rotation {
  workspace: string;
  device: string;
  /** The public key as the device sent it, as JSON. */
  jwk: string;
  salt: string;
  hash: string;
  previous: string;
  rotation: string;
  rotated_at: number;
  begun_at: number;
  /** Of the device's credential: hash of the access token, its end, first use, and the end of it all. */
  access: string | null;
  user: string;
  used_at: number | null;
  revoked_at: number | null;
}

/** The state of a device that rotates; null where it does not, or is gone. */
export function findRotation(db: D1Database, workspace: string, device: string): Promise<Rotation | null> {
  return db
    .prepare(
      `SELECT r.workspace, r.device, r.jwk, r.salt, r.hash, r.previous, r.rotation, r.rotated_at, r.begun_at, c.hash AS access, c.user, c.used_at, c.revoked_at
       FROM rotations r JOIN credentials c ON c.workspace = r.workspace AND c.kind = 'device' AND c.id = r.device
       WHERE r.workspace = ?1 AND r.device = ?2`,
    )
    .bind(workspace, device)
    .first<Rotation>();
}

export type NewRotation = Pick<Rotation, 'workspace' | 'device' | 'jwk' | 'salt' | 'hash' | 'previous' | 'rotation'>;

/** Statement that begins to rotate; of two that begin at once the first wins. Returns the device where it did. */
export function beginStatement(db: D1Database, made: NewRotation, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO rotations (workspace, device, jwk, salt, hash, previous, rotation, rotated_at, begun_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS INTEGER), CAST(?8 AS INTEGER)) ON CONFLICT DO NOTHING RETURNING device`,
    )
    .bind(made.workspace, made.device, made.jwk, made.salt, made.hash, made.previous, made.rotation, now);
}

/** Statement that puts the next refresh token in the place of `from`; returns the device where `from` was still in force. */
export function rotateStatement(
  db: D1Database,
  of: Pick<Rotation, 'workspace' | 'device'>,
  step: { from: string; to: string; rotation: string },
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE rotations SET previous = hash, hash = ?4, rotation = ?5, rotated_at = CAST(?6 AS INTEGER)
       WHERE workspace = ?1 AND device = ?2 AND hash = ?3 RETURNING device`,
    )
    .bind(of.workspace, of.device, step.from, step.to, step.rotation, now);
}

/** Statement that gives the device its new access token, not used yet, once `refresh` is the token in force. */
export function accessStatement(
  db: D1Database,
  of: Pick<Rotation, 'workspace' | 'device'>,
  access: { hash: string; expiresAt: number; refresh: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE credentials SET hash = ?3, expires_at = CAST(?4 AS INTEGER), used_at = NULL
       WHERE workspace = ?1 AND kind = 'device' AND id = ?2 AND revoked_at IS NULL
         AND EXISTS (SELECT 1 FROM rotations r WHERE r.workspace = ?1 AND r.device = ?2 AND r.hash = ?5)`,
    )
    .bind(of.workspace, of.device, access.hash, access.expiresAt, access.refresh);
}
