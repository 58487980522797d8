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
  nextAt: number | null;
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
  /** Null where it stays: then the stored band and score stay too, which their index would otherwise be written for. */
  band: number | null;
  score: number;
  /** The log; null where no signal opened or closed: then there is nothing that a device lacks, and no place in the feed. */
  signals: string | null;
}

/**
 * Writes flips (the sort keys where the band changed; log and place in the feed where a signal did) and, for those who did not flip after all,
 * only the next time to look and the renewal to list them by. A customer who got an event meanwhile is left to the fold.
 */
export async function writeDue(
  db: D1Database,
  workspace: string,
  flipped: readonly Flipped[],
  moved: readonly Moved[],
  now: number,
): Promise<void> {
  for (const banded of [true, false]) {
    for (const logged of [true, false]) {
      const alike = flipped.filter(({ band, signals }) => (band !== null) === banded && (signals !== null) === logged);
      for (const { json } of inPieces(alike)) await db.prepare(flipStatement(banded, logged)).bind(workspace, json, now).run();
    }
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

/** ?3, the moment, is bound always; a statement that does not name it would be refused its value. */
function flipStatement(banded: boolean, logged: boolean): string {
  const set: [column: string, value: string][] = [
    ...(banded
      ? ([
          ['band', `j.value->>'band'`],
          ['score', `j.value->>'score'`],
          ['score_at', `CAST(?3 AS INTEGER)`],
        ] as [string, string][])
      : []),
    ...(logged
      ? ([
          ['signals', `j.value->>'signals'`],
          ['feed', `${LAST_FEED} + j.key + 1`],
        ] as [string, string][])
      : []),
    ['next_at', `j.value->>'nextAt'`],
    ['renewal_at', `j.value->>'renewalAt'`],
  ];
  return `INSERT INTO customers (workspace, id, seq, folded, ${set.map(([column]) => column).join(', ')})
    SELECT ?1, c.id, c.seq, c.folded, ${set.map(([, value]) => value).join(', ')} ${FRESH} WHERE ?3 IS NOT NULL
    ON CONFLICT (workspace, id) DO UPDATE SET ${set.map(([column]) => `${column} = excluded.${column}`).join(', ')}`;
}
