/** The change feed: what a device's book still lacks. */
import type { Changes } from '../../shared/api/contract';
import type { Model } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import type { SavedOutreach } from '../../shared/outreach/list';
import type { SavedSegments } from '../../shared/segments';
import { marksFor, scopeOf, sentUnasked } from './book-scope';
import { toRecord } from './customers';
import { newestDocument } from './documents';
import { nameOfSet, servedStatement } from './membership';
import type { Viewer } from './visible';

interface FeedRow {
  id: string;
  feed: number;
  /** 1: no longer theirs to see; 2: no longer sent unasked. */
  gone: number;
  /** 1 where nobody has the customer any more. */
  removed: number;
  signals: string;
  body: string;
  trace: string;
}

/**
 * The last number of the feed, in a statement where ?1 is the workspace. The feed has no counter of its own: every write of a customer
 * takes a number above all others, and so does the mark that a removed one leaves, so the highest of both stands.
 */
export const LAST_FEED = `max(ifnull((SELECT feed FROM customers WHERE workspace = ?1 AND feed > 0 ORDER BY feed DESC LIMIT 1), 0),
  ifnull((SELECT feed FROM gone WHERE workspace = ?1 AND user = '*' ORDER BY feed DESC LIMIT 1), 0))`;

/** What the device has of the published documents, and which customers it has been sent ('' where it does not say). */
export interface Has {
  model: number;
  programme: number;
  segments: number;
  outreach?: number;
  scope?: string;
}

/**
 * Records that changed after `since` and that the viewer may see, in the order of the feed, with those that are gone for them; at most
 * `limit`. Read in one batch, so that the number to ask from next fits what is answered.
 */
export async function changesSince(db: D1Database, viewer: Viewer, asked: number, limit: number, has: Has): Promise<Omit<Changes, 'now'>> {
  const scope = await scopeOf(db, viewer);
  // An older device says nothing of it: it was sent all that it may see.
  const had = has.scope || (viewer.role === 'agent' ? 'own' : 'all');
  const restart = asked > 0 && had !== scope;
  const since = restart ? 0 : asked;
  const [rows, last, users, model, programme, segments, outreach, served] = await db.batch([
    db
      .prepare(
        `SELECT x.id, x.feed, x.gone, c.id IS NULL AS removed, c.signals, f.body, f.trace FROM (
         SELECT * FROM (${sentUnasked(scope, viewer)} ORDER BY c.feed LIMIT CAST(?4 AS INTEGER))
         UNION ALL
         ${marksFor(scope, viewer)}
         ORDER BY feed LIMIT CAST(?4 AS INTEGER)) x
       LEFT JOIN customers c ON c.workspace = ?1 AND c.id = x.id LEFT JOIN facts f ON f.workspace = ?1 AND f.customer = x.id ORDER BY x.feed`,
      )
      .bind(viewer.workspace, viewer.user, since, limit + 1),
    db.prepare(`SELECT ${LAST_FEED} AS feed`).bind(viewer.workspace),
    db.prepare(`SELECT id, name FROM users WHERE workspace = ?1`).bind(viewer.workspace),
    newestDocument(db, viewer.workspace, 'model'),
    newestDocument(db, viewer.workspace, 'programme'),
    newestDocument(db, viewer.workspace, 'segments'),
    newestDocument(db, viewer.workspace, 'outreach'),
    servedStatement(db, viewer.workspace),
  ]);
  const found = (rows?.results ?? []) as FeedRow[];
  const more = found.length > limit;
  const page = more ? found.slice(0, limit) : found;
  const end = ((last?.results[0] ?? { feed: 0 }) as { feed: number }).feed;
  const newer = <T>(result: D1Result | undefined, than: number): T | null => {
    const row = result?.results[0] as { version: number; body: string } | undefined;
    return row && row.version > than ? (JSON.parse(row.body) as T) : null;
  };
  const newModel = newer<Model>(model, has.model);
  const newProgramme = newer<Programme>(programme, has.programme);
  const newSegments = newer<SavedSegments>(segments, has.segments);
  const newOutreach = newer<SavedOutreach>(outreach, has.outreach ?? 0);
  return {
    seq: more ? (page.at(-1)?.feed ?? since) : end,
    more,
    customers: page.filter((row) => row.gone === 0).map(toRecord),
    gone: page.filter((row) => row.gone === 1).map((row) => row.id),
    removed: page.filter((row) => row.gone === 1 && row.removed === 1).map((row) => row.id),
    left: page.filter((row) => row.gone === 2).map((row) => row.id),
    scope,
    restart,
    membership: nameOfSet(served?.results[0] as { generation: number; version: number } | undefined),
    ...(newModel ? { model: newModel } : {}),
    ...(newProgramme ? { programme: newProgramme } : {}),
    ...(newSegments ? { segments: newSegments } : {}),
    ...(newOutreach ? { outreach: { ...newOutreach, lists: newOutreach.lists.filter(({ closed }) => !closed) } } : {}),
    users: Object.fromEntries(((users?.results ?? []) as { id: string; name: string }[]).map(({ id, name }) => [id, name])),
  };
}
