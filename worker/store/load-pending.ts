/** Customers that wait to be folded, with their facts so far and the events the fold still needs. */
import type { LiveEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import type { SignalLogRow, TraceMark } from '../../shared/record';
import { BEGINNING, type InHand } from './ingest';

export interface Pending {
  id: string;
  seq: number;
  /** The facts to fold onward from; null when the fold must start from nothing. */
  from: Facts | null;
  /** The facts as last folded, whether or not the fold starts from them: what the directory was built from. */
  before: Facts | null;
  trace: TraceMark[];
  signals: SignalLogRow[];
  owner: string | null;
  cover: string[];
  /** The keys that lists sort by, as stored; null before the first fold. */
  keys: StoredKeys | null;
  /** The customer that this one turned out to be: then it is not folded, and what came in for it moves there. */
  mergedInto: string | null;
  /** Live events in any order: all of them, or those after `from`. */
  events: LiveEvent[];
}
/** What lists sort by. Each part has an index of its own, so it is written only where it changed. */
export interface StoredKeys {
  name: string;
  sortName: string;
  owner: string | null;
  cover: string;
  coverUntil: number | null;
  value: number | null;
  currency: string | null;
  renewalAt: number | null;
  tier: string;
  tierRank: number;
  contactAt: number | null;
  band: number;
  score: number;
}
const KEYS = `json_object('name', w.name, 'sortName', w.sort_name, 'owner', w.owner, 'cover', w.cover, 'coverUntil', w.cover_until, 'value', w.value, 'currency', w.currency,
  'renewalAt', w.renewal_at, 'tier', w.tier, 'tierRank', w.tier_rank, 'contactAt', w.contact_at, 'band', w.band, 'score', w.score)`;

interface CustomerRow {
  id: string;
  seq: number;
  onward: number;
  at_hand: number;
  owner: string | null;
  cover: string;
  keys: string | null;
  merged_into: string | null;
  signals: string;
  body: string | null;
  trace: string | null;
}
interface EventRow {
  id: string;
  customer: string;
  type: string;
  at: number;
  source: string;
  revision: number;
  data: string;
}

/**
 * Whether the caller has at hand all that the fold of `w` lacks: its number is the one the caller's events raised it to, it was folded up
 * to the one before, and nothing of it must be read from further back.
 */
const AT_HAND = `(w.hand IS NOT NULL AND w.hand = w.seq AND w.folded = w.seq - 1 AND (f.last_at IS NULL OR w.stale_at > f.last_at))`;

/**
 * Up to `limit` waiting customers, of all or of the given ones; read in one batch, so that facts and events fit together. Events that
 * are in hand are not read again.
 */
export async function loadPending(
  db: D1Database,
  workspace: string,
  limit: number,
  only?: readonly string[],
  inHand?: InHand,
): Promise<Pending[]> {
  const which = only
    ? `SELECT c.*, j.value->>1 AS hand FROM json_each(?3) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>0 WHERE c.folded < c.seq LIMIT CAST(?2 AS INTEGER)`
    : `SELECT c.*, NULL AS hand FROM customers c INDEXED BY customers_to_fold WHERE c.workspace = ?1 AND c.folded < c.seq ORDER BY c.id LIMIT CAST(?2 AS INTEGER)`;
  const asked = only?.map((id) => [id, inHand?.get(id)?.seq ?? null]);
  const bindings = asked ? [workspace, limit, JSON.stringify(asked)] : [workspace, limit];
  const [customers, events] = await db.batch([
    db
      .prepare(
        `SELECT w.id, w.seq, (f.last_at IS NOT NULL AND w.stale_at > f.last_at) AS onward, ${AT_HAND} AS at_hand, w.owner, w.cover, w.merged_into, CASE WHEN w.band IS NOT NULL THEN ${KEYS} END AS keys, w.signals, f.body, f.trace
       FROM (${which}) w LEFT JOIN facts f ON f.workspace = w.workspace AND f.customer = w.id`,
      )
      .bind(...bindings),
    db
      .prepare(
        `SELECT e.id, e.customer, e.type, e.at, e.source, e.revision, e.data
       FROM (${which}) w LEFT JOIN facts f ON f.workspace = w.workspace AND f.customer = w.id
       CROSS JOIN events e ON e.workspace = w.workspace AND e.customer = w.id AND e.at >= CASE WHEN w.stale_at > f.last_at THEN w.stale_at ELSE ${BEGINNING} END
       WHERE NOT ${AT_HAND} AND e.data IS NOT NULL`,
      )
      .bind(...bindings),
  ]);
  const byCustomer = new Map<string, LiveEvent[]>();
  for (const row of (events?.results ?? []) as EventRow[]) {
    const live = { ...row, data: JSON.parse(row.data) } as LiveEvent;
    const list = byCustomer.get(row.customer);
    if (list) list.push(live);
    else byCustomer.set(row.customer, [live]);
  }
  return ((customers?.results ?? []) as CustomerRow[]).map((row) => {
    const before = row.body === null ? null : (JSON.parse(row.body) as Facts);
    return {
      id: row.id,
      seq: row.seq,
      before,
      from: row.onward === 1 ? before : null,
      trace: row.trace === null ? [] : (JSON.parse(row.trace) as TraceMark[]),
      signals: JSON.parse(row.signals) as SignalLogRow[],
      owner: row.owner,
      cover: JSON.parse(row.cover) as string[],
      keys: row.keys === null ? null : (JSON.parse(row.keys) as StoredKeys),
      mergedInto: row.merged_into,
      events: (row.at_hand === 1 ? inHand?.get(row.id)?.events : byCustomer.get(row.id)) ?? [],
    };
  });
}
