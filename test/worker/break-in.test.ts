/** Trying to get in, to stay in, and to get further than one may: many at once, from many addresses, at the wrong moment, with what belongs to others. */
import { env, exports } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../shared/api/endpoints';
import { LIMITS } from '../../worker/auth/limits';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { approvePairing, takeToken } from '../../worker/auth/pairing';
import { sha256 } from '../../worker/auth/token';
import { PAGES } from './calls';
import { call, count, hire, type Office, openStaffed, pairAs, type Staffed, ulid } from './office';
import { stored } from './stored';

const ORIGIN = 'http://127.0.0.1:8787';
const worker = env as never;
let office: Office;
let other: Office;
let tokens: Staffed['tokens'];
beforeAll(async () => {
  ({ office, other, tokens } = await openStaffed('Break-in', Date.now()));
});
beforeEach(async () => {
  await env.DB.prepare('DELETE FROM counters').run();
});

const start = async (verifier: string): Promise<{ pairing: string; code: string }> =>
  (await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Browser' } })).body;
const secret = () => crypto.randomUUID() + crypto.randomUUID();
async function signIn(at: Office, user: string, role: 'admin' | 'viewer' | 'manager'): Promise<string> {
  const link = await makeLink(env.DB, ORIGIN, { workspace: at.workspace, user, role }, INVITE_MS, Date.now());
  await link.statement.run();
  const { headers } = await exports.default.fetch(link.url, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
const page = (path: string, cookie: string, form?: Record<string, string>) =>
  exports.default.fetch(`${ORIGIN}${path}`, {
    redirect: 'manual',
    headers: { cookie, origin: ORIGIN },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });

describe('guessing', () => {
  test('of twenty codes typed at the same moment five are looked at, and the right one among the others opens nothing', async () => {
    const guesser = { workspace: office.workspace, user: 'guesser', role: 'viewer' as const, device: null };
    const { code } = await start(secret());
    const guesses = [...Array.from({ length: 19 }, (_, i) => `BBBB-BB${10 + i}`), code];
    const answers = await Promise.allSettled(guesses.map((guess) => approvePairing(worker, guesser, guess, Date.now())));
    const codes = answers.map((answer) => (answer.status === 'fulfilled' ? 'in' : answer.reason.problem.code));
    expect(codes.filter((one) => one !== 'rate.limited').length).toBe(5);
  });

  test('right codes use up no tries, however many devices somebody approves', async () => {
    const approver = { workspace: office.workspace, user: office.admin, role: 'admin' as const, device: null };
    for (let i = 0; i < 12; i++) await approvePairing(worker, approver, (await start(secret())).code, Date.now());
    await expect(approvePairing(worker, approver, 'BBBB-BBBB', Date.now())).rejects.toMatchObject({
      problem: { code: 'pairing.code-unknown' },
    });
  });

  test('of many setup secrets tried at the same moment twenty are looked at', async () => {
    const guess = () => call('POST', '/v1/setup-links', { token: 'guess', body: {}, headers: { 'cf-connecting-ip': '192.0.2.77' } });
    const codes = (await Promise.all(Array.from({ length: 50 }, guess))).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'auth.invalid').length).toBe(20);
  });

  test('the addresses of one IPv6 network count as one, however they are written, and those of another apart', async () => {
    const ask = (from: string) =>
      call('POST', '/v1/pair', { body: { challenge: 'c'.repeat(43), name: 'x' }, headers: { 'cf-connecting-ip': from } });
    const most = LIMITS.pair?.most ?? 0;
    const hosts = ['2001:db8:0:7::1', '2001:0DB8:0000:0007:ffff:ffff:ffff:ffff', '2001:db8::7:0:0:0:9', '2001:db8:0:7:a:b:192.0.2.1'];
    for (let i = 0; i < most; i++) expect((await ask(hosts[i % hosts.length] ?? '')).status).toBe(200);
    for (const host of hosts) expect((await ask(host)).status, host).toBe(429);
    for (const host of ['2001:db8:0:8::1', '2001:db8:7::1', '::7', '192.0.2.1']) expect((await ask(host)).status, host).toBe(200);
  });
});

describe('somebody who is removed or given less', () => {
  const following =
    <A extends unknown[], R>(first: () => Promise<void>, then: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await first();
      return then(...args);
    };
  /** The Worker's database, with something that happens just before anything is written. */
  const meanwhile = (happens: () => Promise<unknown>) => {
    let done = false;
    const once = async () => {
      if (done) return;
      done = true;
      await happens();
    };
    const prepare = (sql: string): D1PreparedStatement => {
      const statement = env.DB.prepare(sql);
      return sql.startsWith('SELECT') ? statement : late(statement, once);
    };
    return {
      ...env,
      DB: { prepare, batch: following(once, (all: D1PreparedStatement[]) => env.DB.batch(all.map((one) => real.get(one) ?? one))) },
    } as never;
  };
  const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const late = (statement: D1PreparedStatement, first: () => Promise<void>): D1PreparedStatement => {
    const made = {
      bind: (...values: unknown[]) => late(statement.bind(...values), first),
      run: following(first, () => statement.run()),
      first: following(first, () => statement.first()),
      all: following(first, () => statement.all()),
    } as unknown as D1PreparedStatement;
    real.set(made, statement);
    return made;
  };
  const remove = (user: string) => call('DELETE', `/v1/users/${user}`, { token: tokens.admin });

  test('while their device fetches its token has none afterwards', async () => {
    await hire(office, 'manager', 'leaving-1');
    const verifier = secret();
    const { pairing, code } = await start(verifier);
    await approvePairing(worker, { workspace: office.workspace, user: 'leaving-1', role: 'manager', device: null }, code, Date.now());
    const { token } = await takeToken(
      meanwhile(() => remove('leaving-1')),
      pairing,
      verifier,
      Date.now(),
    );
    expect((await call('GET', '/v1/customers', { token })).status).toBe(401);
    expect(await count(`SELECT count(*) AS n FROM credentials WHERE user = 'leaving-1' AND revoked_at IS NULL`)).toBe(0);
  });

  test('while they approve a device has approved none', async () => {
    await hire(office, 'manager', 'leaving-2');
    const verifier = secret();
    const { pairing, code } = await start(verifier);
    const caller = { workspace: office.workspace, user: 'leaving-2', role: 'manager' as const, device: null };
    await approvePairing(
      meanwhile(() => remove('leaving-2')),
      caller,
      code,
      Date.now(),
    ).catch(() => {});
    expect((await call('POST', '/v1/pair/token', { body: { pairing, verifier } })).body.token).toBeUndefined();
  });

  test('while their device fetches its token has one of the lesser role', async () => {
    await hire(office, 'manager', 'lesser');
    const verifier = secret();
    const { pairing, code } = await start(verifier);
    await approvePairing(worker, { workspace: office.workspace, user: 'lesser', role: 'manager', device: null }, code, Date.now());
    const lower = () => call('POST', '/v1/users/lesser', { token: tokens.admin, body: { role: 'viewer' } });
    const { token } = await takeToken(meanwhile(lower), pairing, verifier, Date.now());
    expect((await call('GET', '/v1/me', { token })).body.role).toBe('viewer');
  });

  test('is out of the pages with the next click, and an old link opens no more than the role of today', async () => {
    await hire(office, 'manager', 'paged');
    const cookie = await signIn(office, 'paged', 'manager');
    expect((await page('/import', cookie)).status).toBe(200);
    const invited = (await call('POST', '/v1/users', { token: tokens.admin, body: { id: 'invited', name: 'Ina', role: 'admin' } })).body
      .url;
    await call('POST', '/v1/users/invited', { token: tokens.admin, body: { role: 'viewer' } });
    await call('POST', '/v1/users/paged', { token: tokens.admin, body: { role: 'viewer' } });
    expect((await page('/import', cookie)).status).toBe(403);
    await remove('paged');
    expect((await page('/', cookie)).status).toBe(401);
    const spent = await exports.default.fetch(invited, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
    const late = (spent.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect([(await page('/', late)).status, (await page('/people', late)).status]).toEqual([200, 403]);
  });

  test('is put out of the pages by an admin who sees them signed in there, and keeps their devices', async () => {
    const device = await hire(office, 'manager', 'signed-in');
    const cookie = await signIn(office, 'signed-in', 'manager');
    const listed = (await call('GET', '/v1/users', { token: tokens.admin })).body.devices;
    const session = listed.find(({ user, kind }: { user: string; kind: string }) => user === 'signed-in' && kind === 'session');
    expect(await (await page('/people', await signIn(office, office.admin, 'admin'))).text()).toContain(`/devices/${session.id}/revoke`);
    expect((await call('DELETE', `/v1/devices/${session.id}`, { token: tokens.admin })).status).toBe(204);
    expect((await page('/import', cookie)).status).toBe(401);
    expect((await call('GET', '/v1/me', { token: device })).status).toBe(200);
  });
});

describe('what belongs to another workspace, named in a body or a query', () => {
  test('is answered like what is nowhere, and nothing of it changes', async () => {
    await call('POST', '/v1/events', {
      token: other.adminToken,
      body: { events: [{ customer: 'ours', type: 'customer.profile', at: Date.now() - 1000, data: { name: 'Ours' } }] },
    });
    await call('POST', '/v1/outreach', {
      token: tokens.admin,
      body: {
        ...{ id: 'their-list', revision: 0, kind: 'incident', title: 'T', what: '', audience: { by: 'picked' }, advice: [], closed: false },
        messages: { en: { subject: 'Late', text: 'Dear {name}' } },
      },
    });
    await call('POST', '/v1/segments', {
      token: tokens.admin,
      body: { version: 0, segments: [{ id: 'their-segment', name: 'S', filter: {} }] },
    });
    const draw = ulid();
    await call('POST', '/v1/draws', { token: tokens.admin, body: { id: draw, prize: 'A bicycle', winners: 1, per: 0 } });
    const grant = ulid();
    await call('POST', '/v1/customers/mine/club', { token: tokens.admin, body: { do: 'adjust', id: grant, points: 500, reason: 'r' } });
    await hire(other, 'viewer', 'their-viewer');
    const before = await stored(office.workspace);
    const token = other.adminToken;
    const pairs: [here: string, nowhere: string][] = [
      ['mine', 'nobody'],
      ['manager-1', 'nobody'],
      ['their-list', 'no-list'],
      ['their-segment', 'no-segment'],
      [draw, '0'.repeat(26)],
      [grant, '1'.repeat(26)],
    ];
    const id = ulid();
    const bodies = (is: string): [string, string, unknown?][] => [
      ['POST', '/v1/merges', { id, from: is, into: 'ours' }],
      ['POST', '/v1/merges', { id, from: 'ours', into: is }],
      ['POST', '/v1/handovers', { id, of: is, to: other.admin }],
      ['POST', '/v1/handovers', { id, customers: [is], to: other.admin }],
      ['POST', '/v1/handovers', { id, customers: ['ours'], to: is }],
      ['POST', '/v1/handovers', { id, customers: ['ours'], cover: is }],
      ['POST', '/v1/contact-moves', { id, from: is, contact: 'c', to: 'ours' }],
      ['POST', '/v1/contact-moves', { id, from: 'ours', contact: 'c', to: is }],
      ['POST', '/v1/customers/ours/club', { do: 'refer', id, friend: is }],
      ['POST', '/v1/customers/ours/club', { do: 'reverse', id, decision: is }],
      ['POST', '/v1/customers/ours/club', { do: 'unblock', id, friend: is }],
      ['POST', '/v1/acts', { acts: [{ id, customer: is, type: 'note', at: Date.now() - 5, data: { kind: 'call' } }] }],
      ['POST', '/v1/changes/pinned', { pinned: [[is, 0]] }],
      ['POST', '/v1/erasures', { customer: is }],
      ['POST', '/v1/lookup', { address: `${is}@x.example` }],
      ['DELETE', `/v1/users/their-viewer?successor=${is}`],
      ['GET', `/v1/customers?segment=${is}`],
      ['GET', `/v1/customers?owner=${is}`],
      ['GET', `/v1/customer-sums?owner=${is}`],
      ['GET', `/v1/customers.csv?segment=${is}`],
      ['GET', `/v1/outreach/${is}/customers`],
      ['GET', `/v1/draws/${is}/check`],
      ['POST', `/v1/draws/${is}/draw`, {}],
      ['DELETE', `/v1/decisions/${is}`],
      ['POST', `/v1/users/${is}`, { role: 'admin' }],
    ];
    const ask = async (is: string) => {
      const answers: string[] = [];
      for (const [method, path, body] of bodies(is)) {
        const answer = await call(method, path, { token, ...(body === undefined ? {} : { body }) });
        answers.push(`${method} ${path} ${answer.status} ${JSON.stringify(answer.body)}`.replaceAll(is, 'IT').replace(/"as_of":\d+/g, ''));
      }
      return answers;
    };
    for (const [here, nowhere] of pairs) expect(await ask(here)).toEqual(await ask(nowhere));
    expect(await stored(office.workspace)).toEqual(before);
  });
});

describe('every answer', () => {
  const ASKED: [method: string, path: string, init?: RequestInit][] = [
    ...Object.values(ENDPOINTS).map(({ method, path }): [string, string] => [method, path.replace(/:[a-z]+/, 'x')]),
    ...Object.keys(PAGES).map((name): [string, string] => [name.split(' ')[0] ?? '', (name.split(' ')[1] ?? '').replace(/:[a-z]+/, 'x')]),
    ['GET', '/nothing'],
    ['PUT', '/v1/me'],
    ['TRACE', '/'],
    ['OPTIONS', '/v1/me'],
    ['HEAD', '/v1/me'],
    ['HEAD', '/'],
    ['GET', '//evil.example/'],
    ['GET', '/v1/%ff'],
    ['POST', '/v1/pair', { body: 'x'.repeat(600_000) }],
    ['POST', '/v1/pair', { body: '{' }],
    ['POST', '/pair', { body: 'x'.repeat(600_000) }],
    ['GET', '/?lang=%0d%0aset-cookie:%20a=b'],
    ['POST', '/sign-out?lang=//evil.example', { headers: { origin: ORIGIN } }],
    ['GET', '/keys?lang=fa%0d%0alocation:%20//evil.example'],
  ];
  test('is private, sealed and of one kind, whatever is asked and however it ends; and sends nobody elsewhere', async () => {
    for (const [method, path, init] of ASKED.filter(([method]) => method !== 'TRACE')) {
      for (const origin of [ORIGIN, 'https://vafa.example']) {
        const { headers, status } = await exports.default.fetch(`${origin}${path}`, { method, redirect: 'manual', ...init });
        const said = `${method} ${path} ${status}`;
        expect(status, said).toBeLessThan(500);
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy, said).toContain("default-src 'none'");
        expect(policy, said).toContain("frame-ancestors 'none'");
        expect(headers.get('x-content-type-options'), said).toBe('nosniff');
        expect(headers.get('referrer-policy'), said).toBe('no-referrer');
        expect(headers.get('cross-origin-resource-policy'), said).toBe('same-origin');
        expect(headers.get('cache-control'), said).toBe(/\.(css|svg)$/.test(path) && status === 200 ? 'public, max-age=3600' : 'no-store');
        expect(headers.has('strict-transport-security'), said).toBe(origin.startsWith('https'));
        for (const name of headers.keys()) expect(name, said).not.toMatch(/^access-control|^server$|^x-powered-by/);
        expect(headers.get('location') ?? '/', said).toMatch(/^\/(?![/\\])/);
        expect(headers.get('set-cookie') ?? '', said).not.toContain('a=b');
      }
    }
  });

  test('to HEAD is what GET says without its body, and no way around a token', async () => {
    for (const { path, roles, method } of Object.values(ENDPOINTS)) {
      if (method !== 'GET' || roles === 'anyone') continue;
      const at = path.replace(/:[a-z]+/, 'mine');
      expect((await call('HEAD', at)).status, at).toBe(401);
      expect((await call('HEAD', at, { token: tokens.ingest })).status, at).toBe(at === '/v1/me' ? 200 : 403);
      expect((await call('HEAD', at, { token: tokens.admin })).body, at).toBe('');
    }
  });
});

describe('a body', () => {
  const endless = (bytes: number, piece = 'x'.repeat(65_536)) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(piece));
        bytes -= piece.length;
        if (bytes <= 0) controller.close();
      },
    });
  const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    exports.default.fetch(`${ORIGIN}${path}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { authorization: `Bearer ${tokens.admin}`, origin: ORIGIN, ...headers },
    });

  test('that says not how long it is is measured as it comes, on the API and on every page', async () => {
    const cookie = await signIn(office, office.admin, 'admin');
    const posts = Object.values(ENDPOINTS).filter(({ method, path }) => method === 'POST' && !/imports|events|import-workspace/.test(path));
    const reading = posts.filter(({ path }) => !/\/run$|\/draw$|setup-links/.test(path)).map(({ path }) => path.replace(/:[a-z]+/, 'x'));
    const forms = ['/pair', '/people', '/keys', '/sources', '/people/viewer-1/role'];
    for (const path of [...reading, ...forms]) {
      const answer = await send(path, endless(700_000), {
        cookie,
        'content-type': path.startsWith('/v1') ? 'application/json' : 'application/x-www-form-urlencoded',
      });
      expect([path, answer.status]).toEqual([path, 413]);
      expect(((await answer.json()) as { code: string }).code).toBe('request.too-large');
    }
    expect((await send('/v1/events', endless(9_000_000))).status).toBe(413);
    expect((await send('/v1/imports/customers', endless(34_000_000, 'id,name\n'.repeat(8192)))).status).toBe(413);
  });

  test('that is packed, in another encoding or under another name is refused or read as what it is, and never unpacked', async () => {
    const text = JSON.stringify({ events: [{ customer: 'packed', type: 'customer.profile', at: Date.now() - 1, data: { name: 'P' } }] });
    const packed = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
    const utf16 = new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0), 0]));
    const before = await stored(office.workspace);
    for (const [body, headers] of [
      [packed, { 'content-encoding': 'gzip' }],
      [packed, {}],
      [packed, { 'content-encoding': 'br', 'content-type': 'application/json' }],
      [utf16, { 'content-type': 'application/json; charset=utf-16le' }],
      [new Uint8Array([0xff, 0xfe, ...utf16]), {}],
    ] as [Uint8Array, Record<string, string>][]) {
      const answer = await send('/v1/events', body as BodyInit, headers);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'request.malformed']);
    }
    expect(await stored(office.workspace)).toEqual(before);
    // A wrong name of the type changes nothing of what the body is.
    expect((await send('/v1/events', '{"events":[]}', { 'content-type': 'image/png' })).status).toBe(200);
  });
});

test('a lost device is ended everywhere at once: its next question and its next refresh alike', async () => {
  const token = await pairAs(office.workspace, 'viewer-1', 'viewer');
  const { device } = (await call('GET', '/v1/me', { token })).body;
  const questions = Object.values(ENDPOINTS).filter(({ roles, method }) => method === 'GET' && roles !== 'anyone');
  await call('DELETE', `/v1/devices/${device}`, { token: tokens.admin });
  for (const { path } of questions) {
    const answer = await call('GET', path.replace(/:[a-z]+/, 'mine'), { token });
    expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'auth.revoked']);
  }
});
