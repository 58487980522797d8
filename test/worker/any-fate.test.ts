/**
 * Everything that can happen to a log, in any order: events sent, again, in pieces, corrected and deleted, customers merged and split between,
 * their oldest events purged twice, and a kill before or after any batch. What stands is the fold of what was acknowledged.
 */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { fold } from '../../shared/facts/fold';
import { monthsBefore, purgeOn } from '../../worker/jobs/retention';
import { checkFacts } from '../../worker/store/check';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { setRetention } from '../../worker/store/retention';
import { anyEvents } from '../unit/facts/any-event';
import { call, count, openOffice, ulid } from './office';
import { ALL, DAY, factsOf } from './stocked';

const NOW = Date.now();

/** The database of a Worker that dies before its n-th batch or statement, or right after it. */
function dying(steps: number, after: boolean): D1Database {
  let left = steps;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const dies = left-- === 0;
    if (left < -1 || (dies && !after)) throw new Error('killed');
    const answer = await work();
    if (dies) throw new Error('killed');
    return answer;
  };
  const real = new WeakMap<object, D1PreparedStatement>();
  const statement = (inner: D1PreparedStatement): D1PreparedStatement => {
    const own = new Proxy(inner, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => statement(target.bind(...values));
        if (key === 'all' || key === 'run' || key === 'first') return () => step(() => target[key]() as Promise<unknown>);
        return Reflect.get(target, key);
      },
    });
    real.set(own, inner);
    return own;
  };
  return new Proxy(env.DB, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => statement(target.prepare(sql));
      if (key === 'batch') return (list: D1PreparedStatement[]) => step(() => target.batch(list.map((one) => real.get(one) ?? one)));
      return Reflect.get(target, key);
    },
  });
}

const CUSTOMERS = ['x', 'y', 'z'];
const kill = fc.option(fc.record({ steps: fc.nat(9), after: fc.boolean() }), { nil: null, freq: 2 });
const deed = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      from: fc.nat(200),
      most: fc.integer({ min: 1, max: 12 }),
      folds: fc.boolean(),
      kill,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), which: fc.nat(200), to: fc.nat(200), kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat(200), kill }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), months: fc.integer({ min: 6, max: 40 }), kill }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fold' as const), kill }) },
);
const dayed = (one: LiveEvent, customer: string, id: string) =>
  ({
    ...JSON.parse(JSON.stringify(one).replaceAll(/"(e\d+)"/g, `"${id}-$1"`)),
    customer,
    id,
    at: NOW - 30 * DAY - (one.at % (1500 * DAY)),
  }) as VafaEvent;

test('facts after any deeds, kills and two retentions are those of the events that were kept, and each id counts once', async () => {
  const { workspace } = await openOffice('Any fate');
  await setRetention(env.DB, workspace, 6, 'admin', NOW - 2 * DAY);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvents(40), { minLength: 3, maxLength: 3 }),
      anyEvents(40),
      fc.array(deed, { minLength: 10, maxLength: 30 }),
      async (logs, others, deeds) => {
        runs++;
        const all = logs.flatMap((log, nth) =>
          log.map((one, i) => dayed(one, `${CUSTOMERS[nth]}-${runs}`, `${CUSTOMERS[nth]}-${runs}-${i}`)),
        );
        if (all.length === 0) return;
        /** The latest revision of each id that was answered as taken in. */
        const stands = new Map<string, VafaEvent>();
        const revisions = new Map<string, number>();
        const send = async (events: VafaEvent[], folds: boolean, dies: { steps: number; after: boolean } | null) => {
          // Sent until it is answered, as senders do.
          for (let tries = 0; tries < 2; tries++) {
            const db = dies && tries === 0 ? dying(dies.steps, dies.after) : env.DB;
            try {
              const { customers, inHand, tooOld, taken } = await ingest(db, workspace, events, NOW);
              expect(taken).toEqual([]);
              const refused = new Set(tooOld);
              for (const event of events) {
                const known = stands.get(event.id);
                if (!refused.has(event) && (!known || known.revision < event.revision)) stands.set(event.id, event);
              }
              if (folds) await foldPending(db, workspace, NOW, ALL, customers, inHand);
              return;
            } catch (error) {
              if (!(error instanceof Error) || error.message !== 'killed') throw error;
            }
          }
        };
        for (const one of deeds) {
          if (one.do === 'send') {
            const start = one.from % all.length;
            await send(all.slice(start, start + one.most), one.folds, one.kill);
          } else if (one.do === 'fold') {
            await foldPending(one.kill ? dying(one.kill.steps, one.kill.after) : env.DB, workspace, NOW, ALL).catch(() => {});
          } else if (one.do === 'purge') {
            await env.DB.prepare(`DELETE FROM job_cursors WHERE workspace = ? AND job = 'retention'`).bind(workspace).run();
            await env.DB.prepare(`UPDATE retention SET months = ? WHERE workspace = ?`).bind(one.months, workspace).run();
            await foldPending(env.DB, workspace, NOW, ALL);
            const before = await factsOf(workspace);
            await purgeOn(one.kill ? dying(one.kill.steps, one.kill.after) : env.DB, workspace, NOW).catch(() => {});
            expect(await factsOf(workspace)).toEqual(before);
          } else {
            const old = all[one.which % all.length] as VafaEvent;
            const revision = (revisions.get(old.id) ?? 0) + 1;
            revisions.set(old.id, revision);
            const other = others[one.do === 'correct' ? one.to % Math.max(1, others.length) : 0];
            const event =
              one.do === 'delete'
                ? { ...old, revision, data: null }
                : other
                  ? { ...dayed(other, old.customer, old.id), revision }
                  : { ...old, revision };
            await send([event as VafaEvent], true, one.kill);
          }
        }
        await foldPending(env.DB, workspace, NOW, ALL);
        const facts = await factsOf(workspace);
        for (const name of CUSTOMERS) {
          const customer = `${name}-${runs}`;
          const live = [...stands.values()].filter((event) => event.customer === customer && event.data !== null) as LiveEvent[];
          if (live.length > 0) expect(facts.get(customer)).toBe(JSON.stringify(fold(live)));
        }
        expect(await checkFacts(env.DB, workspace, '', ALL)).toMatchObject({ waiting: [], differ: [] });
      },
    ),
    { numRuns: 15 },
  );
  expect(monthsBefore(NOW, 6)).toBeLessThan(NOW);
}, 240_000);

test('merged and split again between all that is sent, twice and in any order: both are the fold of what their senders said of them', async () => {
  const { workspace, adminToken: token } = await openOffice('Merged between');
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      anyEvents(25),
      anyEvents(25),
      fc.array(fc.tuple(fc.nat(3), fc.nat(60), fc.integer({ min: 1, max: 9 })), { minLength: 6, maxLength: 14 }),
      async (first, second, deeds) => {
        runs++;
        const [from, into] = [`from-${runs}`, `into-${runs}`];
        const own = (log: LiveEvent[], customer: string) =>
          log.filter(({ type }) => type !== 'customer.merged').map((one, i) => dayed(one, customer, `${customer}-${i}`));
        const seed = (customer: string) =>
          ({ id: `${customer}-p`, customer, type: 'visit', at: NOW - 40 * DAY, source: 'test', revision: 0, data: {} }) as VafaEvent;
        const all = [...own(first, from), ...own(second, into)];
        const sent = new Map<string, VafaEvent>();
        const send = async (events: VafaEvent[]) => {
          for (const event of events) sent.set(event.id, event);
          expect((await ingest(env.DB, workspace, events, NOW)).taken).toEqual([]);
          await foldPending(env.DB, workspace, NOW, ALL);
        };
        await send([seed(from), seed(into)]);
        let merge: string | null = null;
        for (const [what, start, most] of deeds) {
          if (what === 0 && merge === null) {
            merge = ulid();
            expect((await call('POST', '/v1/merges', { token, body: { id: merge, from, into } })).status).toBe(200);
          } else if (what === 1 && merge !== null) {
            expect((await call('DELETE', `/v1/decisions/${merge}`, { token })).status).toBe(204);
            merge = null;
          } else if (all.length > 0) await send(all.slice(start % all.length, (start % all.length) + most));
        }
        if (merge !== null) expect((await call('DELETE', `/v1/decisions/${merge}`, { token })).status).toBe(204);
        await foldPending(env.DB, workspace, NOW, ALL);
        const facts = await factsOf(workspace);
        for (const customer of [from, into]) {
          const live = [...sent.values()].filter((event) => event.customer === customer) as LiveEvent[];
          expect(facts.get(customer)).toBe(JSON.stringify(fold(live)));
        }
        expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ? AND origin IS NOT NULL', workspace)).toBe(0);
        expect(await checkFacts(env.DB, workspace, '', ALL)).toMatchObject({ waiting: [], differ: [] });
      },
    ),
    { numRuns: 12 },
  );
}, 240_000);
