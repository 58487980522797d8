import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VafaEvent } from '../../../shared/event';
import { pullTickets } from '../../../worker/connectors/rt';
import { RtClient } from '../../../worker/connectors/rt-client';
import { runSource } from '../../../worker/connectors/run-source';
import type { Env } from '../../../worker/env';
import { runJobs } from '../../../worker/schedule';
import { foldPending } from '../../../worker/store/fold';
import { ingest } from '../../../worker/store/ingest';
import { findSource } from '../../../worker/store/sources';
import { call, count, event, type Office, openOffice } from '../office';
// Answers of a real Request Tracker 5.0.3 to the requests this client makes, without their links.
import recorded from './rt-answers.json';

const URL_OF_RT = 'http://rt.example.test';
const NOW = Date.UTC(2026, 10, 22);
const asked: { path: string; authorization: string | null; query: URLSearchParams }[] = [];

/** A desk that answers as recorded; `changes` puts something else in a path's place. */
function desk(changes: Record<string, unknown> = {}) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const path = decodeURIComponent(pathname.replace('/REST/2.0', ''));
    asked.push({ path, authorization: new Headers(init.headers).get('authorization'), query: searchParams });
    const answer = changes[path] ?? (recorded as Record<string, unknown>)[path];
    if (typeof answer === 'number') return new Response('{"message":"no"}', { status: answer });
    return answer === undefined ? new Response('{"message":"Not Found"}', { status: 404 }) : Response.json(answer);
  };
}

const client = (fetcher = desk()) => new RtClient({ url: URL_OF_RT, user: 'agent', password: 'secret' }, fetcher);
const johnOnly = async (addresses: readonly string[]) =>
  new Map(addresses.filter((a) => a === 'john.smith@example.com').map((a) => [a, { customer: 'acme', contact: 'john' }] as const));

afterEach(() => {
  vi.restoreAllMocks();
  asked.length = 0;
});

describe('reading tickets', () => {
  it('makes events of a known customer, says who wrote, and counts strangers without a trace', async () => {
    const { events, strangers, cursor, more } = await pullTickets(client(), URL_OF_RT, null, johnOnly);
    expect(events.map(({ id, type, data }) => [id, type, data])).toEqual([
      [
        'rt:rt.example.test:35',
        'ticket.opened',
        { ticket: '1', subject: 'Order ORD-10021 has not arrived', url: `${URL_OF_RT}/Ticket/Display.html?id=1`, contact: 'john' },
      ],
      ['rt:rt.example.test:36', 'ticket.replied', { ticket: '1', by: 'us', auto: true }],
      ['rt:rt.example.test:91', 'ticket.replied', { ticket: '1', by: 'them', contact: 'john' }],
      ['rt:rt.example.test:99', 'ticket.replied', { ticket: '1', by: 'us' }],
      ['rt:rt.example.test:101', 'ticket.closed', { ticket: '1' }],
      ['rt:rt.example.test:103', 'ticket.reopened', { ticket: '1' }],
    ]);
    expect(events.every(({ customer, at }) => customer === 'acme' && at > Date.UTC(2026, 0, 1))).toBe(true);
    expect({ strangers, more }).toEqual({ strangers: 3, more: false });
    expect(cursor).toEqual({ at: Date.parse('2026-11-21T22:54:54Z'), id: 1 });
    expect(JSON.stringify(events)).not.toContain('sara.ahmadi');
  });
  it('asks from well before the cursor, as RT reads dates in a time zone it does not tell, and reads nothing old again', async () => {
    const done = { at: Date.parse('2026-11-21T22:54:54Z') + 3_600_000, id: 1 };
    const { events, strangers, cursor } = await pullTickets(client(), URL_OF_RT, done, johnOnly);
    expect({ events, strangers, cursor }).toEqual({ events: [], strangers: 0, cursor: done });
    expect(asked[0]?.query.get('query')).toBe(`LastUpdated > '2026-11-21 08:52:54'`);
  });
  it('stops at its budget of requests and goes on from there', async () => {
    const everyone = async (addresses: readonly string[]) => new Map(addresses.map((a) => [a, { customer: a, contact: null }] as const));
    const histories = { '/ticket/3/history': recorded['/ticket/2/history'], '/ticket/8/history': recorded['/ticket/2/history'] };
    const first = await pullTickets(client(desk(histories)), URL_OF_RT, null, everyone, 3);
    expect(first).toMatchObject({ more: true, cursor: { id: 3 } });
    const second = await pullTickets(client(desk(histories)), URL_OF_RT, first.cursor, everyone);
    expect(second).toMatchObject({ more: false, cursor: { id: 1 } });
  });
  it.each([
    [401, 'unauthorized'],
    [500, 'failing'],
    [302, 'not-rt'],
    [{ hello: 1 }, 'not-rt'],
  ])('names the problem of the answer %j', async (answer, code) => {
    await expect(client(desk({ '/rt': answer })).check()).rejects.toMatchObject({ code });
  });
});

describe('a live source', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('Desk office');
    await ingest(
      env.DB,
      office.workspace,
      [
        event('acme', 'customer.profile', 1, { name: 'Acme' }),
        event('acme', 'contact.set', 2, { contact: 'john', email: 'john.smith@example.com' }) as VafaEvent,
      ],
      NOW,
    );
    await foldPending(env.DB, office.workspace, NOW, 10);
  });
  const tickets = () => count(`SELECT count(*) AS n FROM events WHERE workspace = ?1 AND source = 'rt'`, office.workspace);
  const connect = (body: object) =>
    call('POST', '/v1/sources', { token: office.adminToken, body: { kind: 'rt', url: URL_OF_RT, ...body } });

  it('is tried before it is kept, and never shows its login', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => desk({ '/rt': 401 })(String(url), init ?? {}));
    expect((await connect({ token: 'wrong' })).body).toMatchObject({ code: 'source.unreachable', detail: 'unauthorized' });
    expect((await connect({})).body.code).toBe('request.malformed');
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => desk()(String(url), init ?? {}));
    const made = await connect({ token: '1-14-abcdef' });
    expect(made.status).toBe(201);
    expect(asked.at(-1)?.authorization).toBe('token 1-14-abcdef');
    const { results } = await env.DB.prepare('SELECT * FROM sources WHERE workspace = ?1').bind(office.workspace).all();
    expect(JSON.stringify([results, made.body])).not.toContain('1-14-abcdef');
  });
  it('feeds facts by the schedule, once, and counts strangers', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => desk()(String(url), init ?? {}));
    expect((await runJobs(env as Env, NOW)).find(({ id }) => id === 'poll-sources')).toEqual({ id: 'poll-sources', ok: true });
    expect(await tickets()).toBe(6);
    const { sources } = (await call('GET', '/v1/sources', { token: office.adminToken })).body;
    expect(sources).toMatchObject([{ kind: 'rt', url: URL_OF_RT, events: 6, strangers: 3, last_problem: null, last_run_at: NOW }]);
    await runJobs(env as Env, NOW + 300_000);
    const again = await call('POST', `/v1/sources/${sources[0].id}/run?again=1`, { token: office.adminToken });
    expect(again.body).toMatchObject({ events: 6, strangers: 3 });
    expect(await tickets()).toBe(6);
  });
  it('says how much it told that is older than the workspace keeps, of which nothing is written', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => desk()(String(url), init ?? {}));
    const source = (await call('GET', '/v1/sources', { token: office.adminToken })).body.sources[0];
    await env.DB.batch([
      env.DB.prepare(`DELETE FROM events WHERE workspace = ?1 AND source = 'rt'`).bind(office.workspace),
      env.DB.prepare(`INSERT INTO retention (workspace, months, set_at) VALUES (?1, 12, 0)`).bind(office.workspace),
      env.DB.prepare(`UPDATE customers SET opened_at = ?2 WHERE workspace = ?1`).bind(office.workspace, NOW + 86_400_000),
    ]);
    const run = await call('POST', `/v1/sources/${source.id}/run?again=1`, { token: office.adminToken });
    expect(run.body).toMatchObject({ too_old: 6, events: source.events, strangers: source.strangers });
    expect(await tickets()).toBe(0);
    await env.DB.prepare(`DELETE FROM retention WHERE workspace = ?1`).bind(office.workspace).run();
  });
  it('keeps its cursor and says why when the desk is down or the key changed', async () => {
    const id = (await call('GET', '/v1/sources', { token: office.adminToken })).body.sources[0].id;
    const source = await findSource(env.DB, office.workspace, id);
    if (!source) throw new Error('no source');
    const down = await runSource(env as Env, source, NOW, false, () => Promise.reject(new Error('refused')));
    expect(down.problem).toBe('unreachable');
    expect(await findSource(env.DB, office.workspace, id)).toMatchObject({ cursor: source.cursor, last_problem: 'unreachable' });
    expect((await runSource({ ...(env as Env), VAFA_SETUP_SECRET: 'another secret of the same installation' }, source, NOW)).problem).toBe(
      'secret',
    );
  });
});
