/**
 * Decisions about several customers at once: events that carry the outcome, written with the audit rows in one batch, under ids that begin with
 * that of the decision. So it is known when it is sent again, and taking it back is a revision of each without a body.
 */
import type { VafaEvent } from '../../shared/event';
import { inPieces } from './bulk';
import { randomId, randomNonce } from './ids';
import { BEGINNING } from './ingest';
import { type Viewer, visibleTo } from './visible';

export const eventIdOf = (decision: string, place: number): string => `decision-${decision}-${place}`;
const SOURCE = 'vafa';
const THESE = `id >= 'decision-' || ?2 || '-' AND id < 'decision-' || ?2 || '.'`;

export interface Decided {
  customer: string;
  type: string;
  /** Null where it was taken back. */
  data: string | null;
}
/** The events of a decision; none where there is no such decision. */
export async function findDecision(db: D1Database, workspace: string, decision: string): Promise<Decided[]> {
  const { results } = await db
    .prepare(`SELECT customer, type, data FROM events WHERE workspace = ?1 AND ${THESE} AND source = '${SOURCE}' ORDER BY id`)
    .bind(workspace, decision)
    .all<Decided>();
  return results;
}

interface Said {
  at: number;
  actor: string;
  action: string;
  detail?: string | undefined;
}

/** Writes a decision's events once, raises their customers and writes an audit row for each, piece by piece. */
export async function writeDecision(db: D1Database, workspace: string, events: readonly VafaEvent[], said: Said): Promise<void> {
  for (const { json } of inPieces(events.map(({ id, customer, type, at, data }) => [id, customer, type, at, JSON.stringify(data)]))) {
    const nonce = randomNonce();
    const ours = `FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value->>0 AND e.nonce = CAST(?3 AS INTEGER)`;
    await db.batch([
      db
        .prepare(
          `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
           SELECT ?1, j.value->>0, c.id, j.value->>2, j.value->>3, '${SOURCE}', 0, j.value->>4, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER)
           FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>1 AND c.merged_into IS NULL WHERE true ON CONFLICT DO NOTHING`,
        )
        .bind(workspace, json, nonce, said.at),
      db
        .prepare(
          `UPDATE customers SET seq = seq + 1, stale_at = min(ifnull(stale_at, CAST(?4 AS INTEGER)), CAST(?4 AS INTEGER)) WHERE workspace = ?1 AND id IN (SELECT e.customer ${ours})`,
        )
        .bind(workspace, json, nonce, said.at),
      auditOf(db, workspace, said, `SELECT DISTINCT e.customer AS id ${ours}`, [json, nonce]),
    ]);
  }
}

/** Takes a decision back; its customers are folded anew. */
export async function undoDecision(db: D1Database, workspace: string, decision: string, said: Said): Promise<void> {
  const nonce = randomNonce();
  const ours = `FROM events e WHERE e.workspace = ?1 AND e.${THESE.replace(' id <', ' e.id <')} AND e.nonce = CAST(?3 AS INTEGER)`;
  await db.batch([
    db
      .prepare(
        `UPDATE events SET data = NULL, revision = revision + 1, nonce = CAST(?3 AS INTEGER) WHERE workspace = ?1 AND ${THESE} AND source = '${SOURCE}' AND data IS NOT NULL`,
      )
      .bind(workspace, decision, nonce),
    db
      .prepare(`UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id IN (SELECT e.customer ${ours})`)
      .bind(workspace, decision, nonce),
    auditOf(db, workspace, said, `SELECT DISTINCT e.customer AS id ${ours}`, [decision, nonce]),
  ]);
}

/** One row for each customer that `subjects` selects, a query over ?1, ?2 and ?3. */
function auditOf(db: D1Database, workspace: string, said: Said, subjects: string, given: readonly [string, number]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO audit (workspace, id, at, actor, action, subject, detail) SELECT ?1, ?4 || '.' || s.id, CAST(?5 AS INTEGER), ?6, ?7, s.id, ?8 FROM (${subjects}) s`,
    )
    .bind(workspace, ...given, randomId(), said.at, said.actor, said.action, said.detail ?? null);
}

/** Customers whose cover has ended by `now` are raised, so that the fold takes it off; at most `limit`, by id. */
export async function endCover(db: D1Database, workspace: string, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `UPDATE customers SET seq = seq + 1, stale_at = min(ifnull(stale_at, CAST(?2 AS INTEGER)), CAST(?2 AS INTEGER)), cover_until = NULL
       WHERE workspace = ?1 AND id IN (SELECT id FROM customers INDEXED BY customers_cover_ends WHERE workspace = ?1 AND cover_until <= CAST(?2 AS INTEGER) LIMIT CAST(?3 AS INTEGER)) RETURNING id`,
    )
    .bind(workspace, now, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** What a user's customers come to, as far as the viewer may see them: their number, and their yearly values each currency by itself. */
export async function loadOf(
  db: D1Database,
  viewer: Viewer,
  owner: string,
): Promise<{ customers: number; values: { currency: string; amount: number; customers: number }[] }> {
  const { results } = await db
    .prepare(
      `SELECT c.currency, count(*) AS customers, sum(c.value) AS amount FROM customers c INDEXED BY customers_by_owner
       WHERE c.workspace = ?1 AND c.owner = ?3 AND c.sort_name <> '' AND c.band IS NOT NULL AND ${visibleTo(viewer)} GROUP BY c.currency ORDER BY c.currency`,
    )
    .bind(viewer.workspace, viewer.user, owner)
    .all<{ currency: string | null; customers: number; amount: number | null }>();
  return {
    customers: results.reduce((sum, { customers }) => sum + customers, 0),
    values: results.flatMap(({ currency, customers, amount }) => (currency === null ? [] : [{ currency, customers, amount: amount ?? 0 }])),
  };
}
