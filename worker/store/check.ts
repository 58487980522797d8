/** Whether what is read is what the log says: facts folded anew and compared with those that stand, byte by byte. */
import type { LiveEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { emptyFacts, fold } from '../../shared/facts/fold';
import { directoryKeys } from '../standing';

export interface Checked {
  checked: number;
  /** Customers with events that are not folded yet: their facts are allowed to lag. */
  waiting: string[];
  /** Customers whose facts or addresses are not those of their events. */
  differ: string[];
  /** Where to go on; null at the end of the book. */
  next: string | null;
}
interface Row {
  id: string;
  waits: number;
  body: string | null;
  keys: string;
}

/** Checks up to `limit` customers after an id. They are read with their events in one batch, so that nothing comes in between. */
export async function checkFacts(db: D1Database, workspace: string, after: string, limit: number): Promise<Checked> {
  const page = `SELECT * FROM customers WHERE workspace = ?1 AND id > ?2 AND merged_into IS NULL ORDER BY id LIMIT CAST(?3 AS INTEGER)`;
  const [rows, events] = await db.batch([
    db
      .prepare(
        `SELECT c.id, c.folded < c.seq AS waits, f.body,
         (SELECT json_group_array(d.key || ' ' || d.contact) FROM directory d INDEXED BY directory_of_customer WHERE d.workspace = ?1 AND d.customer = c.id) AS keys
       FROM (${page}) c LEFT JOIN facts f ON f.workspace = ?1 AND f.customer = c.id ORDER BY c.id`,
      )
      .bind(workspace, after, limit),
    db
      .prepare(
        `SELECT e.id, e.customer, e.type, e.at, e.source, e.revision, e.data FROM (${page}) c
       CROSS JOIN events e INDEXED BY events_of_customer ON e.workspace = ?1 AND e.customer = c.id WHERE e.data IS NOT NULL`,
      )
      .bind(workspace, after, limit),
  ]);
  const byCustomer = new Map<string, LiveEvent[]>();
  for (const row of (events?.results ?? []) as { customer: string; data: string }[]) {
    const list = byCustomer.get(row.customer) ?? [];
    byCustomer.set(row.customer, list);
    list.push({ ...row, data: JSON.parse(row.data) } as unknown as LiveEvent);
  }
  const found = (rows?.results ?? []) as Row[];
  const settled = found.filter(({ waits }) => waits === 0);
  return {
    checked: found.length,
    waiting: found.filter(({ waits }) => waits === 1).map(({ id }) => id),
    differ: settled.filter((row) => !agrees(row, byCustomer.get(row.id) ?? [])).map(({ id }) => id),
    next: found.length < limit ? null : (found.at(-1)?.id ?? null),
  };
}

function agrees({ id, body, keys }: Row, events: readonly LiveEvent[]): boolean {
  // Taken in from an export with all its events deleted: never folded, and nothing to fold.
  if (body === null) return events.length === 0;
  const facts: Facts = events.length === 0 ? emptyFacts(id) : fold(events);
  const wanted = directoryKeys(facts).map(({ key, contact }) => `${key} ${contact}`);
  return JSON.stringify(facts) === body && JSON.stringify(wanted.sort()) === JSON.stringify((JSON.parse(keys) as string[]).sort());
}
