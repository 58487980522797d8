/** What customers are called. */
import { type Viewer, visibleTo } from './visible';

/** The names of those of these customers that the viewer may see. */
export async function namesOf(db: D1Database, viewer: Viewer, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `SELECT c.id, c.name FROM json_each(?3) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value WHERE ${visibleTo(viewer)}`,
    )
    .bind(viewer.workspace, viewer.user, JSON.stringify(ids))
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}
