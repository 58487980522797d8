/** In a workspace too large for every book: what those who see all of it are sent, and how a device keeps level with it. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Changes, PinnedAnswer } from '../../shared/api/contract';
import { emptyFacts } from '../../shared/facts/fold';
import { LARGE, markFocus, settleSize } from '../../worker/store/book-scope';
import { call, hire, type Office, openOffice } from './office';

const NOW = Date.now();

/** Customers as the fold would leave them: `n` of them, every tenth at risk, worth the more the higher their number. */
async function settle({ workspace }: Office, n: number, owner: (i: number) => string | null): Promise<void> {
  const rows = Array.from({ length: n }, (_, i) => {
    const id = `c${String(i).padStart(5, '0')}`;
    return {
      id,
      feed: i + 1,
      owner: owner(i),
      band: i % 10 === 0 ? 0 : 2,
      value: i * 100,
      currency: i % 3 === 0 ? 'EUR' : 'USD',
      facts: emptyFacts(id),
    };
  });
  for (let from = 0; from < n; from += 500) {
    const json = JSON.stringify(rows.slice(from, from + 500));
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO customers (workspace, id, seq, folded, feed, owner, band, score, value, currency)
         SELECT ?1, value->>'id', 1, 1, value->>'feed', value->>'owner', value->>'band', 20, value->>'value', value->>'currency' FROM json_each(?2)`,
      ).bind(workspace, json),
      env.DB.prepare(
        `INSERT INTO facts (workspace, customer, last_at, body, trace) SELECT ?1, value->>'id', 0, value->>'facts', '[]' FROM json_each(?2)`,
      ).bind(workspace, json),
    ]);
  }
}

/** A device that reads the feed to its end and keeps what it is told. */
function device(token: string) {
  const held = new Map<string, number>();
  let at = { seq: 0, scope: '' };
  return {
    held,
    get at() {
      return at;
    },
    async sync(): Promise<{ pages: number; restarted: boolean; gone: string[]; left: string[]; brought: string[] }> {
      const seen = { pages: 0, restarted: false, gone: [] as string[], left: [] as string[], brought: [] as string[] };
      for (let more = true; more; seen.pages++) {
        const page = v.parse(Changes, (await call('GET', `/v1/changes?seq=${at.seq}&scope=${at.scope}&limit=500`, { token })).body);
        if (page.restart) held.clear();
        for (const { id, seq } of page.customers) held.set(id, seq);
        for (const id of [...page.gone, ...page.left]) held.delete(id);
        seen.restarted ||= page.restart;
        seen.gone.push(...page.gone);
        seen.left.push(...page.left);
        seen.brought.push(...page.customers.map(({ id }) => id));
        at = { seq: page.seq, scope: page.scope ?? '' };
        more = page.more;
      }
      return seen;
    },
  };
}

describe('a large workspace', () => {
  let office: Office;
  let agent: string;
  let manager: string;
  beforeAll(async () => {
    office = await openOffice('Large');
    agent = await hire(office, 'agent', 'agent-1');
    manager = await hire(office, 'manager', 'manager-1');
    await settle(office, LARGE + 100, (i) => (i === 7 ? 'manager-1' : i % 50 === 1 ? 'agent-1' : null));
  });

  test('sends everything while nobody has said that it is large, then begins anew with some', async () => {
    const one = device(office.adminToken);
    await one.sync();
    expect([one.held.size, one.at.scope]).toEqual([LARGE + 100, 'all']);
    expect(await settleSize(env.DB, office.workspace, NOW)).toBe(true);
    await markFocus(env.DB, office.workspace);
    expect((await one.sync()).restarted).toBe(true);
    expect(one.at.scope).toBe('some');
    expect(one.held.size).toBe(210); // every tenth is at risk
    expect((await one.sync()).brought).toEqual([]);
  });

  test('sends a manager their own besides, and an agent what is theirs as ever', async () => {
    const theirs = device(manager);
    await theirs.sync();
    expect(theirs.held.size).toBe(211);
    expect(theirs.held.has('c00007')).toBe(true);
    const own = device(agent);
    await own.sync();
    expect([own.held.size, own.at.scope]).toEqual([42, 'own']);
  });

  test('says who comes and who leaves as their band changes, and writes nothing where none did', async () => {
    const one = device(manager);
    await one.sync();
    const feed = async () =>
      (await env.DB.prepare(`SELECT max(feed) AS n FROM customers WHERE workspace = ?1`).bind(office.workspace).first<{ n: number }>())?.n;
    const before = await feed();
    await markFocus(env.DB, office.workspace);
    expect(await feed()).toBe(before);
    await env.DB.batch(
      [
        ['c00010', 2],
        ['c00011', 0],
      ].map(([id, band]) =>
        env.DB.prepare(`UPDATE customers SET band = ?3 WHERE workspace = ?1 AND id = ?2`).bind(office.workspace, id ?? '', band ?? 0),
      ),
    );
    await markFocus(env.DB, office.workspace);
    const { brought, left } = await one.sync();
    expect([brought, left]).toEqual([['c00011'], ['c00010']]);
    expect(one.held.size).toBe(211);
  });

  test('a device that kept one that left hears of it by asking, and of nothing that has not changed', async () => {
    const ask = async (token: string, pinned: [string, number][]) =>
      v.parse(PinnedAnswer, (await call('POST', '/v1/changes/pinned', { token, body: { pinned } })).body);
    const { feed } = (await env.DB.prepare(`SELECT feed FROM customers WHERE workspace = ?1 AND id = 'c00010'`)
      .bind(office.workspace)
      .first<{ feed: number }>()) ?? { feed: 0 };
    expect(await ask(manager, [['c00010', feed]])).toEqual({ customers: [], gone: [] });
    const stale = await ask(manager, [
      ['c00010', feed - 1],
      ['never', 1],
    ]);
    expect([stale.customers.map(({ id }) => id), stale.gone]).toEqual([['c00010'], ['never']]);
    expect(await ask(agent, [['c00010', 0]])).toEqual({ customers: [], gone: ['c00010'] });
  });

  test('a removed one is gone from every book', async () => {
    const one = device(manager);
    await one.sync();
    await call('DELETE', '/v1/customers/c00020', { token: office.adminToken });
    expect((await one.sync()).gone).toEqual(['c00020']);
    expect(one.held.has('c00020')).toBe(false);
  });

  test('a device whose role changed begins anew with what it may see now', async () => {
    const one = device(agent);
    await one.sync();
    await call('POST', '/v1/users/agent-1', { token: office.adminToken, body: { role: 'manager', name: 'agent-1' } });
    expect((await one.sync()).restarted).toBe(true);
    expect(one.at.scope).toBe('some');
    expect(one.held.size).toBeGreaterThan(200);
    await call('POST', '/v1/users/agent-1', { token: office.adminToken, body: { role: 'agent', name: 'agent-1' } });
    await one.sync();
    expect([one.held.size, one.at.scope]).toEqual([42, 'own']);
  });

  test('is small again only when it is well below', async () => {
    const drop = (from: number) =>
      env.DB.prepare(`DELETE FROM customers WHERE workspace = ?1 AND id >= ?2`)
        .bind(office.workspace, `c${String(from).padStart(5, '0')}`)
        .run();
    await drop(LARGE - 100);
    expect(await settleSize(env.DB, office.workspace, NOW)).toBe(true);
    await drop(LARGE - 300);
    expect(await settleSize(env.DB, office.workspace, NOW)).toBe(false);
    const one = device(manager);
    await one.sync();
    expect(one.at.scope).toBe('all');
  });
});
