/** The customers page's numbers: the past of one customer, reports over the book, saved segments. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { CustomerList } from '../../shared/api/customer-list';
import { HistoryAnswer } from '../../shared/api/history-answer';
import { AreasReport, BookReport, JobsReport, SignalsReport } from '../../shared/api/report-answers';
import { SegmentsAnswer } from '../../shared/api/segments';
import type { Facts } from '../../shared/facts/facts';
import { LANGUAGES } from '../../shared/i18n/languages';
import { type SegmentFilter, segmentsOf } from '../../shared/segments';
import { TALLY } from '../../worker/book-reports';
import type { Env } from '../../worker/env';
import { tallyOn } from '../../worker/jobs/book-tally';
import { publishNext } from '../../worker/model-in-force';
import { runJobs } from '../../worker/schedule';
import { currentModel, currentProgramme, modelAndFeeds } from '../../worker/store/documents';
import { storedReport } from '../../worker/store/reports';
import { call, event, type Office, openStaffed, type Staffed } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
let office: Office;
let tokens: Staffed['tokens'];
const ago = (days: number) => NOW - days * DAY;
const get = async (path: string, token = tokens.admin) => (await call('GET', path, { token })).body;

/** Six customers of two owners and two currencies, besides those that every office has. */
const EVENTS = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id, i) => [
    event(id, 'customer.profile', ago(400), {
      name: `Customer ${id}`,
      segment: i % 2 === 0 ? 'retail' : 'wholesale',
      value: { amount: (i + 1) * 100_000, currency: i < 3 ? 'EUR' : 'USD' },
    }),
    event(id, 'customer.owner', ago(400), { owner: i < 2 ? 'agent-1' : 'manager-1' }),
    event(id, 'purchase', ago(20 + i * 30), { amount: 5_000, currency: 'EUR', product: i < 2 ? 'kiln' : 'press' }),
  ]),
  event('a', 'invoice.issued', ago(60), { invoice: 'a1', amount: 10_000, currency: 'EUR', due: ago(40) }),
  event('b', 'invoice.issued', ago(60), { invoice: 'b1', amount: 10_000, currency: 'EUR', due: ago(40) }),
  event('b', 'invoice.paid', ago(10), { invoice: 'b1' }),
  event('c', 'ticket.opened', ago(9), { ticket: 'c1', subject: 'Press stands still', priority: 'urgent' }),
  event('d', 'contract.set', ago(300), { contract: 'd1', end: NOW + 25 * DAY }),
  event('a', 'remark', ago(30), { kind: 'competitor', name: 'Rivalis' }),
  event('b', 'remark', ago(20), { kind: 'competitor', name: 'rivalis ' }),
  event('b', 'remark', ago(15), { kind: 'competitor', name: 'Rivalis' }),
  event('c', 'remark', ago(20), { kind: 'feature-gap', name: 'Remote start', blocker: true }),
  event('d', 'remark', ago(20), { kind: 'feature-gap', name: 'Remote start' }),
  event('e', 'remark', ago(20), { kind: 'defect', name: 'Leaks' }, { id: 'answered-defect' }),
  event('e', 'remark.answered', ago(2), { remark: 'answered-defect' }),
  event('a', 'survey.answered', ago(20), { survey: 's', kind: 'nps', score: 2, area: 'Delivery' }),
  event('b', 'survey.answered', ago(25), { survey: 's', kind: 'nps', score: 10, area: 'Delivery' }),
  event('b', 'survey.answered', ago(120), { survey: 's', kind: 'nps', score: 10, area: 'Delivery' }),
  event('c', 'survey.answered', ago(21), { survey: 's', kind: 'csat', score: 5, area: 'Support' }),
];

beforeAll(async () => {
  ({ office, tokens } = await openStaffed('Reports', NOW));
  const sent = await call('POST', '/v1/events', { token: tokens.ingest, body: { events: EVENTS } });
  expect(sent.body).toMatchObject({ accepted: EVENTS.length, refused: [] });
});

describe('the history of a customer', () => {
  test.each([1, 7, 30, 90, 365])('row 47: over %i days its steps add up to the change of the shown score', async (days) => {
    for (const id of ['a', 'b', 'c', 'd', 'mine']) {
      const history = v.parse(HistoryAnswer, await get(`/v1/customers/${id}/history?days=${days}`));
      const { health } = await get(`/v1/customers/${id}`);
      const { from, to, steps } = history.change;
      expect(steps.reduce((sum, { points }) => sum + points, from)).toBe(to);
      expect(history.series.at(-1)).toMatchObject({ score: health.score, band: health.band });
      expect(history.series.length).toBeLessThanOrEqual(54);
      if (health.score !== null) expect(to).toBe(health.score);
    }
  });

  test('row 47: names what came in between, the newest first, in the words of its source', async () => {
    const { events, more } = v.parse(HistoryAnswer, await get('/v1/customers/c/history?days=30'));
    expect(events.map(({ type, about }) => [type, about])).toEqual([
      ['ticket.opened', 'Press stands still'],
      ['remark', 'Remote start'],
      ['survey.answered', 'Support 5'],
    ]);
    expect(events[0]).toMatchObject({ feeds: ['support'], at: ago(9) });
    expect(more).toBe(0);
  });

  test('row 47: what a published model changed stands apart, and the model is marked', async () => {
    const { model, feeds } = await modelAndFeeds(env.DB, office.workspace);
    const { version } = model;
    const row = (model.baseWeights ?? model.weights)[''];
    if (!row) throw new Error('no weights');
    const baseWeights = { '': { ...row, billing: row.billing + row.purchases, purchases: 0 } };
    await publishNext(env.DB, office.workspace, { ...model, baseWeights }, feeds, office.admin, Date.now());
    const history = v.parse(HistoryAnswer, await get('/v1/customers/a/history?days=1'));
    expect(history.models.at(-1)).toMatchObject({ version: version + 1, author: office.admin });
    expect(history.series.at(-1)?.model).toBe(version + 1);
    expect(history.change.steps.reduce((sum, { points }) => sum + points, history.change.from)).toBe(history.change.to);
  });

  test('is there for those who may see the customer, and for nobody else', async () => {
    expect((await call('GET', '/v1/customers/a/history', { token: tokens.agent })).status).toBe(200);
    expect((await call('GET', '/v1/customers/covered/history', { token: tokens.agent })).status).toBe(200);
    for (const id of ['c', 'theirs', 'nobody'])
      expect(await call('GET', `/v1/customers/${id}/history`, { token: tokens.agent })).toMatchObject({
        status: 404,
        body: { code: 'customer.unknown' },
      });
    expect((await call('GET', '/v1/customers/a/history?days=0', { token: tokens.admin })).body.code).toBe('request.malformed');
  });
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

describe('the list', () => {
  test('row 47: sorts by what is at stake, points lost × yearly value, and never across currencies', async () => {
    const { customers } = v.parse(CustomerList, await get('/v1/customers?sort=risk'));
    const stakes = customers.filter(({ value }) => value !== null);
    expect([...new Set(stakes.map(({ value }) => value?.currency))]).toEqual(['EUR', 'USD']);
    expect(stakes.filter(({ value }) => value?.currency === 'EUR')).toHaveLength(4);
    for (const currency of ['EUR', 'USD']) {
      const { results } = await env.DB.prepare(
        `SELECT id FROM customers WHERE workspace = ? AND currency = ? ORDER BY value * (100 - score) DESC, id`,
      )
        .bind(office.workspace, currency)
        .all<{ id: string }>();
      expect(stakes.filter(({ value }) => value?.currency === currency).map(({ id }) => id)).toEqual(results.map(({ id }) => id));
    }
  });

  test('row 46: computes every row for the answer: last seen, last contact, trend and tier', async () => {
    const { customers } = v.parse(CustomerList, await get('/v1/customers?q=customer+b'));
    const [row] = customers;
    expect(row).toMatchObject({ id: 'b', group: 'wholesale', last_seen_at: Math.floor(ago(50) / DAY) * DAY, tier: 'bronze' });
    expect(row?.as_of).toBeGreaterThanOrEqual(NOW);
  });
});

describe('saved segments', () => {
  const FILTERS: SegmentFilter[] = [
    {},
    { groups: ['retail'] },
    { products: ['kiln', 'loom'] },
    { owners: ['agent-1'] },
    { signals: ['invoice-overdue', 'ticket-unanswered'] },
    { renewalDays: 30 },
    { value: { currency: 'EUR', from: 200_000 } },
    { value: { currency: 'USD', from: 1, to: 500_000 }, groups: ['wholesale'] },
    { bands: ['at-risk', 'watch', 'healthy'] },
    { bands: ['unknown'], tiers: ['bronze'] },
    { tiers: ['gold', 'platinum'] },
  ];
  const segments = FILTERS.map((filter, i) => ({ id: `s${i}`, name: `Segment ${i}`, filter }));

  test('row 48: count live what the pure membership says of every customer', async () => {
    const saved = await call('POST', '/v1/segments', { token: tokens.manager, body: { version: 0, segments } });
    expect(saved.status).toBe(201);
    const answer = v.parse(SegmentsAnswer, await get('/v1/segments'));
    const { results } = await env.DB.prepare('SELECT body FROM facts WHERE workspace = ?').bind(office.workspace).all<{ body: string }>();
    const under = {
      model: await currentModel(env.DB, office.workspace),
      programme: await currentProgramme(env.DB, office.workspace),
      segments,
    };
    // The stored bands are of the model before until the schedule has folded again, so they are left out here.
    const members = results.flatMap(({ body }) => segmentsOf(JSON.parse(body) as Facts, under, NOW).map(({ id }) => id));
    for (const { id, count, filter } of answer.segments)
      if (!filter.bands) expect({ id, count }).toEqual({ id, count: members.filter((one) => one === id).length });
    expect(answer.segments.map(({ count }) => count).slice(1, 8)).toEqual([3, 2, 3, 2, 1, 2, 1]);
  });

  test('row 48: reach every device beside the programme, and only when they are newer than its own', async () => {
    const saved = v.parse(SegmentsAnswer, await get('/v1/segments', tokens.agent));
    const sent = await get(`/v1/changes?segments=${saved.version - 1}`, tokens.agent);
    expect(sent.segments).toEqual({ version: saved.version, segments });
    expect((await get(`/v1/changes?segments=${saved.version}`, tokens.agent)).segments).toBeUndefined();
  });

  test('row 48: count for an agent only what the agent may see, and list the members', async () => {
    const answer = v.parse(SegmentsAnswer, await get('/v1/segments', tokens.agent));
    expect(answer.segments.slice(0, 4).map(({ count }) => count)).toEqual([4, 1, 2, 3]);
    const { customers } = v.parse(CustomerList, await get('/v1/customers?segment=s2&sort=name', tokens.agent));
    expect(customers.map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await get('/v1/customers?segment=nothing')).code).toBe('segment.unknown');
  });

  test('row 46: an event moves a customer from one segment to another at once', async () => {
    const countOf = async (id: string) => v.parse(SegmentsAnswer, await get('/v1/segments')).segments.find((one) => one.id === id)?.count;
    expect(await countOf('s1')).toBe(3);
    await call('POST', '/v1/events', { token: tokens.ingest, body: { events: [event('a', 'customer.profile', NOW, { segment: 'key' })] } });
    expect(await countOf('s1')).toBe(2);
  });

  test('are saved by admins and managers, never over what somebody else saved meanwhile', async () => {
    expect((await call('POST', '/v1/segments', { token: tokens.agent, body: { version: 1, segments: [] } })).body.code).toBe(
      'auth.forbidden',
    );
    expect(await call('POST', '/v1/segments', { token: tokens.admin, body: { version: 0, segments: [] } })).toMatchObject({
      status: 409,
      body: { code: 'segments.outdated' },
    });
    const twice = [segments[0], segments[0]];
    expect((await call('POST', '/v1/segments', { token: tokens.admin, body: { version: 1, segments: twice } })).body.code).toBe(
      'request.malformed',
    );
    expect((await get('/v1/segments')).segments).toHaveLength(segments.length);
  });
});
