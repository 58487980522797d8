/** Writing what the fold made of waiting customers: facts, sort keys, signal log, directory and place in the change feed, in one batch. */
import { inPieces } from './bulk';
import { LAST_FEED } from './changes';
import type { StoredKeys } from './load-pending';

/**
 * The columns of a customer that lists sort by, in parts that change together. A part is written only where it changed, as its index is
 * written with it.
 */
const PARTS = {
  name: { name: `->>'name'`, sort_name: `->>'sortName'` },
  keeper: { owner: `->>'owner'`, cover: `->'cover'`, cover_until: `->>'coverUntil'` },
  money: { value: `->>'value'`, currency: `->>'currency'` },
  renewal: { renewal_at: `->>'renewalAt'` },
  tier: { tier: `->>'tier'`, tier_rank: `->>'tierRank'` },
  contact: { contact_at: `->>'contactAt'` },
  standing: { band: `->>'band'`, score: `->>'score'` },
} as const;
export type KeyPart = keyof typeof PARTS;
const MEMBERS: Record<KeyPart, readonly (keyof StoredKeys)[]> = {
  name: ['name', 'sortName'],
  keeper: ['owner', 'cover', 'coverUntil'],
  money: ['value', 'currency'],
  renewal: ['renewalAt'],
  tier: ['tier', 'tierRank'],
  contact: ['contactAt'],
  standing: ['band', 'score'],
};
/** The parts in which the keys differ; all of them where none are stored. */
export const changedParts = (stored: StoredKeys | null, keys: StoredKeys): KeyPart[] =>
  (Object.keys(MEMBERS) as KeyPart[]).filter((part) => stored === null || MEMBERS[part].some((member) => stored[member] !== keys[member]));

export interface Folded {
  id: string;
  /** The customer's `seq` that was folded: when it rose meanwhile, nothing is written and the customer keeps waiting. */
  seq: number;
  lastAt: number;
  facts: string;
  trace: string;
  name: string;
  owner: string | null;
  cover: string[];
  band: number;
  score: number;
  value: number | null;
  currency: string | null;
  renewalAt: number | null;
  nextAt: number | null;
  search: string;
  sortName: string;
  tierRank: number;
  contactAt: number | null;
  coverUntil: number | null;
  /** What of the keys is to be written. */
  changed: readonly KeyPart[];
  /** Search words that came and went with this fold. */
  found: string[];
  forgotten: string[];
  tier: string;
  rfm: string;
  segment: string;
  products: string[];
  outreach: string;
  lostAt: number | null;
  signals: string;
  /** Directory keys that came and went with this fold. */
  added: { key: string; contact: string }[];
  removed: string[];
  /** Users who could see the customer before and no longer can, and the other way about. */
  lost: string[];
  gained: string[];
}

/**
 * Every statement joins on the customer's `seq` as it was read: an event that came in between leaves all of it unwritten. Customers are
 * written by upsert, as the plan of UPDATE … FROM walks the whole workspace for each row of the JSON.
 */
export const FRESH = `FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>'id' AND c.seq = j.value->>'seq'`;

/** Writes folds; returns how many. Pieces are guarded row by row, so an interruption between them leaves customers waiting, never wrong. */
export async function writeFolded(db: D1Database, workspace: string, folded: readonly Folded[], now: number): Promise<number> {
  let written = 0;
  // The facts, by far the longest, go with the one statement that writes them.
  const long = folded.map(({ id, seq, lastAt, facts, trace }) => ({ id, seq, lastAt, facts, trace }));
  let from = 0;
  for (const { rows, json } of inPieces(long)) {
    const [, ...results] = await db.batch<{ written?: string }>(
      statementsOf(db, workspace, folded.slice(from, from + rows.length), json, now),
    );
    from += rows.length;
    for (const result of results) written += result.results.filter((row) => row.written !== undefined).length;
  }
  return written;
}

function statementsOf(db: D1Database, workspace: string, rows: readonly Folded[], facts: string, now: number): D1PreparedStatement[] {
  const json = JSON.stringify(
    rows.map(({ id, seq, added, removed, found, forgotten, lost, gained }) => ({
      id,
      seq,
      added,
      removed,
      found,
      forgotten,
      lost,
      gained,
    })),
  );
  const statements = [
    db
      .prepare(
        `INSERT INTO facts (workspace, customer, last_at, body, trace)
       SELECT ?1, c.id, j.value->>'lastAt', j.value->>'facts', j.value->>'trace' ${FRESH} WHERE true
       ON CONFLICT (workspace, customer) DO UPDATE SET last_at = excluded.last_at, body = excluded.body, trace = excluded.trace`,
      )
      .bind(workspace, facts),
    ...byChanged(rows).map(([parts, alike]) => db.prepare(keysStatement(parts)).bind(workspace, JSON.stringify(alike), now)),
  ];
  if (rows.some((row) => row.removed.length > 0)) {
    statements.push(
      db
        .prepare(
          `DELETE FROM directory WHERE workspace = ?1 AND (key, customer) IN (SELECT k.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'removed') k)`,
        )
        .bind(workspace, json),
    );
  }
  if (rows.some((row) => row.added.length > 0)) {
    statements.push(
      db
        .prepare(
          `INSERT INTO directory (workspace, key, customer, contact)
         SELECT ?1, k.value->>'key', c.id, k.value->>'contact' ${FRESH} CROSS JOIN json_each(j.value->'added') k WHERE true
         ON CONFLICT (workspace, key, customer) DO UPDATE SET contact = excluded.contact WHERE directory.contact <> excluded.contact`,
        )
        .bind(workspace, json),
    );
  }
  for (const [which, sql] of [
    [
      'forgotten',
      `DELETE FROM search_words WHERE workspace = ?1 AND (word, customer) IN (SELECT k.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'forgotten') k)`,
    ],
    [
      'found',
      `INSERT INTO search_words (workspace, word, customer) SELECT ?1, k.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'found') k WHERE true ON CONFLICT DO NOTHING`,
    ],
  ] as const)
    if (rows.some((row) => row[which].length > 0)) statements.push(db.prepare(sql).bind(workspace, json));
  if (rows.some((row) => row.lost.length > 0)) {
    statements.push(
      db
        .prepare(
          `INSERT INTO gone (workspace, user, customer, feed) SELECT ?1, u.value, c.id, c.feed ${FRESH} CROSS JOIN json_each(j.value->'lost') u WHERE true
         ON CONFLICT (workspace, user, customer) DO UPDATE SET feed = excluded.feed`,
        )
        .bind(workspace, json),
    );
  }
  if (rows.some((row) => row.gained.length > 0)) {
    statements.push(
      db
        .prepare(
          `DELETE FROM gone WHERE workspace = ?1 AND (user, customer) IN (SELECT u.value, c.id ${FRESH} CROSS JOIN json_each(j.value->'gained') u)`,
        )
        .bind(workspace, json),
    );
  }
  return statements;
}

/** Rows with the parts of their keys that are to be written, those alike together. */
function byChanged(rows: readonly Folded[]): [parts: readonly KeyPart[], rows: object[]][] {
  const alike = new Map<string, [readonly KeyPart[], object[]]>();
  for (const {
    lastAt: _at,
    facts: _facts,
    trace: _trace,
    added: _a,
    removed: _r,
    found: _f,
    forgotten: _g,
    lost: _l,
    gained: _m,
    ...keys
  } of rows) {
    const group = alike.get(keys.changed.join()) ?? [keys.changed, []];
    alike.set(keys.changed.join(), group);
    group[1].push(keys);
  }
  return [...alike.values()];
}

function keysStatement(parts: readonly KeyPart[]): string {
  const set = Object.entries({
    feed: `${LAST_FEED} + j.key + 1`,
    score_at: 'CAST(?3 AS INTEGER)',
    next_at: `j.value->>'nextAt'`,
    search: `j.value->>'search'`,
    signals: `j.value->>'signals'`,
    rfm: `j.value->>'rfm'`,
    segment: `j.value->>'segment'`,
    products: `j.value->'products'`,
    outreach: `j.value->>'outreach'`,
    lost_at: `j.value->>'lostAt'`,
    ...Object.fromEntries(parts.flatMap((part) => Object.entries(PARTS[part]).map(([column, path]) => [column, `j.value${path}`]))),
  });
  return `INSERT INTO customers (workspace, id, seq, folded, stale_at, ${set.map(([column]) => column).join(', ')})
    SELECT ?1, c.id, c.seq, c.seq, NULL, ${set.map(([, value]) => value).join(', ')} ${FRESH} WHERE true
    ON CONFLICT (workspace, id) DO UPDATE SET folded = excluded.folded, stale_at = NULL, ${set.map(([column]) => `${column} = excluded.${column}`).join(', ')} RETURNING id AS written`;
}
