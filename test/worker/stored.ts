/** What is stored, so that a suite can say that nothing of it changed. */
import { env } from 'cloudflare:workers';

/** Counted tries are no part of the data, nor is when a token was first used, nor the seals that follow from the audit rows. */
const ASIDE = new Set(['counters', 'd1_migrations']);
const ASIDE_OF: Record<string, string[]> = { credentials: ['used_at'], audit_chain: ['hash'], pairings: ['wrong'] };

/** Every row of every table, of one workspace or (with null) of all; as text, table by table. */
export async function stored(workspace: string | null): Promise<Record<string, string[]>> {
  const tables = (
    await env.DB.prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
    ).all<{
      name: string;
    }>()
  ).results.map(({ name }) => name);
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    if (ASIDE.has(table)) continue;
    const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>();
    const mine = results.filter((row) => workspace === null || (row.workspace ?? (table === 'workspaces' ? row.id : null)) === workspace);
    all[table] = mine.map((row) => JSON.stringify(Object.entries(row).filter(([column]) => !ASIDE_OF[table]?.includes(column)))).sort();
  }
  return all;
}

/** How many rows each table has, in all workspaces: quick enough to ask after every request. */
export async function rowCounts(): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name <> 'counters'`,
  ).all<{ name: string }>();
  const counted = await env.DB.prepare(`SELECT ${results.map(({ name }) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(', ')}`).first<
    Record<string, number>
  >();
  return counted ?? {};
}
