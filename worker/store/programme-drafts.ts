/** Drafts of the club's rules and how far each has been tried on the book. */
import type { ClubTally } from '../../shared/api/club-answers';
import type { ProgrammeDocument } from '../../shared/loyalty/programme-document';
import { auditStatement } from './audit';

export interface ClubDraft {
  id: string;
  base: number;
  author: string;
  at: number;
  /** From when it is to hold; 0 for at once. */
  from: number;
  document: ProgrammeDocument;
  cursor: string;
  done: number;
  total: number;
  tally: ClubTally;
  ended: boolean;
  published: number | null;
}
interface DraftRow {
  id: string;
  base: number;
  author: string;
  created_at: number;
  from_at: number;
  document: string;
  cursor: string;
  done: number;
  total: number;
  tally: string;
  ended_at: number | null;
  published: number | null;
}

/** Keeps a draft to be tried, in place of what its author left untried; the audit says so. */
export async function addClubDraft(
  db: D1Database,
  workspace: string,
  draft: Pick<ClubDraft, 'id' | 'base' | 'author' | 'from' | 'document' | 'tally'>,
  now: number,
): Promise<void> {
  await db.batch([
    db.prepare(`DELETE FROM programme_drafts WHERE workspace = ?1 AND author = ?2 AND ended_at IS NULL`).bind(workspace, draft.author),
    db
      .prepare(
        `INSERT INTO programme_drafts (workspace, id, base, author, created_at, from_at, document, total, tally)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, CAST(?5 AS INTEGER), CAST(?6 AS INTEGER), ?7, count(*), ?8 FROM facts WHERE workspace = ?1`,
      )
      .bind(workspace, draft.id, draft.base, draft.author, now, draft.from, JSON.stringify(draft.document), JSON.stringify(draft.tally)),
    auditStatement(db, workspace, { at: now, actor: draft.author, action: 'programme.tried', subject: draft.id }),
  ]);
}

const COLUMNS = 'id, base, author, created_at, from_at, document, cursor, done, total, tally, ended_at, published';
function toDraft({ created_at, from_at, document, tally, ended_at, ...rest }: DraftRow): ClubDraft {
  return {
    ...rest,
    at: created_at,
    from: from_at,
    document: JSON.parse(document) as ProgrammeDocument,
    tally: JSON.parse(tally) as ClubTally,
    ended: ended_at !== null,
  };
}

export async function findClubDraft(db: D1Database, workspace: string, id: string): Promise<ClubDraft | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM programme_drafts WHERE workspace = ?1 AND id = ?2`)
    .bind(workspace, id)
    .first<DraftRow>();
  return row && toDraft(row);
}

/** The workspace's drafts, the newest first. */
export async function recentClubDrafts(db: D1Database, workspace: string, limit: number): Promise<ClubDraft[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM programme_drafts WHERE workspace = ?1 ORDER BY created_at DESC, id LIMIT CAST(?2 AS INTEGER)`)
    .bind(workspace, limit)
    .all<DraftRow>();
  return results.map(toDraft);
}

/** The drafts whose try has not ended, the oldest first. */
export async function runningClubDrafts(db: D1Database, workspace: string): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM programme_drafts WHERE workspace = ?1 AND ended_at IS NULL ORDER BY created_at, id`)
    .bind(workspace)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Writes how far a try has come; `to` null ends it. Of two who tried the same page only the first is counted: the answer says whether it was this one. */
export async function moveClubDraft(
  db: D1Database,
  workspace: string,
  id: string,
  from: string,
  step: { to: string | null; done: number; tally: ClubTally },
  now: number,
): Promise<boolean> {
  const { results } = await db
    .prepare(
      `UPDATE programme_drafts SET cursor = ifnull(?4, cursor), done = CAST(?5 AS INTEGER), total = max(total, CAST(?5 AS INTEGER)), tally = ?6,
       ended_at = CASE WHEN ?4 IS NULL THEN CAST(?7 AS INTEGER) END WHERE workspace = ?1 AND id = ?2 AND cursor = ?3 AND ended_at IS NULL RETURNING id`,
    )
    .bind(workspace, id, from, step.to, step.done, JSON.stringify(step.tally), now)
    .all();
  return results.length > 0;
}

/** Gives up the drafts made before an instant: what was published of them stands in the history. */
export async function forgetClubDrafts(db: D1Database, workspace: string, before: number): Promise<void> {
  await db.prepare(`DELETE FROM programme_drafts WHERE workspace = ?1 AND created_at < CAST(?2 AS INTEGER)`).bind(workspace, before).run();
}
