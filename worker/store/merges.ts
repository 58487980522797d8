/**
 * Two customers that turn out to be one, and taking that back. The events of the one that goes move to the one that stays; each keeps in
 * `origin` whom its sender named, so that a repeat is still known, a correction still finds it, and all of them find back. What says who a
 * customer is stays where it was: the one that stays keeps its own name and owner. The row of the one that goes remains and says into which; what its senders still
 * tell of it is moved with the next fold.
 */
import type { Facts } from '../../shared/facts/facts';
import { LAST_FEED } from './changes';
import { randomId, randomNonce } from './ids';
import { BEGINNING } from './ingest';

/** Types of events that say who a customer is. */
const IDENTITY = `('customer.profile', 'customer.owner', 'customer.lost', 'customer.kept', 'customer.merged')`;

export interface Merging {
  /** Of the decision: its event at the customer that stays. */
  id: string;
  from: string;
  into: string;
  by: string;
  at: number;
}
/** What the event of a merge carries; see shared/event.ts. */
export interface Outcome {
  from: string;
  name?: string;
  tag: string;
  contacts: string[];
  contracts: string[];
  by: string;
}
export interface Standing {
  id: string;
  seq: number;
  folded: number;
  opened_at: number | null;
  merged_into: string | null;
  merged_by: string | null;
  /** How many others turned out to be this one. */
  others: number;
  facts: Facts | null;
}

/** How these customers stand, by id. */
export async function findStanding(db: D1Database, workspace: string, ids: readonly string[]): Promise<Map<string, Standing>> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.seq, c.folded, c.opened_at, c.merged_into, c.merged_by, f.body,
         (SELECT count(*) FROM customers o WHERE o.workspace = ?1 AND o.merged_into = c.id) AS others
       FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value LEFT JOIN facts f ON f.workspace = ?1 AND f.customer = c.id`,
    )
    .bind(workspace, JSON.stringify(ids))
    .all<Omit<Standing, 'facts'> & { body: string | null }>();
  return new Map(results.map(({ body, ...row }) => [row.id, { ...row, facts: body === null ? null : (JSON.parse(body) as Facts) }]));
}

/** The event of a decision, as stored; null where there is none, or it was taken back. */
export async function findMerge(
  db: D1Database,
  workspace: string,
  id: string,
): Promise<{ into: string; outcome: Outcome | null; at: number } | null> {
  const row = await db
    .prepare(`SELECT customer, at, data FROM events WHERE workspace = ?1 AND id = ?2 AND type = 'customer.merged'`)
    .bind(workspace, id)
    .first<{ customer: string; at: number; data: string | null }>();
  return row && { into: row.customer, at: row.at, outcome: row.data === null ? null : (JSON.parse(row.data) as Outcome) };
}

/** The data of an event `e` that moves: what both customers called alike gets the tag behind it. */
const renamed = (outcome: string) => {
  const put = (key: string, list: string) =>
    `WHEN e.data->>'${key}' IN (SELECT value FROM json_each(${outcome}, '$.${list}')) THEN json_set(e.data, '$.${key}', e.data->>'${key}' || '~' || (${outcome}->>'tag'))`;
  return `CASE ${put('contact', 'contacts')} ${put('contract', 'contracts')} ELSE e.data END`;
};
const restored = (outcome: string) => {
  const put = (key: string) =>
    `WHEN e.data->>'${key}' LIKE '%~' || (${outcome}->>'tag') THEN json_set(e.data, '$.${key}', substr(e.data->>'${key}', 1, length(e.data->>'${key}') - length(${outcome}->>'tag') - 1))`;
  return `CASE ${put('contact')} ${put('contract')} ELSE e.data END`;
};
const ofCustomer = (customer: string, also: string) =>
  `id IN (SELECT i.id FROM events i INDEXED BY events_of_customer WHERE i.workspace = ?1 AND i.customer = ${customer} AND ${also})`;
/** The audit row, where the rest is written. ?2 is the one that goes, ?3 the one that stays; the row's id, time and actor are bound from `first` on. */
const said = (action: string, first: number, still: string) =>
  `INSERT INTO audit (workspace, id, at, actor, action, subject, detail) SELECT ?1, ?${first}, CAST(?${first + 1} AS INTEGER), ?${first + 2}, '${action}', ?2, ?3 WHERE ${still}`;
const move = (from: string, into: string, outcome: string) =>
  `UPDATE events AS e SET customer = ${into}, origin = ${from}, data = ${renamed(outcome)} WHERE workspace = ?1 AND ${ofCustomer(from, `i.type NOT IN ${IDENTITY}`)}`;

/**
 * Merges two customers as they stood, in one batch with its audit row; false where either got an event meanwhile and nothing was written.
 * Devices that had the one that goes are told to drop it.
 */
export async function writeMerge(
  db: D1Database,
  workspace: string,
  { id, from, into, by, at }: Merging,
  stood: { from: number; into: number },
  outcome: Outcome,
): Promise<boolean> {
  // ?1 workspace, ?2 from, ?3 into, ?4 and ?5 their numbers, ?6 the event, ?7 its data: bound in this order by every statement.
  const still = `EXISTS (SELECT 1 FROM customers a CROSS JOIN customers b ON b.workspace = ?1 AND b.id = ?3 AND b.seq = CAST(?5 AS INTEGER)
    WHERE a.workspace = ?1 AND a.id = ?2 AND a.seq = CAST(?4 AS INTEGER) AND a.merged_into IS NULL AND ?6 IS NOT NULL AND ?7 IS NOT NULL)`;
  const run = (sql: string, ...more: unknown[]) =>
    db.prepare(sql).bind(workspace, from, into, stood.from, stood.into, id, JSON.stringify(outcome), ...more);
  const results = await db.batch<{ id: string }>([
    run(said('customer.merged', 8, still), randomId(), at, by),
    run(
      `INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
       SELECT ?1, ?6, ?3, 'customer.merged', CAST(?8 AS INTEGER), 'vafa', 0, ?7, CAST(?9 AS INTEGER), CAST(?8 AS INTEGER) WHERE ${still}`,
      at,
      randomNonce(),
    ),
    run(
      `INSERT INTO gone (workspace, user, customer, feed)
       SELECT ?1, u.value, c.id, ${LAST_FEED} + 1 FROM customers c CROSS JOIN json_each(json_insert(json_insert(c.cover, '$[#]', c.owner), '$[#]', '*')) u
       WHERE c.workspace = ?1 AND c.id = ?2 AND u.value IS NOT NULL AND ${still} GROUP BY u.value
       ON CONFLICT (workspace, user, customer) DO UPDATE SET feed = excluded.feed`,
    ),
    run(`${move('?2', '?3', '?7')} AND ${still}`),
    run(`DELETE FROM facts WHERE workspace = ?1 AND customer = ?2 AND ${still}`),
    run(
      `DELETE FROM directory WHERE workspace = ?1 AND (key, customer) IN (SELECT d.key, d.customer FROM directory d WHERE d.workspace = ?1 AND d.customer = ?2) AND ${still}`,
    ),
    run(
      `DELETE FROM search_words WHERE workspace = ?1 AND (word, customer) IN (SELECT w.word, w.customer FROM search_words w WHERE w.workspace = ?1 AND w.customer = ?2) AND ${still}`,
    ),
    run(`UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id = ?3 AND ${still} RETURNING id`),
    // Last, and without `still`, which the statement before has ended: who is raised by one was merged by this batch. Its own number is
    // raised too: a fold or a flip that read it before writes nothing of it any more.
    run(
      `UPDATE customers SET merged_into = ?3, merged_by = ?6, seq = seq + 1, folded = seq + 1, stale_at = NULL, feed = 0, sort_name = '', owner = NULL, cover = '[]', cover_until = NULL, band = NULL,
         value = NULL, currency = NULL, renewal_at = NULL, next_at = NULL, contact_at = NULL, search = '', focus = 0
       WHERE workspace = ?1 AND id = ?2 AND seq = CAST(?4 AS INTEGER) AND merged_into IS NULL
         AND EXISTS (SELECT 1 FROM customers b WHERE b.workspace = ?1 AND b.id = ?3 AND b.seq = CAST(?5 AS INTEGER) + 1)
         AND EXISTS (SELECT 1 FROM events e WHERE e.workspace = ?1 AND e.id = ?6 AND e.customer = ?3) AND ?7 IS NOT NULL`,
    ),
  ]);
  return (results[7]?.results.length ?? 0) > 0;
}

/** Takes a merge back, in one batch with its audit row; false where somebody else did, or the customer got an event meanwhile. */
export async function writeSplit(
  db: D1Database,
  workspace: string,
  { id, from, into, by, at }: Merging,
  stood: { into: number },
  outcome: Outcome,
): Promise<boolean> {
  const still = `EXISTS (SELECT 1 FROM customers a CROSS JOIN customers b ON b.workspace = ?1 AND b.id = ?3 AND b.seq = CAST(?4 AS INTEGER)
    WHERE a.workspace = ?1 AND a.id = ?2 AND a.merged_into = ?3 AND a.merged_by = ?5 AND ?6 IS NOT NULL)`;
  const bound = [from, into, stood.into, id, JSON.stringify(outcome)];
  const run = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(workspace, ...bound, ...more);
  const results = await db.batch<{ id: string }>([
    run(said('customer.split', 7, still), randomId(), at, by),
    run(
      `UPDATE events AS e SET customer = origin, origin = NULL, data = ${restored('?6')} WHERE workspace = ?1 AND ${ofCustomer('?3', 'i.origin = ?2')} AND ${still}`,
    ),
    run(
      `UPDATE events SET data = NULL, revision = revision + 1, nonce = CAST(?7 AS INTEGER) WHERE workspace = ?1 AND id = ?5 AND ${still}`,
      randomNonce(),
    ),
    run(`UPDATE customers SET merged_into = NULL, seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id = ?2 AND ${still}`),
    run(
      `UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id = ?3 AND seq = CAST(?4 AS INTEGER)
         AND EXISTS (SELECT 1 FROM customers a WHERE a.workspace = ?1 AND a.id = ?2 AND a.merged_into IS NULL AND a.merged_by = ?5) AND ?6 IS NOT NULL RETURNING id`,
    ),
    run(
      `UPDATE customers SET merged_by = NULL WHERE workspace = ?1 AND id = ?2 AND merged_into IS NULL AND merged_by = ?5 AND ?3 || ?4 || ?6 IS NOT NULL`,
    ),
  ]);
  return (results[4]?.results.length ?? 0) > 0;
}

/**
 * Moves on what came in for a customer that had turned out to be another one; the other is folded anew. Nothing happens where more came in
 * since `seq`, or it was split off again: then it keeps waiting.
 */
export async function moveOn(
  db: D1Database,
  workspace: string,
  { id, seq, into }: { id: string; seq: number; into: string },
): Promise<void> {
  const still = `EXISTS (SELECT 1 FROM customers a WHERE a.workspace = ?1 AND a.id = ?2 AND a.merged_into = ?3 AND a.seq = CAST(?4 AS INTEGER))`;
  const outcome = `(SELECT m.data FROM customers a CROSS JOIN events m ON m.workspace = ?1 AND m.id = a.merged_by WHERE a.workspace = ?1 AND a.id = ?2)`;
  const run = (sql: string) => db.prepare(sql).bind(workspace, id, into, seq);
  const strays = `EXISTS (SELECT 1 FROM events i INDEXED BY events_of_customer WHERE i.workspace = ?1 AND i.customer = ?2 AND i.type NOT IN ${IDENTITY})`;
  await db.batch([
    run(`UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1 AND id = ?3 AND ${strays} AND ${still}`),
    run(`${move('?2', '?3', outcome)} AND ${still}`),
    run(`UPDATE customers SET folded = seq, stale_at = NULL WHERE workspace = ?1 AND id = ?2 AND ${still}`),
  ]);
}

/** How many events of `from` stand at `into` now. */
export async function countMoved(db: D1Database, workspace: string, from: string, into: string): Promise<number> {
  const row = await db
    .prepare(`SELECT count(*) AS n FROM events INDEXED BY events_of_customer WHERE workspace = ?1 AND customer = ?3 AND origin = ?2`)
    .bind(workspace, from, into)
    .first<{ n: number }>();
  return row?.n ?? 0;
}
