/** A clear answer to every bad request, and to what the border refuses. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { IngestAnswer } from '../../shared/api/contract';
import { PROBLEMS } from '../../shared/api/problems';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { findCustomersByAddress } from '../../worker/store/sources';
import { call, count, event, type Office, openOffice, openStaffed, type Staffed } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let office: Office;
let tokens: Staffed['tokens'];

beforeAll(async () => {
  ({ office, tokens } = await openStaffed('Refused', NOW));
});

describe('bad requests', () => {
  test('each gets the problem that says what is wrong, as problem+json with its status', async () => {
    const token = tokens.admin;
    const cases: [string, string, unknown, string][] = [
      ['POST', '/v1/events', 'not json', 'request.malformed'],
      ['POST', '/v1/events', { events: 'many' }, 'request.malformed'],
      ['POST', '/v1/events', { events: Array.from({ length: 5001 }, () => ({})) }, 'request.malformed'],
      ['POST', '/v1/acts', { acts: [{ id: 'short' }] }, 'request.malformed'],
      ['POST', '/v1/acts', `{"acts":[],"pad":"${'x'.repeat(600_000)}"}`, 'request.too-large'],
      ['POST', '/v1/pair', { challenge: 'short', name: 'x' }, 'request.malformed'],
      ['POST', '/v1/lookup', { address: 'nothing' }, 'request.malformed'],
      ['GET', '/v1/changes?seq=-1', undefined, 'request.malformed'],
      ['GET', '/v1/customers?sort=luck', undefined, 'request.malformed'],
      ['GET', '/v1/customers/nobody', undefined, 'customer.unknown'],
      ['GET', '/v1/nothing', undefined, 'route.unknown'],
      ['DELETE', '/v1/status', undefined, 'route.unknown'],
      ['POST', '/v1/users', { name: 'Twice', role: 'agent', id: 'agent-1' }, 'user.taken'],
      ['POST', '/v1/users', { name: 'Boss', role: 'owner' }, 'request.malformed'],
      ['POST', '/v1/model/drafts', { base: 99, document: {} }, 'model.outdated'],
      ['GET', '/v1/model?version=99', undefined, 'model.version-unknown'],
      ['GET', '/v1/model/drafts/nothing', undefined, 'draft.unknown'],
    ];
    for (const [method, path, body, code] of cases) {
      const answer = await call(method, path, { token, ...(body === undefined ? {} : { body }) });
      expect({ method, path, code: answer.body.code, status: answer.status, type: answer.headers.get('content-type') }).toEqual({
        method,
        path,
        code,
        status: PROBLEMS[code as keyof typeof PROBLEMS],
        type: 'application/problem+json',
      });
    }
  });

  test('bad events are named with their place and reason, the good ones beside them are taken in', async () => {
    const at = NOW - DAY;
    const events = [
      { id: 'g1', customer: 'mixed', type: 'purchase', at: new Date(at).toISOString(), data: { amount: 5, currency: 'EUR' } },
      { id: 'b1', customer: 'mixed', type: 'miracle', at, data: {} },
      { id: 'b2', type: 'purchase', at, data: {} },
      { id: 'b3', customer: 'mixed', type: 'purchase', at: NOW + 9 * DAY, data: {} },
      { id: 'b4', customer: 'mixed', type: 'purchase', at, data: { amount: 1.5 } },
      7,
    ];
    const answer = v.parse(IngestAnswer, (await call('POST', '/v1/events', { token: tokens.manager, body: { events } })).body);
    expect(answer.accepted).toBe(1);
    expect(answer.refused.map(({ index, id, code }) => [index, id, code])).toEqual([
      [1, 'b1', 'event.type-unknown'],
      [2, 'b2', 'event.customer-missing'],
      [3, 'b3', 'event.too-far-ahead'],
      [4, 'b4', 'event.attributes'],
      [5, null, 'event.attributes'],
    ]);
  });
});

describe('what the border refuses', () => {
  test('an id that belongs to another event is refused with the rule, and a true repeat stays a duplicate', async () => {
    const post = async (...events: object[]) =>
      v.parse(IngestAnswer, (await call('POST', '/v1/events', { token: tokens.manager, body: { events } })).body);
    const at = NOW - DAY;
    const one = { id: 'order-1', customer: 'taker-a', type: 'purchase', at, data: { amount: 5, currency: 'EUR' } };
    expect(await post(one)).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    const answer = await post({ type: 'miracle' }, one, { ...one, customer: 'taker-b' }, { ...one, data: { amount: 6, currency: 'EUR' } });
    expect(answer).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(answer.refused.map(({ index, id, code }) => [index, id, code])).toEqual([
      [0, null, 'event.type-unknown'],
      [2, 'order-1', 'event.id-taken'],
      [3, 'order-1', 'event.id-taken'],
    ]);
    expect(answer.refused[1]?.detail).toContain('raise `revision`');
    expect((await call('GET', '/v1/customers/taker-b', { token: tokens.manager })).body.code).toBe('customer.unknown');
    expect(await post({ ...one, revision: 1, data: { amount: 6, currency: 'EUR' } })).toMatchObject({ accepted: 1, refused: [] });
  });

  test('a free-mail domain is nobody’s: refused by name, and never found by a domain that came in before', async () => {
    const at = NOW - DAY;
    const set = (domain: string, more = {}) => ({ customer: 'freed', type: 'domain.set', at, data: { domain, ...more } });
    const { body } = await call('POST', '/v1/events', {
      token: tokens.manager,
      body: { events: [set('Gmail.com'), set('freed.example'), set('gmail.com', { removed: true })] },
    });
    expect(body).toMatchObject({ accepted: 2, refused: [{ index: 0, code: 'event.attributes' }] });
    expect(body.refused[0].detail).toContain('free-mail');
    await ingest(env.DB, office.workspace, [event('freed', 'domain.set', at, { domain: 'gmail.com' })], NOW);
    await foldPending(env.DB, office.workspace, NOW, 100);
    const ask = async (address: string) => (await call('POST', '/v1/lookup', { token: tokens.manager, body: { address } })).body;
    expect(await ask('stranger@gmail.com')).toEqual({ by: 'none', found: [] });
    expect(await ask('stranger@freed.example')).toMatchObject({ by: 'domain' });
    expect(await count(`SELECT count(*) AS n FROM directory WHERE workspace = ?1 AND key = '@gmail.com'`, office.workspace)).toBe(0);
    await env.DB.prepare(`INSERT INTO directory (workspace, key, customer, contact) VALUES (?1, '@gmail.com', 'freed', '')`)
      .bind(office.workspace)
      .run();
    expect(await ask('stranger@gmail.com')).toEqual({ by: 'none', found: [] });
    expect((await findCustomersByAddress(env.DB, office.workspace, ['stranger@gmail.com', 'x@freed.example'])).size).toBe(1);
  });

  test('problems quote at most 200 characters of what was sent, none of them control characters', async () => {
    const long = 'x'.repeat(3000);
    const answers = [
      await call('GET', `/v1/${long}`, { token: tokens.manager }),
      await call('POST', '/v1/lookup', { token: tokens.manager, body: { address: `a\u0007${long}` } }),
      await call('POST', '/v1/imports/customers', { token: tokens.admin, body: `a\u0001\u0007b${long},${long}\n1,2\n` }),
    ];
    for (const { body } of answers) {
      expect(body.detail).not.toMatch(/\p{Cc}/u);
      expect(body.detail).not.toContain('x'.repeat(200));
    }
    expect(answers.map(({ body }) => body.code)).toEqual(['route.unknown', 'request.malformed', 'csv.header']);
  });
});

test('a fault of ours is answered as a problem that gives nothing away', async () => {
  const broken = await openOffice('Broken');
  await env.DB.prepare('DELETE FROM documents WHERE workspace = ?').bind(broken.workspace).run();
  const events = [{ customer: 'secret-customer', type: 'purchase', at: NOW - DAY, data: {} }];
  const answer = await call('POST', '/v1/events', { token: broken.adminToken, body: { events } });
  expect(answer).toMatchObject({ status: 500, body: { code: 'server.error' } });
  expect(Object.keys(answer.body).sort()).toEqual(['code', 'status', 'title', 'type']);
});
