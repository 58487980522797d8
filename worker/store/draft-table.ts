/** Drafts of a workspace's settings and how far each has been tried on the book: the same of the model and of the club's rules, a table each. */
import { auditStatement } from './audit';

export interface Draft<Document, Tally> {
  id: string;
  /** The published version that it was made from, and is compared with. */
  base: number;
  author: string;
  at: number;
  /** From when it is to hold; 0 for at once. */
  from: number;
  document: Document;
  cursor: string;
  done: number;
  total: number;
  tally: Tally;
  ended: boolean;
  /** The version as which it was published. */
  published: number | null;
}
export type NewDraft<Document, Tally> = Pick<Draft<Document, Tally>, 'id' | 'base' | 'author' | 'from' | 'document' | 'tally'>;
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
export interface DraftStep<Tally> {
  to: string | null;
  done: number;
  tally: Tally;
}
export interface Drafts<Document, Tally> {
  /** Keeps a draft to be tried, in place of what its author left untried; the audit says so. */
  add(db: D1Database, workspace: string, draft: NewDraft<Document, Tally>, now: number): Promise<void>;
  find(db: D1Database, workspace: string, id: string): Promise<Draft<Document, Tally> | null>;
  /** The workspace's drafts, the newest first. */
  recent(db: D1Database, workspace: string, limit: number): Promise<Draft<Document, Tally>[]>;
  /** The drafts whose try has not ended, the oldest first. */
  running(db: D1Database, workspace: string): Promise<string[]>;
  /** Writes how far a try has come; `to` null ends it. Of two who tried the same page only the first is counted: the answer says whether it was this one. */
  move(db: D1Database, workspace: string, id: string, from: string, step: DraftStep<Tally>, now: number): Promise<boolean>;
  /** Gives up the drafts made before an instant: what was published of them stands in the history. */
  forget(db: D1Database, workspace: string, before: number): Promise<void>;
}

interface Table {
  table: 'model_drafts' | 'programme_drafts';
  /** The column of the document. */
  document: 'model' | 'document';
  /** The column of the day from which it is to hold; null where all hold at once. */
  from: 'from_at' | null;
  /** What the audit calls it. */
  tried: 'model.tried' | 'programme.tried';
}

export function draftTable<Document, Tally>({ table, document, from, tried }: Table): Drafts<Document, Tally> {
  const columns = `id, base, author, created_at, ${from ?? '0 AS from_at'}, ${document} AS document, cursor, done, total, tally, ended_at, published`;
  const toDraft = ({ created_at, from_at, document: body, tally, ended_at, ...rest }: DraftRow): Draft<Document, Tally> => ({
    ...rest,
    at: created_at,
    from: from_at,
    document: JSON.parse(body) as Document,
    tally: JSON.parse(tally) as Tally,
    ended: ended_at !== null,
  });
  return {
    async add(db, workspace, draft, now) {
      const dated =
        from === null ? { column: '', value: '', bound: [] } : { column: `, ${from}`, value: ', CAST(?8 AS INTEGER)', bound: [draft.from] };
      const body = [JSON.stringify(draft.document), JSON.stringify(draft.tally)];
      await db.batch([
        db.prepare(`DELETE FROM ${table} WHERE workspace = ?1 AND author = ?2 AND ended_at IS NULL`).bind(workspace, draft.author),
        db
          .prepare(
            `INSERT INTO ${table} (workspace, id, base, author, created_at, ${document}, total, tally${dated.column})
             SELECT ?1, ?2, CAST(?3 AS INTEGER), ?4, CAST(?5 AS INTEGER), ?6, count(*), ?7${dated.value} FROM facts WHERE workspace = ?1`,
          )
          .bind(workspace, draft.id, draft.base, draft.author, now, ...body, ...dated.bound),
        auditStatement(db, workspace, { at: now, actor: draft.author, action: tried, subject: draft.id }),
      ]);
    },
    async find(db, workspace, id) {
      const row = await db
        .prepare(`SELECT ${columns} FROM ${table} WHERE workspace = ?1 AND id = ?2`)
        .bind(workspace, id)
        .first<DraftRow>();
      return row && toDraft(row);
    },
    async recent(db, workspace, limit) {
      const { results } = await db
        .prepare(`SELECT ${columns} FROM ${table} WHERE workspace = ?1 ORDER BY created_at DESC, id LIMIT CAST(?2 AS INTEGER)`)
        .bind(workspace, limit)
        .all<DraftRow>();
      return results.map(toDraft);
    },
    async running(db, workspace) {
      const { results } = await db
        .prepare(`SELECT id FROM ${table} WHERE workspace = ?1 AND ended_at IS NULL ORDER BY created_at, id`)
        .bind(workspace)
        .all<{ id: string }>();
      return results.map(({ id }) => id);
    },
    async move(db, workspace, id, cursor, step, now) {
      const { results } = await db
        .prepare(
          `UPDATE ${table} SET cursor = ifnull(?4, cursor), done = CAST(?5 AS INTEGER), total = max(total, CAST(?5 AS INTEGER)), tally = ?6,
           ended_at = CASE WHEN ?4 IS NULL THEN CAST(?7 AS INTEGER) END WHERE workspace = ?1 AND id = ?2 AND cursor = ?3 AND ended_at IS NULL RETURNING id`,
        )
        .bind(workspace, id, cursor, step.to, step.done, JSON.stringify(step.tally), now)
        .all();
      return results.length > 0;
    },
    async forget(db, workspace, before) {
      await db.prepare(`DELETE FROM ${table} WHERE workspace = ?1 AND created_at < CAST(?2 AS INTEGER)`).bind(workspace, before).run();
    },
  };
}
