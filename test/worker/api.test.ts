/** The API as its callers meet it: who may call what, pairing, links, acts, and a clear answer to every bad request. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import {
  ActsAnswer,
  Changes,
  CustomerList,
  ENDPOINTS,
  type Endpoint,
  IngestAnswer,
  LookupAnswer,
  Me,
  PairAnswer,
  Status,
  Users,
} from '../../shared/api/contract';
import { PROBLEMS } from '../../shared/api/problems';
import { approvePairing, denyPairing, readPairing } from '../../worker/auth/pairing';
import { newToken, sha256 } from '../../worker/auth/token';
import type { Caller } from '../../worker/http';
import { spendLink } from '../../worker/store/credentials';
import { call, count, hire, type Office, openOffice, pairAs, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let office: Office;
let other: Office;
const tokens = { admin: '', manager: '', agent: '', viewer: '', ingest: '' };
const worker = env as never;

beforeAll(async () => {
  office = await openOffice('Api');
  other = await openOffice('Api, other');
  tokens.admin = office.adminToken;
  for (const role of ['manager', 'agent', 'viewer'] as const) tokens[role] = await hire(office, role, `${role}-1`);
  tokens.ingest = (await call('POST', '/v1/keys', { token: tokens.admin, body: { name: 'Shop' } })).body.key;
  const events = [
    {
      customer: 'mine',
      type: 'customer.profile',
      at: NOW - 9 * DAY,
      data: { name: 'Mine GmbH', value: { amount: 100_000, currency: 'EUR' } },
    },
    { customer: 'mine', type: 'customer.owner', at: NOW - 9 * DAY, data: { owner: 'agent-1' } },
    {
      customer: 'mine',
      type: 'contact.set',
      at: NOW - 9 * DAY,
      data: { contact: 'c', name: 'Tamsin Orrell', email: 'Tamsin@mine.example' },
    },
    { customer: 'mine', type: 'domain.set', at: NOW - 9 * DAY, data: { domain: 'mine.example' } },
    { customer: 'covered', type: 'customer.owner', at: NOW - 9 * DAY, data: { owner: 'manager-1', cover: ['agent-1'] } },
    { customer: 'theirs', type: 'customer.owner', at: NOW - 9 * DAY, data: { owner: 'manager-1' } },
    { customer: 'theirs', type: 'contact.set', at: NOW - 9 * DAY, data: { contact: 'c', name: 'Ola', email: 'ola@theirs.example' } },
  ];
  expect(v.parse(IngestAnswer, (await call('POST', '/v1/events', { token: tokens.ingest, body: { events } })).body)).toEqual({
    accepted: 7,
    duplicates: 0,
    refused: [],
  });
});

describe('who may call what', () => {
  test('status answers anybody, with the version of the package', async () => {
    expect(v.parse(Status, (await call('GET', '/v1/status')).body)).toEqual({ name: 'vafa', version, ready: true });
  });

  test('every endpoint lets in exactly the roles of the table, and nobody without a token', async () => {
    for (const { method, path, roles } of Object.values(ENDPOINTS) as Endpoint[]) {
      if (roles === 'anyone' || path === '/v1/me') continue;
      const at = path.replace(':id', 'nothing').replace(':kind', 'nothing');
      const body = method === 'POST' ? { body: {} } : {};
      expect(await call(method, at, body)).toMatchObject({ status: 401, body: { code: 'auth.missing' } });
      for (const [role, token] of Object.entries(tokens)) {
        const answer = await call(method, at, { token, ...body });
        const refused = answer.body?.code === 'auth.forbidden';
        expect({ method, path, role, refused }).toEqual({ method, path, role, refused: !roles.includes(role as never) });
      }
    }
  });

  test('no role of one workspace reaches anything of another', async () => {
    const manager = await hire(other, 'manager', 'manager-1');
    for (const token of [other.adminToken, manager]) {
      expect(await call('GET', '/v1/customers/mine', { token })).toMatchObject({ status: 404, body: { code: 'customer.unknown' } });
      expect((await call('GET', '/v1/customers', { token })).body.customers).toEqual([]);
      expect((await call('GET', '/v1/changes', { token })).body.customers).toEqual([]);
      expect((await call('POST', '/v1/lookup', { token, body: { address: 'tamsin@mine.example' } })).body).toEqual({
        by: 'none',
        found: [],
      });
      expect(
        (
          await call('POST', '/v1/acts', {
            token,
            body: { acts: [{ id: ulid(), customer: 'mine', type: 'note', at: NOW, data: { kind: 'call' } }] },
          })
        ).body.results[0],
      ).toMatchObject({ ok: false, code: 'customer.unknown' });
    }
    const device = v.parse(Users, (await call('GET', '/v1/users', { token: tokens.admin })).body).devices[0];
    expect(await call('DELETE', `/v1/devices/${device?.id}`, { token: other.adminToken })).toMatchObject({
      status: 404,
      body: { code: 'device.unknown' },
    });
  });

  test('an agent sees own and covered customers in every way of reading, everybody else all', async () => {
    for (const [role, seen] of [
      ['agent', ['covered', 'mine']],
      ['viewer', ['covered', 'mine', 'theirs']],
      ['manager', ['covered', 'mine', 'theirs']],
    ] as const) {
      const token = tokens[role];
      expect(
        v
          .parse(CustomerList, (await call('GET', '/v1/customers?sort=name', { token })).body)
          .customers.map(({ id }) => id)
          .sort(),
      ).toEqual(seen);
      expect(
        v
          .parse(Changes, (await call('GET', '/v1/changes?seq=0', { token })).body)
          .customers.map(({ id }) => id)
          .sort(),
      ).toEqual(seen);
      expect((await call('GET', '/v1/customers/theirs', { token })).status).toBe(role === 'agent' ? 404 : 200);
      expect(
        v.parse(LookupAnswer, (await call('POST', '/v1/lookup', { token, body: { address: 'ola@theirs.example' } })).body).found.length,
      ).toBe(role === 'agent' ? 0 : 1);
    }
  });

  test('a customer given to somebody else is gone for the agent, and back when given back', async () => {
    const token = tokens.agent;
    const give = (owner: string) =>
      call('POST', '/v1/events', {
        token: tokens.manager,
        body: { events: [{ customer: 'wandering', type: 'customer.owner', at: Date.now(), data: { owner } }] },
      });
    await give('agent-1');
    const first = (await call('GET', '/v1/changes', { token })).body;
    expect(first.customers.map(({ id }: { id: string }) => id)).toContain('wandering');
    await give('manager-1');
    const second = (await call('GET', `/v1/changes?seq=${first.seq}`, { token })).body;
    expect(second).toMatchObject({ customers: [], gone: ['wandering'] });
    await give('agent-1');
    const third = (await call('GET', `/v1/changes?seq=${second.seq}`, { token })).body;
    expect(third.gone).toEqual([]);
    expect(third.customers.map(({ id }: { id: string }) => id)).toEqual(['wandering']);
  });

  test('a page of another origin is refused, our own and an extension are not, and no answer names an allowed origin', async () => {
    expect(await call('GET', '/v1/status', { headers: { origin: 'https://mail.example' } })).toMatchObject({
      status: 403,
      body: { code: 'origin.refused' },
    });
    for (const origin of ['http://127.0.0.1:8787', 'chrome-extension://abcdefghijklmnop', 'moz-extension://0f0f']) {
      const answer = await call('GET', '/v1/status', { headers: { origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const preflight = await call('OPTIONS', '/v1/acts', {
      headers: { origin: 'moz-extension://0f0f', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    for (const headers of [{ origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<
      string,
      string
    >[]) {
      expect(await call('POST', '/pair', { headers, body: '{}' })).toMatchObject({ status: 403, body: { code: 'origin.refused' } });
    }
  });
});

describe('pairing', () => {
  const approver = (): Caller => ({ workspace: office.workspace, user: office.admin, role: 'admin', device: null });
  const start = async (verifier: string) =>
    v.parse(PairAnswer, (await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Firefox on Linux' } })).body);
  const take = (pairing: string, verifier: string) => call('POST', '/v1/pair/token', { body: { pairing, verifier } });

  test('a device waits, is approved by code, and gets the same token however often it asks', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    expect(started.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(new URL(started.approve).pathname).toBe('/pair');
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 425, body: { code: 'pairing.pending' } });
    expect(await readPairing(worker, approver(), started.code, Date.now())).toMatchObject({ name: 'Firefox on Linux' });
    await approvePairing(worker, approver(), started.code.toLowerCase().replace('-', ' '), Date.now());
    const { token } = (await take(started.pairing, verifier)).body;
    expect((await take(started.pairing, verifier)).body.token).toBe(token);
    expect(v.parse(Me, (await call('GET', '/v1/me', { token })).body)).toMatchObject({
      user: office.admin,
      name: 'Ada',
      role: 'admin',
      workspace: office.workspace,
      workspace_name: 'Api',
    });
    expect(await count('SELECT count(*) AS n FROM credentials WHERE hash = ?', token)).toBe(0);
    expect(await count('SELECT count(*) AS n FROM audit WHERE action = ? AND subject = ?', 'pairing.approved', started.pairing)).toBe(1);
  });

  test('a wrong verifier gets nothing, and five of them end the pairing', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    await approvePairing(worker, approver(), started.code, Date.now());
    for (let i = 0; i < 5; i++)
      expect(await take(started.pairing, verifier.replace(/.$/, '_'))).toMatchObject({ status: 403, body: { code: 'pairing.denied' } });
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
  });

  test('a pairing that is too old, unknown or refused ends by name', async () => {
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await start(verifier);
    await expect(approvePairing(worker, approver(), started.code, started.expires_at + 1)).rejects.toMatchObject({
      problem: { code: 'pairing.expired' },
    });
    await env.DB.prepare('UPDATE pairings SET expires_at = 1 WHERE id = ?').bind(started.pairing).run();
    expect(await take(started.pairing, verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
    expect(await take('nothing', verifier)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
    const refused = await start(verifier);
    await denyPairing(worker, approver(), refused.code, Date.now());
    expect(await take(refused.pairing, verifier)).toMatchObject({ status: 403, body: { code: 'pairing.denied' } });
  });

  test('five wrong codes stop the person from guessing on', async () => {
    const guesser = { ...approver(), user: 'guesser' };
    for (let i = 0; i < 5; i++)
      await expect(approvePairing(worker, guesser, `BBBB-BBB${i}`, NOW)).rejects.toMatchObject({
        problem: { code: 'pairing.code-unknown' },
      });
    await expect(approvePairing(worker, guesser, 'BBBB-BBBB', NOW)).rejects.toMatchObject({ problem: { code: 'rate.limited' } });
  });

  test('a revoked device, a signed-out one and a made-up token are turned away by different names', async () => {
    const token = await pairAs(office.workspace, 'viewer-1', 'viewer');
    const { device } = (await call('GET', '/v1/me', { token })).body;
    expect((await call('DELETE', `/v1/devices/${device}`, { token: tokens.admin })).status).toBe(204);
    expect(await call('GET', '/v1/me', { token })).toMatchObject({ status: 401, body: { code: 'auth.revoked' } });
    const second = await pairAs(office.workspace, 'viewer-1', 'viewer');
    expect((await call('DELETE', '/v1/me', { token: second })).status).toBe(204);
    expect(await call('GET', '/v1/me', { token: second })).toMatchObject({ status: 401, body: { code: 'auth.revoked' } });
    const strange = (await newToken(office.workspace)).text;
    const moved = token.replace(office.workspace, other.workspace);
    for (const bad of [strange, moved, 'nonsense', `${token}x`])
      expect(await call('GET', '/v1/me', { token: bad })).toMatchObject({ status: 401, body: { code: 'auth.invalid' } });
  });
});

describe('one-time links', () => {
  test('only the holder of the secret gets one, and asking twice makes no second workspace', async () => {
    expect(await call('POST', '/v1/setup-links', { body: {} })).toMatchObject({ status: 401, body: { code: 'auth.missing' } });
    expect(await call('POST', '/v1/setup-links', { token: 'guess', body: {} })).toMatchObject({
      status: 401,
      body: { code: 'auth.invalid' },
    });
    const ask = () => call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.url).not.toBe(second.body.url);
    expect(await count('SELECT count(*) AS n FROM workspaces WHERE name = ?', 'Linked')).toBe(1);
    expect(await count(`SELECT count(*) AS n FROM users u JOIN workspaces w ON w.id = u.workspace WHERE w.name = ?`, 'Linked')).toBe(1);
  });

  test('of two who spend a link at once one is let in, and nobody after', async () => {
    const { url } = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } })).body;
    const hash = await sha256(url.slice(url.lastIndexOf('/') + 1));
    const spend = (id: string) => spendLink(env.DB, hash, { hash: `session-${id}`, id, expiresAt: NOW + DAY }, `mark-${id}`, NOW);
    const won = await Promise.all([spend('a'), spend('b')]);
    expect(won.filter((who) => who !== null)).toHaveLength(1);
    expect(await count(`SELECT count(*) AS n FROM credentials WHERE hash LIKE 'session-%'`)).toBe(1);
    expect(await spend('c')).toBeNull();
    const late = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Linked' } })).body;
    expect(
      await spendLink(
        env.DB,
        await sha256(late.url.slice(late.url.lastIndexOf('/') + 1)),
        { hash: 'late', id: 'late', expiresAt: 1 },
        'late',
        late.expires_at + 1,
      ),
    ).toBeNull();
  });
});

describe('acts', () => {
  const act = (more: Record<string, unknown> = {}) => ({
    id: ulid(),
    customer: 'mine',
    type: 'note',
    at: NOW - 60_000,
    data: { kind: 'call', text: 'They want more seats', by: 'somebody-else' },
    ...more,
  });
  const send = async (token: string, acts: unknown[]) =>
    v.parse(ActsAnswer, (await call('POST', '/v1/acts', { token, body: { acts } })).body).results;

  test('a note is written once, in the name of the caller, and a retry gets the same answer', async () => {
    const note = act();
    const first = await send(tokens.agent, [note]);
    expect(first).toEqual([{ id: note.id, ok: true }]);
    expect(await send(tokens.agent, [note])).toEqual(first);
    const { facts } = (await call('GET', '/v1/customers/mine', { token: tokens.agent })).body;
    expect(facts.notes.filter(({ id }: { id: string }) => id === note.id)).toMatchObject([{ by: 'agent-1', text: 'They want more seats' }]);
    expect(await send(tokens.agent, [{ ...note, data: null, revision: 1 }])).toEqual(first);
    expect(
      (await call('GET', '/v1/customers/mine', { token: tokens.agent })).body.facts.notes.map(({ id }: { id: string }) => id),
    ).not.toContain(note.id);
  });

  test('each item is judged by itself, and a retry is the same after the customer was given away', async () => {
    const good = act({ customer: 'lent' });
    const give = (owner: string) =>
      call('POST', '/v1/events', {
        token: tokens.admin,
        body: { events: [{ customer: 'lent', type: 'customer.owner', at: Date.now(), data: { owner } }] },
      });
    await give('agent-1');
    const acts = [
      good,
      act({ customer: 'theirs' }),
      act({ type: 'purchase', data: {} }),
      act({ type: 'task.set', data: { title: 'no due' } }),
      act({ at: NOW + 3 * DAY }),
      act({ customer: 'nobody' }),
    ];
    const codes = (results: { ok: boolean; code?: string | undefined }[]) => results.map(({ ok, code }) => (ok ? 'ok' : code));
    const expected = ['ok', 'customer.unknown', 'act.not-allowed', 'event.attributes', 'event.too-far-ahead', 'customer.unknown'];
    expect(codes(await send(tokens.agent, acts))).toEqual(expected);
    await give('manager-1');
    expect(codes(await send(tokens.agent, acts))).toEqual(expected);
  });

  test('the same mail seen by two people is one event; nobody rewrites the note of another or an imported event', async () => {
    const mail = act({ type: 'mail', data: { direction: 'in' } });
    expect((await send(tokens.agent, [mail]))[0]).toMatchObject({ ok: true });
    expect((await send(tokens.manager, [mail]))[0]).toMatchObject({ ok: true });
    expect(await count('SELECT count(*) AS n FROM events WHERE id = ?', mail.id)).toBe(1);
    const note = act();
    await send(tokens.manager, [note]);
    expect((await send(tokens.agent, [{ ...note, revision: 1, data: null }]))[0]).toMatchObject({ ok: false, code: 'act.not-allowed' });
    const imported = ulid();
    await call('POST', '/v1/events', {
      token: tokens.ingest,
      body: { events: [{ id: imported, customer: 'mine', type: 'note', at: NOW - DAY, data: { kind: 'visit' } }] },
    });
    expect((await send(tokens.admin, [act({ id: imported, revision: 5 })]))[0]).toMatchObject({ ok: false, code: 'act.not-allowed' });
  });
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
      ['POST', '/v1/model', { version: 0 }, 'model.outdated'],
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

describe('the model', () => {
  test('evidence of a new kind joins the model at once; a changed weight is a new version that every device gets', async () => {
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
    const published = await call('POST', '/v1/model', { token: own.adminToken, body: { version: 2, bands: { healthy: 80, watch: 60 } } });
    expect(published).toMatchObject({ status: 201, body: { version: 3 } });
    expect((await model(2)).bands).toEqual({ healthy: 80, watch: 60 });
    expect(
      (
        await call('POST', '/v1/model', {
          token: own.adminToken,
          body: { version: 3, weights: { '': { ...fed.baseWeights[''], usage: 99 } } },
        })
      ).body.code,
    ).toBe('request.malformed');
    expect(await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'model.published'`, own.workspace)).toBe(2);
  });

  test('the schedule takes a picture of the book when it is large enough, at most once a week, and folds everybody again', async () => {
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
    expect(after.customers).toHaveLength(30);
    expect(await count('SELECT count(*) AS n FROM job_cursors WHERE workspace = ?', own.workspace)).toBe(0);
    await runJobs(worker, NOW + 6 * DAY);
    expect((await call('GET', '/v1/changes?model=3', { token: own.adminToken })).body.model).toBeUndefined();
    await runJobs(worker, NOW + 8 * DAY);
    expect((await call('GET', '/v1/changes?model=3', { token: own.adminToken })).body.model.version).toBe(4);
  });
});

test('lookup falls back from the address to its domain, and searching finds folded words', async () => {
  const token = tokens.manager;
  const ask = async (address: string) => v.parse(LookupAnswer, (await call('POST', '/v1/lookup', { token, body: { address } })).body);
  expect(await ask('TAMSIN@mine.example')).toMatchObject({ by: 'contact', found: [{ contact: 'c' }] });
  expect(await ask('tamsin+invoices@mine.example')).toMatchObject({ by: 'contact' });
  expect(await ask('somebody@mine.example')).toMatchObject({ by: 'domain' });
  expect(await ask('somebody@elsewhere.example')).toEqual({ by: 'none', found: [] });
  expect((await call('GET', '/v1/customers?q=MINE%20orrell', { token })).body.customers.map(({ id }: { id: string }) => id)).toEqual([
    'mine',
  ]);
  const page = (await call('GET', '/v1/customers?sort=name&limit=2', { token })).body;
  expect(page.customers).toHaveLength(2);
  expect((await call('GET', `/v1/customers?sort=name&limit=2&cursor=${page.cursor}`, { token })).body.customers[0].id).not.toBe(
    page.customers[1].id,
  );
});

test('a fault of ours is answered as a problem that gives nothing away', async () => {
  const broken = await openOffice('Broken');
  await env.DB.prepare('DELETE FROM documents WHERE workspace = ?').bind(broken.workspace).run();
  const events = [{ customer: 'secret-customer', type: 'purchase', at: NOW - DAY, data: {} }];
  const answer = await call('POST', '/v1/events', { token: broken.adminToken, body: { events } });
  expect(answer).toMatchObject({ status: 500, body: { code: 'server.error' } });
  expect(Object.keys(answer.body).sort()).toEqual(['code', 'status', 'title', 'type']);
});
