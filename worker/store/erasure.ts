/** Erasing a person: what is recorded of a customer is read whole, and written back without them in one batch. */

import type { ContactFact, Facts } from '../../shared/facts/facts';
import { auditEachStatement } from './audit';
import { type Gone, markStatements } from './erased';
import { randomNonce } from './ids';
import { BEGINNING } from './ingest';

export interface Recorded {
  seq: number;
  events: { id: string; type: string; revision: number; data: unknown }[];
  purged: Gone[];
  /** Rows of imported files, as the text of all their cells that are kept. */
  rows: { kind: string; key: string; said: string }[];
}

/** The customer ?2 and those that turned out to be it: of them stays what said who they are. */
const THESE = `(SELECT ?2 UNION ALL SELECT id FROM customers INDEXED BY customers_merged WHERE workspace = ?1 AND merged_into = ?2)`;

/** Everything that is kept of a customer, deleted events too; null where there is no such customer. */
export async function readRecorded(db: D1Database, workspace: string, customer: string): Promise<Recorded | null> {
  const read = (sql: string) => db.prepare(sql).bind(workspace, customer);
  const [customers, events, purged, rows] = await db.batch<never>([
    read(`SELECT seq FROM customers WHERE workspace = ?1 AND id = ?2`),
    read(`SELECT id, type, revision, data FROM events INDEXED BY events_of_customer WHERE workspace = ?1 AND customer IN ${THESE}`),
    read(`SELECT id, revision FROM purged WHERE workspace = ?1 AND customer IN ${THESE}`),
    read(`SELECT kind, key, key || ' ' || label || ' ' || events AS said FROM import_rows WHERE workspace = ?1 AND customer IN ${THESE}`),
  ]);
  const found = customers?.results[0] as { seq: number } | undefined;
  if (!found) return null;
  return {
    seq: found.seq,
    events: ((events?.results ?? []) as { id: string; type: string; revision: number; data: string | null }[]).map((row) => ({
      ...row,
      data: JSON.parse(row.data ?? 'null'),
    })),
    purged: (purged?.results ?? []) as Gone[],
    rows: (rows?.results ?? []) as Recorded['rows'],
  };
}

/** The contacts of a customer as last folded; none where there is no such customer. */
export async function contactsOf(db: D1Database, workspace: string, customer: string): Promise<ContactFact[]> {
  const row = await db
    .prepare(`SELECT body FROM facts WHERE workspace = ?1 AND customer = ?2`)
    .bind(workspace, customer)
    .first<{ body: string }>();
  return row === null ? [] : (JSON.parse(row.body) as Facts).contacts;
}

export interface Erased {
  /** Events without the person; `to` is another id where the old one gave them away. */
  events: { id: string; to: string; data: unknown }[];
  purged: string[];
  rows: { kind: string; key: string }[];
  /** What must stay away when it is sent again. */
  gone: Gone[];
}

/**
 * Writes what was read at `seq` without the person, has the customer folded from the start and writes the audit row, in one batch; false where
 * the customer got an event meanwhile and nothing was written. A changed event has a higher revision, and the id it was sent by a mark, so
 * that its sender does not bring the person back by sending it again.
 */
export async function writeErased(
  db: D1Database,
  workspace: string,
  customer: string,
  seq: number,
  erased: Erased,
  audit: { at: number; actor: string },
): Promise<boolean> {
  const stands = `EXISTS (SELECT 1 FROM customers c WHERE c.workspace = ?1 AND c.id = ?2 AND c.seq = CAST(?3 AS INTEGER))`;
  const run = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(workspace, customer, seq, ...more);
  const events = JSON.stringify(erased.events.map(({ id, to, data }) => [id, to, data === null ? null : JSON.stringify(data)]));
  const results = await db.batch([
    ...markStatements(db, workspace, erased.gone, audit.at, {
      sql: `EXISTS (SELECT 1 FROM customers c WHERE c.workspace = ?1 AND c.id = ?3 AND c.seq = CAST(?4 AS INTEGER))`,
      bound: [customer, seq],
    }),
    run(
      `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
       SELECT ?1, j.value->>1, e.customer, e.type, e.at, e.source, e.revision + 1, j.value->>2, CAST(?5 AS INTEGER), e.received_at
       FROM json_each(?4) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value->>0 WHERE ${stands}
       ON CONFLICT (workspace, id) DO UPDATE SET data = excluded.data, revision = excluded.revision, nonce = excluded.nonce`,
      events,
      randomNonce(),
    ),
    run(
      `DELETE FROM events WHERE workspace = ?1 AND id IN (SELECT j.value->>0 FROM json_each(?4) j WHERE j.value->>0 <> j.value->>1) AND ${stands}`,
      events,
    ),
    run(`DELETE FROM purged WHERE workspace = ?1 AND id IN (SELECT value FROM json_each(?4)) AND ${stands}`, JSON.stringify(erased.purged)),
    run(
      `DELETE FROM import_rows WHERE workspace = ?1 AND (kind, key) IN (SELECT value->>0, value->>1 FROM json_each(?4)) AND ${stands}`,
      JSON.stringify(erased.rows.map(({ kind, key }) => [kind, key])),
    ),
    auditEachStatement(
      db,
      workspace,
      { ...audit, action: 'contact.erased' },
      `SELECT c.id FROM json_each(?5) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>0 AND c.seq = j.value->>1`,
      JSON.stringify([[customer, seq]]),
    ),
    run(
      `UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id = ?2 AND seq = CAST(?3 AS INTEGER) RETURNING id`,
    ),
  ]);
  return (results.at(-1)?.results.length ?? 0) > 0;
}

/**
 * Lets go of what was computed from many customers and holds one of these texts: reports and tried drafts, which are made again when asked for.
 * Of those who asked to join it lets go whose row `isTheirs`.
 */
export async function forgetComputed(
  db: D1Database,
  workspace: string,
  texts: readonly string[],
  isTheirs: (said: string) => boolean,
): Promise<void> {
  const { results: asked } = await db
    .prepare(
      `SELECT id, email || char(10) || name || char(10) || company || char(10) || referrer AS said FROM join_requests WHERE workspace = ?1`,
    )
    .bind(workspace)
    .all<{ id: string; said: string }>();
  const list = JSON.stringify(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  const holds = (column: string) => `EXISTS (SELECT 1 FROM json_each(?2) n WHERE length(n.value) > 2 AND instr(${column}, n.value) > 0)`;
  const run = (sql: string, given = list) => db.prepare(sql).bind(workspace, given);
  await db.batch([
    run(`DELETE FROM reports WHERE workspace = ?1 AND ${holds('body')}`),
    // What a job has found so far; what only says how far it has come is no text of anybody's.
    run(`DELETE FROM job_cursors WHERE workspace = ?1 AND state LIKE '{%' AND ${holds('state')}`),
    run(`DELETE FROM model_drafts WHERE workspace = ?1 AND published IS NULL AND ${holds('tally')}`),
    run(`UPDATE model_drafts SET tally = '{}' WHERE workspace = ?1 AND ${holds('tally')}`),
    run(`DELETE FROM programme_drafts WHERE workspace = ?1 AND published IS NULL AND ${holds('tally')}`),
    run(`UPDATE programme_drafts SET tally = '{}' WHERE workspace = ?1 AND ${holds('tally')}`),
    run(
      `DELETE FROM join_requests WHERE workspace = ?1 AND id IN (SELECT value FROM json_each(?2))`,
      JSON.stringify(asked.filter(({ said }) => isTheirs(said)).map(({ id }) => id)),
    ),
    run(`DELETE FROM backtests WHERE workspace = ?1 AND ended_at IS NOT NULL AND ${holds(`ifnull(report, '')`)}`),
  ]);
}
