/** How well senders are matched, and what decides it. */
import { inPieces } from './bulk';

export interface Advice {
  customers: number;
  without_contact: number;
  domains_of_several: number;
}

/** How well the workspace can match senders: customers without any address, and domains that fit several customers. */
export async function matchingAdvice(db: D1Database, workspace: string): Promise<Advice> {
  const row = await db
    .prepare(`
      SELECT count(*) AS customers,
        coalesce(sum(NOT EXISTS (SELECT 1 FROM directory d WHERE d.workspace = c.workspace AND d.customer = c.id AND substr(d.key, 1, 1) <> '@')), 0) AS without_contact,
        (SELECT count(*) FROM (SELECT 1 FROM directory WHERE workspace = ?1 AND substr(key, 1, 1) = '@' GROUP BY key HAVING count(*) > 1)) AS domains_of_several
      FROM customers c WHERE workspace = ?1`)
    .bind(workspace)
    .first<Advice>();
  return row ?? { customers: 0, without_contact: 0, domains_of_several: 0 };
}

async function listed<Row>(db: D1Database, workspace: string, list: readonly string[], sql: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { json } of inPieces(list)) rows.push(...(await db.prepare(sql).bind(workspace, json).all<Row>()).results);
  return rows;
}

/** The directory of these customers. */
export const directoryOf = (db: D1Database, workspace: string, customers: readonly string[]) =>
  listed<{ customer: string; key: string; contact: string }>(
    db,
    workspace,
    customers,
    `SELECT d.customer, d.key, d.contact FROM json_each(?2) j CROSS JOIN directory d ON d.workspace = ?1 AND d.customer = j.value`,
  );

/** Directory key → how many customers have it; keys that nobody has are left out. */
export async function customersOfKeys(db: D1Database, workspace: string, keys: readonly string[]): Promise<Map<string, number>> {
  const rows = await listed<{ key: string; n: number }>(
    db,
    workspace,
    keys,
    `SELECT d.key, count(*) AS n FROM json_each(?2) j CROSS JOIN directory d ON d.workspace = ?1 AND d.key = j.value GROUP BY d.key`,
  );
  return new Map(rows.map(({ key, n }) => [key, n]));
}

/** What these events, as far as they stand, say of contacts and domains. */
export async function storedReach(
  db: D1Database,
  workspace: string,
  ids: readonly string[],
): Promise<{ customer: string; type: string; data: Record<string, unknown> }[]> {
  const rows = await listed<{ customer: string; type: string; data: string }>(
    db,
    workspace,
    ids,
    `SELECT e.customer, e.type, e.data FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value
     WHERE e.data IS NOT NULL AND e.type IN ('contact.set', 'domain.set')`,
  );
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
}
