/** The saved segments of a workspace and how many customers are in each. */
import type { SavedSegments, Segment } from '../../shared/segments';
import { newestDocument } from './documents';
import { segmentCondition } from './segment-condition';
import { type Viewer, visibleTo } from './visible';

/** D1 takes a hundred parameters a statement, and a filter needs eleven at most. */
const AT_ONCE = 8;

/** Version 0 and none where nobody has saved any. */
export async function savedSegments(db: D1Database, workspace: string): Promise<SavedSegments> {
  const row = await newestDocument(db, workspace, 'segments').first<{ body: string }>();
  return row ? (JSON.parse(row.body) as SavedSegments) : { version: 0, segments: [] };
}

/** How many of the customers that the viewer may see are in each segment at `now`; one walk over the sort keys for every eight. */
export async function countSegments(db: D1Database, viewer: Viewer, segments: readonly Segment[], now: number): Promise<number[]> {
  const counts: number[] = [];
  for (let from = 0; from < segments.length; from += AT_ONCE) {
    const values: (string | number)[] = [viewer.workspace, viewer.user];
    const bind = (value: string | number): string => `?${values.push(value)}`;
    const sums = segments
      .slice(from, from + AT_ONCE)
      .map(({ filter }, i) => `sum(CASE WHEN ${segmentCondition(filter, now, bind)} THEN 1 ELSE 0 END) AS n${i}`);
    const row = await db
      .prepare(`SELECT ${sums.join(', ')} FROM customers c WHERE c.workspace = ?1 AND ${visibleTo(viewer)}`)
      .bind(...values)
      .first<Record<string, number | null>>();
    counts.push(...sums.map((_, i) => row?.[`n${i}`] ?? 0));
  }
  return counts;
}
