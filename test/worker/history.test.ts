/** The past of one customer: what changed the number, line by line. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { HistoryAnswer } from '../../shared/api/history-answer';
import { publishNext } from '../../worker/model-in-force';
import { modelAndFeeds } from '../../worker/store/documents';
import { call, type Office, type Staffed } from './office';
import { ago, openSmallBook } from './small-book';

let office: Office;
let tokens: Staffed['tokens'];
const get = async (path: string, token = tokens.admin) => (await call('GET', path, { token })).body;

beforeAll(async () => {
  ({ office, tokens } = await openSmallBook('History'));
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
