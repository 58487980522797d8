/** What imports remember: the rows of each kind with the file they came from last, and what a file may refer to. */
import type { EventType } from '../../shared/event';

export interface ImportRow {
  key: string;
  file: string;
  label: string;
  hash: string;
  revision: number;
  at: number;
  customer: string;
  events: { id: string; type: EventType }[];
}
interface StoredRow extends Omit<ImportRow, 'events'> {
  events: string;
}

/** Well under D1's limit of 2 MB for one value, with long labels. */
const CHUNK = 1000;
function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => items.slice(i * CHUNK, (i + 1) * CHUNK));
}

/** The stored rows with these keys, whatever file they came from. */
export async function findImportRows(
  db: D1Database,
  workspace: string,
  kind: string,
  keys: readonly string[],
): Promise<Map<string, ImportRow>> {
  const found = new Map<string, ImportRow>();
  for (const part of chunks(keys)) {
    const { results } = await db
      .prepare(
        `SELECT r.key, file, label, hash, revision, at, customer, events FROM json_each(?3) k CROSS JOIN import_rows r WHERE r.workspace = ?1 AND r.kind = ?2 AND r.key = k.value`,
      )
      .bind(workspace, kind, JSON.stringify(part))
      .all<StoredRow>();
    for (const row of results) found.set(row.key, { ...row, events: JSON.parse(row.events) as ImportRow['events'] });
  }
  return found;
}

/** Keys and labels of the rows that the last import of that file had. */
export async function rowsOfFile(db: D1Database, workspace: string, kind: string, file: string): Promise<{ key: string; label: string }[]> {
  const { results } = await db
    .prepare(`SELECT key, label FROM import_rows WHERE workspace = ?1 AND kind = ?2 AND file = ?3`)
    .bind(workspace, kind, file)
    .all<{ key: string; label: string }>();
  return results;
}

/** Keeps the imported rows; the rows in `vanished` stay known (their ids are taken) but belong to no file any more. */
export async function saveImportRows(
  db: D1Database,
  workspace: string,
  kind: string,
  rows: readonly ImportRow[],
  vanished: readonly string[],
  audit: D1PreparedStatement,
): Promise<void> {
  const upsert = db.prepare(`
    INSERT INTO import_rows (workspace, kind, key, file, label, hash, revision, at, customer, events)
    SELECT ?1, ?2, value ->> 'key', value ->> 'file', value ->> 'label', value ->> 'hash', value ->> 'revision', value ->> 'at', value ->> 'customer', value -> 'events' FROM json_each(?3)
    WHERE true
    ON CONFLICT (workspace, kind, key) DO UPDATE SET file = excluded.file, label = excluded.label, hash = excluded.hash, revision = excluded.revision, at = excluded.at, customer = excluded.customer, events = excluded.events
    WHERE excluded.revision >= import_rows.revision`);
  const release = db.prepare(
    `UPDATE import_rows SET file = '' WHERE workspace = ?1 AND kind = ?2 AND key IN (SELECT value FROM json_each(?3))`,
  );
  const statements = [
    ...chunks(rows).map((part) => upsert.bind(workspace, kind, JSON.stringify(part))),
    ...chunks(vanished).map((part) => release.bind(workspace, kind, JSON.stringify(part))),
  ];
  await db.batch([...statements, audit]);
}

/** Those of `ids` that are customers. */
export async function existingCustomers(db: D1Database, workspace: string, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const part of chunks(ids)) {
    const { results } = await db
      .prepare(`SELECT c.id FROM json_each(?2) k CROSS JOIN customers c WHERE c.workspace = ?1 AND c.id = k.value`)
      .bind(workspace, JSON.stringify(part))
      .all<{ id: string }>();
    for (const { id } of results) found.add(id);
  }
  return found;
}

/** Every customer's name, from the last import where it is not folded yet; asked only when a file names customers instead of giving their ids. */
export async function customerNames(db: D1Database, workspace: string): Promise<{ id: string; name: string }[]> {
  const { results } = await db
    .prepare(`
      SELECT c.id, CASE WHEN c.name <> '' THEN c.name ELSE r.label END AS name FROM customers c
      LEFT JOIN import_rows r ON r.workspace = ?1 AND r.kind = 'customers' AND r.key = c.id
      WHERE c.workspace = ?1 AND (c.name <> '' OR r.label IS NOT NULL)`)
    .bind(workspace)
    .all<{ id: string; name: string }>();
  return results;
}

/** Names of imported contacts with their customers; asked only when a file names a contact in a customer's place. */
export async function contactNames(db: D1Database, workspace: string): Promise<{ customer: string; name: string }[]> {
  const { results } = await db
    .prepare(`SELECT customer, label AS name FROM import_rows WHERE workspace = ?1 AND kind = 'contacts'`)
    .bind(workspace)
    .all<{ customer: string; name: string }>();
  return results;
}

/** The users an owner column may name. */
export async function userNames(db: D1Database, workspace: string): Promise<{ id: string; name: string }[]> {
  const { results } = await db
    .prepare(`SELECT id, name FROM users WHERE workspace = ?1 AND removed_at IS NULL`)
    .bind(workspace)
    .all<{ id: string; name: string }>();
  return results;
}

/** The customers that changed last, in the order of the feed, each with the time of its last fold or flip; a few rows, found by index. */
export async function latestChanges(
  db: D1Database,
  workspace: string,
  limit: number,
): Promise<{ id: string; name: string; band: number; at: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.name, c.band, c.score_at AS at FROM customers c
       WHERE c.workspace = ?1 AND c.feed > 0 AND c.band IS NOT NULL ORDER BY c.feed DESC LIMIT ?2`,
    )
    .bind(workspace, limit)
    .all<{ id: string; name: string; band: number; at: number }>();
  return results;
}
