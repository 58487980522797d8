/** Customers whose band or a signal flips by the mere passing of time. */
import type { Facts } from '../../shared/facts/facts';
import type { SignalLogRow } from '../../shared/record';
import { inPieces } from './bulk';
import { LAST_FEED } from './changes';
import { FRESH } from './write-folded';

export interface Due {
  workspace: string;
  id: string;
  seq: number;
  band: number;
  signals: SignalLogRow[];
  nextAt: number;
  facts: Facts;
}
interface DueRow {
  workspace: string;
  id: string;
  seq: number;
  band: number;
  signals: string;
  next_at: number;
  body: string;
}

/** Up to `limit` customers of a workspace whose next change is due; those who wait to be folded are left to the fold. */
export async function findDue(db: D1Database, workspace: string, now: number, limit: number): Promise<Due[]> {
  const { results } = await db
    .prepare(
      `SELECT c.workspace, c.id, c.seq, c.band, c.signals, c.next_at, f.body FROM customers c CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
     WHERE c.workspace = ?1 AND c.next_at <= CAST(?2 AS INTEGER) AND c.folded = c.seq ORDER BY c.next_at LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, now, limit)
    .all<DueRow>();
  return results.map((row) => ({
    workspace: row.workspace,
    id: row.id,
    seq: row.seq,
    band: row.band,
    nextAt: row.next_at,
    signals: JSON.parse(row.signals) as SignalLogRow[],
    facts: JSON.parse(row.body) as Facts,
  }));
}

export interface Moved {
  id: string;
  seq: number;
  nextAt: number | null;
  renewalAt: number | null;
}
export interface Flipped extends Moved {
  band: number;
  score: number;
  signals: string;
}

/**
 * Writes flips (sort keys, signal log, place in the feed) and, for those who did not flip after all, only the next time to look and the renewal to list them by.
 * A customer who got an event meanwhile is left to the fold.
 */
export async function writeDue(
  db: D1Database,
  workspace: string,
  flipped: readonly Flipped[],
  moved: readonly Moved[],
  now: number,
): Promise<void> {
  for (const { json } of inPieces(flipped)) {
    await db
      .prepare(
        `INSERT INTO customers (workspace, id, seq, folded, feed, band, score, score_at, signals, next_at, renewal_at)
         SELECT ?1, c.id, c.seq, c.folded, ${LAST_FEED} + j.key + 1, j.value->>'band', j.value->>'score', CAST(?3 AS INTEGER), j.value->>'signals', j.value->>'nextAt', j.value->>'renewalAt' ${FRESH} WHERE true
         ON CONFLICT (workspace, id) DO UPDATE SET feed = excluded.feed, band = excluded.band, score = excluded.score,
           score_at = excluded.score_at, signals = excluded.signals, next_at = excluded.next_at, renewal_at = excluded.renewal_at`,
      )
      .bind(workspace, json, now)
      .run();
  }
  for (const { json } of inPieces(moved)) {
    await db
      .prepare(
        `INSERT INTO customers (workspace, id, seq, folded, next_at, renewal_at) SELECT ?1, c.id, c.seq, c.folded, j.value->>'nextAt', j.value->>'renewalAt' ${FRESH} WHERE true
         ON CONFLICT (workspace, id) DO UPDATE SET next_at = excluded.next_at, renewal_at = excluded.renewal_at`,
      )
      .bind(workspace, json)
      .run();
  }
}
