/** Pairings under way: a device asks, a signed-in person approves, the device fetches its token. */
import type { Role } from '../../shared/api/contract';

export interface Pairing {
  id: string;
  code: string;
  challenge: string;
  salt: string;
  name: string;
  expires_at: number;
  wrong: number;
  workspace: string | null;
  user: string | null;
  role: Role | null;
  approved_at: number | null;
  denied_at: number | null;
  /** The public key of a device whose tokens rotate, as JSON. */
  jwk: string | null;
}
const COLUMNS = 'id, code, challenge, salt, name, expires_at, wrong, workspace, user, role, approved_at, denied_at, jwk';

/** Stores a new pairing; false when its code is taken. */
export async function addPairing(
  db: D1Database,
  made: Pick<Pairing, 'id' | 'code' | 'challenge' | 'salt' | 'name' | 'expires_at' | 'jwk'>,
  now: number,
): Promise<boolean> {
  const { results } = await db
    .prepare(
      `INSERT INTO pairings (id, code, challenge, salt, name, created_at, expires_at, jwk) VALUES (?1, ?2, ?3, ?4, ?5, CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), ?8)
     ON CONFLICT DO NOTHING RETURNING id`,
    )
    .bind(made.id, made.code, made.challenge, made.salt, made.name, now, made.expires_at, made.jwk)
    .all();
  return results.length > 0;
}
export const findPairing = (db: D1Database, id: string): Promise<Pairing | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM pairings WHERE id = ?1`).bind(id).first<Pairing>();
export const findPairingByCode = (db: D1Database, code: string): Promise<Pairing | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM pairings WHERE code = ?1`).bind(code).first<Pairing>();

/** Counts a wrong verifier. */
export async function countWrong(db: D1Database, id: string): Promise<void> {
  await db.prepare(`UPDATE pairings SET wrong = wrong + 1 WHERE id = ?1`).bind(id).run();
}
/** Statement that decides a pairing which nobody decided yet, in the name of somebody who is still there; returns its id when it did. */
export function decideStatement(
  db: D1Database,
  id: string,
  by: { workspace: string; user: string; role: Role },
  approved: boolean,
  now: number,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE pairings SET workspace = ?2, user = ?3, role = ifnull((SELECT role FROM users WHERE workspace = ?2 AND id = ?3), ?4), ${approved ? 'approved_at' : 'denied_at'} = CAST(?5 AS INTEGER)
     WHERE id = ?1 AND approved_at IS NULL AND denied_at IS NULL AND expires_at > CAST(?5 AS INTEGER)
       AND NOT EXISTS (SELECT 1 FROM users WHERE workspace = ?2 AND id = ?3 AND removed_at IS NOT NULL) RETURNING id`,
    )
    .bind(id, by.workspace, by.user, by.role, now);
}
