/** The API as its callers meet it: the model that follows the evidence, and one customer. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { CustomerAnswer } from '../../shared/api/customer-answer';
import { call, count, openOffice, openStaffed, type Staffed } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let tokens: Staffed['tokens'];
const worker = env as never;

beforeAll(async () => {
  ({ tokens } = await openStaffed('Api', NOW));
});

describe('the model', () => {
  test('evidence of a new kind joins the model at once, as a new version that every device gets', async () => {
    const own = await openOffice('Modelled');
    const model = async (has = 0) => (await call('GET', `/v1/changes?model=${has}`, { token: own.adminToken })).body.model;
    expect((await model()).fed).toEqual([]);
    await call('POST', '/v1/events', {
      token: own.adminToken,
      body: { events: [{ customer: 'a', type: 'purchase', at: NOW - DAY, data: { amount: 100, currency: 'EUR' } }] },
    });
    const fed = await model(1);
    expect(fed).toMatchObject({ version: 2, fed: ['purchases'] });
    expect(await model(2)).toBeUndefined();
    expect(await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'model.published'`, own.workspace)).toBe(1);
  });

  test('the schedule takes a picture of the book when it is large enough, at most once a week, and reads everybody again', async () => {
    const own = await openOffice('Pictured');
    const events = Array.from({ length: 30 }, (_, i) =>
      [1, 20, 50].map((days) => ({
        customer: `p${i}`,
        type: 'purchase',
        at: NOW - days * DAY - i * 1000,
        data: { amount: 100 * (i + 1), currency: 'EUR' },
      })),
    ).flat();
    await call('POST', '/v1/events', { token: own.adminToken, body: { events } });
    const before = (await call('GET', '/v1/changes', { token: own.adminToken })).body;
    const { runJobs } = await import('../../worker/schedule');
    expect((await runJobs(worker, NOW)).filter(({ ok }) => !ok)).toEqual([]);
    const after = (await call('GET', `/v1/changes?seq=${before.seq}`, { token: own.adminToken })).body;
    expect(after.model).toMatchObject({ version: 3, population: { customers: 30, at: NOW } });
    const walks = `SELECT count(*) AS n FROM job_cursors WHERE workspace = ? AND job IN ('repredict', 'retrace', 'refold')`;
    expect(await count(walks, own.workspace)).toBe(0);
    await runJobs(worker, NOW + 6 * DAY);
    expect((await call('GET', '/v1/changes?model=3', { token: own.adminToken })).body.model).toBeUndefined();
    await runJobs(worker, NOW + 8 * DAY);
    expect((await call('GET', '/v1/changes?model=3', { token: own.adminToken })).body.model.version).toBe(4);
  });
});

describe('one customer', () => {
  test('comes with health, tier and open signals computed now, the sums of which the record does not hold', async () => {
    const events = [
      { customer: 'late-payer', type: 'customer.profile', at: NOW - 400 * DAY, data: { name: 'Late Payer' } },
      { customer: 'late-payer', type: 'purchase', at: NOW - 20 * DAY, data: { amount: 90_000, currency: 'EUR' } },
      {
        customer: 'late-payer',
        type: 'invoice.issued',
        at: NOW - 60 * DAY,
        data: { invoice: 'F-9', amount: 5000, currency: 'EUR', due: NOW - 30 * DAY },
      },
    ];
    await call('POST', '/v1/events', { token: tokens.ingest, body: { events } });
    const read = async (lang = 'en') =>
      v.parse(CustomerAnswer, (await call('GET', `/v1/customers/late-payer?lang=${lang}`, { token: tokens.viewer })).body);
    const answer = await read();
    expect(answer.facts).toMatchObject({ profile: { name: 'Late Payer' } });
    const { health } = answer;
    expect(health.lines.reduce((sum, { points }) => sum + points, 100)).toBe(health.score ?? Number.NaN);
    expect(health.coverage).toBeGreaterThan(0);
    expect(answer.tier).toMatchObject({ tier: expect.any(String), earned: expect.any(Number) });
    const overdue = answer.open_signals.find(({ id }) => id === 'invoice-overdue');
    expect(overdue).toMatchObject({ severity: 'high', fault: 'them', cap: 74, snoozed_until: null, acknowledged: false });
    expect(overdue?.text).toContain('30 days');
    expect((await read('fa')).open_signals.find(({ id }) => id === 'invoice-overdue')?.text).toContain('۳۰');
  });
});
