/** Backtests over the workspace's own history, and the calibration that follows from it, on a real D1. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { BacktestAnswer, BacktestRun, Backtests } from '../../shared/api/backtests';
import { backtest, localShard } from '../../shared/churn/backtest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import type { Model } from '../../shared/health/model';
import { job as backtestJob } from '../../worker/jobs/backtest';
import { job as calibrate } from '../../worker/jobs/calibrate';
import { currentModel } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { call, count, event, type Office, openOffice, openStaffed, type Staffed } from './office';

const DAY = 86_400_000;
const NOW = Math.floor(Date.now() / DAY) * DAY + 9 * 3_600_000;
const worker = env as never;

/** Customers that buy every ten days; every third stops at some day of the last year. */
function shop(customers: number): VafaEvent[] {
  const events: VafaEvent[] = [];
  for (let n = 0; n < customers; n++) {
    const until = n % 3 === 0 ? 40 + ((n * 37) % 300) : 0;
    for (let ago = 420 - (n % 10); ago > until; ago -= 10)
      events.push(event(`shop-${n}`, 'purchase', NOW - ago * DAY, { amount: 1000 + n, currency: 'EUR' }));
  }
  return events;
}

describe('backtests', () => {
  let staffed: Staffed;
  let office: Office;
  let events: VafaEvent[];
  beforeAll(async () => {
    staffed = await openStaffed('Proof', NOW);
    office = await openOffice('Shop');
    events = shop(60);
    await ingest(env.DB, office.workspace, events, NOW);
    await foldPending(env.DB, office.workspace, NOW, 100);
  });

  test('one over a small history is done at once, and says what the desk says of the same events', async () => {
    const started = await call('POST', '/v1/backtests', { token: office.adminToken, body: { cutoffs: 4, horizon: 30 } });
    expect(started.status).toBe(201);
    const run = v.parse(BacktestRun, started.body);
    expect(run).toMatchObject({ state: 'done', share: 1, problem: null });
    const { report } = v.parse(BacktestAnswer, (await call('GET', `/v1/backtests/${run.id}`, { token: office.adminToken })).body);
    const model: Model = await currentModel(env.DB, office.workspace);
    const byCustomer = new Map<string, LiveEvent[]>();
    for (const one of events as LiveEvent[]) byCustomer.set(one.customer, [...(byCustomer.get(one.customer) ?? []), one]);
    const shard = localShard(() => [...byCustomer].map(([customer, own]) => ({ customer, events: own })), new Map());
    const atDesk = await backtest([shard], () => model, { cutoffs: 4, horizon: 30, labelsUntil: null });
    expect({ report }).toEqual(JSON.parse(JSON.stringify(atDesk)));
    expect(report?.base['2H'].cutoffs).toHaveLength(4);
    expect(await count('SELECT count(*) AS n FROM backtest_parts')).toBe(0);
    expect(v.parse(Backtests, (await call('GET', '/v1/backtests', { token: office.adminToken })).body).backtests).toEqual([run]);
  });

  test('while one is under way, whoever asks gets that one; the job finishes it, and a second run of the job changes nothing', async () => {
    const big = await openOffice('Big shop');
    await ingest(env.DB, big.workspace, shop(60), NOW);
    await env.DB.prepare(
      `INSERT INTO backtests (workspace, id, asked, customers, started_at, started_by) VALUES (?1, 'under-way', ?2, 60, ?3, 'vafa')`,
    )
      .bind(
        big.workspace,
        JSON.stringify({
          asked: { cutoffs: 2, horizon: 30, labelsUntil: null },
          model: await currentModel(env.DB, big.workspace),
        }),
        NOW,
      )
      .run();
    const second = await call('POST', '/v1/backtests', { token: big.adminToken, body: {} });
    expect(second).toMatchObject({ status: 200, body: { id: 'under-way', state: 'running' } });
    await Promise.all([backtestJob.run(worker, NOW), backtestJob.run(worker, NOW)]);
    const first = (await call('GET', '/v1/backtests/under-way', { token: big.adminToken })).body;
    expect(first).toMatchObject({ state: 'done', report: { customers: 60, replayed: 60 } });
    await backtestJob.run(worker, NOW + DAY);
    expect((await call('GET', '/v1/backtests/under-way', { token: big.adminToken })).body).toEqual(first);
  });

  test('a history that is too short fails by name', async () => {
    const { body } = await call('POST', '/v1/backtests', { token: staffed.tokens.manager, body: {} });
    expect(body).toMatchObject({ state: 'failed', problem: { code: 'nobody-can-leave' } });
    const answer = await call('GET', `/v1/backtests/${body.id}`, { token: staffed.tokens.viewer });
    expect(answer.body).toMatchObject({ state: 'failed', report: null });
  });

  test('nobody reads the backtest of another workspace', async () => {
    const [run] = v.parse(Backtests, (await call('GET', '/v1/backtests', { token: office.adminToken })).body).backtests;
    const foreign = await call('GET', `/v1/backtests/${run?.id}`, { token: staffed.tokens.admin });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'backtest.unknown' } });
    expect((await call('POST', '/v1/backtests', { token: staffed.tokens.agent, body: {} })).status).toBe(403);
  });
});

describe('calibration', () => {
  test('is published with its error once the book has enough customers and leavers, and not again within a week', async () => {
    const office = await openOffice('Calibrated');
    await ingest(env.DB, office.workspace, shop(240), NOW);
    await foldPending(env.DB, office.workspace, NOW, 300);
    const before = await currentModel(env.DB, office.workspace);
    expect(before.calibration ?? null).toBeNull();
    await calibrate.run(worker, NOW);
    const after = await currentModel(env.DB, office.workspace);
    expect(after.version).toBe(before.version + 1);
    expect(after.calibration).toMatchObject({ horizon: before.horizon.purchases, at: NOW });
    expect(after.calibration?.error).toBeGreaterThanOrEqual(0);
    expect(after.calibration?.error).toBeLessThan(0.5);
    await calibrate.run(worker, NOW + DAY);
    expect((await currentModel(env.DB, office.workspace)).version).toBe(after.version);
  });

  test('is none where there are too few customers', async () => {
    const office = await openOffice('Tiny');
    await ingest(env.DB, office.workspace, shop(12), NOW);
    await foldPending(env.DB, office.workspace, NOW, 50);
    const { version } = await currentModel(env.DB, office.workspace);
    await calibrate.run(worker, NOW);
    expect(await currentModel(env.DB, office.workspace)).toMatchObject({ version });
  });
});
