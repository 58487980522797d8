/** What ingest, lookups and flips cost on a real D1, in the rows it bills. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import { job as dueChanges } from '../../worker/jobs/due-changes';
import { eventsOf } from '../../worker/store/backtests';
import { changesSince } from '../../worker/store/changes';
import { checkFacts } from '../../worker/store/check';
import { findRecord, lookup } from '../../worker/store/customers';
import { readRecorded, writeErased } from '../../worker/store/erasure';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { listCustomers } from '../../worker/store/list-customers';
import { findDemoCustomers, removeCustomers } from '../../worker/store/remove-customers';
import { pageToTrace } from '../../worker/store/repredict';
import { pageToPurge, purge, setRetention } from '../../worker/store/retention';
import { event, type Office, openOffice } from './office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 1);
const ALL = 10_000;
let office: Office;
let viewer: { workspace: string; user: string; role: 'admin' };
beforeAll(async () => {
  office = await openOffice('Cost');
  viewer = { workspace: office.workspace, user: office.admin, role: 'admin' };
  // The first evidence of its kind is written down once for the whole workspace.
  await ingest(env.DB, office.workspace, [event('first', 'purchase', NOW - DAY, { amount: 1, currency: 'EUR' })], NOW);
});
const take = (events: VafaEvent[], now = NOW) => ingest(env.DB, office.workspace, events, now);

describe('cost', () => {
  /** Rows that D1 says it wrote or read while `work` ran: what it bills. */
  async function billed(work: (db: D1Database) => Promise<unknown>): Promise<{ read: number; written: number }> {
    const sum = { read: 0, written: 0 };
    const add = (meta: D1Meta) => {
      sum.read += meta.rows_read;
      sum.written += meta.rows_written;
    };
    const statement = (inner: D1PreparedStatement): D1PreparedStatement =>
      new Proxy(inner, {
        get(target, key) {
          if (key === 'inner') return target;
          if (key === 'bind') return (...values: unknown[]) => statement(target.bind(...values));
          if (key === 'all' || key === 'run')
            return async () => {
              const r = await target.all();
              add(r.meta);
              return r;
            };
          if (key === 'first')
            return async () => {
              const r = await target.all();
              add(r.meta);
              return r.results[0] ?? null;
            };
          return Reflect.get(target, key);
        },
      });
    await work(
      new Proxy(env.DB, {
        get(target, key) {
          if (key === 'prepare') return (sql: string) => statement(target.prepare(sql));
          if (key === 'batch')
            return async (list: { inner: D1PreparedStatement }[]) => {
              const all = await target.batch(list.map(({ inner }) => inner));
              for (const r of all) add(r.meta);
              return all;
            };
          return Reflect.get(target, key);
        },
      }),
    );
    return sum;
  }

  test('ingest writes at most 4 rows for a new event in batches of a hundred, 5 alone, none for a duplicate', async () => {
    const events = Array.from({ length: 100 }, (_, i) => event(`cost-${i}`, 'purchase', NOW - DAY, { amount: 1, currency: 'EUR' }));
    const fresh = await billed((db) => ingest(db, office.workspace, events, NOW));
    expect(fresh.written / 100).toBeLessThanOrEqual(4);
    expect((await billed((db) => ingest(db, office.workspace, events, NOW))).written).toBe(0);
    const more = Array.from({ length: 100 }, (_, i) => event(`cost-${i}`, 'purchase', NOW, { amount: 1, currency: 'EUR' }));
    expect((await billed((db) => ingest(db, office.workspace, more, NOW))).written / 100).toBeLessThanOrEqual(4);
    expect(
      (await billed((db) => ingest(db, office.workspace, [event('cost-alone', 'purchase', NOW, { amount: 1, currency: 'EUR' })], NOW)))
        .written,
    ).toBeLessThanOrEqual(5);
  });

  test('a page of the list reads as many rows far behind as at the front, also among customers of one band and score', async () => {
    await take(Array.from({ length: 300 }, (_, i) => event(`listed-${i}`, 'customer.profile', NOW - DAY, { name: `Listed ${i}` })));
    await foldPending(env.DB, office.workspace, NOW, 1000);
    const read: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      let next: string | null = null;
      const from: string = cursor;
      const { read: rows } = await billed(async (db) => {
        const page = await listCustomers(db, viewer, { search: '', band: null, sort: 'band', cursor: from, limit: 50 });
        next = page?.cursor ?? null;
      });
      read.push(rows);
      cursor = next;
    }
    expect(read.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...read)).toBeLessThanOrEqual(2 * (read[0] ?? 0));
  });

  test('a lookup reads at most 3 rows, also for an agent, and a miss none', async () => {
    await take([
      event('looked', 'customer.owner', NOW - DAY, { owner: 'maja' }),
      event('looked', 'contact.set', NOW - DAY, { contact: 'c1', name: 'Tamsin', email: 'tamsin@looked.example' }),
      // What sorts behind it, so that looking for the end of its rows would be a row of its own.
      event('beside', 'contact.set', NOW - DAY, { contact: 'c1', name: 'Tanya', email: 'tanya@looked.example' }),
    ]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    for (const user of [viewer, { workspace: office.workspace, user: 'maja', role: 'agent' as const }]) {
      const hit = await billed(async (db) => expect((await lookup(db, user, 'tamsin@looked.example')).found).toHaveLength(1));
      expect(hit.read).toBeLessThanOrEqual(3);
      expect((await billed((db) => lookup(db, user, 'nobody@looked.example'))).read).toBe(0);
    }
    const other = { ...viewer, user: 'ole', role: 'agent' as const };
    const theirs = await billed(async (db) => expect((await lookup(db, other, 'tamsin@looked.example')).elsewhere).toEqual(['maja']));
    expect([theirs.read <= 3, theirs.written]).toEqual([true, 0]);
  });

  test('an address that comes to be several customers’ finds them all, whichever was first', async () => {
    const shared = (customer: string) =>
      event(customer, 'contact.set', NOW - DAY, { contact: 'c1', name: 'Reza', email: 'reza@both.example' });
    await take([shared('both-2')]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await lookup(env.DB, viewer, 'reza@both.example')).found).toHaveLength(1);
    await take([shared('both-1'), shared('both-3')]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await lookup(env.DB, viewer, 'reza@both.example')).found).toHaveLength(3);
  });

  test('a flip writes at most 3 rows for each band or signal that changed', async () => {
    const own = await openOffice('Flips');
    const customers = Array.from({ length: 50 }, (_, i) => `late-${i}`);
    await ingest(
      env.DB,
      own.workspace,
      customers.map((id) => event(id, 'invoice.issued', NOW - DAY, { invoice: id, amount: 5000, currency: 'EUR', due: NOW + DAY })),
      NOW,
    );
    await foldPending(env.DB, own.workspace, NOW, ALL);
    // The job looks at every workspace, so the flips of all are counted.
    const state = async () =>
      (
        await env.DB.prepare(`SELECT workspace || ' ' || id AS id, band, signals FROM customers`).all<{
          id: string;
          band: number;
          signals: string;
        }>()
      ).results;
    const before = new Map((await state()).map((row) => [row.id, row]));
    const spent = await billed((db) => dueChanges.run({ ...env, DB: db } as never, NOW + 30 * DAY));
    let flips = 0;
    for (const row of await state()) {
      const old = before.get(row.id);
      flips +=
        Number(old?.band !== row.band) +
        (JSON.parse(row.signals) as unknown[]).length -
        (JSON.parse(old?.signals ?? '[]') as unknown[]).length;
    }
    expect(flips).toBeGreaterThanOrEqual(customers.length);
    expect(spent.written / flips).toBeLessThanOrEqual(3);
  });

  test('no query walks a big table from end to end', async () => {
    const seen = new Set<string>();
    const spy = new Proxy(env.DB, {
      get(target, key) {
        if (key === 'prepare')
          return (sql: string) => {
            seen.add(sql);
            return target.prepare(sql);
          };
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const one = event('plan', 'purchase', NOW, { amount: 1, currency: 'EUR' });
    await ingest(spy, office.workspace, [one, { ...one, revision: 1 }], NOW);
    await foldPending(spy, office.workspace, NOW, ALL);
    await foldPending(spy, office.workspace, NOW, ALL, ['plan']);
    for (const user of [viewer, { ...viewer, role: 'agent' as const }]) {
      await lookup(spy, user, 'a@b.example');
      await findRecord(spy, user, 'plan');
      await changesSince(spy, user, 0, 10, { model: 0, programme: 0, segments: 0 });
    }
    await dueChanges.run({ ...env, DB: spy } as never, NOW);
    await setRetention(spy, office.workspace, 12, 'x', NOW);
    const old = event('plan', 'purchase', NOW - 900 * DAY, { amount: 1, currency: 'EUR' });
    await ingest(spy, office.workspace, [old, old, { ...old, revision: 1 }], NOW);
    await foldPending(spy, office.workspace, NOW, ALL);
    for (const customer of (await pageToPurge(spy, office.workspace, 'plam', NOW - 400 * DAY, 10)).customers)
      await purge(spy, office.workspace, customer, NOW - 400 * DAY, NOW);
    await ingest(spy, office.workspace, [old], NOW);
    await checkFacts(spy, office.workspace, 'plam', 10);
    await findDemoCustomers(spy, office.workspace, 'only', 10);
    await pageToTrace(spy, office.workspace, 'plam', 10);
    await eventsOf(spy, office.workspace, ['plan']);
    const recorded = await readRecorded(spy, office.workspace, 'plan');
    await writeErased(
      spy,
      office.workspace,
      'plan',
      recorded?.seq ?? 0,
      { events: [], purged: [], rows: [], gone: [] },
      { at: NOW, actor: 'x' },
    );
    await removeCustomers(spy, office.workspace, ['plan'], { at: NOW, actor: 'x', action: 'customer.removed' });
    const scans: string[] = [];
    for (const sql of seen) {
      const bound = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const places = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1])));
      const { results } = await bound.bind(...Array.from({ length: places }, () => '[]')).all<{ detail: string }>();
      // A page that a subquery has cut off is read whole on purpose, and so is the list of customers for those of the demo.
      const isPage = results.some(({ detail }) => detail === 'CO-ROUTINE c');
      for (const { detail } of results)
        if (
          !(isPage && detail === 'SCAN c') &&
          !(sql.includes(`e.source = 'demo'`) && /^SEARCH c USING PRIMARY KEY/.test(detail)) &&
          (/^SCAN (c|e|f|d|customers|events|facts|directory|gone)\b/.test(detail) ||
            (/^SEARCH (c|e|f|d|customers|events|facts|directory)\b.*\(workspace=\?\)$/.test(detail) &&
              !detail.includes('customers_to_fold')))
        )
          scans.push(`${detail} in ${sql}`);
    }
    expect(seen.size).toBeGreaterThan(25);
    expect(scans).toEqual([]);
  });
});
