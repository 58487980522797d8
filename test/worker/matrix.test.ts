/** Roles × endpoints × workspaces: who may call what, and that nobody reaches what is not theirs. Every endpoint and page has a row in calls.ts. */
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../shared/api/contract';
import { ENDPOINTS, type Endpoint, type EndpointName } from '../../shared/api/endpoints';
import { programmeDocument } from '../../shared/loyalty/programme-document';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { routes as pages } from '../../worker/routes/pages';
import { addSource } from '../../worker/store/sources';
import { type Named, PAGES, ROWS, type Sent } from './calls';
import { call, hire, type Office, openStaffed, pairAs, type Staffed, ulid } from './office';
import { stored } from './stored';

const NOW = Date.now();
const ORIGIN = 'http://127.0.0.1:8787';
const PEOPLE = ['admin', 'manager', 'agent', 'viewer'] as const;
let office: Office;
let other: Office;
let mine: Staffed['tokens'];
let strangers: Staffed['tokens'];
/** What there is in the first workspace; what agent-1 may not see of it; what is nowhere. */
let theirs: Named;
let unseen: Named;
const nowhere: Named = {
  customer: 'nowhere',
  contact: 'nowhere',
  address: 'nobody@nowhere.example',
  user: 'nowhere',
  device: 'nowhere',
  source: 'nowhere',
  draft: 'nowhere',
  clubDraft: 'nowhere',
  backtest: 'nowhere',
  decision: '0'.repeat(26),
};

const endpoints = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({ name, ...endpoint }));
const guarded = endpoints.filter(({ roles }) => roles !== 'anyone') as (Endpoint & { name: EndpointName; roles: readonly Role[] })[];
const mayCall = (role: Role) => guarded.filter(({ roles }) => roles.includes(role));

function ask({ method, path }: Endpoint, { id = '', query, body }: Sent, token?: string) {
  const at = `${path.replace(/:[a-z]+/, encodeURIComponent(id))}${query ? `?${query}` : ''}`;
  return call(method, at, { ...(token === undefined ? {} : { token }), ...(method === 'POST' ? { body: body ?? {} } : {}) });
}
const plain = ({ status, body }: { status: number; body: unknown }) => JSON.stringify([status, body]);

beforeAll(async () => {
  ({ office, other, tokens: mine } = await openStaffed('Matrix', NOW));
  strangers = { ...mine, admin: other.adminToken };
  for (const role of ['manager', 'agent', 'viewer'] as const) strangers[role] = await hire(other, role, `other-${role}`);
  strangers.ingest = (await call('POST', '/v1/keys', { token: other.adminToken, body: { name: 'Other shop' } })).body.key;
  const source = {
    workspace: office.workspace,
    id: 'source-1',
    kind: 'rt' as const,
    url: 'http://127.0.0.1:1',
    name: 'RT',
    secret: '',
    created_at: NOW,
  };
  await addSource(env.DB, source, office.admin);
  const { model } = (await call('GET', '/v1/model', { token: mine.admin })).body;
  const draft = await call('POST', '/v1/model/drafts', { token: mine.admin, body: { base: model.version, document: {} } });
  const { programme } = (await call('GET', '/v1/programme', { token: mine.admin })).body;
  const rules = { base: programme.version, document: programmeDocument(programme) };
  const clubDraft = await call('POST', '/v1/programme/drafts', { token: mine.admin, body: rules });
  const backtest = await call('POST', '/v1/backtests', { token: mine.admin, body: {} });
  const decision = ulid();
  await call('POST', '/v1/handovers', { token: mine.admin, body: { id: decision, customers: ['theirs'], to: 'manager-1' } });
  const { device } = (await call('GET', '/v1/me', { token: mine.viewer })).body;
  const made = {
    user: 'manager-1',
    device,
    source: 'source-1',
    draft: draft.body.id ?? 'no-draft',
    clubDraft: clubDraft.body.id ?? 'no-draft',
    backtest: backtest.body.id ?? 'no-backtest',
    decision,
  };
  theirs = { ...made, customer: 'mine', contact: 'c', address: 'tamsin@mine.example' };
  unseen = { ...made, customer: 'theirs', contact: 'c', address: 'ola@theirs.example' };
});

test('every endpoint of the table has a row, and no row is of an endpoint that is gone', () => {
  expect(Object.keys(ROWS).sort()).toEqual(Object.keys(ENDPOINTS).sort());
});

describe('without a good token', () => {
  test('no endpoint answers but those that need none', async () => {
    const gone = await pairAs(office.workspace, 'viewer-1', 'viewer');
    await call('DELETE', '/v1/me', { token: gone });
    const before = await stored(null);
    for (const endpoint of guarded) {
      const sent = ROWS[endpoint.name].sent(theirs);
      const codes = [];
      for (const token of [
        undefined,
        'nonsense',
        `vafa_${office.workspace}_${'x'.repeat(43)}`,
        gone,
        mine.admin.replace(office.workspace, other.workspace),
      ])
        codes.push((await ask(endpoint, sent, token)).body?.code);
      expect({ name: endpoint.name, codes }).toEqual({
        name: endpoint.name,
        codes: ['auth.missing', 'auth.invalid', 'auth.invalid', 'auth.revoked', 'auth.invalid'],
      });
    }
    expect(await stored(null)).toEqual(before);
  });
});

describe('by role', () => {
  test.each([...PEOPLE, 'ingest'] as Role[])('%s is turned away exactly where the table says, and writes nothing there', async (role) => {
    const before = await stored(office.workspace);
    for (const endpoint of guarded) {
      if (endpoint.roles.includes(role)) continue;
      const answer = await ask(endpoint, ROWS[endpoint.name].sent(theirs), mine[role]);
      expect({ name: endpoint.name, status: answer.status, code: answer.body?.code }).toEqual({
        name: endpoint.name,
        status: 403,
        code: 'auth.forbidden',
      });
    }
    expect(await stored(office.workspace)).toEqual(before);
    for (const endpoint of mayCall(role)) {
      if (endpoint.name === 'signOut') continue;
      const answer = await ask(endpoint, ROWS[endpoint.name].sent({ ...nowhere, customer: `made by ${role}` }), strangers[role]);
      expect([401, 403], `${role} ${endpoint.name}: ${plain(answer)}`).not.toContain(answer.status);
    }
  });

  test('a viewer may call nothing that writes but signing out, and calling leaves nothing behind', async () => {
    const before = await stored(null);
    for (const endpoint of mayCall('viewer')) {
      if (endpoint.name === 'signOut') continue;
      for (const named of [theirs, nowhere]) await ask(endpoint, ROWS[endpoint.name].sent(named), mine.viewer);
      if (endpoint.method !== 'GET') expect(ROWS[endpoint.name].writes, endpoint.name).toBeUndefined();
    }
    expect(await stored(null)).toEqual(before);
  });

  test('an ingest key only ingests: it sends events, learns its own name, and nothing else', () => {
    expect(
      mayCall('ingest')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['events', 'me']);
  });

  test('an agent is answered about customers of others as if they were not there, and never hears of them', async () => {
    for (const endpoint of mayCall('agent')) {
      if (endpoint.name === 'signOut') continue;
      const row = ROWS[endpoint.name];
      const answer = await ask(endpoint, row.sent(unseen), mine.agent);
      // A colleague's customer is told from a stranger by a lookup: by whose it is, and nothing more. A backtest is of all, for all.
      if (endpoint.name === 'lookup') expect(answer.body).toEqual({ by: 'contact', found: [], elsewhere: ['manager-1'] });
      else if (row.names && endpoint.name !== 'backtest') {
        const blank = await ask(endpoint, row.sent(nowhere), mine.agent);
        expect({ name: endpoint.name, answer: plain(answer).replaceAll('theirs', 'nowhere') }).toEqual({
          name: endpoint.name,
          answer: plain(blank),
        });
      }
      expect(JSON.stringify(answer.body), endpoint.name).not.toMatch(/ola@theirs|"Ola"|theirs\.example/);
    }
    const act = await ask(ENDPOINTS.acts, ROWS.acts.sent(unseen), mine.agent);
    expect(act.body.results[0]).toMatchObject({ ok: false, code: 'customer.unknown' });
  });
});

describe('across workspaces', () => {
  test.each([...PEOPLE, 'ingest'] as Role[])(
    'a stranger’s %s changes nothing here, reads nothing of it, and cannot tell what there is',
    async (role) => {
      const before = await stored(office.workspace);
      for (const endpoint of [...mayCall(role), ...endpoints.filter(({ roles }) => roles === 'anyone')]) {
        if (endpoint.name === 'signOut' || endpoint.name === 'pair' || ROWS[endpoint.name].makes) continue;
        const row = ROWS[endpoint.name];
        const [here, blank] = [
          await ask(endpoint, row.sent(theirs), strangers[role]),
          await ask(endpoint, row.sent(nowhere), strangers[role]),
        ];
        if (row.names) {
          const masked = Object.entries(theirs).reduce(
            (text, [kind, id]) => text.replaceAll(`"${id}"`, `"${nowhere[kind as keyof Named]}"`),
            plain(here),
          );
          expect({ name: endpoint.name, answer: masked }).toEqual({ name: endpoint.name, answer: plain(blank) });
        }
        expect(JSON.stringify(here.body), endpoint.name).not.toMatch(
          /Tamsin|Mine GmbH|mine\.example|theirs\.example|manager-1|agent-1|source-1/,
        );
      }
      expect(await stored(office.workspace)).toEqual(before);
    },
  );
});

test('the same id in two workspaces is two customers', async () => {
  const before = await stored(office.workspace);
  for (const endpoint of guarded.filter(({ name }) => ROWS[name].makes)) {
    for (const role of endpoint.roles) expect((await ask(endpoint, ROWS[endpoint.name].sent(theirs), strangers[role])).status).toBe(200);
    expect((await call('GET', '/v1/customers/mine', { token: strangers.viewer })).body.facts.profile.name).toBe('Renamed');
  }
  expect((await call('GET', '/v1/customers/mine', { token: mine.viewer })).body.facts.profile.name).toBe('Mine GmbH');
  expect(await stored(office.workspace)).toEqual(before);
});

describe('the pages', () => {
  const cookies: Record<string, string> = {};
  const all = pages.routes.map(({ method, path }) => `${method} ${path}`);

  async function signIn(at: Office, user: string, role: Role): Promise<string> {
    const link = await makeLink(env.DB, ORIGIN, { workspace: at.workspace, user, role }, INVITE_MS, Date.now());
    await link.statement.run();
    const { headers } = await exports.default.fetch(link.url, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }
  async function open(
    page: string,
    named: Named,
    cookie: string,
    from: Record<string, string> = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
  ) {
    const [method = '', path = ''] = page.split(' ');
    const { id, form } = PAGES[page] ?? {};
    const response = await exports.default.fetch(`${ORIGIN}${path.replace(/:[a-z]+/, id ? named[id] : 'nowhere')}`, {
      method,
      redirect: 'manual',
      ...(form ? { body: new URLSearchParams(form(named)).toString() } : {}),
      headers: { cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...(method === 'POST' ? from : {}) },
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  beforeAll(async () => {
    for (const role of PEOPLE) {
      cookies[role] = await signIn(office, role === 'admin' ? office.admin : `${role}-1`, role);
      cookies[`other ${role}`] = await signIn(other, role === 'admin' ? other.admin : `other-${role}`, role);
    }
  });

  test('every page and form has a row', () => {
    expect(all.sort()).toEqual(Object.keys(PAGES).sort());
  });

  test('nobody who is not signed in, or was signed out, opens a page or sends a form', async () => {
    const ended = await signIn(office, office.admin, 'admin');
    await open('POST /sign-out', theirs, ended);
    const before = await stored(null);
    for (const [page, { roles }] of Object.entries(PAGES)) {
      if (roles === 'anyone') continue;
      for (const cookie of ['', 'vafa_session=nonsense', ended, `vafa_session=${mine.admin}`])
        expect((await open(page, theirs, cookie)).status, page).toBe(401);
    }
    expect(await stored(null)).toEqual(before);
  });

  test('a form that another site sent is refused, whoever is signed in', async () => {
    const before = await stored(null);
    for (const page of all.filter((name) => name.startsWith('POST')))
      for (const from of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[])
        expect((await open(page, theirs, cookies.admin ?? '', from)).status, page).toBe(403);
    expect(await stored(null)).toEqual(before);
  });

  test.each(PEOPLE)('%s opens exactly the pages of the role', async (role) => {
    for (const [page, { roles }] of Object.entries(PAGES)) {
      if (roles === 'anyone' || (page.startsWith('POST') && roles.includes(role))) continue;
      expect({ page, status: (await open(page, nowhere, cookies[role] ?? '')).status }).toEqual({
        page,
        status: roles.includes(role) ? 200 : 403,
      });
    }
  });

  test('an admin of another workspace reaches nothing of this one by its ids', async () => {
    const before = await stored(office.workspace);
    for (const [page, { id }] of Object.entries(PAGES)) {
      if (page === 'POST /sign-out') continue;
      const [here, blank] = [
        await open(page, theirs, cookies['other admin'] ?? ''),
        await open(page, nowhere, cookies['other admin'] ?? ''),
      ];
      expect(here.text, page).not.toMatch(/Tamsin|Mine GmbH|mine\.example|agent-1/);
      if (id) expect({ page, status: here.status }).toEqual({ page, status: blank.status });
    }
    expect(await stored(office.workspace)).toEqual(before);
  });

  test('every page forbids scripts, frames and foreign forms, tells no address on, and keeps to https', async () => {
    for (const page of all) {
      const { headers } = await open(page, nowhere, cookies.admin ?? '');
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'none'", "frame-ancestors 'none'"]) expect(policy, page).toContain(rule);
      if ((headers.get('content-type') ?? '').startsWith('text/html'))
        for (const rule of ["form-action 'self'", "base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"])
          expect(policy, page).toContain(rule);
      expect(policy, page).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('referrer-policy'), page).toBe('no-referrer');
      expect(headers.get('x-content-type-options'), page).toBe('nosniff');
      expect(headers.get('access-control-allow-origin'), page).toBeNull();
      expect(headers.get('strict-transport-security'), page).toBeNull();
      const [method = '', path = ''] = page.split(' ');
      const secure = await exports.default.fetch(`https://vafa.example${path}`, { method, redirect: 'manual' });
      expect(secure.headers.get('strict-transport-security'), page).toMatch(/max-age=\d{8}/);
    }
  });

  test('no endpoint names an allowed origin, whatever is asked and however it ends; a preflight is answered with nothing', async () => {
    for (const endpoint of endpoints) {
      const path = endpoint.path.replace(/:[a-z]+/, 'nowhere');
      for (const origin of ['moz-extension://0f0f', 'https://evil.example']) {
        const answer = await call(endpoint.method, path, { headers: { origin } });
        const preflight = await call('OPTIONS', path, { headers: { origin, 'access-control-request-method': endpoint.method } });
        for (const { headers } of [answer, preflight]) {
          expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
          expect(headers.get('x-content-type-options'), endpoint.name).toBe('nosniff');
        }
        expect(preflight.status).toBe(origin.startsWith('https') ? 403 : 204);
        if (preflight.status === 204) expect(preflight.body).toBe('');
      }
    }
  });
});
