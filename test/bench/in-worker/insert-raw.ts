/** The floor under ingest: the same rows put into a table of the same shape, without reading, checking or folding anything. */
import type { LiveEvent } from '../../../shared/event';
import { inPieces } from '../../../worker/store/bulk';
import type { Place } from './entry';

/** Inserts the events as rows; the answer is their number. */
export async function insertRaw({ db, workspace }: Place, { events }: { events: LiveEvent[] }): Promise<number> {
  await db.batch([
    db.prepare(
      `CREATE TABLE IF NOT EXISTS raw_events (workspace TEXT NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL,
         revision INTEGER NOT NULL, data TEXT, nonce INTEGER NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY (workspace, id)) STRICT, WITHOUT ROWID`,
    ),
    db.prepare('CREATE INDEX IF NOT EXISTS raw_events_of_customer ON raw_events (workspace, customer, at, id)'),
  ]);
  for (const { json } of inPieces(events.map((event) => ({ ...event, data: JSON.stringify(event.data) })))) {
    await db
      .prepare(
        `INSERT INTO raw_events SELECT ?1, value->>'id', value->>'customer', value->>'type', value->>'at', value->>'source', value->>'revision', value->>'data', 1, 1 FROM json_each(?2)`,
      )
      .bind(workspace, json)
      .run();
  }
  return events.length;
}
