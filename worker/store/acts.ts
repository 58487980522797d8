/** What the store knows of acts already written, so that a retry is answered as the first time. */

export interface KnownEvent {
  id: string;
  customer: string;
  type: string;
  source: string;
  revision: number;
  by: string | null;
  /** Whom it was said of first, where that customer turned out to be another one. */
  origin: string | null;
}
/** The stored events with these ids. */
export async function findEvents(db: D1Database, workspace: string, ids: readonly string[]): Promise<Map<string, KnownEvent>> {
  const { results } = await db
    .prepare(
      `SELECT e.id, e.customer, e.type, e.source, e.revision, e.data->>'by' AS by, e.origin FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value`,
    )
    .bind(workspace, JSON.stringify(ids))
    .all<KnownEvent>();
  return new Map(results.map((row) => [row.id, row]));
}
