/** What the schedule writes while time passes and nothing else happens, beside what really changed. */
import type { LiveEvent } from '../../../shared/event';
import type { Facts } from '../../../shared/facts/facts';
import { scoreAt } from '../../../shared/health/score';
import { job as dueChanges } from '../../../worker/jobs/due-changes';
import { currentModel } from '../../../worker/store/documents';
import { foldPending } from '../../../worker/store/fold';
import { ingest } from '../../../worker/store/ingest';
import { billed } from '../billed';
import type { Place } from './entry';

/** Takes the events in and folds them as of `at`. */
export async function seedForRescoring({ db, workspace }: Place, { events, at }: { events: LiveEvent[]; at: number }): Promise<number> {
  await ingest(db, workspace, events, at);
  return (await foldPending(db, workspace, at, 10_000)).folded;
}

export interface Passed {
  written: number;
  flips: number;
  /** Rows of customers that were written because something flipped; the other writes only set the next time to look. */
  customers: number;
}
/** Runs the schedule's job at every step of `every` ms from `from` up to `to`, epoch ms. */
export async function passDays(
  { db, workspace }: Place,
  { from, to, every }: { from: number; to: number; every: number },
): Promise<Passed> {
  const passed: Passed = { written: 0, flips: 0, customers: 0 };
  let before = await standings(db, workspace);
  for (let at = from; at <= to; at += every) {
    const { written } = await billed(db, (watched) => dueChanges.run({ DB: watched, VAFA_SETUP_SECRET: '' }, at));
    passed.written += written;
    if (written === 0) continue;
    const after = await standings(db, workspace);
    for (const [id, state] of after) {
      passed.flips += differences(before.get(id) ?? state, state);
      if (before.get(id)?.feed !== state.feed) passed.customers++;
    }
    before = after;
  }
  return passed;
}

interface Standing {
  band: number;
  signals: string;
  feed: number;
}
async function standings(db: D1Database, workspace: string): Promise<Map<string, Standing>> {
  const { results } = await db
    .prepare('SELECT id, band, signals, feed FROM customers WHERE workspace = ?1')
    .bind(workspace)
    .all<Standing & { id: string }>();
  return new Map(results.map((row) => [row.id, row]));
}
/** Bands that changed, signals that opened, signals that closed. */
function differences(before: Standing, after: Standing): number {
  const band = Number(before.band !== after.band);
  if (before.signals === after.signals) return band;
  const log = (text: string) =>
    new Map(
      (JSON.parse(text) as { id: string; openedAt: number; closedAt: number | null }[]).map((row) => [
        `${row.id} ${row.openedAt}`,
        row.closedAt,
      ]),
    );
  const known = log(before.signals);
  let changed = 0;
  for (const [key, closedAt] of log(after.signals)) {
    if (!known.has(key)) changed += closedAt === null ? 1 : 2;
    else if (known.get(key) !== closedAt) changed += 1;
  }
  return band + changed;
}

const PAGE = 500;

/** The naive night: the score of every customer is worked out and stored anew. Answers the rows that this writes. */
export async function rewriteAll({ db, workspace }: Place, { at }: { at: number }): Promise<{ written: number; customers: number }> {
  const model = await currentModel(db, workspace);
  let written = 0;
  let customers = 0;
  for (let after = ''; ; ) {
    const { results } = await db
      .prepare('SELECT customer, body FROM facts WHERE workspace = ?1 AND customer > ?2 ORDER BY customer LIMIT CAST(?3 AS INTEGER)')
      .bind(workspace, after, PAGE)
      .all<{ customer: string; body: string }>();
    const scores = results.map(({ customer, body }) => [customer, scoreAt(JSON.parse(body) as Facts, model, at).score]);
    const bill = await billed(db, (watched) =>
      watched
        .prepare(
          `INSERT INTO customers (workspace, id, seq, folded, score, score_at)
           SELECT ?1, c.id, c.seq, c.folded, j.value->>1, CAST(?3 AS INTEGER) FROM json_each(?2) j CROSS JOIN customers c ON c.workspace = ?1 AND c.id = j.value->>0 WHERE true
           ON CONFLICT (workspace, id) DO UPDATE SET score = excluded.score, score_at = excluded.score_at`,
        )
        .bind(workspace, JSON.stringify(scores), at)
        .run(),
    );
    written += bill.written;
    customers += results.length;
    if (results.length < PAGE) return { written, customers };
    after = results.at(-1)?.customer ?? '';
  }
}
