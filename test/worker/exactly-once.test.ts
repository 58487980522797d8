/** Many senders at once, folds between them, kills anywhere: the facts that stand in the end are those of the log, and the log has each event once. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { writeWireEvent } from '../../shared/event-wire';
import { fold } from '../../shared/facts/fold';
import { job as foldLeftOver } from '../../worker/jobs/fold-left-over';
import { checkFacts } from '../../worker/store/check';
import { findRecord } from '../../worker/store/customers';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { anyEvents } from '../unit/facts/any-event';
import { call, count, event, openOffice, ulid } from './office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 1);
const ALL = 10_000;
const told = (log: readonly LiveEvent[], customer: string): VafaEvent[] =>
  log.map((one) => JSON.parse(JSON.stringify({ ...one, customer }).replaceAll(/"(e\d+)"/g, `"${customer}-$1"`)));

/** The database, with each of its batches done only when its turn comes: before the n-th one waits what `gate` returns. */
function gated(gate: (batch: number) => Promise<void>): D1Database {
  let batches = 0;
  return new Proxy(env.DB, {
    get(target, key) {
      if (key === 'batch')
        return async (list: D1PreparedStatement[]) => {
          await gate(batches++);
          return target.batch(list);
        };
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('exactly once', () => {
  test('events sent by many at once, in pieces, with repeats, corrections and deletions, folded by several at once', async () => {
    const { workspace, admin } = await openOffice('At once');
    let customers = 0;
    const plan = fc.record({
      logs: fc.array(anyEvents(40), { minLength: 1, maxLength: 4 }),
      piece: fc.integer({ min: 1, max: 30 }),
      order: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
      fates: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 50, maxLength: 50 }),
      waits: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 40, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ logs, piece, order, fates, waits }) => {
        const stands = new Map<string, VafaEvent>();
        const sent: VafaEvent[] = [];
        for (const log of logs) {
          for (const [i, one] of told(log, `at-once-${++customers}`).entries()) {
            const fate = fates[i % fates.length] ?? 0;
            const versions = [one];
            if (fate === 0) versions.push({ ...one, revision: 1, data: null });
            if (fate === 1) versions.push({ ...one, revision: 2, at: one.at - DAY } as VafaEvent);
            sent.push(...versions, ...(fate > 5 ? versions : []));
            stands.set(one.id, versions.at(-1) as VafaEvent);
          }
        }
        const arriving = sent.map((one, i) => ({ one, key: order[i % order.length] ?? 0 })).sort((a, b) => a.key - b.key);
        const requests: Promise<unknown>[] = [];
        for (let from = 0; from < arriving.length; from += piece) {
          const part = arriving.slice(from, from + piece).map(({ one }) => one);
          const nth = requests.length;
          const db = gated((batch) => scheduler.wait(waits[(nth + batch) % waits.length] ?? 0));
          requests.push(
            ingest(db, workspace, part, NOW).then(async ({ customers: ids, inHand }) => {
              // Every third sender dies before it folds.
              if (nth % 3 !== 2) await foldPending(db, workspace, NOW, ALL, ids, inHand);
            }),
          );
        }
        await Promise.all(requests);
        await foldLeftOver.run(env as never, NOW);
        expect(await checkFacts(env.DB, workspace, '', ALL)).toMatchObject({ waiting: [], differ: [] });
        const own = [...stands.values()];
        for (const customer of new Set(own.map((one) => one.customer))) {
          const live = own.filter((one) => one.customer === customer && one.data !== null) as LiveEvent[];
          if (live.length === 0) continue;
          const record = await findRecord(env.DB, { workspace, user: admin, role: 'admin' }, customer);
          expect(JSON.stringify(record?.facts)).toBe(JSON.stringify(fold(live)));
        }
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  test('notes of devices, files and events of other systems about one customer, all at once and twice', async () => {
    const { workspace, adminToken: token } = await openOffice('From everywhere');
    const now = Date.now();
    await call('POST', '/v1/events', {
      token,
      body: { events: [writeWireEvent(event('acme', 'customer.profile', now - 99 * DAY, { name: 'Acme' }))] },
    });
    const acts = Array.from({ length: 8 }, (_, i) => ({
      id: ulid(),
      customer: 'acme',
      type: 'note',
      at: now - i * 1000,
      data: { kind: 'call', text: `Call ${i}` },
    }));
    const events = Array.from({ length: 8 }, (_, i) =>
      writeWireEvent(event('acme', 'purchase', now - i * DAY, { amount: 100, currency: 'EUR' })),
    );
    const csv = `customer,type,at,amount,currency\n${Array.from({ length: 8 }, (_, i) => `acme,purchase,2026-01-0${i + 1},10.00,USD`).join('\n')}\n`;
    const once = () => [
      ...acts.map((act) => call('POST', '/v1/acts', { token, body: { acts: [act] } })),
      ...events.map((one) => call('POST', '/v1/events', { token, body: { events: [one] } })),
      call('POST', '/v1/imports/events', { token, body: csv, headers: { 'content-type': 'text/csv' } }),
    ];
    for (const answer of await Promise.all([...once(), ...once()])) expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    await foldLeftOver.run(env as never, now);
    const { facts } = (await call('GET', '/v1/changes?seq=0', { token })).body.customers[0];
    expect(facts.notes).toHaveLength(8);
    expect(facts.spend).toEqual({ EUR: { sum: 800, count: 8 }, USD: { sum: 8000, count: 8 } });
    expect((await call('GET', '/v1/check', { token })).body).toEqual({ checked: 1, waiting: [], differ: [], next: null });
    expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ?', workspace)).toBe(25);
  });

  test('a fold that began before another and ends after it writes nothing', async () => {
    const { workspace } = await openOffice('Slow fold');
    const buy = (id: string) => event('slow', 'purchase', NOW - DAY, { amount: 5, currency: 'EUR' }, { id });
    await ingest(env.DB, workspace, [buy('first')], NOW);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let read = () => {};
    const hasRead = new Promise<void>((resolve) => {
      read = resolve;
    });
    // The fold reads the model, then the customer, and is held before it writes.
    const slow = foldPending(
      gated(async (batch) => {
        if (batch < 2) return;
        read();
        await held;
      }),
      workspace,
      NOW,
      1,
      ['slow'],
    );
    await hasRead;
    await ingest(env.DB, workspace, [buy('second')], NOW);
    await foldPending(env.DB, workspace, NOW, ALL);
    release();
    expect((await slow).folded).toBe(0);
    const facts = await env.DB.prepare(`SELECT body FROM facts WHERE workspace = ? AND customer = 'slow'`)
      .bind(workspace)
      .first<{ body: string }>();
    expect(JSON.parse(facts?.body ?? '').spend.EUR.count).toBe(2);
    expect(await checkFacts(env.DB, workspace, '', ALL)).toMatchObject({ waiting: [], differ: [] });
  });

  test('the check finds facts that are not those of the log', async () => {
    const { workspace, adminToken: token } = await openOffice('Spoilt');
    await ingest(
      env.DB,
      workspace,
      ['a', 'b', 'c'].map((id) => event(id, 'visit', NOW - DAY, {})),
      NOW,
    );
    await foldPending(env.DB, workspace, NOW, ALL);
    await env.DB.prepare(`UPDATE facts SET body = replace(body, '"days":1', '"days":2') WHERE workspace = ? AND customer = 'b'`)
      .bind(workspace)
      .run();
    await ingest(env.DB, workspace, [event('c', 'visit', NOW, {})], NOW);
    expect((await call('GET', '/v1/check?limit=2', { token })).body).toEqual({ checked: 2, waiting: [], differ: ['b'], next: 'b' });
    expect((await call('GET', '/v1/check?limit=2&after=b', { token })).body).toEqual({
      checked: 1,
      waiting: ['c'],
      differ: [],
      next: null,
    });
  });
});
