/** The log of one customer and the models of its time, for reading the past. */
import type { LiveEvent } from '../../shared/event';
import type { Model } from '../../shared/health/model';

interface EventRow {
  id: string;
  customer: string;
  type: string;
  at: number;
  source: string;
  revision: number;
  data: string;
}
export interface Place {
  at: number;
  id: string;
}

/** Up to `limit` live events of a customer after a place in the order of the fold, no later than `until`. */
export async function eventsAfter(
  db: D1Database,
  workspace: string,
  customer: string,
  place: Place,
  until: number,
  limit: number,
): Promise<LiveEvent[]> {
  const { results } = await db
    .prepare(
      `SELECT id, customer, type, at, source, revision, data FROM events
     WHERE workspace = ?1 AND customer = ?2 AND (at, id) > (+CAST(?3 AS INTEGER), ?4) AND at <= CAST(?5 AS INTEGER) AND data IS NOT NULL
     ORDER BY at, id LIMIT CAST(?6 AS INTEGER)`,
    )
    .bind(workspace, customer, place.at, place.id, until, limit)
    .all<EventRow>();
  return results.map((row) => ({ ...row, data: JSON.parse(row.data) }) as LiveEvent);
}

export interface PublishedModel {
  model: Model;
  at: number;
  author: string;
}
/** Enough for two years of weekly snapshots. */
const MOST_MODELS = 110;

/** The model in force at `since` and every one published after, by rising version; the newest 110. */
export async function modelsSince(db: D1Database, workspace: string, since: number): Promise<PublishedModel[]> {
  const { results } = await db
    .prepare(
      `SELECT body, published_at, author FROM documents WHERE workspace = ?1 AND kind = 'model' AND version >= ifnull(
       (SELECT max(version) FROM documents WHERE workspace = ?1 AND kind = 'model' AND published_at <= CAST(?2 AS INTEGER)), 0)
     ORDER BY version DESC LIMIT ${MOST_MODELS}`,
    )
    .bind(workspace, since)
    .all<{ body: string; published_at: number; author: string }>();
  return results.reverse().map(({ body, published_at, author }) => ({ model: JSON.parse(body) as Model, at: published_at, author }));
}
