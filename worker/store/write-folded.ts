/** Writing what the fold made of waiting customers: facts, sort keys, signal log, directory and place in the change feed, in one batch. */
import { inPieces } from './bulk';
import { LAST_FEED } from './changes';

export interface Folded {
  id: string;
  /** The customer's `seq` that was folded: when it rose meanwhile, nothing is written and the customer keeps waiting. */
  seq: number;
  lastAt: number;
  facts: string;
  trace: string;
  name: string;
  owner: string | null;
  cover: string[];
  band: number;
  score: number;
  value: number | null;
  currency: string | null;
  renewalAt: number | null;
  nextAt: number | null;
  search: string;
  tier: string;
  segment: string;
  products: string[];
  signals: string;
  /** Directory keys that came and went with this fold. */
  added: { key: string; contact: string }[];
  removed: string[];
  /** Users who could see the customer before and no longer can, and the other way about. */
  lost: string[];
  gained: string[];
}

/**
 * Every statement joins on the customer's `seq` as it was read: an event that came in between leaves all of it unwritten. Customers are
 * written by upsert, as the plan of UPDATE … FROM walks the whole workspace for each row of the JSON.
 */
export const FRESH = `FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>'id' AND c.seq = j.value->>'seq'`;

/** Writes folds; returns how many. Pieces are guarded row by row, so an interruption between them leaves customers waiting, never wrong. */
export async function writeFolded(db: D1Database, workspace: string, folded: readonly Folded[], now: number): Promise<number> {
  let written = 0;
  // The facts, by far the longest, go with the one statement that writes them.
  const long = folded.map(({ id, seq, lastAt, facts, trace }) => ({ id, seq, lastAt, facts, trace }));
  let from = 0;
  for (const { rows, json } of inPieces(long)) {
    const results = await db.batch(statementsOf(db, workspace, folded.slice(from, from + rows.length), json, now));
    from += rows.length;
    written += results[1]?.results.length ?? 0;
  }
  return written;
}

function statementsOf(db: D1Database, workspace: string, rows: readonly Folded[], facts: string, now: number): D1PreparedStatement[] {
  const json = JSON.stringify(rows.map(({ lastAt: _at, facts: _facts, trace: _trace, ...keys }) => keys));
  const statements = [
    db
      .prepare(
        `INSERT INTO facts (workspace, customer, last_at, body, trace)
       SELECT ?1, c.id, j.value->>'lastAt', j.value->>'facts', j.value->>'trace' ${FRESH} WHERE true
       ON CONFLICT (workspace, customer) DO UPDATE SET last_at = excluded.last_at, body = excluded.body, trace = excluded.trace`,
      )
      .bind(workspace, facts),
    db
      .prepare(
        `INSERT INTO customers (workspace, id, seq, folded, stale_at, feed, name, owner, cover, band, score, score_at, value, currency, renewal_at, next_at, search, signals, tier, segment, products)
         SELECT ?1, c.id, c.seq, c.seq, NULL, ${LAST_FEED} + j.key + 1, j.value->>'name', j.value->>'owner', j.value->'cover', j.value->>'band', j.value->>'score', CAST(?3 AS INTEGER),
           j.value->>'value', j.value->>'currency', j.value->>'renewalAt', j.value->>'nextAt', j.value->>'search', j.value->>'signals', j.value->>'tier', j.value->>'segment', j.value->'products' ${FRESH} WHERE true
         ON CONFLICT (workspace, id) DO UPDATE SET folded = excluded.folded, stale_at = NULL, feed = excluded.feed, name = excluded.name, owner = excluded.owner, cover = excluded.cover,
           band = excluded.band, score = excluded.score, score_at = excluded.score_at, value = excluded.value, currency = excluded.currency,
           renewal_at = excluded.renewal_at, next_at = excluded.next_at, search = excluded.search, signals = excluded.signals,
           tier = excluded.tier, segment = excluded.segment, products = excluded.products RETURNING id`,
      )
      .bind(workspace, json, now),
  ];
  if (rows.some((row) => row.removed.length > 0)) {
    statements.push(
      db
        .prepare(
          `DELETE FROM directory WHERE workspace = ?1 AND (key, customer) IN (SELECT k.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'removed') k)`,
        )
        .bind(workspace, json),
    );
  }
  if (rows.some((row) => row.added.length > 0)) {
    statements.push(
      db
        .prepare(
          `INSERT INTO directory (workspace, key, customer, contact)
         SELECT ?1, k.value->>'key', c.id, k.value->>'contact' ${FRESH} CROSS JOIN json_each(j.value->'added') k WHERE true
         ON CONFLICT (workspace, key, customer) DO UPDATE SET contact = excluded.contact WHERE directory.contact <> excluded.contact`,
        )
        .bind(workspace, json),
    );
  }
  if (rows.some((row) => row.lost.length > 0)) {
    statements.push(
      db
        .prepare(
          `INSERT INTO gone (workspace, user, customer, feed) SELECT ?1, u.value, c.id, c.feed ${FRESH} CROSS JOIN json_each(j.value->'lost') u WHERE true
         ON CONFLICT (workspace, user, customer) DO UPDATE SET feed = excluded.feed`,
        )
        .bind(workspace, json),
    );
  }
  if (rows.some((row) => row.gained.length > 0)) {
    statements.push(
      db
        .prepare(
          `DELETE FROM gone WHERE workspace = ?1 AND (user, customer) IN (SELECT u.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'gained') u)`,
        )
        .bind(workspace, json),
    );
  }
  return statements;
}
