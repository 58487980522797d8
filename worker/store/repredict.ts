/**
 * Reading every customer again after a new model, a page at a time, with a cursor that survives interruptions. Two walks, one after the
 * other: `repredict` (band, signals, when they next change) and, where it is asked for, `retrace` (the past scores).
 */
import type { LiveEvent } from '../../shared/event';
import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';
import type { TraceMark } from '../../shared/record';
import { inPieces } from './bulk';
import { LAST_FEED } from './changes';
import type { About } from './documents';
import type { Due } from './due';
import { FRESH } from './write-folded';

export type Walk = 'repredict' | 'retrace';
/** Where a walk stands. `state` names the version it began for, so that a model published meanwhile is told from this one. */
export interface WalkCursor {
  cursor: string;
  state: string;
}
const WITH_TRACES = ' traces';

/**
 * The statement that starts the walk anew for a version, in the batch that publishes it. `ours` is the condition that it was published.
 * Traces that an unfinished walk still owed are owed by this one.
 */
export function startRepredicting(
  db: D1Database,
  of: { workspace: string; kind: string; version: number; mark: string },
  ours: string,
  follow: NonNullable<About['follow']>,
  now: number,
): D1PreparedStatement {
  const state = `${of.kind === 'model' ? '' : `${of.kind} `}${of.version}${follow === 'predictions' ? '' : WITH_TRACES}`;
  return db
    .prepare(
      `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT ?1, 'repredict', '', ?6, CAST(?5 AS INTEGER) ${ours}
     ON CONFLICT (workspace, job) DO UPDATE SET cursor = '', updated_at = excluded.updated_at,
       state = CASE WHEN state LIKE '%${WITH_TRACES}' AND excluded.state NOT LIKE '%${WITH_TRACES}' THEN excluded.state || '${WITH_TRACES}' ELSE excluded.state END`,
    )
    .bind(of.workspace, of.kind, of.version, of.mark, now, state);
}

/** Where a walk stands; null when there is none to do. */
export async function walkCursor(db: D1Database, workspace: string, walk: Walk): Promise<WalkCursor | null> {
  return db.prepare(`SELECT cursor, state FROM job_cursors WHERE workspace = ?1 AND job = ?2`).bind(workspace, walk).first<WalkCursor>();
}

/** The walk went on to `to`, or came to its end (null), unless it was started anew meanwhile. The first walk's end may begin the second. */
export async function moveWalk(
  db: D1Database,
  workspace: string,
  walk: Walk,
  from: WalkCursor,
  to: string | null,
  now: number,
): Promise<void> {
  const here = `workspace = ?1 AND job = ?2 AND cursor = ?3 AND state = ?4`;
  if (to !== null) {
    await db
      .prepare(`UPDATE job_cursors SET cursor = ?5, updated_at = CAST(?6 AS INTEGER) WHERE ${here}`)
      .bind(workspace, walk, from.cursor, from.state, to, now)
      .run();
    return;
  }
  await db.batch([
    db
      .prepare(
        `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT ?1, 'retrace', '', ?4, CAST(?5 AS INTEGER)
         FROM job_cursors WHERE ${here} AND job = 'repredict' AND state LIKE '%${WITH_TRACES}'
         ON CONFLICT (workspace, job) DO UPDATE SET cursor = '', state = excluded.state, updated_at = excluded.updated_at`,
      )
      .bind(workspace, walk, from.cursor, from.state, now),
    db.prepare(`DELETE FROM job_cursors WHERE ${here}`).bind(workspace, walk, from.cursor, from.state),
  ]);
}

interface PageRow {
  id: string;
  seq: number;
  folded: number;
  band: number | null;
  signals: string;
  next_at: number | null;
  renewal_at: number | null;
  tier: string;
  tier_rank: number;
  rfm: string;
  body: string | null;
}
/** Customers after the cursor. `to` is where to go on; null when there are none. Those who wait to be folded are the fold's and left out. */
export async function pageToPredict(
  db: D1Database,
  workspace: string,
  cursor: string,
  limit: number,
): Promise<{ customers: Due[]; to: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.seq, c.folded, c.band, c.signals, c.next_at, c.renewal_at, c.tier, c.tier_rank, c.rfm, f.body FROM customers c LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
     WHERE c.workspace = ?1 AND c.id > ?2 ORDER BY c.id LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, cursor, limit)
    .all<PageRow>();
  const customers = results.flatMap(({ id, seq, folded, band, signals, next_at, renewal_at, tier, tier_rank, rfm, body }) =>
    body === null || band === null || folded !== seq
      ? []
      : [
          {
            workspace,
            id,
            seq,
            band,
            nextAt: next_at,
            renewalAt: renewal_at,
            tier,
            tierRank: tier_rank,
            rfm,
            signals: JSON.parse(signals),
            facts: complete(JSON.parse(body) as Facts),
          },
        ],
  );
  return { customers, to: results.at(-1)?.id ?? null };
}

/** A customer whose past scores are to be read again. */
export interface Traced {
  id: string;
  seq: number;
  /** As it is stored. */
  trace: string;
  events: LiveEvent[];
}
/** Customers after the cursor with all their live events, in any order. */
export async function pageToTrace(
  db: D1Database,
  workspace: string,
  cursor: string,
  limit: number,
): Promise<{ customers: Traced[]; to: string | null }> {
  const page = `SELECT * FROM customers WHERE workspace = ?1 AND id > ?2 ORDER BY id LIMIT CAST(?3 AS INTEGER)`;
  const [rows, events] = await db.batch([
    db
      .prepare(
        `SELECT c.id, c.seq, c.folded, f.trace FROM (${page}) c LEFT JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id ORDER BY c.id`,
      )
      .bind(workspace, cursor, limit),
    db
      .prepare(
        `SELECT e.id, e.customer, e.type, e.at, e.source, e.revision, e.data FROM (${page}) c
       CROSS JOIN events e INDEXED BY events_of_customer ON e.workspace = c.workspace AND e.customer = c.id WHERE c.folded = c.seq AND e.data IS NOT NULL`,
      )
      .bind(workspace, cursor, limit),
  ]);
  const byCustomer = new Map<string, LiveEvent[]>();
  for (const row of (events?.results ?? []) as { customer: string; data: string }[]) {
    const list = byCustomer.get(row.customer) ?? [];
    list.push({ ...row, data: JSON.parse(row.data) } as LiveEvent);
    byCustomer.set(row.customer, list);
  }
  const found = (rows?.results ?? []) as { id: string; seq: number; folded: number; trace: string | null }[];
  const customers = found.flatMap(({ id, seq, folded, trace }) =>
    trace === null || folded !== seq ? [] : [{ id, seq, trace, events: byCustomer.get(id) ?? [] }],
  );
  return { customers, to: found.at(-1)?.id ?? null };
}

/** Writes traces and gives their customers a new place in the feed. A customer who got an event meanwhile is left to the fold. */
export async function writeTraces(
  db: D1Database,
  workspace: string,
  traced: readonly { id: string; seq: number; trace: TraceMark[] }[],
): Promise<void> {
  for (const { json } of inPieces(traced)) {
    await db.batch([
      db
        .prepare(
          `INSERT INTO facts (workspace, customer, last_at, body, trace) SELECT ?1, c.id, f.last_at, f.body, j.value->'trace' ${FRESH}
           JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id WHERE true
           ON CONFLICT (workspace, customer) DO UPDATE SET trace = excluded.trace`,
        )
        .bind(workspace, json),
      db
        .prepare(
          `INSERT INTO customers (workspace, id, seq, folded, feed) SELECT ?1, c.id, c.seq, c.folded, ${LAST_FEED} + j.key + 1 ${FRESH} WHERE true
           ON CONFLICT (workspace, id) DO UPDATE SET feed = excluded.feed`,
        )
        .bind(workspace, json),
    ]);
  }
}
