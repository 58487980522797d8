/** Events in, facts out, on a real D1: exactly once, whatever is repeated, reordered or interrupted, and what only time brings. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { fold } from '../../shared/facts/fold';
import { job as dueChanges } from '../../worker/jobs/due-changes';
import { job as foldLeftOver } from '../../worker/jobs/fold-left-over';
import { inPieces } from '../../worker/store/bulk';
import { changesSince } from '../../worker/store/changes';
import { findRecord } from '../../worker/store/customers';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { removeCustomers } from '../../worker/store/remove-customers';
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
    expect(await take(events)).toMatchObject({ accepted: 20, duplicates: 0, customers: ['again'] });
    const before = await count('SELECT sum(seq) AS n FROM customers WHERE workspace = ?', office.workspace);
    expect(await take(events)).toMatchObject({ accepted: 0, duplicates: 20, customers: [] });
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

  test('a corrected row of a file that moves an event takes it from the one customer and gives it to the other', async () => {
    const bought = event('mover-a', 'purchase', NOW - DAY, { amount: 700, currency: 'EUR' }, { source: 'csv' });
    await take([bought]);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    const moved = await take([{ ...bought, customer: 'mover-b', revision: 1 } as VafaEvent]);
    expect(moved.customers.sort()).toEqual(['mover-a', 'mover-b']);
    await foldPending(env.DB, office.workspace, NOW, ALL);
    expect((await factsOf('mover-a')).spend).toEqual({});
    expect((await factsOf('mover-b')).spend.EUR).toEqual({ sum: 700, count: 1 });
  });

  test('an id of another customer, or of other content, is no duplicate: nothing is written and the event is named', async () => {
    const first = event('owner-a', 'purchase', NOW - DAY, { amount: 700, currency: 'EUR' });
    await take([first]);
    const stolen = { ...first, customer: 'owner-b' } as VafaEvent;
    const moved = { ...stolen, revision: 3 } as VafaEvent;
    const csv = { ...moved, source: 'csv' } as VafaEvent;
    const other = { ...first, data: { amount: 1, currency: 'EUR' } } as VafaEvent;
    for (const wrong of [stolen, moved, csv, other])
      expect(await take([wrong, first])).toMatchObject({ accepted: 0, duplicates: 1, taken: [wrong], customers: [] });
    const fresh = event('owner-b', 'visit', NOW - DAY, {});
    const twice = { ...fresh, customer: 'owner-a', revision: 1 } as VafaEvent;
    expect(await take([fresh, twice, { ...fresh }])).toMatchObject({ accepted: 1, duplicates: 1, taken: [twice] });
    expect(await count(`SELECT count(*) AS n FROM events WHERE workspace = ?1 AND customer = 'owner-b'`, office.workspace)).toBe(1);
    expect(await take([{ ...other, revision: 1 } as VafaEvent])).toMatchObject({ accepted: 1, taken: [] });
    expect(await take([first])).toMatchObject({ accepted: 0, duplicates: 1, taken: [] });
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
      sortName: '',
      tierRank: 0,
      contactAt: null,
      coverUntil: null,
      changed: [],
      found: [],
      forgotten: [],
      rfm: '',
      tier: '',
      segment: '',
      products: [],
      outreach: '[]',
      lostAt: null,
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

test('a list names the next contract to end once the first has ended, although nothing else flips', async () => {
  const [first, second] = [NOW + 500 * DAY, NOW + 900 * DAY];
  await take([
    event('two-contracts', 'contract.set', NOW - DAY, { contract: 'a', end: first, auto_renew: true }),
    event('two-contracts', 'contract.set', NOW - DAY, { contract: 'b', end: second, auto_renew: true }),
  ]);
  await foldPending(env.DB, office.workspace, NOW, ALL);
  const listed = () => count(`SELECT renewal_at AS n FROM customers WHERE workspace = ? AND id = 'two-contracts'`, office.workspace);
  expect(await listed()).toBe(first);
  for (let at = NOW; at <= first + DAY; at += 20 * DAY) await dueChanges.run(env as never, at);
  await dueChanges.run(env as never, first + DAY);
  expect(await listed()).toBe(second);
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
      const page = await changesSince(env.DB, reader, seq, 10, { model: 0, programme: 0, segments: 0 });
      seen.push(...page.customers.map(({ id }) => id));
      expect(page.model?.version).toBe(1);
      ({ seq, more } = page);
    }
    expect(seen.sort()).toEqual(Array.from({ length: 25 }, (_, i) => `f${i}`).sort());
    expect(await changesSince(env.DB, reader, seq, 10, { model: 1, programme: 1, segments: 0 })).toMatchObject({
      customers: [],
      gone: [],
      more: false,
      seq,
    });
    await ingest(env.DB, own.workspace, [event('f3', 'customer.profile', NOW, { name: 'Renamed' })], NOW);
    await foldPending(env.DB, own.workspace, NOW, ALL);
    const next = await changesSince(env.DB, reader, seq, 10, { model: 1, programme: 1, segments: 0 });
    expect(next.customers.map(({ facts }) => facts.profile.name)).toEqual(['Renamed']);
    expect(next.users).toEqual({ [own.admin]: 'Ada' });
  });
});

describe('from hand', () => {
  /** Which customers' events were read back, seen by what the database was asked for. */
  const foldSeen = async (customers: string[], inHand: Awaited<ReturnType<typeof ingest>>['inHand']) => {
    let read = 0;
    const spy = new Proxy(env.DB, {
      get(target, key) {
        if (key !== 'batch') {
          const value = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        }
        return async (list: D1PreparedStatement[]) => {
          const all = await target.batch<{ data?: string }>(list);
          for (const { results } of all) read += results.filter((row) => row.data !== undefined).length;
          return all;
        };
      },
    });
    await foldPending(spy, office.workspace, NOW, ALL, customers, inHand);
    return read;
  };

  test('what was just taken in is folded without being read back, and gives what reading it gives', async () => {
    const events = purchases('hand', 12);
    const first = await take(events.slice(4));
    expect(await foldSeen(['hand'], first.inHand)).toBe(0);
    // Older ones: the fold must go back to the beginning, so all is read.
    const older = await take([event('hand', 'purchase', NOW - 90 * DAY, { amount: 7, currency: 'EUR' })]);
    expect(await foldSeen(['hand'], older.inHand)).toBe(9);
    const newer = await take(events.slice(0, 4));
    expect(await foldSeen(['hand'], newer.inHand)).toBe(0);
    const rows = await env.DB.prepare('SELECT id, customer, type, at, source, revision, data FROM events WHERE customer = ?')
      .bind('hand')
      .all<{ data: string }>();
    expect(await factsOf('hand')).toEqual(fold(rows.results.map((row) => ({ ...row, data: JSON.parse(row.data) })) as never));
  });

  test('a hand that somebody else has overtaken is not used', async () => {
    const first = await take(purchases('raced', 3));
    await take(purchases('raced', 2).map((one) => ({ ...one, at: one.at + 1 })));
    expect(await foldSeen(['raced'], first.inHand)).toBe(5);
    expect((await factsOf('raced')).spend.EUR?.count).toBe(5);
    const partly = await take([...purchases('partly', 2)]);
    const again = await take([...[...partly.inHand.values()].flatMap(({ events }) => events), ...purchases('partly', 1)]);
    expect(again).toMatchObject({ accepted: 1, duplicates: 2 });
    expect(await foldSeen(['partly'], again.inHand)).toBe(3);
    expect((await factsOf('partly')).spend.EUR?.count).toBe(3);
  });

  test('a fold that was under way when a customer was removed is not written onto the one that comes back', async () => {
    await take(purchases('phoenix', 2));
    const row = () =>
      env.DB.prepare('SELECT seq FROM customers WHERE workspace = ? AND id = ?').bind(office.workspace, 'phoenix').first<{ seq: number }>();
    const before = await row();
    await removeCustomers(env.DB, office.workspace, ['phoenix'], { at: NOW, actor: 'x', action: 'customer.removed' });
    await take(purchases('phoenix', 1), NOW + 1);
    expect((await row())?.seq).toBeGreaterThan(before?.seq ?? 0);
  });
});
