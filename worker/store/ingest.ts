/** Taking in events exactly once. */
import { EVENTS, type VafaEvent } from '../../shared/event';
import { inPieces } from './bulk';
import { randomNonce } from './ids';

export interface Ingested {
  accepted: number;
  duplicates: number;
  /** Customers whose live events changed, and who now wait to be folded. */
  customers: string[];
}

/** Earlier than every event: the customer's facts must be folded from the start. */
export const BEGINNING = -9e15;

/**
 * Writes events of one workspace. An id is taken once: a higher revision replaces, an equal or lower one is a duplicate and writes
 * nothing. Each piece is one batch, in which the customers of the rows that this batch wrote (known by its nonce, not by counting)
 * are raised, so that a crash leaves either nothing or a customer waiting to be folded.
 */
export async function ingest(db: D1Database, workspace: string, events: readonly VafaEvent[], now: number): Promise<Ingested> {
  const written = new Set<string>();
  const customers = new Set<string>();
  for (const piece of inPieces(events.map(toRow))) {
    const results = await db.batch<{ id: string }>(ingestStatements(db, workspace, piece.rows, piece.json, now));
    const [rows, raised] = results.slice(-2);
    for (const { id } of rows?.results ?? []) written.add(id);
    for (const { id } of raised?.results ?? []) customers.add(id);
    if (piece.rows.some((row) => row.r > 0)) for (const { id } of results[0]?.results ?? []) customers.add(id);
  }
  return { accepted: written.size, duplicates: events.length - written.size, customers: [...customers] };
}

interface Row {
  id: string;
  c: string;
  t: string;
  at: number;
  s: string;
  r: number;
  d: string | null;
}
const toRow = (e: VafaEvent): Row => ({
  id: e.id,
  c: e.customer,
  t: e.type,
  at: e.at,
  s: e.source,
  r: e.revision,
  d: e.data === null ? null : JSON.stringify(e.data),
});

/** The statements of one piece; other operations may add their own (an audit row) to the same batch. The last two return ids: of events written, of customers raised. */
export function ingestStatements(
  db: D1Database,
  workspace: string,
  rows: readonly Row[],
  json: string,
  now: number,
): D1PreparedStatement[] {
  const nonce = randomNonce();
  const statements: D1PreparedStatement[] = [];
  // A correction may move an event to another customer: the one who loses it must be folded again too.
  if (rows.some((row) => row.r > 0)) {
    statements.push(
      db
        .prepare(
          `UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id IN (
           SELECT e.customer FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value->>'id'
           WHERE e.customer <> j.value->>'c' AND e.revision < j.value->>'r') RETURNING id`,
        )
        .bind(workspace, json),
    );
  }
  const feeds = [...new Set(rows.flatMap((row) => EVENTS[row.t as VafaEvent['type']].feeds))];
  if (feeds.length > 0) {
    statements.push(
      db
        .prepare(
          `INSERT INTO feeds (workspace, feed, first_at) SELECT ?1, value, CAST(?3 AS INTEGER) FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`,
        )
        .bind(workspace, JSON.stringify(feeds), now),
    );
  }
  statements.push(
    db
      .prepare(
        `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
       SELECT ?1, value->>'id', value->>'c', value->>'t', value->>'at', value->>'s', value->>'r', value->>'d', CAST(?3 AS INTEGER), CAST(?4 AS INTEGER)
       FROM json_each(?2) WHERE true
       ON CONFLICT (workspace, id) DO UPDATE SET customer = excluded.customer, type = excluded.type, at = excluded.at, source = excluded.source,
         revision = excluded.revision, data = excluded.data, nonce = excluded.nonce, received_at = excluded.received_at
       WHERE excluded.revision > events.revision RETURNING id`,
      )
      .bind(workspace, json, nonce, now),
    db
      .prepare(
        `INSERT INTO customers (workspace, id, seq, folded, stale_at)
       SELECT ?1, e.customer, 1, 0, min(CASE WHEN e.revision > 0 THEN ${BEGINNING} ELSE e.at END) FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value->>'id'
       WHERE e.nonce = CAST(?3 AS INTEGER) GROUP BY e.customer
       ON CONFLICT (workspace, id) DO UPDATE SET seq = customers.seq + 1, stale_at = min(ifnull(customers.stale_at, excluded.stale_at), excluded.stale_at) RETURNING id`,
      )
      .bind(workspace, json, nonce),
  );
  return statements;
}
