/** The schedule in a big workspace where next to nothing is due: what it reads and writes follows what changed, not how many customers there are. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { runJobs } from '../../worker/schedule';
import { changesSince } from '../../worker/store/changes';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { event, openOffice } from './office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 1);
const MANY = 5000;

/** The database, and the rows that D1 says its statements read and wrote. */
function counted(): { db: D1Database; rows: { read: number; written: number } } {
  const rows = { read: 0, written: 0 };
  const add = <T>(result: D1Result<T>): D1Result<T> => {
    rows.read += result.meta.rows_read;
    rows.written += result.meta.rows_written;
    return result;
  };
  const real = new WeakMap<object, D1PreparedStatement>();
  const statement = (inner: D1PreparedStatement): D1PreparedStatement => {
    const own = new Proxy(inner, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => statement(target.bind(...values));
        if (key === 'all' || key === 'run') return async () => add(await target.all());
        if (key === 'first') return async () => add(await target.all()).results[0] ?? null;
        return Reflect.get(target, key);
      },
    });
    real.set(own, inner);
    return own;
  };
  const db = new Proxy(env.DB, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => statement(target.prepare(sql));
      if (key === 'batch')
        return async (list: D1PreparedStatement[]) =>
          (await target.batch(list.map((one) => real.get(one) ?? one))).map((result) => add(result));
      return Reflect.get(target, key);
    },
  });
  return { db, rows };
}

test('of five thousand customers one is due: the schedule reads and writes a few rows for it, and none for the others', async () => {
  const { workspace, admin } = await openOffice('Five thousand');
  const events = Array.from({ length: MANY }, (_, i) =>
    event(`c-${String(i).padStart(5, '0')}`, 'purchase', NOW - 3 * DAY, { amount: 500, currency: 'EUR' }),
  );
  await ingest(env.DB, workspace, events, NOW);
  await foldPending(env.DB, workspace, NOW, 2 * MANY);
  // What is due once a day or a week, and what follows the first events, is done.
  for (let run = 1; run <= 6; run++) await runJobs(env as never, NOW + run * 1000);
  const idle = counted();
  await runJobs({ ...env, DB: idle.db } as never, NOW + 10_000);
  await env.DB.prepare(`UPDATE customers SET next_at = ? WHERE workspace = ? AND id = 'c-02500'`)
    .bind(NOW + 11_000, workspace)
    .run();
  const one = counted();
  await runJobs({ ...env, DB: one.db } as never, NOW + 12_000);
  expect(one.rows.written - idle.rows.written).toBeLessThanOrEqual(6);
  expect(one.rows.read - idle.rows.read).toBeLessThanOrEqual(40);
  // A device that has everything asks again; one of an agent too.
  for (const role of ['admin', 'agent'] as const) {
    const asks = counted();
    const viewer = { workspace, user: admin, role };
    const has = { model: 9, programme: 9, segments: 9 };
    const { scope } = await changesSince(env.DB, viewer, 0, 1, has);
    const { seq } = await changesSince(env.DB, viewer, Number.MAX_SAFE_INTEGER, 1, { ...has, scope: scope ?? '' });
    const { customers, restart } = await changesSince(asks.db, viewer, seq, 200, { ...has, scope: scope ?? '' });
    expect([customers, restart, seq >= MANY]).toEqual([[], false, true]);
    expect(asks.rows.read).toBeLessThan(30);
  }
  // With nothing due at all: what every job asks and notes for itself.
  expect(idle.rows.read).toBeLessThan(MANY / 20);
  expect(idle.rows.written).toBeLessThan(MANY / 100);
});
