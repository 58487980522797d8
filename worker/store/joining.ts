/** Joining the club by link: the link of a workspace, who asked, and what became of it. */
import { auditStatement } from './audit';

export interface JoinLink {
  workspace: string;
  token: string;
  salt: string;
  name: string;
}
/** The link with this hash, with the name of its workspace. */
export const findJoinLink = (db: D1Database, workspace: string, hash: string): Promise<JoinLink | null> =>
  db
    .prepare(
      `SELECT l.workspace, l.token, l.salt, w.name FROM join_links l JOIN workspaces w ON w.id = l.workspace WHERE l.workspace = ?1 AND l.hash = ?2`,
    )
    .bind(workspace, hash)
    .first<JoinLink>();
export const joinLinkOf = (db: D1Database, workspace: string): Promise<{ token: string } | null> =>
  db.prepare(`SELECT token FROM join_links WHERE workspace = ?1`).bind(workspace).first<{ token: string }>();

/** Puts a new link in the place of the old one, which is good no more. */
export async function setJoinLink(
  db: D1Database,
  workspace: string,
  link: { hash: string; token: string; salt: string },
  by: string,
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO join_links (workspace, hash, token, salt, made_at, made_by) VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER), ?6)
         ON CONFLICT (workspace) DO UPDATE SET hash = excluded.hash, token = excluded.token, made_at = excluded.made_at, made_by = excluded.made_by`,
      )
      .bind(workspace, link.hash, link.token, link.salt, now, by),
    auditStatement(db, workspace, { at: now, actor: by, action: 'club.link-made', subject: workspace }),
  ]);
}

export interface JoinRequest {
  id: string;
  at: number;
  name: string;
  email: string;
  company: string;
  referrer: string;
  place: string;
  language: string;
}
/** Logs a request; who asks again while it is open has asked once. */
export async function logJoinRequest(db: D1Database, workspace: string, asked: JoinRequest): Promise<void> {
  await db
    .prepare(
      `INSERT INTO join_requests (workspace, id, at, name, email, company, referrer, place, language, state)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, ?5, ?6, ?7, ?8, ?9, 'open'
       WHERE NOT EXISTS (SELECT 1 FROM join_requests WHERE workspace = ?1 AND state = 'open' AND email = ?5)`,
    )
    .bind(workspace, asked.id, asked.at, asked.name, asked.email, asked.company, asked.referrer, asked.place, asked.language)
    .run();
}

/** Open ones first, then the newest that were decided. */
export async function listJoinRequests(
  db: D1Database,
  workspace: string,
  limit: number,
): Promise<(JoinRequest & { state: string; customer: string | null })[]> {
  const { results } = await db
    .prepare(
      `SELECT id, at, name, email, company, referrer, place, language, state, customer FROM join_requests
       WHERE workspace = ?1 ORDER BY state <> 'open', at DESC LIMIT CAST(?2 AS INTEGER)`,
    )
    .bind(workspace, limit)
    .all<JoinRequest & { state: string; customer: string | null }>();
  return results;
}

export const findJoinRequest = (db: D1Database, workspace: string, id: string): Promise<(JoinRequest & { state: string }) | null> =>
  db
    .prepare(`SELECT id, at, name, email, company, referrer, place, language, state FROM join_requests WHERE workspace = ?1 AND id = ?2`)
    .bind(workspace, id)
    .first<JoinRequest & { state: string }>();

/** Decides an open request; decided already, it stays as it is. `customer` is who they are; null where they were refused. */
export async function decideJoinRequest(
  db: D1Database,
  workspace: string,
  id: string,
  customer: string | null,
  by: string,
  now: number,
): Promise<void> {
  const state = customer === null ? 'refused' : 'accepted';
  await db.batch([
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?2 || '.decided', CAST(?3 AS INTEGER), ?4, ?5, ?2
         WHERE EXISTS (SELECT 1 FROM join_requests WHERE workspace = ?1 AND id = ?2 AND state = 'open')`,
      )
      .bind(workspace, id, now, by, `club.join-${state}`),
    db
      .prepare(
        `UPDATE join_requests SET state = ?3, customer = ?4, decided_at = CAST(?5 AS INTEGER), decided_by = ?6 WHERE workspace = ?1 AND id = ?2 AND state = 'open'`,
      )
      .bind(workspace, id, state, customer, now, by),
  ]);
}
