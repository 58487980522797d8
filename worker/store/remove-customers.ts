/** Removing customers for good, with everything that was known of them. */
import { type AuditEntry, auditEachStatement } from './audit';
import { LAST_FEED } from './changes';
import { type Gone, markStatements } from './erased';

/**
 * Removes these customers with their events, facts and addresses, leaves the mark by which every device that had them lets them go,
 * and writes the audit rows, in one batch. Answers the ids that were there, and the events. `gone` are events that must stay away when they
 * are sent again.
 */
export async function removeCustomers(
  db: D1Database,
  workspace: string,
  ids: readonly string[],
  audit: Pick<AuditEntry, 'at' | 'actor' | 'action'>,
  gone: readonly Gone[] = [],
): Promise<{ ids: string[]; events: Gone[] }> {
  const { results: others } = await db
    .prepare(
      `SELECT c.id FROM json_each(?2) j CROSS JOIN customers c INDEXED BY customers_merged ON c.workspace = ?1 AND c.merged_into = j.value`,
    )
    .bind(workspace, JSON.stringify(ids))
    .all<{ id: string }>();
  // Those that turned out to be one of them go with it.
  const list = JSON.stringify([...ids, ...others.map(({ id }) => id)]);
  const run = (sql: string) => db.prepare(sql).bind(workspace, list);
  const these = `(SELECT value FROM json_each(?2))`;
  const results = await db.batch<Gone>([
    run(`SELECT c.id FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value`),
    // '*' is read by all who see the whole workspace; agents read their own marks only, so that no other learns of the customer.
    run(
      `INSERT INTO gone (workspace, user, customer, feed)
       SELECT ?1, '*', c.id, ${LAST_FEED} + j.key + 1 FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value WHERE true
       ON CONFLICT (workspace, user, customer) DO UPDATE SET feed = excluded.feed`,
    ),
    run(
      `INSERT INTO gone (workspace, user, customer, feed)
       SELECT DISTINCT ?1, u.value, c.id, g.feed FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value
       CROSS JOIN gone g ON g.workspace = ?1 AND g.user = '*' AND g.customer = c.id
       CROSS JOIN json_each(json_insert(c.cover, '$[#]', c.owner)) u WHERE u.value IS NOT NULL
       ON CONFLICT (workspace, user, customer) DO UPDATE SET feed = excluded.feed`,
    ),
    auditEachStatement(
      db,
      workspace,
      audit,
      `SELECT c.id FROM json_each(?5) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value`,
      list,
    ),
    run(
      `DELETE FROM events WHERE workspace = ?1 AND id IN (SELECT e.id FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.customer = j.value) RETURNING id, revision`,
    ),
    run(
      `DELETE FROM purged WHERE workspace = ?1 AND id IN (SELECT p.id FROM json_each(?2) j CROSS JOIN purged p ON p.workspace = ?1 AND p.customer = j.value)`,
    ),
    run(`DELETE FROM import_rows WHERE workspace = ?1 AND (customer IN ${these} OR (kind = 'customers' AND key IN ${these}))`),
    run(`DELETE FROM facts WHERE workspace = ?1 AND customer IN ${these}`),
    run(
      `DELETE FROM directory WHERE workspace = ?1 AND (key, customer) IN (SELECT d.key, d.customer FROM json_each(?2) j CROSS JOIN directory d ON d.workspace = ?1 AND d.customer = j.value)`,
    ),
    run(
      `DELETE FROM search_words WHERE workspace = ?1 AND (word, customer) IN (SELECT w.word, w.customer FROM json_each(?2) j CROSS JOIN search_words w ON w.workspace = ?1 AND w.customer = j.value)`,
    ),
    run(`DELETE FROM club_due WHERE workspace = ?1 AND customer IN ${these}`),
    run(`UPDATE draw_tickets SET customer = '' WHERE workspace = ?1 AND customer IN ${these}`),
    run(`DELETE FROM join_requests WHERE workspace = ?1 AND customer IN ${these}`),
    run(`DELETE FROM customers WHERE workspace = ?1 AND id IN ${these}`),
    ...markStatements(db, workspace, gone, audit.at),
  ]);
  return { ids: (results[0]?.results ?? []).map(({ id }) => id), events: results[4]?.results ?? [] };
}

const hasEvents = (which: string) =>
  `EXISTS (SELECT 1 FROM events e INDEXED BY events_of_customer WHERE e.workspace = c.workspace AND e.customer = c.id AND e.source ${which})`;
const ELSEWHERE = hasEvents(`NOT IN ('demo', 'extension', 'club')`);

/**
 * Customers of the demo, at most `limit`, by id. `only`: those that nobody else tells of, so that what else is there people did on their
 * devices while they looked around; `shared`: those of whom another source has told too.
 */
export async function findDemoCustomers(db: D1Database, workspace: string, which: 'only' | 'shared', limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT c.id FROM customers c WHERE c.workspace = ?1 AND ${hasEvents(`= 'demo'`)} AND ${which === 'only' ? 'NOT ' : ''}${ELSEWHERE} ORDER BY c.id LIMIT CAST(?2 AS INTEGER)`,
    )
    .bind(workspace, limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
