/** What the store's own ways are held against: the same job done as one would do it first, and the bare reading of the same rows. */
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { scoreAt } from '../../../shared/health/score';
import { currentModel } from '../../../worker/store/documents';
import { foldPending } from '../../../worker/store/fold';
import { BEGINNING } from '../../../worker/store/ingest';
import type { Place } from './entry';

/** The naive ingest: a statement for each event, and after it the customer's events read again, folded, and facts and score stored. */
export async function ingestOneByOne({ db, workspace }: Place, { events, at }: { events: LiveEvent[]; at: number }): Promise<number> {
  await db.batch([
    db.prepare(
      `CREATE TABLE IF NOT EXISTS plain_events (workspace TEXT NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (workspace, id)) STRICT`,
    ),
    db.prepare('CREATE INDEX IF NOT EXISTS plain_events_of_customer ON plain_events (workspace, customer)'),
    db.prepare(
      `CREATE TABLE IF NOT EXISTS plain_facts (workspace TEXT NOT NULL, customer TEXT NOT NULL, body TEXT NOT NULL, score INTEGER NOT NULL, PRIMARY KEY (workspace, customer)) STRICT`,
    ),
  ]);
  const model = await currentModel(db, workspace);
  for (const event of events) {
    await db
      .prepare('INSERT INTO plain_events VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING')
      .bind(workspace, event.id, event.customer, JSON.stringify(event))
      .run();
    const { results } = await db
      .prepare('SELECT event FROM plain_events WHERE workspace = ?1 AND customer = ?2')
      .bind(workspace, event.customer)
      .all<{ event: string }>();
    const facts = fold(results.map((row) => JSON.parse(row.event) as LiveEvent));
    await db
      .prepare('INSERT INTO plain_facts VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET body = excluded.body, score = excluded.score')
      .bind(workspace, event.customer, JSON.stringify(facts), scoreAt(facts, model, at).score)
      .run();
  }
  return events.length;
}

const PAGE = 5000;

/** Reads every raw row (see insert-raw.ts) in the order in which a fold wants them; how many there were. */
export async function scanRaw({ db, workspace }: Place): Promise<number> {
  let rows = 0;
  for (let after = ['', 0, '']; ; ) {
    const { results } = await db
      .prepare(
        `SELECT id, customer, type, at, source, revision, data FROM raw_events WHERE workspace = ?1 AND (customer, at, id) > (?2, CAST(?3 AS INTEGER), ?4)
         ORDER BY customer, at, id LIMIT ${PAGE}`,
      )
      .bind(workspace, ...after)
      .all<{ id: string; customer: string; at: number }>();
    rows += results.length;
    const last = results.at(-1);
    if (last === undefined || results.length < PAGE) return rows;
    after = [last.customer, last.at, last.id];
  }
}

/** Folds every customer of the workspace again from its first event; how many customers that were. */
export async function foldAllAnew({ db, workspace }: Place, { at }: { at: number }): Promise<number> {
  await db.prepare(`UPDATE customers SET seq = seq + 1, stale_at = ${BEGINNING} WHERE workspace = ?1`).bind(workspace).run();
  return (await foldPending(db, workspace, at, 1_000_000)).folded;
}
