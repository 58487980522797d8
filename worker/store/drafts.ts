/** Drafts of the model and how far each has been tried on the book. */
import type { DraftTally } from '../../shared/api/model-answers';
import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';
import type { Model } from '../../shared/health/model';
import { auditStatement } from './audit';

export interface StoredDraft {
  id: string;
  base: number;
  author: string;
  at: number;
  model: Model;
  cursor: string;
  done: number;
  total: number;
  tally: DraftTally;
  ended: boolean;
  published: number | null;
}
interface DraftRow {
  id: string;
  base: number;
  author: string;
  created_at: number;
  model: string;
  cursor: string;
  done: number;
  total: number;
  tally: string;
  ended_at: number | null;
  published: number | null;
}

/** Keeps a draft to be tried, in place of what its author left untried; the audit says so. */
export async function addDraft(
  db: D1Database,
  workspace: string,
  draft: { id: string; model: Model; author: string; tally: DraftTally },
  now: number,
): Promise<void> {
  await db.batch([
    db.prepare(`DELETE FROM model_drafts WHERE workspace = ?1 AND author = ?2 AND ended_at IS NULL`).bind(workspace, draft.author),
    db
      .prepare(
        `INSERT INTO model_drafts (workspace, id, base, author, created_at, model, total, tally)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, CAST(?5 AS INTEGER), ?6, count(*), ?7 FROM facts WHERE workspace = ?1`,
      )
      .bind(workspace, draft.id, draft.model.version, draft.author, now, JSON.stringify(draft.model), JSON.stringify(draft.tally)),
    auditStatement(db, workspace, { at: now, actor: draft.author, action: 'model.tried', subject: draft.id }),
  ]);
}

const COLUMNS = 'id, base, author, created_at, model, cursor, done, total, tally, ended_at, published';
function toDraft(row: DraftRow): StoredDraft {
  const { created_at, model, tally, ended_at, ...rest } = row;
  return { ...rest, at: created_at, model: JSON.parse(model) as Model, tally: JSON.parse(tally) as DraftTally, ended: ended_at !== null };
}

export async function findDraft(db: D1Database, workspace: string, id: string): Promise<StoredDraft | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM model_drafts WHERE workspace = ?1 AND id = ?2`)
    .bind(workspace, id)
    .first<DraftRow>();
  return row && toDraft(row);
}

/** The workspace's drafts, the newest first. */
export async function recentDrafts(db: D1Database, workspace: string, limit: number): Promise<StoredDraft[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM model_drafts WHERE workspace = ?1 ORDER BY created_at DESC, id LIMIT CAST(?2 AS INTEGER)`)
    .bind(workspace, limit)
    .all<DraftRow>();
  return results.map(toDraft);
}

/** The drafts whose try has not ended, the oldest first. */
export async function runningDrafts(db: D1Database, workspace: string): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM model_drafts WHERE workspace = ?1 AND ended_at IS NULL ORDER BY created_at, id`)
    .bind(workspace)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** The facts of the customers after the cursor; `to` is where to go on, null when there are no more. */
export async function pageOfBook(
  db: D1Database,
  workspace: string,
  cursor: string,
  limit: number,
): Promise<{ facts: Facts[]; to: string | null }> {
  const { results } = await db
    .prepare(`SELECT customer, body FROM facts WHERE workspace = ?1 AND customer > ?2 ORDER BY customer LIMIT CAST(?3 AS INTEGER)`)
    .bind(workspace, cursor, limit)
    .all<{ customer: string; body: string }>();
  return { facts: results.map(({ body }) => complete(JSON.parse(body) as Facts)), to: results.at(-1)?.customer ?? null };
}

export interface DraftStep {
  to: string | null;
  done: number;
  tally: DraftTally;
}

/** Writes how far a try has come; `to` null ends it. Of two who tried the same page only the first is counted: the answer says whether it was this one. */
export async function moveDraft(
  db: D1Database,
  workspace: string,
  id: string,
  from: string,
  step: DraftStep,
  now: number,
): Promise<boolean> {
  const { results } = await db
    .prepare(
      `UPDATE model_drafts SET cursor = ifnull(?4, cursor), done = CAST(?5 AS INTEGER), total = max(total, CAST(?5 AS INTEGER)), tally = ?6,
       ended_at = CASE WHEN ?4 IS NULL THEN CAST(?7 AS INTEGER) END WHERE workspace = ?1 AND id = ?2 AND cursor = ?3 AND ended_at IS NULL RETURNING id`,
    )
    .bind(workspace, id, from, step.to, step.done, JSON.stringify(step.tally), now)
    .all();
  return results.length > 0;
}

/** Gives up the drafts made before an instant: what was published of them stands in the history. */
export async function forgetDrafts(db: D1Database, workspace: string, before: number): Promise<void> {
  await db.prepare(`DELETE FROM model_drafts WHERE workspace = ?1 AND created_at < CAST(?2 AS INTEGER)`).bind(workspace, before).run();
}
