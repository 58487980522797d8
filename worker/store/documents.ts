/** Published, numbered documents of a workspace: the model, the club's programme, the saved segments, the outreach lists, improvements and costs. */
import type { Feed } from '../../shared/event-entry';
import type { Model } from '../../shared/health/model';
import { completeProgramme } from '../../shared/loyalty/default-programme';
import type { Programme } from '../../shared/loyalty/programme';
import { randomId } from './ids';
import { startRepredicting } from './repredict';

export type DocumentKind = 'model' | 'programme' | 'segments' | 'outreach' | 'measures';
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
  return completeProgramme(read<Partial<Programme>>(await db.prepare(NEWEST).bind(workspace, 'programme').first<Row>()));
}

/** Statement that reads the newest document of a kind, for batches. */
export const newestDocument = (db: D1Database, workspace: string, kind: DocumentKind): D1PreparedStatement =>
  db.prepare(NEWEST).bind(workspace, kind);

function read<T>(row: Row | null): T {
  if (!row) throw new Error('the workspace has no published document of this kind');
  return JSON.parse(row.body) as T;
}

/** What is said with a document, and what follows from it. */
export interface About {
  /** The author's words for the history. */
  note?: string;
  /** What of every customer must be read again under a new model: what it predicts, or its past scores too (see repredict.ts). */
  follow?: 'predictions' | 'predictions and traces';
  /** The tried draft that it was made of. */
  draft?: string;
}

/**
 * Publishes a document and starts what must follow from it. Nothing is written when somebody else published the same version first; the
 * answer says whether it was this one.
 */
export async function publish(
  db: D1Database,
  workspace: string,
  kind: DocumentKind,
  document: { version: number },
  author: string,
  now: number,
  { note = '', follow, draft }: About = {},
): Promise<boolean> {
  const mark = randomId();
  const ours = `WHERE EXISTS (SELECT 1 FROM documents WHERE workspace = ?1 AND kind = ?2 AND version = CAST(?3 AS INTEGER) AND mark = ?4)`;
  const statements = [
    db
      .prepare(
        `INSERT INTO documents (workspace, kind, version, published_at, author, body, mark, note)
       VALUES (?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING RETURNING version`,
      )
      .bind(workspace, kind, document.version, now, author, JSON.stringify(document), mark, note),
    db
      .prepare(
        `INSERT INTO audit (workspace, id, at, actor, action, subject) SELECT ?1, ?4, CAST(?5 AS INTEGER), ?6, ?2 || '.published', CAST(CAST(?3 AS INTEGER) AS TEXT) ${ours}`,
      )
      .bind(workspace, kind, document.version, mark, now, author),
  ];
  if (follow) statements.push(startRepredicting(db, { workspace, kind, version: document.version, mark }, ours, follow, now));
  if (draft !== undefined) {
    statements.push(
      db
        .prepare(
          `UPDATE ${kind === 'programme' ? 'programme_drafts' : 'model_drafts'} SET published = CAST(?3 AS INTEGER) WHERE workspace = ?1 AND id = ?5 AND ${ours.replace('WHERE ', '')}`,
        )
        .bind(workspace, kind, document.version, mark, draft),
    );
  }
  const [inserted] = await db.batch(statements);
  return (inserted?.results.length ?? 0) > 0;
}

export interface Version<T> {
  document: T;
  at: number;
  author: string;
  note: string;
}
interface VersionRow extends Row {
  published_at: number;
  author: string;
  note: string;
}
const toVersion = <T>(row: VersionRow): Version<T> => ({
  document: JSON.parse(row.body) as T,
  at: row.published_at,
  author: row.author,
  note: row.note,
});

/** One version of a document, the newest where none is named; null when there is none of this number. */
export async function documentVersion<T>(
  db: D1Database,
  workspace: string,
  kind: DocumentKind,
  version: number | null,
): Promise<Version<T> | null> {
  const row = await db
    .prepare(
      `SELECT version, body, published_at, author, note FROM documents
     WHERE workspace = ?1 AND kind = ?2 AND (?3 IS NULL OR version = CAST(?3 AS INTEGER)) ORDER BY version DESC LIMIT 1`,
    )
    .bind(workspace, kind, version)
    .first<VersionRow>();
  return row && toVersion<T>(row);
}

/** Up to `limit` versions before `before` (from the newest where null), the newest first. */
export async function documentVersions<T>(
  db: D1Database,
  workspace: string,
  kind: DocumentKind,
  before: number | null,
  limit: number,
): Promise<Version<T>[]> {
  const { results } = await db
    .prepare(
      `SELECT version, body, published_at, author, note FROM documents
     WHERE workspace = ?1 AND kind = ?2 AND (?3 IS NULL OR version < CAST(?3 AS INTEGER)) ORDER BY version DESC LIMIT CAST(?4 AS INTEGER)`,
    )
    .bind(workspace, kind, before, limit)
    .all<VersionRow>();
  return results.map((row) => toVersion<T>(row));
}

/** The published model and the kinds of evidence the workspace has ever received, read together. */
export async function modelAndFeeds(db: D1Database, workspace: string): Promise<{ model: Model; feeds: Feed[] }> {
  const [newest, feeds] = await db.batch<Row & { feed: Feed }>([
    newestDocument(db, workspace, 'model'),
    db.prepare(`SELECT feed FROM feeds WHERE workspace = ?1 ORDER BY feed`).bind(workspace),
  ]);
  return { model: read<Model>(newest?.results[0] ?? null), feeds: (feeds?.results ?? []).map(({ feed }) => feed) };
}
