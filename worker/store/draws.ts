/** Draws and their entries. A ticket stands for a customer and tells nothing of them; the list that is published has tickets only. */
import type { Entry } from '../../shared/loyalty/draws';
import { auditStatement } from './audit';
import { inPieces } from './bulk';

export interface DrawRow {
  id: string;
  prize: string;
  winners: number;
  per: number;
  state: 'collecting' | 'frozen' | 'drawn';
  cursor: string;
  made_at: number;
  list_hash: string | null;
  seed_hash: string;
  seed: string;
  /** JSON: tickets in the order of the prizes. */
  won: string;
  drawn_at: number | null;
}
const COLUMNS = 'id, prize, winners, per, state, cursor, made_at, list_hash, seed_hash, seed, won, drawn_at';

export async function insertDraw(
  db: D1Database,
  workspace: string,
  draw: Pick<DrawRow, 'id' | 'prize' | 'winners' | 'per' | 'seed' | 'seed_hash'>,
  by: string,
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO draws (workspace, id, prize, winners, per, state, made_at, made_by, seed_hash, seed)
         VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), 'collecting', CAST(?6 AS INTEGER), ?7, ?8, ?9)`,
      )
      .bind(workspace, draw.id, draw.prize, draw.winners, draw.per, now, by, draw.seed_hash, draw.seed),
    auditStatement(db, workspace, { at: now, actor: by, action: 'draw.started', subject: draw.id }),
  ]);
}

export const findDraw = (db: D1Database, workspace: string, id: string): Promise<DrawRow | null> =>
  db.prepare(`SELECT ${COLUMNS} FROM draws WHERE workspace = ?1 AND id = ?2`).bind(workspace, id).first<DrawRow>();

/** The newest first. */
export async function listDraws(db: D1Database, workspace: string, limit: number): Promise<DrawRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM draws WHERE workspace = ?1 ORDER BY made_at DESC, id LIMIT CAST(?2 AS INTEGER)`)
    .bind(workspace, limit)
    .all<DrawRow>();
  return results;
}
export async function drawsCollecting(db: D1Database, workspace: string): Promise<DrawRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM draws WHERE workspace = ?1 AND state = 'collecting'`)
    .bind(workspace)
    .all<DrawRow>();
  return results;
}

/** Customers behind the cursor that never won, with their facts; `to` is the last one read, null at the end of the book. */
export async function pageOfMembers(
  db: D1Database,
  workspace: string,
  cursor: string,
  limit: number,
): Promise<{ members: { id: string; body: string }[]; to: string | null }> {
  const { results } = await db
    .prepare(
      `SELECT c.id, f.body FROM customers c CROSS JOIN facts f ON f.workspace = c.workspace AND f.customer = c.id
       WHERE c.workspace = ?1 AND c.id > ?2 ORDER BY c.id LIMIT CAST(?3 AS INTEGER)`,
    )
    .bind(workspace, cursor, limit)
    .all<{ id: string; body: string }>();
  return { members: results, to: results.length < limit ? null : (results.at(-1)?.id ?? null) };
}

/** Adds entries and moves the cursor, while the draw is still where it was read. */
export async function addTickets(
  db: D1Database,
  workspace: string,
  draw: DrawRow,
  tickets: readonly (Entry & { ticket: string })[],
  to: string,
): Promise<void> {
  const stands = `EXISTS (SELECT 1 FROM draws d WHERE d.workspace = ?1 AND d.id = ?2 AND d.state = 'collecting' AND d.cursor = ?3)`;
  const statements = [...inPieces(tickets.map(({ ticket, weight, customer }) => [ticket, weight, customer]))].map(({ json }) =>
    db
      .prepare(
        `INSERT INTO draw_tickets (workspace, draw, ticket, weight, customer)
         SELECT ?1, ?2, value->>0, value->>1, value->>2 FROM json_each(?4) WHERE ${stands} ON CONFLICT DO NOTHING`,
      )
      .bind(workspace, draw.id, draw.cursor, json),
  );
  statements.push(
    db
      .prepare(`UPDATE draws SET cursor = ?4 WHERE workspace = ?1 AND id = ?2 AND state = 'collecting' AND cursor = ?3`)
      .bind(workspace, draw.id, draw.cursor, to),
  );
  await db.batch(statements);
}

export async function freezeDraw(db: D1Database, workspace: string, id: string, hash: string): Promise<void> {
  await db
    .prepare(`UPDATE draws SET state = 'frozen', list_hash = ?3 WHERE workspace = ?1 AND id = ?2 AND state = 'collecting'`)
    .bind(workspace, id, hash)
    .run();
}

/** All entries of a draw; `customer` is '' of those who were erased. */
export async function ticketsOf(
  db: D1Database,
  workspace: string,
  draw: string,
): Promise<{ ticket: string; weight: number; customer: string }[]> {
  const { results } = await db
    .prepare(`SELECT ticket, weight, customer FROM draw_tickets WHERE workspace = ?1 AND draw = ?2 ORDER BY ticket`)
    .bind(workspace, draw)
    .all<{ ticket: string; weight: number; customer: string }>();
  return results;
}

export async function sumsOfTickets(db: D1Database, workspace: string, draw: string): Promise<{ entries: number; chances: number }> {
  const row = await db
    .prepare(`SELECT count(*) AS entries, ifnull(sum(weight), 0) AS chances FROM draw_tickets WHERE workspace = ?1 AND draw = ?2`)
    .bind(workspace, draw)
    .first<{ entries: number; chances: number }>();
  return row ?? { entries: 0, chances: 0 };
}

/** Stores the winners of a frozen draw, once: whoever comes second finds them stored. */
export async function storeWinners(
  db: D1Database,
  workspace: string,
  id: string,
  won: readonly string[],
  by: string,
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?2 || '.drawn', CAST(?3 AS INTEGER), ?4, 'draw.drawn', ?2
         WHERE EXISTS (SELECT 1 FROM draws WHERE workspace = ?1 AND id = ?2 AND state = 'frozen')`,
      )
      .bind(workspace, id, now, by),
    db
      .prepare(
        `UPDATE draws SET state = 'drawn', won = ?3, drawn_at = CAST(?4 AS INTEGER) WHERE workspace = ?1 AND id = ?2 AND state = 'frozen'`,
      )
      .bind(workspace, id, JSON.stringify(won), now),
  ]);
}
