/**
 * Retention: what a customer's oldest events came to takes their place in the log as one opening, and their ids stay taken. Who sends a
 * purged event again is told that it is known; a correction of one, and an event dated before the opening, are refused by name, since
 * nothing could tell any more what they would change.
 */
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { OPENING, openingEvent } from '../../shared/facts/opening';
import { auditStatement } from './audit';
import { inPieces } from './bulk';
import { randomNonce } from './ids';

export interface Retention {
  /** 0: everything is kept. */
  months: number;
  setAt: number;
  /** Epoch ms: older events have been purged; null where none have. */
  purgedTo: number | null;
}

/** Null where nobody ever limited it: then nothing can have been purged. */
export async function findRetention(db: D1Database, workspace: string): Promise<Retention | null> {
  return db
    .prepare(`SELECT months, set_at AS setAt, purged_to AS purgedTo FROM retention WHERE workspace = ?1`)
    .bind(workspace)
    .first<Retention>();
}

export async function setRetention(db: D1Database, workspace: string, months: number, actor: string, now: number): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO retention (workspace, months, set_at) VALUES (?1, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER))
         ON CONFLICT (workspace) DO UPDATE SET months = excluded.months, set_at = excluded.set_at`,
      )
      .bind(workspace, months, now),
    auditStatement(db, workspace, { at: now, actor, action: 'retention.set', subject: workspace, detail: String(months) }),
  ]);
}

/** As a condition on the row `j` of a bulk of events: it is not purged, and not older than its customer's log. */
export const STILL_KEPT = `NOT EXISTS (SELECT 1 FROM purged p WHERE p.workspace = ?1 AND p.id = j.value->>0)
  AND j.value->>3 >= ifnull((SELECT c.opened_at FROM customers c WHERE c.workspace = ?1 AND c.id = j.value->>1), j.value->>3)`;

/** Of events that were not written, the ids of those too old for it: not stored as sent, and not known as purged in the same revision. */
export async function findTooOld(db: D1Database, workspace: string, events: readonly VafaEvent[]): Promise<Set<string>> {
  const old = new Set<string>();
  for (const { json } of inPieces(events.map(({ id, customer, revision }) => [id, customer, revision]))) {
    const { results } = await db
      .prepare(
        `SELECT j.value->>0 AS id FROM json_each(?2) j
         WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace = ?1 AND e.id = j.value->>0 AND (e.revision >= j.value->>2 OR e.customer <> j.value->>1))
           AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.workspace = ?1 AND p.id = j.value->>0 AND p.revision >= j.value->>2)`,
      )
      .bind(workspace, json)
      .all<{ id: string }>();
    for (const { id } of results) old.add(id);
  }
  return old;
}

/** Before anything is written: the ids of events that would be refused as too old. One that is stored, or known as purged, is only known. */
export async function findStale(db: D1Database, workspace: string, events: readonly VafaEvent[]): Promise<Set<string>> {
  const stale = new Set<string>();
  if (events.length === 0 || (await findRetention(db, workspace)) === null) return stale;
  for (const { json } of inPieces(events.map(({ id, customer, at, revision }) => [id, customer, revision, at]))) {
    const { results } = await db
      .prepare(
        `SELECT j.value->>0 AS id FROM json_each(?2) j
         WHERE NOT (${STILL_KEPT})
           AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace = ?1 AND e.id = j.value->>0 AND e.revision >= j.value->>2)
           AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.workspace = ?1 AND p.id = j.value->>0 AND p.revision >= j.value->>2)`,
      )
      .bind(workspace, json)
      .all<{ id: string }>();
    for (const { id } of results) stale.add(id);
  }
  return stale;
}

export interface Purgeable {
  id: string;
  seq: number;
}
/** Customers after the cursor that have events before `until`, an opening aside. `to` is where to go on, null at the end of the book. */
export async function pageToPurge(
  db: D1Database,
  workspace: string,
  cursor: string,
  until: number,
  limit: number,
): Promise<{ customers: Purgeable[]; to: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.seq, c.folded = c.seq AND c.merged_into IS NULL AND EXISTS (SELECT 1 FROM events e WHERE e.workspace = c.workspace AND e.customer = c.id
         AND e.at < CAST(?4 AS INTEGER) AND e.type <> '${OPENING}') AS old
       FROM customers c WHERE c.workspace = ?1 AND c.id > ?2 ORDER BY c.id LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, cursor, limit, until)
    .all<Purgeable & { old: number }>();
  const customers = results.filter(({ old }) => old === 1).map(({ id, seq }) => ({ id, seq }));
  return { customers, to: results.length < limit ? null : (results.at(-1)?.id ?? null) };
}

/**
 * Folds a customer's events before `until` into an opening and removes them, in one batch that is left unwritten where the customer got
 * an event since `seq` was read. The facts stay as they are, to the byte. Answers how many events went.
 */
export async function purge(db: D1Database, workspace: string, { id, seq }: Purgeable, until: number, now: number): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT id, customer, type, at, source, revision, data FROM events
       WHERE workspace = ?1 AND customer = ?2 AND at < CAST(?3 AS INTEGER) AND data IS NOT NULL ORDER BY at, id`,
    )
    .bind(workspace, id, until)
    .all<{ data: string }>();
  const facts = fold(results.map((row) => ({ ...row, data: JSON.parse(row.data) }) as unknown as LiveEvent));
  // Bound in this order by every statement, whether it needs all or not.
  const stands = `EXISTS (SELECT 1 FROM customers c WHERE c.workspace = ?1 AND c.id = ?2 AND c.seq = CAST(?4 AS INTEGER) AND c.folded = c.seq)`;
  const old = `workspace = ?1 AND customer = ?2 AND at < CAST(?3 AS INTEGER) AND type <> '${OPENING}' AND ${stands}`;
  const run = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(workspace, id, until, seq, ...more);
  const statements = [
    run(
      `INSERT INTO purged (workspace, id, customer, revision) SELECT workspace, id, customer, revision FROM events WHERE ${old} ON CONFLICT DO NOTHING`,
    ),
    run(`DELETE FROM events WHERE ${old}`),
    run(`UPDATE customers SET opened_at = CAST(?3 AS INTEGER) WHERE workspace = ?1 AND id = ?2 AND ${stands}`),
  ];
  // Where all of them were deleted there is nothing to open with.
  if (results.length > 0) {
    const opening = openingEvent({ until, facts });
    statements.push(
      run(
        `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
         SELECT ?1, ?5, ?2, '${OPENING}', CAST(?6 AS INTEGER), 'vafa', 0, ?7, CAST(?8 AS INTEGER), CAST(?9 AS INTEGER)
         WHERE ?3 IS NOT NULL AND ${stands}
         ON CONFLICT (workspace, id) DO UPDATE SET at = excluded.at, data = excluded.data, nonce = excluded.nonce, received_at = excluded.received_at`,
        opening.id,
        opening.at,
        JSON.stringify(opening.data),
        randomNonce(),
        now,
      ),
    );
  }
  const [, gone] = await db.batch(statements);
  return gone?.meta.changes ?? 0;
}

/** Where a purge stands and up to when it purges; null where none is under way. */
export async function purgeCursor(db: D1Database, workspace: string): Promise<{ cursor: string; until: number } | null> {
  const row = await db
    .prepare(`SELECT cursor, state FROM job_cursors WHERE workspace = ?1 AND job = 'purge'`)
    .bind(workspace)
    .first<{ cursor: string; state: string }>();
  return row && { cursor: row.cursor, until: Number(row.state) };
}

/** Moves the purge on, or ends it (null), and notes how far it has begun to reach: before the first event goes. */
export async function movePurge(db: D1Database, workspace: string, to: string | null, until: number, now: number): Promise<void> {
  const cursor =
    to === null
      ? db.prepare(`DELETE FROM job_cursors WHERE workspace = ?1 AND job = 'purge'`).bind(workspace)
      : db
          .prepare(
            `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) VALUES (?1, 'purge', ?2, ?3, CAST(?4 AS INTEGER))
             ON CONFLICT (workspace, job) DO UPDATE SET cursor = excluded.cursor, state = excluded.state, updated_at = excluded.updated_at`,
          )
          .bind(workspace, to, String(until), now);
  await db.batch([
    cursor,
    db
      .prepare(
        `UPDATE retention SET purged_to = CAST(?2 AS INTEGER) WHERE workspace = ?1 AND ifnull(purged_to, ?2 - 1) < CAST(?2 AS INTEGER)`,
      )
      .bind(workspace, until),
  ]);
}
