/** The API as its callers meet it: acts, customers, the model, and a clear answer to every bad request. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { ActsAnswer, IngestAnswer, LookupAnswer } from '../../shared/api/contract';
import { CustomerAnswer, RemoveDemoAnswer } from '../../shared/api/customer-answer';
import { PROBLEMS } from '../../shared/api/problems';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { findCustomersByAddress } from '../../worker/store/sources';
import { call, count, event, hire, type Office, openOffice, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let office: Office;
let tokens: Staffed['tokens'];
const worker = env as never;

beforeAll(async () => {
  ({ office, tokens } = await openStaffed('Api', NOW));
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

  test('one id for two acts of one request: the second is named, not lost', async () => {
    const one = act();
    const other = { ...one, data: { kind: 'call', text: 'Something else' } };
    const results = await send(tokens.agent, [one, other, one]);
    expect(results.map(({ ok, code }) => (ok ? 'ok' : code))).toEqual(['ok', 'event.id-taken', 'ok']);
  });

  test.each([
    ['mail', { direction: 'in' }],
    ['remark', { kind: 'complaint' }],
  ])('the same %s told by two people at the same instant is one event and refused to neither', async (type, data) => {
    const seen = act({ type, data });
    const answers = await Promise.all([tokens.agent, tokens.manager].map((token, n) => send(token, [{ ...seen, at: seen.at + n }])));
    expect(answers.flat().map(({ ok }) => ok)).toEqual([true, true]);
    // The same, whichever of the two requests was read first.
    const again = act({ type, data });
    expect((await send(tokens.agent, [again, { ...again, at: again.at + 1 }])).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await count('SELECT count(*) AS n FROM events WHERE id IN (?, ?)', seen.id, again.id)).toBe(2);
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

describe('the model', () => {
  test('evidence of a new kind joins the model at once, as a new version that every device gets', async () => {
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
    expect(await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'model.published'`, own.workspace)).toBe(1);
  });

  test('the schedule takes a picture of the book when it is large enough, at most once a week, and reads everybody again', async () => {
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
    const walks = `SELECT count(*) AS n FROM job_cursors WHERE workspace = ? AND job IN ('repredict', 'retrace', 'refold')`;
    expect(await count(walks, own.workspace)).toBe(0);
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
  expect(await ask('somebody@elsewhere.example')).toEqual({ by: 'none', found: [], elsewhere: [] });
  expect((await call('GET', '/v1/customers?q=MINE%20orrell', { token })).body.customers.map(({ id }: { id: string }) => id)).toEqual([
    'mine',
  ]);
  const page = (await call('GET', '/v1/customers?sort=name&limit=2', { token })).body;
  expect(page.customers).toHaveLength(2);
  expect((await call('GET', `/v1/customers?sort=name&limit=2&cursor=${page.cursor}`, { token })).body.customers[0].id).not.toBe(
    page.customers[1].id,
  );
});

test('searching finds a Persian or Arabic name however its letters, digits and half-spaces are typed', async () => {
  const own = await openOffice('Spellings');
  const events = Object.entries({ ali: 'علی کریمی', pars: 'پارس‌خودرو ۲۴', nour: 'شركة النور ٧' }).map(([customer, name]) => ({
    customer,
    type: 'customer.profile',
    at: NOW - DAY,
    data: { name },
  }));
  await call('POST', '/v1/events', { token: own.adminToken, body: { events } });
  const found = async (text: string) =>
    (await call('GET', `/v1/customers?q=${encodeURIComponent(text)}`, { token: own.adminToken })).body.customers.map(
      ({ id }: { id: string }) => id,
    );
  const typed: Record<string, string[]> = {
    ali: ['علي', 'علی', 'علي كريمي', 'عـلی', 'علیِ'],
    pars: ['پارس خودرو', 'پارسخودرو', 'پارس\u200cخودرو', '۲۴', '٢٤', '24'],
    nour: ['نور', 'النور', 'شرکه', 'شركة', '7', '۷'],
  };
  for (const [id, texts] of Object.entries(typed))
    for (const text of texts) expect({ text, ids: await found(text) }).toEqual({ text, ids: [id] });
  expect(await found('کریمان')).toEqual([]);
});

test('a fault of ours is answered as a problem that gives nothing away', async () => {
  const broken = await openOffice('Broken');
  await env.DB.prepare('DELETE FROM documents WHERE workspace = ?').bind(broken.workspace).run();
  const events = [{ customer: 'secret-customer', type: 'purchase', at: NOW - DAY, data: {} }];
  const answer = await call('POST', '/v1/events', { token: broken.adminToken, body: { events } });
  expect(answer).toMatchObject({ status: 500, body: { code: 'server.error' } });
  expect(Object.keys(answer.body).sort()).toEqual(['code', 'status', 'title', 'type']);
});

describe('one customer', () => {
  test('comes with health, tier and open signals computed now, the sums of which the record does not hold', async () => {
    const events = [
      { customer: 'late-payer', type: 'customer.profile', at: NOW - 400 * DAY, data: { name: 'Late Payer' } },
      { customer: 'late-payer', type: 'purchase', at: NOW - 20 * DAY, data: { amount: 90_000, currency: 'EUR' } },
      {
        customer: 'late-payer',
        type: 'invoice.issued',
        at: NOW - 60 * DAY,
        data: { invoice: 'F-9', amount: 5000, currency: 'EUR', due: NOW - 30 * DAY },
      },
    ];
    await call('POST', '/v1/events', { token: tokens.ingest, body: { events } });
    const read = async (lang = 'en') =>
      v.parse(CustomerAnswer, (await call('GET', `/v1/customers/late-payer?lang=${lang}`, { token: tokens.viewer })).body);
    const answer = await read();
    expect(answer.facts).toMatchObject({ profile: { name: 'Late Payer' } });
    const { health } = answer;
    expect(health.lines.reduce((sum, { points }) => sum + points, 100)).toBe(health.score ?? Number.NaN);
    expect(health.coverage).toBeGreaterThan(0);
    expect(answer.tier).toMatchObject({ tier: expect.any(String), earned: expect.any(Number) });
    const overdue = answer.open_signals.find(({ id }) => id === 'invoice-overdue');
    expect(overdue).toMatchObject({ severity: 'high', fault: 'them', cap: 74, snoozed_until: null, acknowledged: false });
    expect(overdue?.text).toContain('30 days');
    expect((await read('fa')).open_signals.find(({ id }) => id === 'invoice-overdue')?.text).toContain('۳۰');
  });
});

describe('removing', () => {
  const gone = async (token: string, seq: number) => (await call('GET', `/v1/changes?seq=${seq}`, { token })).body;
  const send = (customer: string, source = '', token = tokens.admin) =>
    call('POST', `/v1/events${source}`, {
      token,
      body: {
        events: [
          { id: `${customer}-1`, customer, type: 'customer.owner', at: NOW - 3 * DAY, data: { owner: 'agent-1' } },
          { id: `${customer}-2`, customer, type: 'purchase', at: NOW - 2 * DAY, data: { amount: 100, currency: 'EUR' } },
          {
            id: `${customer}-3`,
            customer,
            type: 'contact.set',
            at: NOW - DAY,
            data: { contact: 'c', name: 'Noor', email: `noor@${customer}.example` },
          },
        ],
      },
    });

  test('a removed customer leaves nothing behind, is gone for all who could see it, and comes back when sent again', async () => {
    await send('leaver');
    const readers = [tokens.admin, tokens.manager, tokens.viewer, tokens.agent];
    const before = await Promise.all(readers.map((token) => gone(token, 0)));
    for (const page of before) expect(page.customers.map(({ id }: { id: string }) => id)).toContain('leaver');
    const outsider = await hire(office, 'agent', 'outsider');
    const { seq } = await gone(outsider, 0);
    expect((await call('DELETE', '/v1/customers/leaver', { token: tokens.manager })).status).toBe(204);
    for (const [i, token] of readers.entries()) {
      const page = await gone(token, before[i].seq);
      expect(page.gone).toEqual(['leaver']);
      expect(page.customers).toEqual([]);
      expect(page.seq).toBeGreaterThan(before[i].seq);
      expect((await gone(token, page.seq)).gone).toEqual([]);
    }
    expect((await gone(outsider, seq)).gone).toEqual([]);
    for (const table of ['events', 'facts', 'directory'])
      expect(await count(`SELECT count(*) AS n FROM ${table} WHERE workspace = ? AND customer = 'leaver'`, office.workspace)).toBe(0);
    expect(await count(`SELECT count(*) AS n FROM audit WHERE action = 'customer.removed' AND subject = 'leaver'`)).toBe(1);
    expect(await call('GET', '/v1/customers/leaver', { token: tokens.admin })).toMatchObject({ status: 404 });
    expect((await call('DELETE', '/v1/customers/leaver', { token: tokens.manager })).body.code).toBe('customer.unknown');

    expect((await send('leaver')).body).toMatchObject({ accepted: 3, duplicates: 0 });
    for (const token of readers) {
      const page = await gone(token, 0);
      expect(page.gone).not.toContain('leaver');
      expect(page.customers.map(({ id }: { id: string }) => id)).toContain('leaver');
    }
    const { facts } = (await call('GET', '/v1/customers/leaver', { token: tokens.agent })).body;
    expect(facts.spend.EUR).toEqual({ sum: 100, count: 1 });
  });

  test('the demo goes and nothing else, also when somebody logged a note on it, and comes back when sent again', async () => {
    await send('demo-a', '?source=demo');
    await send('demo-b', '?source=demo');
    await send('real');
    await send('mixed-demo', '?source=demo');
    await call('POST', '/v1/events', {
      token: tokens.ingest,
      body: { events: [{ customer: 'mixed-demo', type: 'visit', at: NOW - DAY, data: {} }] },
    });
    const note = { id: ulid(), customer: 'demo-b', type: 'note', at: NOW - 1000, data: { kind: 'call' } };
    await call('POST', '/v1/acts', { token: tokens.agent, body: { acts: [note] } });
    const answer = await call('DELETE', '/v1/demo', { token: tokens.admin });
    expect(v.parse(RemoveDemoAnswer, answer.body)).toEqual({ removed: 2, more: false, kept: ['mixed-demo'] });
    const there = async (id: string) => (await call('GET', `/v1/customers/${id}`, { token: tokens.admin })).status === 200;
    expect([await there('demo-a'), await there('demo-b'), await there('real'), await there('mixed-demo'), await there('mine')]).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect((await call('DELETE', '/v1/demo', { token: tokens.admin })).body).toEqual({ removed: 0, more: false, kept: ['mixed-demo'] });
    await send('demo-a', '?source=demo');
    expect(await there('demo-a')).toBe(true);
  });

  test('only an admin says where events come from, and never that they come from a device', async () => {
    expect((await send('named', '?source=demo', tokens.ingest)).body.code).toBe('auth.forbidden');
    for (const source of ['extension', 'Two%20words', '', 'x'.repeat(21)])
      expect((await send('named', `?source=${source}`)).body.code).toBe('request.malformed');
  });
});
