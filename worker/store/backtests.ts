/** Backtests and where each stands. A step moves on by a guarded update, so that two runs of the job never count a customer twice. */
import { isSampled, type Past } from '../../shared/churn/backtest';
import type { LiveEvent } from '../../shared/event';
import { auditStatement } from './audit';
import { randomId } from './ids';

export const STEPS = ['summary', 'pictures', 'observe', 'grade'] as const;
export type Step = (typeof STEPS)[number];

export interface BacktestRow {
  id: string;
  asked: string;
  step: Step;
  cursor: string;
  found: string;
  done: number;
  customers: number;
  tries: number;
  problem: string | null;
  started_at: number;
  ended_at: number | null;
}
const COLUMNS = 'id, asked, step, cursor, found, done, customers, tries, problem, started_at, ended_at';

/** Starts one; where one is under way, that one is answered. */
export async function startBacktest(
  db: D1Database,
  workspace: string,
  user: string,
  asked: string,
  now: number,
): Promise<{ row: BacktestRow; started: boolean }> {
  const id = randomId();
  const [inserted] = await db.batch([
    db
      .prepare(
        `INSERT INTO backtests (workspace, id, asked, customers, started_at, started_by)
       SELECT ?1, ?2, ?3, (SELECT count(*) FROM customers WHERE workspace = ?1), CAST(?4 AS INTEGER), ?5
       WHERE NOT EXISTS (SELECT 1 FROM backtests WHERE workspace = ?1 AND ended_at IS NULL) RETURNING id`,
      )
      .bind(workspace, id, asked, now, user),
    auditStatement(db, workspace, { at: now, actor: user, action: 'backtest.asked', subject: id }),
  ]);
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM backtests WHERE workspace = ?1 AND ended_at IS NULL`)
    .bind(workspace)
    .first<BacktestRow>();
  if (!row) throw new Error('the backtest was not written');
  return { row, started: (inserted?.results.length ?? 0) > 0 };
}

export async function runningBacktest(db: D1Database, workspace: string): Promise<BacktestRow | null> {
  return db
    .prepare(`UPDATE backtests SET tries = tries + 1 WHERE workspace = ?1 AND ended_at IS NULL RETURNING ${COLUMNS}`)
    .bind(workspace)
    .first<BacktestRow>();
}

/** The newest, without their reports. */
export async function listBacktests(db: D1Database, workspace: string, limit: number): Promise<BacktestRow[]> {
  return (
    await db
      .prepare(`SELECT ${COLUMNS} FROM backtests WHERE workspace = ?1 ORDER BY started_at DESC, id LIMIT CAST(?2 AS INTEGER)`)
      .bind(workspace, limit)
      .all<BacktestRow>()
  ).results;
}

export async function findBacktest(
  db: D1Database,
  workspace: string,
  id: string,
): Promise<(BacktestRow & { report: string | null }) | null> {
  return db
    .prepare(`SELECT ${COLUMNS}, report FROM backtests WHERE workspace = ?1 AND id = ?2`)
    .bind(workspace, id)
    .first<BacktestRow & { report: string | null }>();
}

const PAGE = 200;
const PARTS = 8;

/** The ids of the next customers after the cursor. */
export async function nextCustomers(db: D1Database, workspace: string, cursor: string, limit: number): Promise<string[]> {
  const rows = await db
    .prepare(`SELECT id FROM customers WHERE workspace = ?1 AND id > ?2 ORDER BY id LIMIT CAST(?3 AS INTEGER)`)
    .bind(workspace, cursor, limit)
    .raw<[string]>();
  return rows.map(([id]) => id);
}

/** The live events of these customers, by customer and in the order of the fold. */
export async function eventsOf(db: D1Database, workspace: string, customers: readonly string[]): Promise<Map<string, LiveEvent[]>> {
  const byCustomer = new Map<string, LiveEvent[]>(customers.map((id) => [id, []]));
  const { results } = await db
    .prepare(
      `SELECT e.id, e.customer, e.type, e.at, e.source, e.revision, e.data FROM json_each(?2) j
     CROSS JOIN events e INDEXED BY events_of_customer ON e.workspace = ?1 AND e.customer = j.value WHERE e.data IS NOT NULL`,
    )
    .bind(workspace, JSON.stringify(customers))
    .all<{ customer: string; data: string }>();
  for (const row of results) byCustomer.get(row.customer)?.push({ ...row, data: JSON.parse(row.data) } as unknown as LiveEvent);
  return byCustomer;
}

/** An even sample of customers with their live events: at most `most`, and no more once there are `mostEvents` of them. */
export async function bookSample(db: D1Database, workspace: string, most: number, mostEvents: number): Promise<Past[]> {
  const ids = (await db.prepare(`SELECT id FROM customers WHERE workspace = ?1 ORDER BY id`).bind(workspace).raw<[string]>()).map(
    ([id]) => id,
  );
  const chosen = ids.filter((id) => isSampled(id, ids.length, most));
  const pasts: Past[] = [];
  let events = 0;
  for (let from = 0; from < chosen.length && events < mostEvents; from += PAGE) {
    for (const [customer, live] of await eventsOf(db, workspace, chosen.slice(from, from + PAGE))) {
      pasts.push({ customer, events: live });
      events += live.length;
    }
  }
  return pasts;
}

/** Where a step stands after a chunk, or after its end: `part` is what the chunk gave. */
export interface Moved {
  step: Step;
  cursor: string;
  found?: string;
  done: number;
  part?: string;
}

/** Moves a run on, unless somebody else has meanwhile; says whether it was this one. */
export async function moveOn(db: D1Database, workspace: string, from: BacktestRow, to: Moved): Promise<boolean> {
  const stands = `workspace = ?1 AND id = ?2 AND step = ?3 AND cursor = ?4 AND ended_at IS NULL`;
  const statements = [
    db
      .prepare(
        `UPDATE backtests SET step = ?5, cursor = ?6, found = coalesce(?7, found), done = CAST(?8 AS INTEGER), tries = 0 WHERE ${stands} RETURNING id`,
      )
      .bind(workspace, from.id, from.step, from.cursor, to.step, to.cursor, to.found ?? null, to.done),
  ];
  if (to.part !== undefined) {
    // First: it is written only while the run still stands where it was read.
    statements.unshift(
      db
        .prepare(
          `INSERT INTO backtest_parts (workspace, run, step, part, body)
         SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM backtests WHERE ${stands}) ON CONFLICT DO NOTHING`,
        )
        .bind(workspace, from.id, from.step, from.cursor, to.part),
    );
  }
  const moved = (await db.batch(statements)).at(-1);
  return (moved?.results.length ?? 0) > 0;
}

/** What the chunks of a step gave, in pages so that few stand in memory at once. */
export async function* partsOf(db: D1Database, workspace: string, run: string, step: Step): AsyncGenerator<string> {
  for (let last: string | null = null; ; ) {
    const page: { part: string; body: string }[] = (
      await db
        .prepare(
          `SELECT part, body FROM backtest_parts WHERE workspace = ?1 AND run = ?2 AND step = ?3 AND (?4 IS NULL OR part > ?4) ORDER BY part LIMIT ${PARTS}`,
        )
        .bind(workspace, run, step, last)
        .all<{ part: string; body: string }>()
    ).results;
    for (const { body } of page) yield body;
    if (page.length < PARTS) return;
    last = page.at(-1)?.part ?? null;
  }
}

/** Ends a run with its report or its problem, and removes what its chunks left. */
export async function endBacktest(
  db: D1Database,
  workspace: string,
  id: string,
  end: { report: string } | { problem: string },
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE backtests SET report = ?3, problem = ?4, ended_at = CAST(?5 AS INTEGER), found = '{}' WHERE workspace = ?1 AND id = ?2 AND ended_at IS NULL`,
      )
      .bind(workspace, id, 'report' in end ? end.report : null, 'problem' in end ? end.problem : null, now),
    db.prepare(`DELETE FROM backtest_parts WHERE workspace = ?1 AND run = ?2`).bind(workspace, id),
  ]);
}
