/** Decisions of the club: each is stored once, with its outcome, by a write that holds only while what it was decided from still stands. */
import type { EVENTS, VafaEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { randomId, randomNonce } from './ids';

/** Their index says the same list: see the migration. */
export const CLUB_TYPES = [
  'points.adjusted',
  'points.redeemed',
  'points.expired',
  'points.carried',
  'credit.granted',
  'credit.spent',
  'credit.expired',
  'club.reversed',
  'coupon.set',
  'badge.awarded',
  'draw.won',
  'referral',
] as const satisfies readonly (keyof typeof EVENTS)[];
const OF_CLUB = `type IN (${CLUB_TYPES.map((type) => `'${type}'`).join(', ')})`;
/** Where decisions come from, as events say it. */
export const CLUB_SOURCE = 'club';

export interface Standing {
  seq: number;
  /** Null while not all that happened is folded. */
  facts: Facts | null;
}
/** What a decision is made from; null where there is no such customer. */
export async function readStanding(db: D1Database, workspace: string, customer: string): Promise<Standing | null> {
  const row = await db
    .prepare(
      `SELECT c.seq, c.folded, f.body FROM customers c LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id WHERE c.workspace = ?1 AND c.id = ?2`,
    )
    .bind(workspace, customer)
    .first<{ seq: number; folded: number; body: string | null }>();
  if (!row) return null;
  return { seq: row.seq, facts: row.folded === row.seq && row.body !== null ? (JSON.parse(row.body) as Facts) : null };
}

export interface Stored {
  id: string;
  customer: string;
  type: string;
  at: number;
  data: Record<string, unknown> | null;
}
/** A stored event of any kind. */
export async function findStored(db: D1Database, workspace: string, id: string): Promise<Stored | null> {
  const row = await db
    .prepare(`SELECT id, customer, type, at, data FROM events WHERE workspace = ?1 AND id = ?2`)
    .bind(workspace, id)
    .first<Omit<Stored, 'data'> & { data: string | null }>();
  return row && { ...row, data: JSON.parse(row.data ?? 'null') };
}

/** What is taken of a reward, or (−1) comes back; with a stock there must be one left. */
export interface StockMove {
  reward: string;
  by: 1 | -1;
  stock: number | null;
}
export interface Guarded {
  event: VafaEvent;
  /** The customer's number when the decision was made: with any event since, nothing is written. */
  seq: number;
  stock?: StockMove | undefined;
  /** Who, and what it is called in the audit. */
  actor: string;
  action: string;
}

/**
 * Stores a decision in one batch with the count of its reward and its audit row, where the customer still stands at `seq`, the id is new and
 * the stock holds. False: nothing was written, and what it was decided from must be read again.
 */
export async function storeDecision(
  db: D1Database,
  workspace: string,
  { event, seq, stock, actor, action }: Guarded,
  now: number,
): Promise<boolean> {
  const nonce = randomNonce();
  const ours = `EXISTS (SELECT 1 FROM events e WHERE e.workspace = ?1 AND e.id = ?2 AND e.nonce = CAST(?3 AS INTEGER))`;
  const guard =
    stock?.by === 1 && stock.stock !== null
      ? 'AND ifnull((SELECT taken FROM reward_counts r WHERE r.workspace = ?1 AND r.reward = ?10), 0) < CAST(?11 AS INTEGER)'
      : '';
  const statements = [
    db
      .prepare(
        `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
         SELECT ?1, ?2, ?4, ?5, CAST(?6 AS INTEGER), ?7, 0, ?8, CAST(?3 AS INTEGER), CAST(?6 AS INTEGER)
         WHERE EXISTS (SELECT 1 FROM customers c WHERE c.workspace = ?1 AND c.id = ?4 AND c.seq = CAST(?9 AS INTEGER) AND c.folded = c.seq)
           AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.workspace = ?1 AND p.id = ?2) ${guard}
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        ...[workspace, event.id, nonce, event.customer, event.type, event.at, event.source, JSON.stringify(event.data), seq],
        ...(guard === '' ? [] : [stock?.reward ?? '', stock?.stock ?? 0]),
      ),
    db
      .prepare(
        `UPDATE customers SET seq = seq + 1, stale_at = min(ifnull(stale_at, CAST(?5 AS INTEGER)), CAST(?5 AS INTEGER))
         WHERE workspace = ?1 AND id = ?4 AND ${ours} RETURNING id`,
      )
      .bind(workspace, event.id, nonce, event.customer, event.at),
    db
      .prepare(`INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?4, CAST(?5 AS INTEGER), ?6, ?7, ?8 WHERE ${ours}`)
      .bind(workspace, event.id, nonce, randomId(), now, actor, action, event.customer),
  ];
  if (stock) {
    statements.push(
      db
        .prepare(
          `INSERT INTO reward_counts (workspace, reward, taken) SELECT ?1, ?4, CAST(?5 AS INTEGER) WHERE ${ours}
           ON CONFLICT (workspace, reward) DO UPDATE SET taken = max(0, taken + excluded.taken)`,
        )
        .bind(workspace, event.id, nonce, stock.reward, stock.by),
    );
  }
  const results = await db.batch(statements);
  return (results[1]?.results.length ?? 0) > 0;
}

/** How many of each reward were handed out. */
export async function rewardCounts(db: D1Database, workspace: string): Promise<Map<string, number>> {
  const { results } = await db
    .prepare(`SELECT reward, taken FROM reward_counts WHERE workspace = ?1`)
    .bind(workspace)
    .all<{ reward: string; taken: number }>();
  return new Map(results.map(({ reward, taken }) => [reward, taken]));
}

/** What was granted and decided of a customer, the newest first. */
export async function clubEvents(db: D1Database, workspace: string, customer: string, limit: number): Promise<Stored[]> {
  const { results } = await db
    .prepare(
      `SELECT id, customer, type, at, data FROM events INDEXED BY events_of_club
       WHERE workspace = ?1 AND customer = ?2 AND ${OF_CLUB} AND data IS NOT NULL ORDER BY at DESC LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, customer, limit)
    .all<Omit<Stored, 'data'> & { data: string }>();
  return results.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}

/** Friends who were referred from one place within that time, whoever referred them. */
export async function referredFrom(db: D1Database, workspace: string, place: string, from: number, to: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(DISTINCT data->>'friend') AS n FROM events INDEXED BY referral_places
       WHERE workspace = ?1 AND data->>'place' = ?2 AND at BETWEEN CAST(?3 AS INTEGER) AND CAST(?4 AS INTEGER) AND type = 'referral' AND data IS NOT NULL`,
    )
    .bind(workspace, place, from, to)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

export interface Followed {
  id: string;
  feed: number;
  facts: Facts;
}
/** Customers whose facts changed behind this place of the feed, in its order. The place stands before the other limit, as in book-scope.ts. */
export async function changedBehind(db: D1Database, workspace: string, feed: number, limit: number): Promise<Followed[]> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.feed, f.body FROM customers c INDEXED BY customers_feed CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
       WHERE c.workspace = ?1 AND c.feed > CAST(?2 AS INTEGER) AND c.feed > 0 ORDER BY c.feed LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, feed, limit)
    .all<{ id: string; feed: number; body: string }>();
  return results.map(({ id, feed: at, body }) => ({ id, feed: at, facts: JSON.parse(body) as Facts }));
}

/** Where the job that follows the feed stands, and under which rules it came there. */
export async function followCursor(db: D1Database, workspace: string): Promise<{ feed: number; rules: string }> {
  const row = await db
    .prepare(`SELECT cursor, state FROM job_cursors WHERE workspace = ?1 AND job = 'club'`)
    .bind(workspace)
    .first<{ cursor: string; state: string }>();
  return { feed: Number(row?.cursor ?? 0), rules: row?.state ?? '' };
}

/** Notes when each customer is due (null: never), where that is new, and how far the feed was followed. */
export async function noteDue(
  db: D1Database,
  workspace: string,
  due: readonly { id: string; at: number | null }[],
  to: { feed: number; rules: string } | null,
  now: number,
): Promise<void> {
  const json = JSON.stringify(due.map(({ id, at }) => [id, at]));
  const statements = [
    db
      .prepare(
        `INSERT INTO club_due (workspace, customer, at) SELECT ?1, value->>0, value->>1 FROM json_each(?2) WHERE value->>1 IS NOT NULL
         ON CONFLICT (workspace, customer) DO UPDATE SET at = excluded.at WHERE club_due.at <> excluded.at AND club_due.at > CAST(?3 AS INTEGER)`,
      )
      // Who follows the feed does not put off what is due already.
      .bind(workspace, json, to ? now : -1),
    db
      .prepare(`DELETE FROM club_due WHERE workspace = ?1 AND customer IN (SELECT value->>0 FROM json_each(?2) WHERE value->>1 IS NULL)`)
      .bind(workspace, json),
  ];
  if (to) {
    statements.push(
      db
        .prepare(
          `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) VALUES (?1, 'club', ?2, ?3, CAST(?4 AS INTEGER))
           ON CONFLICT (workspace, job) DO UPDATE SET cursor = excluded.cursor, state = excluded.state, updated_at = excluded.updated_at`,
        )
        .bind(workspace, String(to.feed), to.rules, now),
    );
  }
  await db.batch(statements);
}

/** Customers of whom something is due, the longest due first. */
export async function dueCustomers(db: D1Database, workspace: string, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT customer FROM club_due INDEXED BY club_due_by_time WHERE workspace = ?1 AND at <= CAST(?2 AS INTEGER) ORDER BY at LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, now, limit)
    .all<{ customer: string }>();
  return results.map(({ customer }) => customer);
}
