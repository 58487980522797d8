/** Customers whose band or a signal flips by the mere passing of time. */
import { complete } from '../../shared/facts/complete';
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
  renewalAt: number | null;
  tier: string;
  tierRank: number;
  rfm: string;
  facts: Facts;
}
interface DueRow {
  workspace: string;
  id: string;
  seq: number;
  band: number;
  signals: string;
  next_at: number;
  renewal_at: number | null;
  tier: string;
  tier_rank: number;
  rfm: string;
  body: string;
}

/** Up to `limit` customers of a workspace whose next change is due; those who wait to be folded are left to the fold. */
export async function findDue(db: D1Database, workspace: string, now: number, limit: number): Promise<Due[]> {
  const { results } = await db
    .prepare(
      `SELECT c.workspace, c.id, c.seq, c.band, c.signals, c.next_at, c.renewal_at, c.tier, c.tier_rank, c.rfm, f.body FROM customers c CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
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
    renewalAt: row.renewal_at,
    tier: row.tier,
    tierRank: row.tier_rank,
    rfm: row.rfm,
    signals: JSON.parse(row.signals) as SignalLogRow[],
    facts: complete(JSON.parse(row.body) as Facts),
  }));
}

export interface Moved {
  id: string;
  seq: number;
  nextAt: number | null;
  renewalAt: number | null;
  tier: string;
  tierRank: number;
  rfm: string;
  /** Which of those that lists sort or count by are others than stored. */
  placed: readonly ('renewal' | 'tier' | 'rfm')[];
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
 * only the next time to look, and the renewal and the tier to list them by. A customer who got an event meanwhile is left to the fold.
 */
export async function writeDue(
  db: D1Database,
  workspace: string,
  flipped: readonly Flipped[],
  moved: readonly Moved[],
  now: number,
): Promise<void> {
  const alike = new Map<string, { parts: Part[]; rows: Moved[] }>();
  for (const row of [
    ...flipped.map((row) => ({ ...row, parts: partsOf(row) })),
    ...moved.map((row) => ({ ...row, parts: [...row.placed] })),
  ]) {
    const group = alike.get(row.parts.join()) ?? { parts: row.parts, rows: [] };
    alike.set(row.parts.join(), group);
    group.rows.push(row);
  }
  for (const { parts, rows } of alike.values())
    for (const { json } of inPieces(rows)) await db.prepare(dueStatement(parts)).bind(workspace, json, now).run();
}
const partsOf = ({ band, signals, placed }: Flipped): Part[] => [
  ...(band === null ? [] : ['standing' as const]),
  ...(signals === null ? [] : ['log' as const]),
  ...placed,
];

/** What may be written beside the next time to look: each has an index of its own, so it is written only where it changed. */
const PARTS = {
  standing: { band: `j.value->>'band'`, score: `j.value->>'score'`, score_at: `CAST(?3 AS INTEGER)` },
  log: { signals: `j.value->>'signals'`, feed: `${LAST_FEED} + j.key + 1` },
  renewal: { renewal_at: `j.value->>'renewalAt'` },
  tier: { tier: `j.value->>'tier'`, tier_rank: `j.value->>'tierRank'` },
  rfm: { rfm: `j.value->>'rfm'` },
};
type Part = keyof typeof PARTS;

/** ?3, the moment, is bound always; a statement that does not name it would be refused its value. */
function dueStatement(parts: readonly Part[]): string {
  const set = [['next_at', `j.value->>'nextAt'`] as const, ...parts.flatMap((part) => Object.entries(PARTS[part]))];
  return `INSERT INTO customers (workspace, id, seq, folded, ${set.map(([column]) => column).join(', ')})
    SELECT ?1, c.id, c.seq, c.folded, ${set.map(([, value]) => value).join(', ')} ${FRESH} WHERE ?3 IS NOT NULL
    ON CONFLICT (workspace, id) DO UPDATE SET ${set.map(([column]) => `${column} = excluded.${column}`).join(', ')}`;
}
