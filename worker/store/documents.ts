/** Published, numbered documents of a workspace: the model and the club's programme. */
import type { Feed } from '../../shared/event';
import type { Model } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import { randomId } from './ids';

export type DocumentKind = 'model' | 'programme';
interface Row {
  version: number;
  body: string;
}

const NEWEST = `SELECT version, body FROM documents WHERE workspace = ?1 AND kind = ?2 ORDER BY version DESC LIMIT 1`;

/** The published model. A workspace has one from its first moment, so its absence is a fault. */
export async function currentModel(db: D1Database, workspace: string): Promise<Model> {
  return read<Model>(await db.prepare(NEWEST).bind(workspace, 'model').first<Row>());
}
export async function currentProgramme(db: D1Database, workspace: string): Promise<Programme> {
  return read<Programme>(await db.prepare(NEWEST).bind(workspace, 'programme').first<Row>());
}

/** Statement that reads the newest document of a kind, for batches. */
export const newestDocument = (db: D1Database, workspace: string, kind: DocumentKind): D1PreparedStatement =>
  db.prepare(NEWEST).bind(workspace, kind);

function read<T>(row: Row | null): T {
  if (!row) throw new Error('the workspace has no published document of this kind');
  return JSON.parse(row.body) as T;
}

/**
 * Publishes a document and starts what must follow from a new model: every customer is folded again (see refold.ts). Nothing is written when
 * somebody else published the same version first; the answer says whether it was this one.
 */
export async function publish(
  db: D1Database,
  workspace: string,
  kind: DocumentKind,
  document: { version: number },
  author: string,
  now: number,
): Promise<boolean> {
  const mark = randomId();
  const ours = `WHERE EXISTS (SELECT 1 FROM documents WHERE workspace = ?1 AND kind = ?2 AND version = CAST(?3 AS INTEGER) AND mark = ?4)`;
  const statements = [
    db
      .prepare(
        `INSERT INTO documents (workspace, kind, version, published_at, author, body, mark)
       VALUES (?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), ?5, ?6, ?7) ON CONFLICT DO NOTHING RETURNING version`,
      )
      .bind(workspace, kind, document.version, now, author, JSON.stringify(document), mark),
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?4, CAST(?5 AS INTEGER), ?6, ?2 || '.published', CAST(CAST(?3 AS INTEGER) AS TEXT) ${ours}`,
      )
      .bind(workspace, kind, document.version, mark, now, author),
  ];
  if (kind === 'model') {
    statements.push(
      db
        .prepare(
          `INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT ?1, 'refold', '', '', CAST(?5 AS INTEGER) ${ours}
         ON CONFLICT (workspace, job) DO UPDATE SET cursor = '', updated_at = excluded.updated_at`,
        )
        .bind(workspace, kind, document.version, mark, now),
    );
  }
  const [inserted] = await db.batch(statements);
  return (inserted?.results.length ?? 0) > 0;
}

/** The published model and the kinds of evidence the workspace has ever received, read together. */
export async function modelAndFeeds(db: D1Database, workspace: string): Promise<{ model: Model; feeds: Feed[] }> {
  const [newest, feeds] = await db.batch<Row & { feed: Feed }>([
    newestDocument(db, workspace, 'model'),
    db.prepare(`SELECT feed FROM feeds WHERE workspace = ?1 ORDER BY feed`).bind(workspace),
  ]);
  return { model: read<Model>(newest?.results[0] ?? null), feeds: (feeds?.results ?? []).map(({ feed }) => feed) };
}
