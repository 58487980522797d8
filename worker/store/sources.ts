/** Live sources, and whose an address is. */
import { domainOf } from '../../shared/matching/address';
import { isFreeMail } from '../../shared/matching/free-mail';
import { auditStatement } from './audit';

export interface SourceRow {
  workspace: string;
  id: string;
  kind: 'rt';
  url: string;
  name: string;
  /** Sealed login. */
  secret: string;
  cursor: string | null;
  last_run_at: number | null;
  last_problem: string | null;
  events: number;
  strangers: number;
  /** Events older than the workspace keeps. */
  too_old: number;
  created_at: number;
}

const COLUMNS = 'workspace, id, kind, url, name, secret, cursor, last_run_at, last_problem, events, strangers, too_old, created_at';

export async function addSource(
  db: D1Database,
  source: Pick<SourceRow, 'workspace' | 'id' | 'kind' | 'url' | 'name' | 'secret' | 'created_at'>,
  by: string,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO sources (workspace, id, kind, url, name, secret, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER))`,
      )
      .bind(source.workspace, source.id, source.kind, source.url, source.name, source.secret, source.created_at),
    auditStatement(db, source.workspace, { at: source.created_at, actor: by, action: 'source.added', subject: source.id }),
  ]);
}

export async function listSources(db: D1Database, workspace: string): Promise<SourceRow[]> {
  return (await db.prepare(`SELECT ${COLUMNS} FROM sources WHERE workspace = ?1 ORDER BY created_at, id`).bind(workspace).all<SourceRow>())
    .results;
}

export async function findSource(db: D1Database, workspace: string, id: string): Promise<SourceRow | null> {
  return db.prepare(`SELECT ${COLUMNS} FROM sources WHERE workspace = ?1 AND id = ?2`).bind(workspace, id).first<SourceRow>();
}

/** Sources of all workspaces, those waiting longest first. */
export async function sourcesToPoll(db: D1Database, limit: number): Promise<SourceRow[]> {
  return (
    await db
      .prepare(`SELECT ${COLUMNS} FROM sources ORDER BY coalesce(last_run_at, 0), workspace, id LIMIT ?1`)
      .bind(limit)
      .all<SourceRow>()
  ).results;
}

/** What a run came to; one from the start counts strangers and what is too old anew. The cursor moves only if nobody moved it since it was read. */
export async function saveRun(
  db: D1Database,
  source: SourceRow,
  run: { cursor: string | null; at: number; problem: string | null; events: number; strangers: number; tooOld: number; again: boolean },
): Promise<void> {
  await db
    .prepare(`
      UPDATE sources SET cursor = CASE WHEN cursor IS ?3 THEN ?4 ELSE cursor END, last_run_at = CAST(?5 AS INTEGER), last_problem = ?6,
        events = events + CAST(?7 AS INTEGER), strangers = CASE WHEN ?9 THEN 0 ELSE strangers END + CAST(?8 AS INTEGER), too_old = CASE WHEN ?9 THEN 0 ELSE too_old END + CAST(?10 AS INTEGER)
      WHERE workspace = ?1 AND id = ?2`)
    .bind(
      source.workspace,
      source.id,
      source.cursor,
      run.cursor,
      run.at,
      run.problem,
      run.events,
      run.strangers,
      run.again ? 1 : 0,
      run.tooOld,
    )
    .run();
}

/** Each address's customer: by the address itself, else by its domain; nobody where several fit. */
export async function findCustomersByAddress(
  db: D1Database,
  workspace: string,
  addresses: readonly string[],
): Promise<Map<string, { customer: string; contact: string | null }>> {
  const { results } = await db
    .prepare(`
      SELECT a.value AS address, min(d.customer) AS customer, min(d.contact) AS contact, substr(d.key, 1, 1) = '@' AS by_domain, count(DISTINCT d.customer) AS customers
      FROM json_each(?2) a CROSS JOIN directory d ON d.workspace = ?1 AND d.key IN (a.value, substr(a.value, instr(a.value, '@')))
      GROUP BY a.value, by_domain ORDER BY by_domain DESC`)
    .bind(workspace, JSON.stringify(addresses))
    .all<{ address: string; customer: string; contact: string; by_domain: number; customers: number }>();
  const found = new Map<string, { customer: string; contact: string | null }>();
  for (const row of results) {
    if (row.by_domain && isFreeMail(domainOf(row.address))) continue;
    // Exact addresses come last and win; an address of two customers is nobody's, whatever its domain says.
    if (row.customers > 1) found.delete(row.address);
    else found.set(row.address, { customer: row.customer, contact: row.by_domain ? null : row.contact });
  }
  return found;
}

export async function findCustomerByAddress(
  db: D1Database,
  workspace: string,
  address: string,
): Promise<{ customer: string; contact: string | null } | null> {
  return (await findCustomersByAddress(db, workspace, [address.toLowerCase()])).get(address.toLowerCase()) ?? null;
}
