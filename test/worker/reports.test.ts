/** Reports over the book: signals, payments, competitors, gaps, areas, who left, and the automatic rules. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { AreasReport, BookReport, JobsReport, SignalsReport } from '../../shared/api/report-answers';
import { LANGUAGES } from '../../shared/i18n/languages';
import { TALLY } from '../../worker/book-reports';
import type { Env } from '../../worker/env';
import { tallyOn } from '../../worker/jobs/book-tally';
import { runJobs } from '../../worker/schedule';
import { storedReport } from '../../worker/store/reports';
import { call, event, type Office, openStaffed, type Staffed } from './office';
import { ago, NOW, openSmallBook } from './small-book';

let office: Office;
let tokens: Staffed['tokens'];
const get = async (path: string, token = tokens.admin) => (await call('GET', path, { token })).body;

beforeAll(async () => {
  ({ office, tokens } = await openSmallBook('Reports'));
});

describe('reports', () => {
  test('row 13: count each signal by week, open now and closed, and say whose it is', async () => {
    await call('POST', '/v1/events', {
      token: tokens.ingest,
      body: { events: [event('f', 'invoice.issued', ago(60), { invoice: 'f1', amount: 1_000, currency: 'EUR', due: ago(30) })] },
    });
    // What opens and closes within minutes is not counted: this one was seen an hour ago.
    await env.DB.prepare(
      `UPDATE customers SET signals = (SELECT json_group_array(json_set(value, '$.loggedAt', ?2)) FROM json_each(signals)) WHERE workspace = ?1 AND id = 'f'`,
    )
      .bind(office.workspace, NOW - 3_600_000)
      .run();
    await call('POST', '/v1/events', { token: tokens.ingest, body: { events: [event('f', 'invoice.paid', NOW, { invoice: 'f1' })] } });
    const report = v.parse(SignalsReport, await get('/v1/reports/signals'));
    expect(report.weeks).toHaveLength(13);
    const overdue = report.signals.find(({ id }) => id === 'invoice-overdue');
    const sum = (counts: readonly number[] = []) => counts.reduce((total, count) => total + count, 0);
    expect(overdue).toMatchObject({ fault: 'them', open: 1 });
    expect(sum(overdue?.opened)).toBe(2);
    expect(overdue?.closed.at(-1)).toBe(1);
    const unanswered = report.signals.find(({ id }) => id === 'ticket-unanswered');
    expect(unanswered).toMatchObject({ fault: 'us', open: 1 });
  });

  test('weeks begin on the reader’s first day, and the last one has today in it', async () => {
    for (const first of [6, 0, 1]) {
      const { weeks, as_of } = v.parse(SignalsReport, await get(`/v1/reports/signals?first_day=${first}`));
      expect(weeks.map((at) => new Date(at).getUTCDay())).toEqual(Array(13).fill(first));
      expect(as_of - (weeks.at(-1) ?? 0)).toBeLessThan(7 * 86_400_000);
    }
    expect(await get('/v1/reports/signals?first_day=7')).toMatchObject({ code: 'request.malformed' });
  });

  test('row 13: payment days over the book, by the thirty days in which invoices were paid', async () => {
    const { payments } = v.parse(BookReport, await get('/v1/reports/book'));
    expect(payments).toHaveLength(12);
    expect(payments.at(-1)).toMatchObject({ invoices: 2, days_late: 30 });
    expect(payments[0]).toMatchObject({ invoices: 0, days_late: null });
  });

  test('row 37: tally competitors by name, each customer once however it is spelled', async () => {
    const { competitors } = v.parse(BookReport, await get('/v1/reports/book'));
    expect(competitors).toEqual([{ name: 'Rivalis', customers: 2, last_at: ago(15), value: [{ currency: 'EUR', amount: 300_000 }] }]);
  });

  test('row 41: list open gaps, blockers first, by the value at risk in each currency', async () => {
    const { gaps } = v.parse(BookReport, await get('/v1/reports/book'));
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({
      name: 'Remote start',
      kind: 'feature-gap',
      customers: 2,
      blockers: 1,
      value: [
        { currency: 'EUR', amount: 300_000 },
        { currency: 'USD', amount: 400_000 },
      ],
    });
  });

  test('grade each way of foreseeing a renewal by itself, after the outcome, and those that are open apart', async () => {
    const before = v.parse(BookReport, await get('/v1/reports/book')).verdicts;
    const verdict = (contract: string, of: string, verdict: string) =>
      event('d', 'renewal.verdict', ago(3), { contract, of, verdict, automated: 'leaves' }, { id: `${contract}-${of}` });
    const sent = [
      event('d', 'contract.set', ago(300), { contract: 'd0', end: ago(1) }),
      verdict('d0', 'manager', 'renews'),
      verdict('d0', 'final', 'unsure'),
      event('d', 'contract.ended', ago(1), { contract: 'd0', renewed: true }),
      verdict('d1', 'manager', 'leaves'),
    ];
    expect((await call('POST', '/v1/events', { token: tokens.ingest, body: { events: sent } })).body.refused).toEqual([]);
    const { verdicts } = v.parse(BookReport, await get('/v1/reports/book'));
    expect(before.every(({ said, unsure, pending }) => said + unsure + pending === 0)).toBe(true);
    expect(verdicts).toEqual([
      { who: 'automated', said: 1, right: 0, unsure: 0, pending: 1 },
      { who: 'manager', said: 1, right: 1, unsure: 0, pending: 1 },
      { who: 'final', said: 0, right: 0, unsure: 1, pending: 0 },
    ]);
  });

  test('row 51: rate each part of our work, the weakest first, with its change and who is at risk', async () => {
    const { areas } = v.parse(AreasReport, await get('/v1/reports/areas'));
    expect(areas).toEqual([
      { area: 'Delivery', answers: 2, mean: 6, change: -4, customers: 2, at_risk: 1, value: [{ currency: 'EUR', amount: 100_000 }] },
      { area: 'Support', answers: 1, mean: 10, change: null, customers: 1, at_risk: 0, value: [] },
    ]);
  });

  test('count for an agent only their own and covered customers', async () => {
    const own = v.parse(BookReport, await get('/v1/reports/book', tokens.agent));
    expect(own.of).toBe(4);
    expect(own.gaps).toEqual([]);
    expect(own.bands.reduce((sum, { customers }) => sum + customers, 0)).toBe(4);
    const signals = v.parse(SignalsReport, await get('/v1/reports/signals', tokens.agent));
    expect(signals.signals.map(({ id }) => id)).not.toContain('ticket-unanswered');
    expect(signals.signals.find(({ id }) => id === 'invoice-overdue')).toMatchObject({ open: 1 });
  });

  test('a book too large for one answer is read page by page by the schedule, to the same numbers', async () => {
    const at = Date.now();
    await tallyOn(env.DB, office.workspace, at, 3, 1);
    const stored = await storedReport<{ customers: number; gaps: object }>(env.DB, office.workspace, TALLY);
    const live = v.parse(BookReport, await get('/v1/reports/book'));
    expect(stored?.asOf).toBe(at);
    expect(stored?.body.customers).toBe(live.customers);
    expect(Object.keys(stored?.body.gaps ?? {})).toHaveLength(live.gaps.length);
  });
});

describe('who left', () => {
  /** Four held since long, three who came in the last ninety days, and who left of them. */
  const LEFT = [
    ...['h1', 'h2', 'h3', 'h4'].map((id) => event(id, 'customer.profile', ago(700), { name: id, since: new Date(ago(700)).toISOString() })),
    ...['n1', 'n2', 'n3'].map((id) => event(id, 'customer.profile', ago(50), { name: id, since: new Date(ago(50)).toISOString() })),
    event('h1', 'customer.lost', ago(30), { code: 'slow-support', competitor: 'Rivalis', voluntary: true, avoidable: true }),
    event('h2', 'customer.lost', ago(20), { code: 'faulty-product', voluntary: true }),
    event('h3', 'customer.lost', ago(200), { code: 'no-contact', voluntary: true }),
    event('n1', 'customer.lost', ago(10), { code: 'payment', voluntary: false }),
    event('h3', 'customer.kept', ago(150), {}),
  ];
  let book: v.InferOutput<typeof BookReport>;
  let token: string;
  beforeAll(async () => {
    const alone = await openStaffed('Losses', NOW);
    token = alone.tokens.admin;
    const before = v.parse(BookReport, await get('/v1/reports/book', token));
    const sent = await call('POST', '/v1/events', { token: alone.tokens.ingest, body: { events: LEFT } });
    expect(sent.body).toMatchObject({ accepted: LEFT.length, refused: [] });
    book = v.parse(BookReport, await get('/v1/reports/book', token));
    // Those that every office has are of no known date: held in each period, and never lost.
    const others = before.churn.at(-1)?.held ?? 0;
    book.churn = book.churn.map((period) => ({ ...period, held: period.held - others }));
  });

  test('row 1 and row 2: both churn rates of ninety days, side by side, with what they are made of', () => {
    const [last, before] = [book.churn.at(-1), book.churn.at(-3)];
    // h1 to h4 were held (h3 had come back); n1 joined and left inside, so only B counts it.
    expect(last).toMatchObject({ held: 4, acquired: 3, lost: 3, lost_of_held: 2, b: 1, voluntary: 2, involuntary: 1 });
    expect(before).toMatchObject({ held: 4, acquired: 0, lost: 1, lost_of_held: 1, b: null });
    expect(book.churn).toHaveLength(8);
    for (const { held, lost_of_held: lost, a } of book.churn) if (a !== null) expect(a).toBeLessThanOrEqual(lost / Math.max(1, held));
  });

  test('row 7 and row 8: the reasons of a year as they were recorded, and who went to a competitor for our service', () => {
    expect(book.losses).toEqual({
      reasons: ['faulty-product', 'no-contact', 'payment', 'slow-support'].map((code) => ({ code, customers: 1 })),
      voluntary: 3,
      involuntary: 1,
      avoidable: 1,
      unavoidable: 0,
      for_service: 2,
      service_to_rival: 1,
    });
  });

  test('row 33: to whom our days in touch went, by how long they have been with us and by what they bring', () => {
    const sum = (groups: string[]) =>
      book.touches.filter(({ group }) => groups.includes(group)).reduce((all, { customers }) => all + customers, 0);
    expect(sum(['new', 'settled', 'old', 'age-unknown'])).toBe(book.customers);
    expect(sum(['largest', 'smaller', 'size-unknown'])).toBeCloseTo(book.customers, 9);
    expect(book.touches.find(({ group }) => group === 'new')).toMatchObject({ customers: 2, touches: 0 });
  });
});

describe('the automatic rules', () => {
  test('row 112: are listed with their last run and how often they ran, and those that fail stand out', async () => {
    const read = async () => v.parse(JobsReport, await get('/v1/reports/jobs')).jobs;
    const before = await read();
    expect(before.map(({ id }) => id)).toContain('due-changes');
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const later = Date.now() + 60_000;
    const runs = (id: string) => before.find((job) => job.id === id)?.runs ?? 0;
    await runJobs(env as Env, later);
    await runJobs({ ...(env as Env), DB: failingFor(env.DB, 'job_cursors') }, later + 300_000);
    const after = await read();
    for (const { id, last_at: at, runs: times } of after)
      expect({ id, at, times }).toEqual({ id, at: later + 300_000, times: runs(id) + 2 });
    for (const { id } of after) for (const { messages } of LANGUAGES) expect(Object.keys(messages)).toContain(`job.${id}`);
    const failed = after.filter(({ failures }) => failures > 0);
    expect(failed.length).toBeGreaterThan(0);
    for (const { ok_at: okAt } of failed) expect(okAt).toBe(later);
    expect(after.find(({ id }) => id === 'due-changes')?.done).toEqual(expect.any(Number));
    expect((await call('GET', '/v1/reports/jobs', { token: tokens.agent })).body.code).toBe('auth.forbidden');
  });
});

/** The database, but that nothing can be said of one of its tables. */
function failingFor(db: D1Database, table: string): D1Database {
  const prepare = (sql: string) => {
    if (sql.includes(table)) throw new Error('broken');
    return db.prepare(sql);
  };
  return { prepare, batch: (all: D1PreparedStatement[]) => db.batch(all) } as unknown as D1Database;
}
