/** Rows that D1 reads and writes (what it bills) on the way of a request, through the whole Worker run in this process on a local D1. */
import type { LiveEvent } from '../../../shared/event';
import { newToken } from '../../../worker/auth/token';
import worker from '../../../worker/index';
import { job as dueChanges } from '../../../worker/jobs/due-changes';
import { issueStatement } from '../../../worker/store/credentials';
import { foldPending } from '../../../worker/store/fold';
import { ingest } from '../../../worker/store/ingest';
import { type Bill, billed } from '../billed';
import { type Figure, rounded } from '../figure';
import { populate } from '../population';
import { type Database, database, openWorkspace } from '../workshop';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TOKEN_ROWS = 1;
const here = 'store and routes in Node on D1 of workerd, local';

export async function measure(): Promise<Figure[]> {
  const bench = await database();
  return [...(await lookups(bench)), ...(await events(bench)), ...(await rescoring(await openWorkspace(bench.db, 'Rescoring')))];
}

type Caller = (db: D1Database, path: string, body: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
/** A device's way into the Worker; the database is the caller's, so that it may be watched. */
async function pairedCaller({ db, workspace, user }: Database): Promise<Caller> {
  const { text, hash } = await newToken(workspace);
  await issueStatement(
    db,
    { hash, id: `bench-${hash.slice(0, 8)}`, workspace, user, role: 'admin', kind: 'device', name: 'Bench', expiresAt: null },
    Date.now(),
  ).run();
  return async (watched, path, body) => {
    const left: Promise<unknown>[] = [];
    const context = {
      waitUntil: (work: Promise<unknown>) => left.push(work),
      passThroughOnException: () => {},
      props: {},
    } as unknown as ExecutionContext;
    const request = new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await worker.fetch(request as never, { DB: watched, VAFA_SETUP_SECRET: '' }, context);
    await Promise.all(left);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}

async function lookups(bench: Database): Promise<Figure[]> {
  const { db, workspace } = bench;
  const people = populate(240, Date.now());
  await ingest(
    db,
    workspace,
    people.flatMap((resident) => resident.events),
    Date.now(),
  );
  await foldPending(db, workspace, Date.now(), people.length);
  const call = await pairedCaller(bench);
  const worst = async (addresses: string[], by: string) => {
    let most = 0;
    for (const address of addresses) {
      const bill = await billed(db, async (watched) => {
        const answer = await call(watched, '/v1/lookup', { address });
        if (answer.body.by !== by) throw new Error(`lookup answered ${answer.status} by ${answer.body.by}, expected ${by}`);
      });
      most = Math.max(most, bill.read - TOKEN_ROWS);
    }
    return most;
  };
  const known = people.flatMap((resident) => resident.addresses).slice(0, 60);
  const figure = (name: string, value: number, budget: number | null, who: string): Figure => ({
    name,
    value,
    unit: 'rows read',
    budget,
    better: 'lower',
    conditions: `worst of ${who}, besides the token's row, POST /v1/lookup, 240 customers; ${here}`,
  });
  return [
    figure('lookup of a contact', await worst(known, 'contact'), 3, `${known.length} addresses`),
    figure(
      'lookup by domain',
      await worst(
        known.slice(20, 40).map((address) => `somebody.else@${address.split('@')[1]}`),
        'domain',
      ),
      3,
      '20 addresses',
    ),
    figure(
      'lookup of a stranger',
      await worst(
        Array.from({ length: 20 }, (_, i) => `nobody${i}+tag@mail.elsewhere${i}.test`),
        'none',
      ),
      0,
      '20 addresses with a tag and a subdomain',
    ),
  ];
}

async function events({ db, workspace }: Database): Promise<Figure[]> {
  const now = Date.now();
  const purchases = (customers: number, each: number, name: string) =>
    Array.from(
      { length: customers * each },
      (_, i) =>
        ({
          id: `${name}-${i}`,
          customer: `${name}-${i % customers}`,
          type: 'purchase',
          at: now - i * HOUR,
          source: 'bench',
          revision: 0,
          data: { amount: 100 + i, currency: 'EUR' },
        }) as LiveEvent,
    );
  const bill = (list: LiveEvent[]) => billed(db, (watched) => ingest(watched, workspace, list, now));
  const figure = (name: string, rows: number, budget: number | null, conditions: string): Figure => ({
    name,
    value: rounded(rows),
    unit: 'rows written per event',
    budget,
    better: 'lower',
    conditions: `${conditions}; ${here}`,
  });
  const spread = purchases(100, 1, 'spread');
  const fresh = await bill(spread);
  const few = purchases(10, 100, 'few');
  const dense = await bill(few);
  const again = await bill(few);
  const alone = await bill(purchases(1, 1, 'alone'));
  const folds = await billed(db, (watched) => foldPending(watched, workspace, now, 5000));
  return [
    figure(
      'ingest in batches of 100',
      fresh.written / spread.length,
      4,
      'as many new customers as events, the dearest case; without the fold',
    ),
    figure('ingest in batches of 1,000', dense.written / few.length, 4, 'of ten new customers; without the fold'),
    figure('ingest of one event alone', alone.written, 5, 'of a new customer; without the fold'),
    figure('ingest of a duplicate', again.written / few.length, 0, '1,000 events sent again'),
    {
      ...figure('fold of a waiting customer', folds.written / 111, null, '111 customers with 1,101 new events'),
      unit: 'rows written per customer',
    },
  ];
}

/** Two months pass, hour by hour, without any event: what the schedule writes beside what really changed. */
async function rescoring({ db, workspace }: Database): Promise<Figure[]> {
  const now = Date.now();
  const begun = now - 60 * DAY;
  const people = populate(300, begun);
  await ingest(
    db,
    workspace,
    people.flatMap((resident) => resident.events),
    begun,
  );
  await foldPending(db, workspace, begun, people.length);
  const bill: Bill = { read: 0, written: 0 };
  let flips = 0;
  let before = await standings(db, workspace);
  for (let at = begun; at <= now; at += HOUR) {
    const { read, written } = await billed(db, (watched) => dueChanges.run({ DB: watched, VAFA_SETUP_SECRET: '' }, at));
    bill.read += read;
    bill.written += written;
    if (written === 0) continue;
    const after = await standings(db, workspace);
    for (const [id, state] of after) flips += differences(before.get(id) ?? state, state);
    before = after;
  }
  return [
    {
      name: 'scheduled rescoring',
      value: rounded(bill.written / Math.max(flips, 1)),
      unit: 'rows written per flip',
      budget: 3,
      better: 'lower',
      conditions: `300 customers, 60 days in steps of an hour without events: ${bill.written} rows for ${flips} bands and signals that changed; ${here}`,
    },
  ];
}

interface Standing {
  band: number;
  signals: Map<string, string>;
}
async function standings(db: D1Database, workspace: string): Promise<Map<string, Standing>> {
  const { results } = await db
    .prepare('SELECT id, band, signals FROM customers WHERE workspace = ?1')
    .bind(workspace)
    .all<{ id: string; band: number; signals: string }>();
  const rows = (text: string) => JSON.parse(text) as { id: string; openedAt: number; closedAt: number | null }[];
  return new Map(
    results.map(({ id, band, signals }) => [
      id,
      { band, signals: new Map(rows(signals).map((row) => [`${row.id} ${row.openedAt}`, `${row.closedAt}`])) },
    ]),
  );
}
/** Bands that changed, signals that opened, signals that closed. */
function differences(before: Standing, after: Standing): number {
  let count = Number(before.band !== after.band);
  for (const [key, closed] of after.signals) {
    const known = before.signals.get(key);
    if (known === undefined) count += closed === 'null' ? 1 : 2;
    else if (known !== closed) count += 1;
  }
  return count;
}
