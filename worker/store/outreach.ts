/** The outreach lists of a workspace, and how many customers each touches. */
import { NO_OUTREACH, type OutreachList, type SavedOutreach } from '../../shared/outreach/list';
import { newestDocument } from './documents';
import { inState } from './outreach-condition';
import { type Viewer, visibleTo } from './visible';

/** D1 takes a hundred parameters a statement, and a list needs fifteen in each of its two states at most. */
const AT_ONCE = 3;

/** Version 0 and none where nobody has written any. */
export async function savedOutreach(db: D1Database, workspace: string): Promise<SavedOutreach> {
  const row = await newestDocument(db, workspace, 'outreach').first<{ body: string }>();
  return row ? (JSON.parse(row.body) as SavedOutreach) : NO_OUTREACH;
}

/** Of the customers that the viewer may see: how many are still to be told, and how many were. One walk over the sort keys for every three lists. */
export async function countOutreach(
  db: D1Database,
  viewer: Viewer,
  lists: readonly OutreachList[],
  now: number,
): Promise<{ open: number; told: number }[]> {
  const counts: { open: number; told: number }[] = [];
  for (let from = 0; from < lists.length; from += AT_ONCE) {
    const values: (string | number)[] = [viewer.workspace, viewer.user];
    const bind = (value: string | number): string => `?${values.push(value)}`;
    const some = lists.slice(from, from + AT_ONCE);
    const sums = some.flatMap((list, i) =>
      (['open', 'told'] as const).map((state) => `sum(CASE WHEN ${inState(list, state, now, bind)} THEN 1 ELSE 0 END) AS ${state}${i}`),
    );
    const row = await db
      .prepare(`SELECT ${sums.join(', ')} FROM customers c WHERE c.workspace = ?1 AND ${visibleTo(viewer)}`)
      .bind(...values)
      .first<Record<string, number | null>>();
    counts.push(...some.map((_, i) => ({ open: row?.[`open${i}`] ?? 0, told: row?.[`told${i}`] ?? 0 })));
  }
  return counts;
}
