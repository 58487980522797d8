/** The set of the workspace's addresses as devices hold it: what is served, and what its job reads and writes. */

/** The greatest text of all: every directory key has been read. */
export const ALL_KEYS = '\u{10FFFF}';
/** The version under which parts of a base lie that is being built. */
const PARTS = -1;

export interface Served {
  generation: number;
  version: number;
  /** Base64 of the key of the hashes. Every paired device has it, as the directory itself lies beside it in the clear. */
  secret: string;
  space: number;
}
export interface MembershipRow extends Served {
  keys: number;
  changed: number;
  rotate: number;
  /** Null where no base is under way. */
  reached: string | null;
  hashed: string;
  next_secret: string;
  next_space: number;
}

export function findMembership(db: D1Database, workspace: string): Promise<MembershipRow | null> {
  return db.prepare(`SELECT * FROM memberships WHERE workspace = ?1`).bind(workspace).first<MembershipRow>();
}

/** How a set is named to devices. */
export const nameOfSet = (set: { generation: number; version: number } | undefined): string =>
  `${set?.generation ?? 0}.${set?.version ?? 0}`;

/** Statement that reads which set is served, for batches: one row. */
export const servedStatement = (db: D1Database, workspace: string): D1PreparedStatement =>
  db.prepare(`SELECT generation, version FROM memberships WHERE workspace = ?1`).bind(workspace);

/** The pieces of the base and the deltas after `version`, in order; the base only where the device has another. Read with what they belong to. */
export async function readSets(
  db: D1Database,
  workspace: string,
  since: { generation: number; version: number },
): Promise<{ served: Served; base: string[] | null; deltas: string[] } | null> {
  const [rows, sets] = await db.batch([
    db.prepare(`SELECT generation, version, secret, space FROM memberships WHERE workspace = ?1 AND generation > 0`).bind(workspace),
    db
      .prepare(
        `SELECT s.version, s.body FROM memberships m CROSS JOIN membership_sets s ON s.workspace = m.workspace AND s.generation = m.generation
           AND s.version > CASE WHEN m.generation = CAST(?2 AS INTEGER) THEN CAST(?3 AS INTEGER) ELSE ${PARTS} END
         WHERE m.workspace = ?1 AND m.generation > 0 ORDER BY s.version, s.piece`,
      )
      .bind(workspace, since.generation, since.version),
  ]);
  const served = rows?.results[0] as Served | undefined;
  if (!served) return null;
  const found = (sets?.results ?? []) as { version: number; body: string }[];
  const bodies = (which: (version: number) => boolean) => found.filter(({ version }) => which(version)).map(({ body }) => body);
  const whole = since.generation !== served.generation;
  return { served, base: whole ? bodies((version) => version === 0) : null, deltas: bodies((version) => version > 0) };
}

/** How many directory rows there are: read once for a new base. */
export async function countDirectory(db: D1Database, workspace: string): Promise<number> {
  return (await db.prepare(`SELECT count(*) AS n FROM directory WHERE workspace = ?1`).bind(workspace).first<{ n: number }>())?.n ?? 0;
}
export async function hasDirectory(db: D1Database, workspace: string): Promise<boolean> {
  return (await db.prepare(`SELECT 1 AS one FROM directory WHERE workspace = ?1 LIMIT 1`).bind(workspace).first()) !== null;
}

/** Begins a new base. What was touched so far is read with it. */
export async function beginBase(db: D1Database, workspace: string, secret: string, space: number): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO memberships (workspace, reached, next_secret, next_space) VALUES (?1, '', ?2, CAST(?3 AS INTEGER))
         ON CONFLICT (workspace) DO UPDATE SET reached = '', hashed = '', turn = 0, rotate = 0, next_secret = excluded.next_secret, next_space = excluded.next_space`,
      )
      .bind(workspace, secret, space),
    db.prepare(`DELETE FROM membership_touched WHERE workspace = ?1`).bind(workspace),
    db.prepare(`DELETE FROM membership_sets WHERE workspace = ?1 AND version = ${PARTS}`).bind(workspace),
  ]);
}

export interface Taken {
  keys: string[];
  /** Up to where was read; null where no base is under way any more. */
  to: string | null;
  secret: string;
  space: number;
}
/**
 * The next directory keys that the base lacks. The triggers learn in the same batch how far was read, and what they noted of these keys
 * before, in a run that broke off, is forgotten with it. `turn` takes the build from whoever may be at it.
 */
export async function takeKeys(db: D1Database, workspace: string, turn: number, limit: number): Promise<Taken> {
  const next = `SELECT DISTINCT d.key FROM memberships m CROSS JOIN directory d ON d.workspace = m.workspace AND d.key > m.hashed WHERE m.workspace = ?1 ORDER BY d.key LIMIT CAST(?2 AS INTEGER)`;
  const [keys, , , rows] = await db.batch([
    db.prepare(next).bind(workspace, limit),
    db
      .prepare(`DELETE FROM membership_touched WHERE workspace = ?1 AND key > (SELECT hashed FROM memberships WHERE workspace = ?1)`)
      .bind(workspace),
    db
      .prepare(
        `UPDATE memberships SET turn = CAST(?3 AS INTEGER), reached = (SELECT CASE WHEN count(*) < CAST(?2 AS INTEGER) THEN '${ALL_KEYS}' ELSE max(key) END FROM (${next}))
         WHERE workspace = ?1 AND reached IS NOT NULL`,
      )
      .bind(workspace, limit, turn),
    db.prepare(`SELECT next_secret, next_space, reached FROM memberships WHERE workspace = ?1`).bind(workspace),
  ]);
  const row = (rows?.results[0] ?? {}) as Partial<MembershipRow>;
  return {
    keys: ((keys?.results ?? []) as { key: string }[]).map(({ key }) => key),
    to: row.reached ?? null,
    secret: row.next_secret ?? '',
    space: row.next_space ?? 0,
  };
}

const MY_TURN = `EXISTS (SELECT 1 FROM memberships WHERE workspace = ?1 AND reached IS NOT NULL AND turn = CAST(?2 AS INTEGER))`;

/** Keeps a part of the base, up to a key; nothing when another run took the build over. */
export async function keepPart(db: D1Database, workspace: string, turn: number, to: string, body: string): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO membership_sets (workspace, generation, version, piece, body) SELECT ?1, generation + 1, ${PARTS}, ?3, ?4 FROM memberships WHERE workspace = ?1 AND ${MY_TURN}
         ON CONFLICT (workspace, generation, version, piece) DO UPDATE SET body = excluded.body`,
      )
      .bind(workspace, turn, to, body),
    db.prepare(`UPDATE memberships SET hashed = ?3 WHERE workspace = ?1 AND ${MY_TURN}`).bind(workspace, turn, to),
  ]);
}

export async function readParts(db: D1Database, workspace: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT s.body FROM memberships m CROSS JOIN membership_sets s ON s.workspace = m.workspace AND s.generation = m.generation + 1 AND s.version = ${PARTS} WHERE m.workspace = ?1`,
    )
    .bind(workspace)
    .all<{ body: string }>();
  return results.map(({ body }) => body);
}

/** Puts the finished base in the place of the one before; its first delta is what was touched while it was built. */
export async function finishBase(db: D1Database, workspace: string, turn: number, pieces: readonly string[], keys: number): Promise<void> {
  await db.batch([
    ...pieces.map((body, n) =>
      db
        .prepare(
          `INSERT INTO membership_sets (workspace, generation, version, piece, body) SELECT ?1, generation + 1, 0, ?3, ?4 FROM memberships WHERE workspace = ?1 AND ${MY_TURN}`,
        )
        .bind(workspace, turn, String(n).padStart(4, '0'), body),
    ),
    db
      .prepare(
        `DELETE FROM membership_sets WHERE workspace = ?1 AND ${MY_TURN} AND (version = ${PARTS} OR generation <= (SELECT generation FROM memberships WHERE workspace = ?1))`,
      )
      .bind(workspace, turn),
    db
      .prepare(
        `UPDATE memberships SET generation = generation + 1, version = 0, secret = next_secret, space = next_space, keys = CAST(?3 AS INTEGER), changed = 0, reached = NULL, hashed = '', next_secret = ''
         WHERE workspace = ?1 AND ${MY_TURN}`,
      )
      .bind(workspace, turn, keys),
  ]);
}

export interface Touched {
  key: string;
  /** Whether the set holds it, and whether it should. */
  was: number;
  is: number;
  times: number;
}
/** Whether an address that is no customer's any more may stand in what the job keeps for itself: touched keys, and how far a base has come. */
export async function notesGoneKeys(db: D1Database, workspace: string): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM memberships m WHERE m.workspace = ?1 AND (m.reached IS NOT NULL OR EXISTS (
    SELECT 1 FROM membership_touched t WHERE t.workspace = ?1 AND NOT EXISTS (SELECT 1 FROM directory d WHERE d.workspace = ?1 AND d.key = t.key)))`;
  return (await db.prepare(sql).bind(workspace).first()) !== null;
}
export async function readTouched(db: D1Database, workspace: string, limit: number): Promise<Touched[]> {
  const { results } = await db
    .prepare(
      `SELECT t.key, t.was, t.times, EXISTS (SELECT 1 FROM directory d WHERE d.workspace = t.workspace AND d.key = t.key) AS "is" FROM membership_touched t
       WHERE t.workspace = ?1 ORDER BY t.key LIMIT CAST(?2 AS INTEGER)`,
    )
    .bind(workspace, limit)
    .all<Touched>();
  return results;
}

/** Keeps a delta (null where in the end nothing came or went) and settles what it was made of; nothing when another run was first. */
export async function keepDelta(
  db: D1Database,
  workspace: string,
  from: Served,
  touched: readonly Touched[],
  delta: { body: string; changes: number } | null,
): Promise<void> {
  const still = `EXISTS (SELECT 1 FROM memberships WHERE workspace = ?1 AND generation = CAST(?2 AS INTEGER) AND version = CAST(?3 AS INTEGER) AND reached IS NULL)`;
  const settled = JSON.stringify(touched.map(({ key, is, times }) => [key, is, times]));
  const run = (sql: string, ...more: (string | number)[]) => db.prepare(sql).bind(workspace, from.generation, from.version, ...more);
  await db.batch([
    run(
      `DELETE FROM membership_touched WHERE workspace = ?1 AND (key, times) IN (SELECT value->>0, value->>2 FROM json_each(?4)) AND ${still}`,
      settled,
    ),
    // Touched again since it was read: the set holds what is said now, and the next delta says the rest.
    run(
      `UPDATE membership_touched SET was = (SELECT value->>1 FROM json_each(?4) WHERE value->>0 = key)
       WHERE workspace = ?1 AND key IN (SELECT value->>0 FROM json_each(?4)) AND ${still}`,
      settled,
    ),
    ...(delta === null
      ? []
      : [
          run(
            `INSERT INTO membership_sets (workspace, generation, version, piece, body) SELECT ?1, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER) + 1, '', ?4 WHERE ${still}`,
            delta.body,
          ),
          run(
            `UPDATE memberships SET version = version + 1, changed = changed + CAST(?4 AS INTEGER) WHERE workspace = ?1 AND ${still}`,
            delta.changes,
          ),
        ]),
  ]);
}
