/** Drafts of the model, and the book in pages, on which drafts of any settings are tried. */
import type { DraftTally } from '../../shared/api/model-answers';
import { complete } from '../../shared/facts/complete';
import type { Facts } from '../../shared/facts/facts';
import type { Model } from '../../shared/health/model';
import { type Draft, draftTable } from './draft-table';

export type ModelDraft = Draft<Model, DraftTally>;
export const modelDrafts = draftTable<Model, DraftTally>({ table: 'model_drafts', document: 'model', from: null, tried: 'model.tried' });
export const { find: findDraft } = modelDrafts;

/** Keeps a fitted model to be tried; its version is the one that it was made from. */
export function addDraft(
  db: D1Database,
  workspace: string,
  { id, model, author, tally }: { id: string; model: Model; author: string; tally: DraftTally },
  now: number,
): Promise<void> {
  return modelDrafts.add(db, workspace, { id, base: model.version, author, from: 0, document: model, tally }, now);
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
