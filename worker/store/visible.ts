/** Who may see which customer, as a condition of the query itself. */
import type { Caller } from '../http';

/** The part of a caller that decides what they see. */
export type Viewer = Pick<Caller, 'workspace' | 'user' | 'role'>;

/**
 * A condition on the customers row `c`, where ?1 is the workspace and ?2 the user: agents see the customers they own or cover, keys see
 * none, everybody else the whole workspace. `?2` is always used, so that the bindings are the same for all roles.
 */
export function visibleTo(viewer: Viewer): string {
  if (viewer.role === 'agent') return `(c.owner = ?2 OR (c.cover <> '[]' AND EXISTS (SELECT 1 FROM json_each(c.cover) WHERE value = ?2)))`;
  return viewer.role === 'ingest' ? '(0 AND ?2 IS NULL)' : '(?2 IS NOT NULL)';
}
