/** Improvements and costs over the public API, and what the report of the book counts for them. */
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { BookReport } from '../../shared/api/report-answers';
import type { Cost, Improvement } from '../../shared/churn/measures';
import { call, event, openStaffed, type Staffed } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
const ago = (days: number) => NOW - days * DAY;
const START = Math.floor(ago(100) / DAY) * DAY;
const IMPROVEMENT: Improvement = {
  id: 'i',
  cause: 'slow-support',
  goal: 'Answer in a day',
  tactics: '',
  start: START,
  days: 90,
  periods: 1,
};
const COST: Cost = { id: 'c', from: START, to: START + 90 * DAY, currency: 'EUR', acquisition: 600_000, retention: 190_000 };
let tokens: Staffed['tokens'];
const save = (version: number, token = tokens.manager, costs: Cost[] = [COST]) =>
  call('POST', '/v1/measures', { token, body: { version, improvements: [IMPROVEMENT], costs } });

/** Ten held before; two lost before the day, one after it; two came after it. */
const EVENTS = [
  ...Array.from({ length: 10 }, (_, i) => event(`h${i}`, 'customer.profile', ago(600), { name: `Held ${i}`, since: ago(600) })),
  ...['h0', 'h1'].map((id) => event(id, 'customer.lost', ago(150), { code: 'slow-support' })),
  event('h2', 'customer.lost', ago(50), { code: 'price' }),
  ...['n0', 'n1'].map((id) => event(id, 'customer.profile', ago(40), { name: id, since: ago(40) })),
];
beforeAll(async () => {
  ({ tokens } = await openStaffed('Measures', NOW));
  await call('POST', '/v1/events', { token: tokens.ingest, body: { events: EVENTS } });
});

describe('improvements and costs', () => {
  test('are saved by admins and managers, once whatever is sent again, never over what somebody else saved', async () => {
    expect((await save(0, tokens.agent)).body.code).toBe('auth.forbidden');
    const first = await save(0);
    expect([first.status, first.body.version]).toEqual([201, 1]);
    expect((await save(0)).body).toEqual(first.body);
    expect((await save(0, tokens.admin, [])).body.code).toBe('measures.outdated');
    expect((await call('GET', '/v1/measures', { token: tokens.viewer })).body).toEqual(first.body);
  });

  test('row 5 and row 6: the report counts the periods that they name', async () => {
    await save(0);
    const report = v.parse(BookReport, (await call('GET', '/v1/reports/book', { token: tokens.admin })).body);
    const [before, after] = [...report.spans].sort((a, b) => a.from - b.from);
    // Beside the three customers that every office has, of whom nobody knows since when: they were there all the time.
    expect(before).toMatchObject({ from: START - 90 * DAY, to: START, held: 13, lost_of_held: 2, acquired: 0 });
    expect(after).toMatchObject({ from: START, to: START + 90 * DAY, held: 11, lost_of_held: 1, acquired: 2 });
    expect(report.spans).toHaveLength(2);
  });
});
