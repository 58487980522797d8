/**
 * A workspace as lines of text, table by table in an order in which they can be taken in again. Each section is read by its primary key
 * or an index, so that it can go on behind any line. Credentials, the logins of live sources and whatever can be computed are left out.
 */

interface Section {
  kind: string;
  /** `FROM … WHERE workspace = ?1`, and the columns that order it: together unique. */
  from: string;
  keys: readonly string[];
  columns: readonly string[];
  /** Columns that hold JSON, written as such. */
  json?: readonly string[];
  /** What belongs together by the first key is read at once, so that it is as it stood at one moment. */
  whole?: true;
}
const table = (name: string) => `${name} WHERE workspace = ?1`;

/** What stands before the events is needed when they are folded; what stands after would refuse openings. */
const SECTIONS: readonly Section[] = [
  { kind: 'user', from: table('users'), keys: ['id'], columns: ['id', 'name', 'role', 'created_at', 'removed_at'] },
  {
    kind: 'document',
    from: `documents WHERE workspace = ?1`,
    keys: ['kind', 'version'],
    // `kind` is the line's own.
    columns: ['kind AS of', 'version', 'published_at', 'author', 'note', 'mark', 'body'],
    json: ['body'],
  },
  { kind: 'feed', from: table('feeds'), keys: ['feed'], columns: ['feed', 'first_at'] },
  { kind: 'customer', from: table('customers'), keys: ['id'], columns: ['id', 'signals'], json: ['signals'] },
  {
    kind: 'merge',
    from: `customers WHERE workspace = ?1 AND merged_into IS NOT NULL`,
    keys: ['id'],
    columns: ['id', 'merged_into AS into_id', 'merged_by AS event'],
  },
  {
    kind: 'event',
    from: `events INDEXED BY events_of_customer WHERE workspace = ?1`,
    keys: ['customer', 'at', 'id'],
    columns: ['id', 'customer', 'type', 'at', 'source', 'revision', 'data'],
    json: ['data'],
    whole: true,
  },
  {
    kind: 'moved',
    from: `events INDEXED BY events_moved WHERE workspace = ?1 AND origin IS NOT NULL`,
    keys: ['id'],
    columns: ['id', 'origin'],
  },
  { kind: 'purged', from: table('purged'), keys: ['id'], columns: ['id', 'customer', 'revision'] },
  { kind: 'erased', from: table('erased'), keys: ['mark'], columns: ['mark', 'revision'] },
  { kind: 'opened', from: `customers WHERE workspace = ?1 AND opened_at IS NOT NULL`, keys: ['id'], columns: ['id', 'opened_at'] },
  { kind: 'retention', from: table('retention'), keys: ['workspace'], columns: ['months', 'set_at', 'purged_to'] },
  {
    kind: 'import-row',
    from: table('import_rows'),
    keys: ['kind', 'key'],
    columns: ['kind AS of', 'key', 'file', 'label', 'hash', 'revision', 'at', 'customer', 'events'],
    json: ['events'],
  },
  { kind: 'reward', from: table('reward_counts'), keys: ['reward'], columns: ['reward', 'taken'] },
  {
    kind: 'draw',
    from: table('draws'),
    keys: ['id'],
    columns: [
      'id',
      'prize',
      'winners',
      'per',
      'state',
      'cursor',
      'made_at',
      'made_by',
      'list_hash',
      'seed_hash',
      'seed',
      'won',
      'drawn_at',
    ],
  },
  { kind: 'ticket', from: table('draw_tickets'), keys: ['draw', 'ticket'], columns: ['draw', 'ticket', 'weight', 'customer'] },
  {
    kind: 'join-request',
    from: table('join_requests'),
    keys: ['id'],
    columns: ['id', 'at', 'name', 'email', 'company', 'referrer', 'place', 'language', 'state', 'customer', 'decided_at', 'decided_by'],
  },
  {
    kind: 'model-draft',
    from: table('model_drafts'),
    keys: ['id'],
    columns: ['id', 'base', 'author', 'created_at', 'model', 'cursor', 'total', 'done', 'tally', 'ended_at', 'published'],
    json: ['model', 'tally'],
  },
  {
    kind: 'programme-draft',
    from: table('programme_drafts'),
    keys: ['id'],
    columns: ['id', 'base', 'author', 'created_at', 'from_at', 'document', 'cursor', 'total', 'done', 'tally', 'ended_at', 'published'],
    json: ['document', 'tally'],
  },
  { kind: 'source', from: table('sources'), keys: ['id'], columns: ['id', 'kind AS of', 'url', 'name', 'created_at'] },
  { kind: 'audit', from: table('audit'), keys: ['at', 'id'], columns: ['id', 'at', 'actor', 'action', 'subject', 'detail'] },
];

/** Behind which line an export goes on: the section, and the keys of the line in it. */
export interface ExportPlace {
  section: number;
  after: (string | number)[];
}
export const BEGIN: ExportPlace = { section: 0, after: [] };
/** The place behind the last line. */
export const isEnd = ({ section }: ExportPlace): boolean => section >= SECTIONS.length;

type Row = Record<string, string | number | null>;
/** The most that is read at once of what belongs together. */
const MOST_WHOLE = 20_000;

/** Up to `limit` lines behind a place (more where they belong together) and the place behind them; fewer than `limit` do not mean that it is the end. */
export async function exportLines(
  db: D1Database,
  workspace: string,
  place: ExportPlace,
  limit: number,
): Promise<{ lines: { kind: string; text: string }[]; to: ExportPlace }> {
  const section = SECTIONS[place.section];
  if (!section) return { lines: [], to: place };
  const { kind, from, keys, columns, json = [], whole } = section;
  const places = keys.map((_, i) => `?${i + 3}`);
  const behind = place.after.length === keys.length ? `AND (${keys.join(', ')}) > (${places.join(', ')})` : '';
  const read = async (most: number) =>
    (
      await db
        .prepare(
          `SELECT ${columns.join(', ')}, ${keys.map((key, i) => `${key} AS "/${i}"`).join(', ')} FROM ${from} ${behind} ORDER BY ${keys.join(', ')} LIMIT CAST(?2 AS INTEGER)`,
        )
        .bind(workspace, most, ...(behind ? place.after : []))
        .all<Row>()
    ).results;
  let results = await read(limit);
  let isCut = results.length === limit;
  if (whole && isCut) {
    // The first customer whole, however long it is; or as many as fit, without the last, whose events may go on behind.
    const isFirst = (row: Row | undefined) => row?.['/0'] === results[0]?.['/0'];
    for (let most = limit; isFirst(results.at(-1)) && results.length === most && most < MOST_WHOLE; ) {
      most = Math.min(MOST_WHOLE, most * 4);
      results = await read(most);
      isCut = results.length === most || !isFirst(results.at(-1));
    }
    if (results.length > limit) results = results.filter(isFirst);
    else if (!isFirst(results.at(-1)))
      results = results.slice(
        0,
        results.findIndex((row) => row['/0'] === results.at(-1)?.['/0']),
      );
  }
  const lines = results.map((row) => {
    const line: Record<string, unknown> = { kind };
    for (const [name, value] of Object.entries(row)) {
      if (name.startsWith('/')) continue;
      line[name] = json.includes(name) && typeof value === 'string' ? JSON.parse(value) : value;
    }
    return { kind, text: JSON.stringify(line) };
  });
  const last = results.at(-1);
  const to =
    !isCut || !last
      ? { section: place.section + 1, after: [] }
      : { section: place.section, after: keys.map((_, i) => last[`/${i}`] as string | number) };
  return { lines, to };
}

/** Statement-free part of the first line: which workspace this is. */
export function findExported(db: D1Database, workspace: string): Promise<{ name: string; created_at: number } | null> {
  return db.prepare(`SELECT name, created_at FROM workspaces WHERE id = ?1`).bind(workspace).first<{ name: string; created_at: number }>();
}

/** Whether customers or people were merged, split or erased since: then what was read before does not fit what is read from now on. */
export async function movedSince(db: D1Database, workspace: string, since: number): Promise<boolean> {
  const found = await db
    .prepare(
      `SELECT 1 AS one FROM audit WHERE workspace = ?1 AND at >= CAST(?2 AS INTEGER)
         AND action IN ('customer.merged', 'customer.split', 'customer.erased', 'contact.erased') LIMIT 1`,
    )
    .bind(workspace, since)
    .first();
  return found !== null;
}
