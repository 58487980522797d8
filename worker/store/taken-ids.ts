/** Telling an event that was sent again from another event under the same id. Asked only where something was not written. */
import { canonicalJson } from '../../shared/content-hash';
import type { VafaEvent } from '../../shared/event';
import { inPieces } from './bulk';

interface Stored {
  id: string;
  customer: string;
  type: string;
  at: number;
  source: string;
  revision: number;
  data: string | null;
  /** Whom the sender named, where the event has moved since. */
  origin: string | null;
}

/** A corrected row of such a file may name another customer; whoever else sends an event means the same customer by the same id. */
export const MOVABLE = 'csv';

/** Those of `events` with one of these ids that contradict what is stored under it; an older revision of the same event does not. */
export async function findTaken(
  db: D1Database,
  workspace: string,
  events: readonly VafaEvent[],
  ids: ReadonlySet<string>,
): Promise<VafaEvent[]> {
  const stored = new Map<string, Stored>();
  for (const { json } of inPieces([...ids])) {
    const { results } = await db
      .prepare(
        `SELECT e.id, e.customer, e.type, e.at, e.source, e.revision, e.data, e.origin FROM json_each(?2) j CROSS JOIN events e ON e.workspace = ?1 AND e.id = j.value`,
      )
      .bind(workspace, json)
      .all<Stored>();
    for (const row of results) stored.set(row.id, row);
  }
  return events.filter((event) => {
    const row = stored.get(event.id);
    return row !== undefined && contradicts(event, row);
  });
}

function contradicts(event: VafaEvent, stored: Stored): boolean {
  const moves = event.source === MOVABLE && stored.source === MOVABLE && event.revision > stored.revision;
  const hasMoved = event.customer === stored.origin;
  if (event.customer !== stored.customer && !hasMoved) return !moves;
  if (event.revision !== stored.revision) return false;
  const data = JSON.parse(stored.data ?? 'null') as Record<string, unknown> | null;
  const same = canonicalJson(event.data) === canonicalJson(hasMoved ? asSent(data, event.data) : data);
  return event.type !== stored.type || event.at !== stored.at || !same;
}

/** What a move may have renamed is put back to how it was sent. */
function asSent(data: Record<string, unknown> | null, sent: VafaEvent['data']): Record<string, unknown> | null {
  if (data === null || sent === null) return data;
  const names = ['contact', 'contract'].filter((name) => String(data[name]).startsWith(`${(sent as Record<string, unknown>)[name]}~`));
  return { ...data, ...Object.fromEntries(names.map((name) => [name, (sent as Record<string, unknown>)[name]])) };
}
