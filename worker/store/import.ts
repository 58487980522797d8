/** Taking in the lines of an exported workspace, each kind in bulk; written again they change nothing. */
import type { VafaEvent } from '../../shared/event';
import { auditStatement } from './audit';
import { inPieces } from './bulk';

/** The lines of a page: events apart, as they go the way of all events. */
export interface Lines {
  events: VafaEvent[];
  rows: Record<string, object[]>;
}

/** The hash of the page last taken in, '' once the first is begun; null where no import was begun. */
export async function importedTo(db: D1Database, workspace: string): Promise<string | null> {
  const row = await db
    .prepare(`SELECT cursor FROM job_cursors WHERE workspace = ?1 AND job = 'import-workspace'`)
    .bind(workspace)
    .first<{ cursor: string }>();
  return row?.cursor ?? null;
}

const keepStatement = (db: D1Database, workspace: string, hash: string, now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) VALUES (?1, 'import-workspace', ?2, '', CAST(?3 AS INTEGER))
       ON CONFLICT (workspace, job) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at`,
    )
    .bind(workspace, hash, now);

/** Marks the import as begun, and says in the same batch who began it. */
export async function beginImported(db: D1Database, workspace: string, actor: string, now: number): Promise<void> {
  const audit = { at: now, actor, action: 'workspace.imported', subject: workspace };
  await db.batch([keepStatement(db, workspace, '', now), auditStatement(db, workspace, audit)]);
}
export async function keepImported(db: D1Database, workspace: string, hash: string, now: number): Promise<void> {
  await keepStatement(db, workspace, hash, now).run();
}

export async function isEmpty(db: D1Database, workspace: string): Promise<boolean> {
  return (await db.prepare(`SELECT 1 AS one FROM customers WHERE workspace = ?1 LIMIT 1`).bind(workspace).first()) === null;
}

type Turn = 'before events' | 'after events';
const into = (table: string, columns: string, values: string, conflict = 'DO NOTHING') =>
  `INSERT INTO ${table} (workspace, ${columns}) SELECT ?1, ${values} FROM json_each(?2) WHERE true ON CONFLICT ${conflict}`;

/** `j` stands for a line. The admin who imports stays as they are; of a document the exported one holds, as an empty workspace has the first only. */
const STATEMENTS: Record<string, { turn: Turn; sql: string }> = {
  user: {
    turn: 'before events',
    sql: into(
      'users',
      'id, name, role, created_at, removed_at',
      `value->>'id', value->>'name', value->>'role', value->>'created_at', value->>'removed_at'`,
    ),
  },
  document: {
    turn: 'before events',
    sql: into(
      'documents',
      'kind, version, published_at, author, note, mark, body',
      `value->>'of', value->>'version', value->>'published_at', value->>'author', value->>'note', value->>'mark', value->'body'`,
      `(workspace, kind, version) DO UPDATE SET published_at = excluded.published_at, author = excluded.author, note = excluded.note, mark = excluded.mark, body = excluded.body`,
    ),
  },
  feed: {
    turn: 'before events',
    sql: into(
      'feeds',
      'feed, first_at',
      `value->>'feed', value->>'first_at'`,
      `(workspace, feed) DO UPDATE SET first_at = min(first_at, excluded.first_at)`,
    ),
  },
  // Nothing waits yet: the events raise it.
  customer: {
    turn: 'before events',
    sql: into('customers', 'id, seq, folded, signals', `value->>'id', 1, 1, value->'signals'`),
  },
  // Before the events: what comes in for these is not theirs any more.
  merge: {
    turn: 'before events',
    sql: into(
      'customers',
      'id, seq, folded, merged_into, merged_by',
      `value->>'id', 1, 1, value->>'into_id', value->>'event'`,
      '(workspace, id) DO UPDATE SET merged_into = excluded.merged_into, merged_by = excluded.merged_by',
    ),
  },
  moved: {
    turn: 'after events',
    sql: `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at, origin)
      SELECT ?1, e.id, e.customer, e.type, e.at, e.source, e.revision, e.data, e.nonce, e.received_at, j.value->>'origin'
      FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value->>'id' WHERE true
      ON CONFLICT (workspace, id) DO UPDATE SET origin = excluded.origin`,
  },
  purged: {
    turn: 'after events',
    sql: into('purged', 'id, customer, revision', `value->>'id', value->>'customer', value->>'revision'`),
  },
  erased: { turn: 'after events', sql: into('erased', 'mark, revision', `value->>'mark', value->>'revision'`) },
  opened: {
    turn: 'after events',
    sql: into(
      'customers',
      'id, seq, folded, opened_at',
      `value->>'id', 1, 1, value->>'opened_at'`,
      '(workspace, id) DO UPDATE SET opened_at = excluded.opened_at',
    ),
  },
  retention: {
    turn: 'after events',
    sql: into('retention', 'months, set_at, purged_to', `value->>'months', value->>'set_at', value->>'purged_to'`),
  },
  'import-row': {
    turn: 'after events',
    sql: into(
      'import_rows',
      'kind, key, file, label, hash, revision, at, customer, events',
      `value->>'of', value->>'key', value->>'file', value->>'label', value->>'hash', value->>'revision', value->>'at', value->>'customer', value->'events'`,
    ),
  },
  reward: { turn: 'after events', sql: into('reward_counts', 'reward, taken', `value->>'reward', value->>'taken'`) },
  draw: {
    turn: 'after events',
    sql: into(
      'draws',
      'id, prize, winners, per, state, cursor, made_at, made_by, list_hash, seed_hash, seed, won, drawn_at',
      `value->>'id', value->>'prize', value->>'winners', value->>'per', value->>'state', value->>'cursor', value->>'made_at', value->>'made_by', value->>'list_hash', value->>'seed_hash', value->>'seed', value->>'won', value->>'drawn_at'`,
    ),
  },
  ticket: {
    turn: 'after events',
    sql: into('draw_tickets', 'draw, ticket, weight, customer', `value->>'draw', value->>'ticket', value->>'weight', value->>'customer'`),
  },
  'model-draft': {
    turn: 'after events',
    sql: into(
      'model_drafts',
      'id, base, author, created_at, model, cursor, total, done, tally, ended_at, published',
      `value->>'id', value->>'base', value->>'author', value->>'created_at', value->'model', value->>'cursor', value->>'total', value->>'done', value->'tally', value->>'ended_at', value->>'published'`,
    ),
  },
  'programme-draft': {
    turn: 'after events',
    sql: into(
      'programme_drafts',
      'id, base, author, created_at, from_at, document, cursor, total, done, tally, ended_at, published',
      `value->>'id', value->>'base', value->>'author', value->>'created_at', value->>'from_at', value->'document', value->>'cursor', value->>'total', value->>'done', value->'tally', value->>'ended_at', value->>'published'`,
    ),
  },
  'join-request': {
    turn: 'after events',
    sql: into(
      'join_requests',
      'id, at, name, email, company, referrer, place, language, state, customer, decided_at, decided_by',
      `value->>'id', value->>'at', value->>'name', value->>'email', value->>'company', value->>'referrer', value->>'place', value->>'language', value->>'state', value->>'customer', value->>'decided_at', value->>'decided_by'`,
    ),
  },
  audit: {
    turn: 'after events',
    sql: into(
      'audit',
      'id, at, actor, action, subject, detail',
      `value->>'id', value->>'at', value->>'actor', value->>'action', value->>'subject', value->>'detail'`,
    ),
  },
};

/** Writes the lines that have their turn, in the order of the table above. */
export async function writeLines(db: D1Database, workspace: string, lines: Lines, turn: Turn): Promise<void> {
  const statements: D1PreparedStatement[] = [];
  for (const [kind, statement] of Object.entries(STATEMENTS)) {
    if (statement.turn !== turn) continue;
    for (const { json } of inPieces(lines.rows[kind] ?? [])) statements.push(db.prepare(statement.sql).bind(workspace, json));
  }
  if (statements.length > 0) await db.batch(statements);
}
