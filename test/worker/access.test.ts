/** Who may do what: roles, workspaces, users, and what browsers are told. */
import { env, exports } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { Changes, LookupAnswer, Status } from '../../shared/api/contract';
import { CustomerList } from '../../shared/api/customer-list';
import { ENDPOINTS, type Endpoint } from '../../shared/api/endpoints';
import { RemoveUserAnswer, Users } from '../../shared/api/people';
import { approvePairing } from '../../worker/auth/pairing';
import { sha256 } from '../../worker/auth/token';
import { call, count, hire, type Office, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const _DAY = 86_400_000;
let office: Office;
let other: Office;
let tokens: Staffed['tokens'];
const worker = env as never;

beforeAll(async () => {
  ({ office, other, tokens } = await openStaffed('Access', NOW));
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

describe('users', () => {
  const person = async (id: string) =>
    v.parse(Users, (await call('GET', '/v1/users', { token: tokens.admin })).body).users.find((user) => user.id === id);

  test('another role holds at once on the devices a person has', async () => {
    const token = await hire(office, 'viewer', 'rising');
    const publish = () => call('POST', '/v1/events', { token, body: { events: [] } });
    expect((await publish()).status).toBe(403);
    expect(await call('POST', '/v1/users/rising', { token: tokens.admin, body: { role: 'manager' } })).toMatchObject({
      status: 200,
      body: { id: 'rising', role: 'manager' },
    });
    expect((await publish()).status).toBe(200);
    expect(await person('rising')).toMatchObject({ role: 'manager', name: 'rising' });
    expect(await call('POST', '/v1/users/nobody', { token: tokens.admin, body: { role: 'agent' } })).toMatchObject({
      status: 404,
      body: { code: 'user.unknown' },
    });
  });

  test('who is removed loses every device at once, and the customers go to the successor', async () => {
    const leaving = await hire(office, 'agent', 'leaving');
    const staying = await hire(office, 'agent', 'staying');
    const events = [
      { customer: 'handed', type: 'customer.owner', at: Date.now(), data: { owner: 'leaving', cover: ['staying'] } },
      { customer: 'stood-in', type: 'customer.owner', at: Date.now(), data: { owner: 'manager-1', cover: ['leaving', 'agent-1'] } },
    ];
    await call('POST', '/v1/events', { token: tokens.admin, body: { events } });
    expect((await call('GET', '/v1/customers/handed', { token: leaving })).status).toBe(200);
    const answer = await call('DELETE', '/v1/users/leaving?successor=staying', { token: tokens.admin });
    expect(v.parse(RemoveUserAnswer, answer.body)).toEqual({ customers: 1 });
    expect(await call('GET', '/v1/me', { token: leaving })).toMatchObject({ status: 401, body: { code: 'auth.revoked' } });
    const owner = async (id: string) => (await call('GET', `/v1/customers/${id}`, { token: tokens.manager })).body.facts.owner;
    expect(await owner('handed')).toMatchObject({ user: 'staying', cover: ['staying'] });
    expect(await owner('stood-in')).toMatchObject({ user: 'manager-1', cover: ['agent-1'] });
    expect((await call('GET', '/v1/customers/handed', { token: staying })).status).toBe(200);
    expect(await person('leaving')).toBeUndefined();
    expect(
      await count(`SELECT count(*) AS n FROM audit WHERE action = 'user.removed' AND subject = 'leaving' AND detail = 'staying'`),
    ).toBe(1);
    expect((await call('DELETE', '/v1/users/leaving', { token: tokens.admin })).body.code).toBe('user.unknown');
    const back = await call('POST', '/v1/users', { token: tokens.admin, body: { name: 'Back', role: 'viewer', id: 'leaving' } });
    expect(back.status).toBe(201);
    expect(await person('leaving')).toMatchObject({ name: 'Back', role: 'viewer' });
  });

  test('without a successor their customers belong to nobody; an unknown one changes nothing', async () => {
    await hire(office, 'agent', 'going');
    await call('POST', '/v1/events', {
      token: tokens.admin,
      body: { events: [{ customer: 'left-alone', type: 'customer.owner', at: Date.now(), data: { owner: 'going' } }] },
    });
    for (const successor of ['nobody', 'going'])
      expect((await call('DELETE', `/v1/users/going?successor=${successor}`, { token: tokens.admin })).body.code).toBe('user.unknown');
    expect(await person('going')).toBeDefined();
    await call('DELETE', '/v1/users/going', { token: tokens.admin });
    expect((await call('GET', '/v1/customers/left-alone', { token: tokens.manager })).body.facts.owner.user).toBe('');
  });

  test('the last admin stays: neither removed nor given another role', async () => {
    const refused = { status: 409, body: { code: 'user.last-admin' } };
    expect(await call('DELETE', `/v1/users/${office.admin}`, { token: tokens.admin })).toMatchObject(refused);
    expect(await call('POST', `/v1/users/${office.admin}`, { token: tokens.admin, body: { role: 'viewer' } })).toMatchObject(refused);
    expect((await call('GET', '/v1/me', { token: tokens.admin })).body.role).toBe('admin');
    const second = await hire(office, 'admin', 'second-admin');
    expect((await call('DELETE', '/v1/users/second-admin', { token: tokens.admin })).status).toBe(200);
    expect((await call('GET', '/v1/me', { token: second })).status).toBe(401);
  });

  test('a removed person cannot use an old invitation, nor a device that was approved and has not fetched its token', async () => {
    const invited = await call('POST', '/v1/users', { token: tokens.admin, body: { name: 'Late', role: 'agent', id: 'late' } });
    const verifier = crypto.randomUUID() + crypto.randomUUID();
    const started = await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Old laptop' } });
    await approvePairing(worker, { workspace: office.workspace, user: 'late', role: 'agent', device: null }, started.body.code, Date.now());
    await call('DELETE', '/v1/users/late', { token: tokens.admin });
    const link = new URL(invited.body.url).pathname;
    expect((await call('POST', link, { headers: { 'sec-fetch-site': 'same-origin' }, body: '{}' })).headers.get('set-cookie')).toBeNull();
    const token = await call('POST', '/v1/pair/token', { body: { pairing: started.body.pairing, verifier } });
    expect(token).toMatchObject({ status: 403, body: { code: 'pairing.denied' } });
  });
});

describe('what a browser is told', () => {
  test('a session cookie is out of reach of scripts and of other sites, and belongs to this host alone over https', async () => {
    const { url } = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Access' } })).body;
    const spend = async (origin: string) => {
      const made = await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Access' } });
      const path = new URL(made.body.url).pathname;
      const answer = await exports.default.fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', headers: { origin } });
      return answer.headers.get('set-cookie') ?? '';
    };
    expect(new URL(url).pathname).toMatch(/^\/link\/vafa_[0-9a-z]+_[\w-]{43}$/);
    const [plain, secure] = [await spend('http://127.0.0.1:8787'), await spend('https://vafa.example')];
    for (const cookie of [plain, secure]) {
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      expect(cookie).toMatch(/Path=\//);
      expect(cookie).not.toMatch(/Domain=/);
    }
    expect(secure).toMatch(/^__Host-vafa_session=.*Secure/);
  });

  test('looking at a one-time link does not spend it', async () => {
    const { url } = (await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: 'Access' } })).body;
    const path = new URL(url).pathname;
    for (const method of ['GET', 'HEAD']) expect((await call(method, path)).headers.get('set-cookie')).toBeNull();
    const headers = { origin: 'http://127.0.0.1:8787' };
    expect((await call('POST', path, { headers })).headers.get('set-cookie')).not.toBeNull();
    expect((await call('POST', path, { headers })).headers.get('set-cookie')).toBeNull();
  });

  test('no answer is stored, guessed at, framed or opened to other origins', async () => {
    for (const [path, token] of [
      ['/v1/customers', tokens.viewer],
      ['/v1/customers', ''],
      ['/', ''],
      ['/pair', ''],
    ] as const) {
      const { headers } = await call('GET', path, token ? { token } : {});
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      if (path.startsWith('/v1')) continue;
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('guessing setup secrets is stopped', async () => {
    const guess = () => call('POST', '/v1/setup-links', { token: 'guess', body: {}, headers: { 'cf-connecting-ip': '192.0.2.7' } });
    for (let i = 0; i < 20; i++) expect((await guess()).body.code).toBe('auth.invalid');
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
  });
});
