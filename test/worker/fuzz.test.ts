/** Bad input by the thousand, on every endpoint, page and importer: refused by name, never a fault of ours, and never half written. */
import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINTS, type Endpoint, type EndpointName } from '../../shared/api/endpoints';
import { PROBLEMS } from '../../shared/api/problems';
import { INVITE_MS, makeLink } from '../../worker/auth/links';
import { CSV_KINDS } from '../../worker/connectors/csv';
import type { AppEnv } from '../../worker/http';
import { type Named, PAGES, ROWS } from './calls';
import { NASTY_BODIES, NASTY_TEXTS, NASTY_TYPES, nastyText, nastyValue, spoilt, whole } from './nasty';
import { type Answer, call, hire, openOffice, openStaffed, pairAs, type Staffed } from './office';
import { rowCounts as rows } from './stored';

const ORIGIN = 'http://127.0.0.1:8787';
let tokens: Staffed['tokens'];
let empty = '';
const named: Named = {
  customer: 'mine',
  contact: 'c',
  address: 'tamsin@mine.example',
  user: 'viewer-1',
  device: 'nowhere',
  source: 'nowhere',
  draft: 'nowhere',
  clubDraft: 'nowhere',
  backtest: 'nowhere',
  decision: '0'.repeat(26),
};
const endpoints = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({ name, ...endpoint }));

beforeAll(async () => {
  const staffed = await openStaffed('Fuzz', Date.now());
  tokens = staffed.tokens;
  empty = staffed.other.adminToken;
});
// What is tested here is not how often one may ask: see limits.test.ts.
beforeEach(async () => {
  await env.DB.prepare('DELETE FROM counters').run();
});

/** Routes that were sent something, as the router names them. */
const tried = new Set<string>();
async function send(
  endpoint: Endpoint,
  given: { id?: string; query?: string; body?: string | Uint8Array; type?: string | null; token?: string },
): Promise<Answer> {
  tried.add(`${endpoint.method} ${endpoint.path}`);
  const path = endpoint.path.replace(/:[a-z]+/, given.id ?? 'mine') + (given.query ? `?${given.query}` : '');
  const response = await exports.default.fetch(`${ORIGIN}${path}`, {
    method: endpoint.method,
    redirect: 'manual',
    ...(given.body === undefined || endpoint.method === 'GET' ? {} : { body: given.body as BodyInit }),
    headers: {
      authorization: `Bearer ${given.token ?? tokens.admin}`,
      'cf-connecting-ip': '192.0.2.1',
      ...(given.type === null || given.body === undefined ? {} : { 'content-type': given.type ?? 'application/json' }),
    },
  });
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Checked where it matters.
  }
  return { status: response.status, headers: response.headers, body };
}

/** What holds for every answer: no fault of ours; a refusal has a name. */
function checkAnswer(name: string, answer: Answer): string {
  const said = `${name} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
  // A source that cannot be reached is a 502 by its own name.
  if (answer.body?.code !== 'source.unreachable') expect(answer.status, said).toBeLessThan(500);
  if (answer.status < 400) return said;
  expect(Object.keys(PROBLEMS), said).toContain(answer.body.code);
  expect(answer.headers.get('content-type'), said).toBe('application/problem+json');
  return said;
}
/** Sends one after another; those that are refused must have written nothing. */
function refusing(name: string) {
  let before: Record<string, number> | null = null;
  return async (work: () => Promise<Answer>): Promise<void> => {
    before ??= await rows();
    const answer = await work();
    const said = checkAnswer(name, answer);
    if (answer.status >= 400) expect(await rows(), said).toEqual(before);
    else before = null;
  };
}
// Signing out would end the run: it is tried by itself.
const fuzzed = endpoints.filter(({ name }) => name !== 'signOut');
const QUERIES =
  'seq limit model programme segments outreach state scope since version before after cursor band sort segment q days dry name source successor first_day lang again'.split(
    ' ',
  );
const takesBody = fuzzed.filter(({ method }) => method === 'POST');

describe('every endpoint', () => {
  test.each(takesBody.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s refuses what is no body of ours',
    async (name, endpoint) => {
      const refused = refusing(name);
      for (const body of NASTY_BODIES) await refused(() => send(endpoint, { body, id: 'customers' }));
      for (const type of NASTY_TYPES)
        await refused(() => send(endpoint, { body: 'a=1', type: type === '\u00ff' ? 'x' : type, id: 'customers' }));
    },
  );

  test.each(takesBody.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s refuses a body that is wrong in one place',
    async (name, endpoint) => {
      const sent = ROWS[name].sent(named);
      if (typeof sent.body !== 'object') return;
      const refused = refusing(name);
      await fc.assert(
        fc.asyncProperty(spoilt(sent.body), async (body) => {
          await refused(() => send(endpoint, { ...sent, body: JSON.stringify(body) ?? 'null' } as never));
        }),
        { numRuns: 60 },
      );
    },
  );

  test('a body beyond the limit is refused before it is read', async () => {
    const huge = `{"name":"${'x'.repeat(700_000)}"}`;
    for (const endpoint of takesBody.filter(({ path }) => !path.startsWith('/v1/imports') && !/events|import-workspace/.test(path)))
      expect(await send(endpoint, { body: huge, id: 'x' }), endpoint.name).toMatchObject({
        status: 413,
        body: { code: 'request.too-large' },
      });
  });

  const withId = fuzzed.filter(({ path, method, name }) => path.includes(':') && method !== 'POST' && name !== 'removeDemo');
  test.each(withId.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s finds nothing by an id of any kind',
    async (name, endpoint) => {
      const before = await rows();
      for (const text of NASTY_TEXTS) {
        // In an empty workspace: in the other one there are customers with such ids by now.
        const answer = await send(endpoint, { id: (encodeURIComponent(whole(text)) || '%20').slice(0, 4000), token: empty });
        checkAnswer(name, answer);
        expect(answer.status, JSON.stringify(text.slice(0, 40))).toBe(404);
      }
      expect(await rows()).toEqual(before);
    },
  );

  const writingById = fuzzed.filter(({ path, method }) => path.includes(':id') && method === 'POST');
  test.each(writingById.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s does nothing to an id of any kind',
    async (name, endpoint) => {
      const { body } = ROWS[name].sent(named);
      const before = await rows();
      for (const text of NASTY_TEXTS) {
        const id = (encodeURIComponent(whole(text)) || '%20').slice(0, 4000);
        const answer = await send(endpoint, { id, body: JSON.stringify(body ?? {}), token: empty });
        checkAnswer(name, answer);
        expect(answer.status, JSON.stringify(text.slice(0, 40))).toBe(404);
      }
      expect(await rows()).toEqual(before);
    },
  );

  test('what takes something away finds nothing by a query of any kind, and signing out needs none', async () => {
    const before = await rows();
    for (const text of NASTY_TEXTS) {
      const value = encodeURIComponent(whole(text));
      for (const endpoint of fuzzed.filter(({ method, path }) => method === 'DELETE' && path.includes(':')))
        expect(checkAnswer(endpoint.name, await send(endpoint, { id: 'nowhere', query: `successor=${value}&dry=${value}` }))).toContain(
          '404',
        );
    }
    for (const query of ['dry=1', 'id=mine', '%ff=%', `before=${'9'.repeat(400)}`])
      expect((await send(ENDPOINTS.removeDemo, { query, body: '{"all":true}', token: empty })).body).toMatchObject({ removed: 0 });
    expect(await rows()).toEqual(before);
    const { workspace } = (await call('GET', '/v1/me', { token: tokens.admin })).body;
    for (const body of NASTY_BODIES.slice(0, 6)) {
      const token = await pairAs(workspace, 'viewer-1', 'viewer');
      expect((await send(ENDPOINTS.signOut, { body, query: 'a=%ff', token })).status).toBe(204);
      expect((await send(ENDPOINTS.signOut, { body, token })).body.code).toBe('auth.revoked');
    }
  });

  const reading = fuzzed.filter(({ method }) => method === 'GET');
  test.each(reading.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s takes a query of any kind, and one that only reads writes nothing',
    async (name, endpoint) => {
      const before = await rows();
      const ask = async (query: string) => checkAnswer(`${name} ?${query.slice(0, 60)}`, await send(endpoint, { id: 'mine', query }));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...QUERIES), nastyText, async (key, value) => {
          await ask(`${key}=${encodeURIComponent(whole(value))}`);
        }),
        { numRuns: 40 },
      );
      for (const key of QUERIES) await ask(`${key}=%ff%fe&${key}=%`);
      const after = await rows();
      // What hands out data by the whole says so in the audit, and writes nothing else.
      const { audit = 0, audit_chain = 0 } = before;
      expect(ROWS[name].writes ? { ...after, audit, audit_chain } : after).toEqual(before);
    },
  );

  test('paths and tokens that are nothing', async () => {
    for (const path of [
      '/v1',
      '/v1/',
      '/v1/%',
      '/v1/%ff',
      '/v1//me',
      '/v1/customers/%00',
      '/v1/customers/%2e%2e',
      '/%',
      '/link/%ff',
      '/nothing',
    ])
      expect((await call('GET', path, { token: tokens.admin })).status, path).toBeLessThan(500);
    for (const authorization of ['Bearer', 'Bearer ', 'Basic x', 'Bearer a b', `Bearer ${'x'.repeat(10_000)}`, 'Bearer vafa__', '\u00ff'])
      expect((await call('GET', '/v1/me', { headers: { authorization } })).body.code, authorization).toMatch(/^auth\.(missing|invalid)$/);
  });
});

test('of events, those that cannot be read are named and the others are counted: nothing else is written', async () => {
  const good = { customer: 'mine', type: 'note', at: Date.now(), data: { kind: 'call' } };
  const types = [
    'note',
    'customer.profile',
    'customer.owner',
    'contact.set',
    'domain.set',
    'purchase',
    'invoice.issued',
    'ticket.opened',
    'survey.answered',
    'contract.set',
    'usage',
  ];
  const wild = fc.oneof(
    spoilt(good),
    nastyValue,
    fc.record(
      {
        customer: nastyText,
        type: fc.constantFrom(...types),
        at: nastyValue,
        id: nastyText,
        revision: nastyValue,
        data: fc.dictionary(nastyText, nastyValue),
      },
      { requiredKeys: [] },
    ),
    fc
      .tuple(
        fc.constantFrom(...types),
        fc.constantFrom(
          'name',
          'email',
          'domain',
          'amount',
          'currency',
          'value',
          'contract',
          'end',
          'score',
          'owner',
          'cover',
          'contact',
          'invoice',
          'due',
          'text',
        ),
        nastyValue,
      )
      .map(([type, key, value]) => ({
        ...good,
        type,
        data: { contact: 'c', currency: 'EUR', amount: 1, contract: 'k', invoice: 'i', [key]: value },
      })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(wild, { maxLength: 12 }), async (events) => {
      const before = await rows();
      const answer = await send(ENDPOINTS.events, { body: JSON.stringify({ events }) });
      const said = JSON.stringify(answer.body).slice(0, 300);
      expect(answer.status, said).toBe(200);
      const { accepted, duplicates, refused } = answer.body;
      expect(accepted + duplicates + refused.length, said).toBe(events.length);
      for (const { code } of refused) expect(Object.keys(PROBLEMS)).toContain(code);
      expect((await rows()).events ?? 0, said).toBe((before.events ?? 0) + accepted);
    }),
    { numRuns: 120 },
  );
  // What was taken in can be read again, by everybody and in every way.
  for (const { name, method, path } of endpoints)
    if (method === 'GET' && !path.includes(':')) expect((await send(ENDPOINTS[name], {})).status, name).toBeLessThan(500);
});

describe('every importer', () => {
  const HEADERS: Record<string, string[]> = {
    customers: ['id', 'name', 'owner', 'segment', 'since', 'value', 'domains', 'email'],
    contacts: ['customer', 'email', 'name', 'role', 'phone', 'left'],
    contracts: ['customer', 'end', 'contract', 'start', 'notice days', 'auto renew', 'value', 'package'],
    events: ['customer', 'type', 'at', 'event_id', 'amount', 'currency', 'subject'],
  };
  const quoted = (cell: string) => (/[",\r\n;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const put = (kind: string, body: string | Uint8Array, query = '') =>
    send(ENDPOINTS.imports, { id: kind, body, type: 'text/csv', ...(query ? { query } : {}) });

  /** Each file dry, then for real: a dry run writes nothing, and the real one what it said. */
  async function taken(kind: string, body: string | Uint8Array): Promise<void> {
    const before = await rows();
    const dry = await put(kind, body, 'dry=1');
    const said = `${kind}: ${dry.status} ${JSON.stringify(dry.body).slice(0, 300)}`;
    expect(dry.status, said).toBeLessThan(500);
    expect(await rows(), said).toEqual(before);
    if (dry.status >= 400) {
      expect(Object.keys(PROBLEMS), said).toContain(dry.body.code);
      expect((await put(kind, body)).status, said).toBe(dry.status);
      expect(await rows(), said).toEqual(before);
      return;
    }
    const real = await put(kind, body);
    expect(real.status, said).toBe(200);
    expect(real.body).toMatchObject({ rows: dry.body.rows, good: dry.body.good });
    for (const { line, reason } of real.body.bad) expect([typeof line, typeof reason], said).toEqual(['number', 'string']);
    const after = await rows();
    expect((after.events ?? 0) - (before.events ?? 0), said).toBeLessThanOrEqual(real.body.new_events);
    expect((await put(kind, body)).body, said).toMatchObject({ new_events: 0 });
    expect((await rows()).events, said).toBe(after.events);
  }

  test.each(CSV_KINDS.map((kind) => [kind]))('%s: rows of anything', async (kind) => {
    const header = HEADERS[kind] ?? ['customer'];
    const cell = fc.oneof(
      nastyText,
      fc.constantFrom('mine', 'Tamsin@mine.example', '2026-10-13', '1405-07-21', '12.5', 'note', 'purchase', 'EUR', 'yes', 'agent-1'),
    );
    const table = fc.array(fc.array(cell, { minLength: 0, maxLength: header.length + 2 }), { maxLength: 6 });
    const file = fc
      .tuple(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 8, maxLength: 8 }),
        fc.constantFrom('', '\ufeff'),
        fc.boolean(),
      )
      .map(([lines, comma, ends, mark, isQuoted]) =>
        [header, ...lines]
          .map((line, i) => line.map((text) => (isQuoted ? quoted(text) : text)).join(comma) + ends[i % ends.length])
          .reduce((all, line) => all + line, mark),
      );
    await fc.assert(
      fc.asyncProperty(file, (text) => taken(kind, text)),
      { numRuns: 40 },
    );
  });

  test.each(CSV_KINDS.map((kind) => [kind]))('%s: bytes that are hardly a file', async (kind) => {
    const head = (HEADERS[kind] ?? ['customer']).join(',');
    const utf16 = (text: string) =>
      new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...text].map((letter) => letter.charCodeAt(0))).buffer)]);
    const bytes = new TextEncoder();
    const files: (string | Uint8Array)[] = [
      ...NASTY_BODIES.filter((body) => body.length > 0),
      ...NASTY_TEXTS.filter((text) => text !== '').map((text) => `${text}\n${text}\n`),
      head,
      `${head}\n"never closed,1,2\n3,4,5\n`,
      `${head}\n"a"b"c,"",""""\n`,
      `${head}\n${'x,'.repeat(10_000)}x\n`,
      `${Array.from({ length: 10_000 }, (_, i) => `column ${i}`).join(',')}\n`,
      `${head},${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\nmine\n`,
      `${head},${head}\nmine,mine\n`,
      `${head}\n${'\n'.repeat(5000)}`,
      `${head}\n${'mine,x\r\n\n\r'.repeat(300)}`,
      utf16(`${head}\nmine,Süß\n`),
      utf16(`${head}\nmine\n`).subarray(0, 21),
      new Uint8Array([...bytes.encode(`${head}\n`), 0xff, 0xc0, 0x80, 0x2c, 0x00, 0x0a]),
      new Uint8Array(5000),
      crypto.getRandomValues(new Uint8Array(3000)),
    ];
    for (const file of files) await taken(kind, file);
    expect((await put(kind, new Uint8Array(0))).body.code).toBe('csv.unreadable');
  });

  test('a file beyond the limit is refused', async () => {
    expect(await put('customers', new Uint8Array(33 * 1_048_576))).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });
});

describe('every page', () => {
  let cookie = '';
  beforeAll(async () => {
    // In a workspace of its own, whose lists are short.
    const office = await openOffice('Fuzzed pages');
    await hire(office, 'viewer', 'viewer-1');
    const link = await makeLink(env.DB, ORIGIN, { workspace: office.workspace, user: office.admin, role: 'admin' }, INVITE_MS, Date.now());
    await link.statement.run();
    const { headers } = await exports.default.fetch(link.url, { method: 'POST', redirect: 'manual', headers: { origin: ORIGIN } });
    cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  });
  const open = async (page: string, body: BodyInit | undefined, type?: string, id = 'viewer-1', query = '') => {
    const [method = '', path = ''] = page.split(' ');
    tried.add(page);
    const response = await exports.default.fetch(`${ORIGIN}${path.replace(/:[a-z]+/, id)}${query}`, {
      method,
      redirect: 'manual',
      ...(method === 'POST' && body !== undefined ? { body } : {}),
      headers: {
        cookie,
        origin: ORIGIN,
        'sec-fetch-site': 'same-origin',
        'cf-connecting-ip': '192.0.2.2',
        ...(type ? { 'content-type': type } : {}),
      },
    });
    return { status: response.status, text: await response.text() };
  };
  const forms = Object.keys(PAGES).filter((page) => page.startsWith('POST') && page !== 'POST /sign-out');

  test.each(forms.map((page) => [page]))('%s answers a broken form with a page that says so', async (page) => {
    for (const body of NASTY_BODIES)
      for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
        expect((await open(page, body as BodyInit, type)).status, `${page} ${type} ${String(body).slice(0, 40)}`).toBeLessThan(500);
    const fields = Object.keys(PAGES[page]?.form?.(named) ?? {});
    for (const text of NASTY_TEXTS) {
      const form = new URLSearchParams([...fields, 'code', 'kind', 'copy', 'name', 'file'].map((field) => [field, text]));
      const answer = await open(
        page,
        form.toString(),
        'application/x-www-form-urlencoded',
        encodeURIComponent(whole(text.slice(0, 500))) || '%20',
      );
      expect(answer.status, `${page} ${JSON.stringify(text.slice(0, 40))}`).toBeLessThan(500);
      expect(answer.text).not.toMatch(/<script>alert|<img src=x/);
    }
  });

  const opened = Object.keys(PAGES).filter((name) => name.startsWith('GET'));
  test.each(opened.map((page) => [page]))('%s at an address of any kind', async (page) => {
    for (const text of NASTY_TEXTS) {
      const part = encodeURIComponent(whole(text.slice(0, 500)));
      const answer = await open(page, undefined, undefined, part || '%20', `?lang=${part}&code=${part}&before=${part}`);
      expect(answer.status, `${page} ${JSON.stringify(text.slice(0, 40))}`).toBeLessThan(500);
      expect(answer.text).not.toMatch(/<script>alert|<img src=x/);
    }
  });
});

test('every route that the router has was tried, but the form that signs out, which reads nothing', () => {
  const files = import.meta.glob<{ routes?: Hono<AppEnv> }>('../../worker/routes/*.ts', { eager: true });
  const routed = Object.values(files).flatMap(({ routes }) => routes?.routes.map(({ method, path }) => `${method} ${path}`) ?? []);
  expect(routed.filter((route) => !tried.has(route))).toEqual(['POST /sign-out']);
});
