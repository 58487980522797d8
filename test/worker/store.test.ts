/** Events in, facts out, on a real D1: exactly once, whatever is repeated, reordered or interrupted, and at what cost. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { fold } from '../../shared/facts/fold';
import { job as dueChanges } from '../../worker/jobs/due-changes';
import { job as foldLeftOver } from '../../worker/jobs/fold-left-over';
import { inPieces } from '../../worker/store/bulk';
import { changesSince } from '../../worker/store/changes';
import { findRecord, lookup } from '../../worker/store/customers';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { writeFolded } from '../../worker/store/write-folded';
import { count, event, type Office, openOffice } from './office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 1);
const ALL = 10_000;
let office: Office;
let viewer: { workspace: string; user: string; role: 'admin' };
beforeAll(async () => {
  office = await openOffice('Store');
  viewer = { workspace: office.workspace, user: office.admin, role: 'admin' };
});
const take = (events: VafaEvent[], now = NOW) => ingest(env.DB, office.workspace, events, now);
const factsOf = async (customer: string): Promise<Facts> => {
  const record = await findRecord(env.DB, viewer, customer);
  if (!record) throw new Error(`${customer} has no record`);
  return record.facts;
};
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
  return items
    .map((item) => [next(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
};
const purchases = (customer: string, n: number) =>
  Array.from({ length: n }, (_, i) => event(customer, 'purchase', NOW - (i + 1) * DAY, { amount: 100 + i, currency: 'EUR' }));

describe('exactly once', () => {
  test('a batch sent again writes nothing and says so', async () => {
    const events = purchases('again', 20);
    expect(await take(events)).toEqual({ accepted: 20, duplicates: 0, customers: ['again'] });
    const before = await count('SELECT sum(seq) AS n FROM customers WHERE workspace = ?', office.workspace);
    expect(await take(events)).toEqual({ accepted: 0, duplicates: 20, customers: [] });
    expect(await count('SELECT sum(seq) AS n FROM customers WHERE workspace = ?', office.workspace)).toBe(before);
  });

  test('the same events in any order, number of batches and with repeats give the same facts', async () => {
    const facts: string[] = [];
    for (const seed of [1, 2, 3]) {
      const customer = `order-${seed}`;
      const events = Array.from({ length: 60 }, (_, i) =>
        event(
          customer,
          'purchase',
          NOW - ((i * 7) % 50) * DAY,
          { amount: 100 + i, currency: 'EUR' },
          { id: `o${seed}-${String(i).padStart(2, '0')}` },
        ),
      );
      const sent = shuffled([...events, ...events.slice(0, 20)], seed);
      for (let from = 0; from < sent.length; from += 9 + seed) {
        await take(sent.slice(from, from + 9 + seed));
        if (seed !== 2) await foldPending(env.DB, office.workspace, NOW, ALL);
      }
      await foldPending(env.DB, office.workspace, NOW, ALL);
      const found = await factsOf(customer);
      expect(found).toEqual(fold(events as never));
      facts.push(JSON.stringify({ ...found, customer: '', lastId: '' }));
    }
    expect(new Set(facts).size).toBe(1);
  });

  test('the same id twice in one batch counts once', async () => {
    const one = event('twice', 'purchase', NOW - DAY, { amount: 500, currency: 'EUR' });
    expect(await take([one, one])).toMatchObject({ accepted: 1, duplicates: 1 });
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('twice')).spend.EUR).toEqual({ sum: 500, count: 1 });
  });

  test('a higher revision corrects, an older one that comes late changes nothing, a deletion takes away', async () => {
    const first = event('corrected', 'purchase', NOW - 2 * DAY, { amount: 500, currency: 'EUR' });
    const other = event('corrected', 'purchase', NOW - DAY, { amount: 10, currency: 'EUR' });
    await take([first, other]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    await take([{ ...first, revision: 2, data: { amount: 300, currency: 'EUR' } } as VafaEvent]);
    expect(await take([{ ...first, revision: 1, data: { amount: 999, currency: 'EUR' } } as VafaEvent])).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('corrected')).spend.EUR).toEqual({ sum: 310, count: 2 });
    await take([{ ...first, revision: 3, data: null } as VafaEvent]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('corrected')).spend.EUR).toEqual({ sum: 10, count: 1 });
    expect(await take([first])).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  test('a correction that moves an event takes it from the one customer and gives it to the other', async () => {
    const bought = event('mover-a', 'purchase', NOW - DAY, { amount: 700, currency: 'EUR' });
    await take([bought]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    const moved = await take([{ ...bought, customer: 'mover-b', revision: 1 } as VafaEvent]);
    expect(moved.customers.sort()).toEqual(['mover-a', 'mover-b']);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('mover-a')).spend).toEqual({});
    expect((await factsOf('mover-b')).spend.EUR).toEqual({ sum: 700, count: 1 });
  });

  test('the same id in another workspace is another event', async () => {
    const second = await openOffice('Store, second');
    const one = event('shared', 'purchase', NOW - DAY, { amount: 1, currency: 'EUR' });
    expect((await take([one])).accepted).toBe(1);
    expect((await ingest(env.DB, second.workspace, [one], NOW)).accepted).toBe(1);
  });
});

describe('interruptions', () => {
  test('what was ingested but not folded waits, and the schedule folds it', async () => {
    await take(purchases('left', 3));
    expect(await count('SELECT count(*) AS n FROM customers WHERE workspace = ? AND folded < seq', office.workspace)).toBeGreaterThan(0);
    await foldLeftOver.run(env as never, NOW);
    expect(await count('SELECT count(*) AS n FROM customers WHERE workspace = ? AND folded < seq', office.workspace)).toBe(0);
    expect((await factsOf('left')).spend.EUR?.count).toBe(3);
  });

  test('a fold of facts that an event has overtaken is not written', async () => {
    await take(purchases('overtaken', 1));
    await foldPending(env.DB, office.workspace, NOW, ALL);
    const row = await env.DB.prepare('SELECT seq, feed FROM customers WHERE workspace = ? AND id = ?')
      .bind(office.workspace, 'overtaken')
      .first<{ seq: number; feed: number }>();
    await take(purchases('overtaken', 1));
    const late = {
      id: 'overtaken',
      seq: row?.seq ?? 0,
      lastAt: 0,
      facts: '{}',
      trace: '[]',
      name: 'late',
      owner: null,
      cover: [],
      band: 3,
      score: 0,
      value: null,
      currency: null,
      renewalAt: null,
      nextAt: null,
      search: '',
      signals: '[]',
      added: [{ key: 'late@late.example', contact: '' }],
      removed: [],
      lost: ['x'],
      gained: [],
    };
    expect(await writeFolded(env.DB, office.workspace, [late], NOW)).toBe(0);
    expect(await count('SELECT count(*) AS n FROM directory WHERE key = ?', 'late@late.example')).toBe(0);
    expect(await count('SELECT count(*) AS n FROM gone WHERE user = ?', 'x')).toBe(0);
    expect(
      await count('SELECT count(*) AS n FROM customers WHERE workspace = ? AND id = ? AND folded < seq', office.workspace, 'overtaken'),
    ).toBe(1);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('overtaken')).spend.EUR?.count).toBe(2);
  });

  test('a statement that fails takes its whole batch back', async () => {
    const before = await count('SELECT count(*) AS n FROM events');
    await expect(take([...purchases('broken', 2), { ...event('broken', 'purchase', NOW, {}), at: 'never' as never }])).rejects.toThrow();
    expect(await count('SELECT count(*) AS n FROM events')).toBe(before);
    expect(await count('SELECT count(*) AS n FROM customers WHERE id = ?', 'broken')).toBe(0);
  });

  test('pieces stay below what one statement may carry', () => {
    const pieces = [...inPieces(Array.from({ length: 12_000 }, (_, i) => ({ i, text: 'ش'.repeat(i % 900) })))];
    expect(pieces.flatMap(({ rows }) => rows.map(({ i }) => i))).toEqual(Array.from({ length: 12_000 }, (_, i) => i));
    for (const { rows, json } of pieces) {
      expect(rows.length).toBeLessThanOrEqual(5000);
      expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(1_500_000);
    }
  });
});

describe('time', () => {
  test('a flip that only time brings is written when it is due, once, with its log and its place in the feed', async () => {
    await take([
      event('ageing', 'customer.profile', NOW - 400 * DAY, { name: 'Ageing Ltd', since: NOW - 400 * DAY }),
      event('ageing', 'invoice.issued', NOW - 20 * DAY, { invoice: 'i1', amount: 5000, currency: 'EUR', due: NOW + 2 * DAY }),
    ]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    const before = await findRecord(env.DB, viewer, 'ageing');
    expect(before?.signals.filter(({ closedAt }) => closedAt === null).map(({ id }) => id)).not.toContain('invoice-overdue');
    await dueChanges.run(env as never, NOW + 60 * DAY);
    const after = await findRecord(env.DB, viewer, 'ageing');
    expect(after?.signals.filter(({ closedAt }) => closedAt === null).map(({ id }) => id)).toContain('invoice-overdue');
    expect(after?.seq).toBeGreaterThan(before?.seq ?? 0);
    await dueChanges.run(env as never, NOW + 60 * DAY);
    expect((await findRecord(env.DB, viewer, 'ageing'))?.seq).toBe(after?.seq);
    await take([event('ageing', 'invoice.paid', NOW + 61 * DAY, { invoice: 'i1' })], NOW + 61 * DAY);
    await foldPending(env.DB, office.workspace, NOW + 61 * DAY, ALL);
    const paid = await findRecord(env.DB, viewer, 'ageing');
    expect(paid?.signals.find(({ id }) => id === 'invoice-overdue')?.closedAt).toBe(NOW + 61 * DAY);
  });
});

describe('the change feed', () => {
  test('pages through every record once, says what is newer, and goes on from there', async () => {
    const own = await openOffice('Feed');
    const reader = { workspace: own.workspace, user: own.admin, role: 'admin' as const };
    await ingest(
      env.DB,
      own.workspace,
      Array.from({ length: 25 }, (_, i) => event(`f${i}`, 'customer.profile', NOW - DAY, { name: `Customer ${i}` })),
      NOW,
    );
    await foldPending(env.DB, own.workspace, NOW, ALL);
    const seen: string[] = [];
    let seq = 0;
    for (let more = true; more; ) {
      const page = await changesSince(env.DB, reader, seq, 10, { model: 0, programme: 0 });
      seen.push(...page.customers.map(({ id }) => id));
      expect(page.model?.version).toBe(1);
      ({ seq, more } = page);
    }
    expect(seen.sort()).toEqual(Array.from({ length: 25 }, (_, i) => `f${i}`).sort());
    expect(await changesSince(env.DB, reader, seq, 10, { model: 1, programme: 1 })).toMatchObject({
      customers: [],
      gone: [],
      more: false,
      seq,
    });
    await ingest(env.DB, own.workspace, [event('f3', 'customer.profile', NOW, { name: 'Renamed' })], NOW);
    await foldPending(env.DB, own.workspace, NOW, ALL);
    const next = await changesSince(env.DB, reader, seq, 10, { model: 1, programme: 1 });
    expect(next.customers.map(({ facts }) => facts.profile.name)).toEqual(['Renamed']);
    expect(next.users).toEqual({ [own.admin]: 'Ada' });
  });
});

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

  test('a lookup reads at most 3 rows, also for an agent, and a miss none', async () => {
    await take([
      event('looked', 'customer.owner', NOW - DAY, { owner: 'maja' }),
      event('looked', 'contact.set', NOW - DAY, { contact: 'c1', name: 'Tamsin', email: 'tamsin@looked.example' }),
    ]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    for (const user of [viewer, { workspace: office.workspace, user: 'maja', role: 'agent' as const }]) {
      const hit = await billed(async (db) => expect(await lookup(db, user, 'tamsin@looked.example')).toHaveLength(1));
      expect(hit.read).toBeLessThanOrEqual(3);
      expect((await billed((db) => lookup(db, user, 'nobody@looked.example'))).read).toBe(0);
    }
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
    const state = async () =>
      (
        await env.DB.prepare('SELECT id, band, signals FROM customers WHERE workspace = ?')
          .bind(own.workspace)
          .all<{ id: string; band: number; signals: string }>()
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
      await changesSince(spy, user, 0, 10, { model: 0, programme: 0 });
    }
    await dueChanges.run({ ...env, DB: spy } as never, NOW);
    const scans: string[] = [];
    for (const sql of seen) {
      const bound = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const places = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1])));
      const { results } = await bound.bind(...Array.from({ length: places }, () => '[]')).all<{ detail: string }>();
      for (const { detail } of results)
        if (
          /^SCAN (c|e|f|d|customers|events|facts|directory|gone)\b/.test(detail) ||
          (/^SEARCH (c|e|f|d|customers|events|facts|directory)\b.*\(workspace=\?\)$/.test(detail) && !detail.includes('customers_to_fold'))
        )
          scans.push(`${detail} in ${sql}`);
    }
    expect(seen.size).toBeGreaterThan(12);
    expect(scans).toEqual([]);
  });
});
