/** What an erasure leaves behind of events, so that they stay away when they are sent again: marks that tell nothing of what they are of. */
import { contentHash } from '../../shared/content-hash';
import { inPieces } from './bulk';

const markOf = (id: string): string => contentHash(`erased ${id}`);

/** Events by their id, as they stood when they were erased. */
export interface Gone {
  id: string;
  revision: number;
}

/** A condition under which something is written, on ?1 (the workspace) and on ?3 and further, which it brings along. */
export interface Still {
  sql: string;
  bound: readonly unknown[];
}

/** Statements that keep the marks of these events. A row of the retention, which ingest asks for anyway, says that there are any. */
export function markStatements(
  db: D1Database,
  workspace: string,
  gone: readonly Gone[],
  now: number,
  { sql, bound }: Still = { sql: 'true', bound: [] },
): D1PreparedStatement[] {
  if (gone.length === 0) return [];
  return [
    ...[...inPieces(gone.map(({ id, revision }) => [markOf(id), revision]))].map(({ json }) =>
      db
        .prepare(
          `INSERT INTO erased (workspace, mark, revision) SELECT ?1, value->>0, value->>1 FROM json_each(?2) WHERE ${sql}
           ON CONFLICT (workspace, mark) DO UPDATE SET revision = max(revision, excluded.revision)`,
        )
        .bind(workspace, json, ...bound),
    ),
    db
      .prepare(
        `INSERT INTO retention (workspace, months, set_at) SELECT ?1, 0, CAST(?2 AS INTEGER) WHERE ${sql} ON CONFLICT (workspace) DO NOTHING`,
      )
      .bind(workspace, now, ...bound),
  ];
}

/** The ids of those events that were erased, in this revision or a later one. */
export async function findErased(db: D1Database, workspace: string, events: readonly Gone[]): Promise<Set<string>> {
  const erased = new Set<string>();
  const byMark = new Map<string, string>();
  for (const { id } of events) byMark.set(markOf(id), id);
  for (const { json } of inPieces(events.map(({ id, revision }) => [markOf(id), revision]))) {
    const { results } = await db
      .prepare(
        `SELECT e.mark FROM json_each(?2) j CROSS JOIN erased e ON e.workspace = ?1 AND e.mark = j.value->>0 AND e.revision >= j.value->>1`,
      )
      .bind(workspace, json)
      .all<{ mark: string }>();
    for (const { mark } of results) erased.add(byMark.get(mark) ?? '');
  }
  return erased;
}

/** The events without those that were erased. */
export async function withoutErased<T extends Gone>(db: D1Database, workspace: string, events: readonly T[]): Promise<T[]> {
  const erased = await findErased(db, workspace, events);
  return events.filter(({ id }) => !erased.has(id));
}
