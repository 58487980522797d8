/** The set of the workspace's addresses: what devices are sent is what the directory holds, whatever happened in between. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { MembershipAnswer } from '../../shared/api/contract';
import { changePlaces, decodeDelta, decodeSet } from '../../shared/matching/coded-set';
import { keepMembership } from '../../worker/jobs/membership';
import { placesOf } from '../../worker/membership-sets';
import { call, count, hire, type Office, openOffice, openStaffed, type Staffed } from './office';

const NOW = Date.now();
const ALL = { chunk: 5000, chunks: 40 };
const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** A device that keeps the set as it is told. */
function device(token: string) {
  let has = { at: '0.0', secret: '', space: 0, places: new Float64Array() as Float64Array };
  return {
    get: () => has,
    async sync(): Promise<MembershipAnswer> {
      const answer = v.parse(MembershipAnswer, (await call('GET', `/v1/membership?since=${has.at}`, { token })).body);
      if (answer.base) {
        const { secret, space, pieces } = answer.base;
        has = { ...has, secret, space, places: Float64Array.from(pieces.flatMap((piece) => [...decodeSet(bytes(piece))])) };
      }
      let { places } = has;
      for (const delta of answer.deltas) places = changePlaces(places, decodeDelta(bytes(delta)));
      has = { ...has, at: answer.at, places };
      return answer;
    },
  };
}
const keysOf = async (workspace: string): Promise<string[]> =>
  (await env.DB.prepare(`SELECT DISTINCT key FROM directory WHERE workspace = ?1`).bind(workspace).all<{ key: string }>()).results.map(
    ({ key }) => key,
  );
async function expectLevel(workspace: string, { get }: ReturnType<typeof device>): Promise<void> {
  const { secret, space, places } = get();
  expect([...places]).toEqual([...(await placesOf(await keysOf(workspace), secret, space))]);
}

describe('what a device is sent', () => {
  let staffed: Staffed;
  beforeAll(async () => {
    staffed = await openStaffed('Membership', NOW);
  });

  test('is the base with its key, then deltas, then nothing until somebody comes or goes', async () => {
    const { office, tokens } = staffed;
    const one = device(tokens.agent);
    expect(await one.sync()).toMatchObject({ at: '0.0', deltas: [] });
    await keepMembership(env.DB, office.workspace, ALL);
    await one.sync();
    await expectLevel(office.workspace, one);
    expect(one.get().places.length).toBeGreaterThanOrEqual(3);
    expect(await one.sync()).toEqual({ at: '1.0', deltas: [] });

    await call('POST', '/v1/events', {
      token: tokens.manager,
      body: {
        events: [
          { customer: 'theirs', type: 'contact.set', at: NOW, data: { contact: 'new', name: 'Noor', email: 'Noor@Theirs.example' } },
          { customer: 'theirs', type: 'contact.set', at: NOW, data: { contact: 'c', name: 'Ola', email: 'ola@elsewhere.example' } },
        ],
      },
    });
    await keepMembership(env.DB, office.workspace, ALL);
    const answer = await one.sync();
    expect(answer).toMatchObject({ at: '1.1' });
    expect(answer.base).toBeUndefined();
    await expectLevel(office.workspace, one);
    expect(await count(`SELECT count(*) AS n FROM membership_touched WHERE workspace = ?1`, office.workspace)).toBe(0);
  });

  test('is named in the change feed, so that nobody asks for it in vain', async () => {
    const { tokens } = staffed;
    const { at } = v.parse(MembershipAnswer, (await call('GET', '/v1/membership', { token: tokens.viewer })).body);
    expect((await call('GET', '/v1/changes', { token: tokens.viewer })).body.membership).toBe(at);
  });

  test('holds nothing in the clear, and is for people of the workspace alone', async () => {
    const { tokens, other } = staffed;
    const answer = await call('GET', '/v1/membership', { token: tokens.viewer });
    expect(JSON.stringify(answer.body)).not.toMatch(/@|example/);
    expect((await call('GET', '/v1/membership', { token: tokens.ingest })).status).toBe(403);
    expect((await call('GET', '/v1/membership', { token: other.adminToken })).body).toEqual({ at: '0.0', deltas: [] });
    expect((await call('GET', '/v1/membership?since=x', { token: tokens.agent })).status).toBe(400);
  });

  test('gets another key when a device is revoked or its user leaves, and only then', async () => {
    const { office, tokens } = staffed;
    const one = device(tokens.agent);
    await one.sync();
    const before = one.get();
    await keepMembership(env.DB, office.workspace, ALL);
    await one.sync();
    expect(one.get().secret).toBe(before.secret);

    await hire(office, 'agent', 'lost');
    const lost = (await call('GET', '/v1/users', { token: tokens.admin })).body.devices.find(
      ({ user }: { user: string }) => user === 'lost',
    );
    await call('DELETE', `/v1/devices/${lost.id}`, { token: tokens.admin });
    await keepMembership(env.DB, office.workspace, ALL);
    expect((await one.sync()).base).toBeDefined();
    expect(one.get().secret).not.toBe(before.secret);
    await expectLevel(office.workspace, one);
    expect(await count(`SELECT count(*) AS n FROM membership_sets WHERE workspace = ?1`, office.workspace)).toBe(1);
  });
});

describe('a lookup of somebody else’s customer', () => {
  test('tells an agent whose it is and nothing more, a manager all', async () => {
    const { tokens } = await openStaffed('Elsewhere', NOW);
    const ask = async (token: string, address: string) => (await call('POST', '/v1/lookup', { token, body: { address } })).body;
    expect(await ask(tokens.agent, 'ola@theirs.example')).toEqual({ by: 'contact', found: [], elsewhere: ['manager-1'] });
    const told = await ask(tokens.manager, 'ola@theirs.example');
    expect(told.found[0].record.id).toBe('theirs');
    expect(told.elsewhere).toBeUndefined();
    expect(await ask(tokens.agent, 'nobody@nowhere.example')).toEqual({ by: 'none', found: [] });
  });
});

describe('whatever happens', () => {
  let office: Office;
  let token: string;
  const put = (key: string, customer: string) =>
    env.DB.prepare(`INSERT INTO directory (workspace, key, customer, contact) VALUES (?1, ?2, ?3, '') ON CONFLICT DO NOTHING`).bind(
      office.workspace,
      key,
      customer,
    );
  const drop = (key: string, customer: string) =>
    env.DB.prepare(`DELETE FROM directory WHERE workspace = ?1 AND key = ?2 AND customer = ?3`).bind(office.workspace, key, customer);
  /** A database that dies after so many calls. */
  const dyingAfter = (calls: number): D1Database => {
    let left = calls;
    return new Proxy(env.DB, {
      get(target, key) {
        if ((key === 'batch' || key === 'prepare') && left-- <= 0) throw new Error('killed');
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  beforeAll(async () => {
    office = await openOffice('Any order');
    token = office.adminToken;
    // Counted for what a small set may change before it is built anew.
    await env.DB.batch(Array.from({ length: 60 }, (_, i) => put(`k${i}`, 'a')));
  });

  const key = fc.integer({ min: 0, max: 79 }).map((n) => `k${n}`);
  const customer = fc.constantFrom('a', 'b');
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('put' as const, 'drop' as const), key, customer }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('job' as const),
        chunk: fc.integer({ min: 1, max: 30 }),
        chunks: fc.integer({ min: 1, max: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('killed' as const), after: fc.integer({ min: 1, max: 25 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sync' as const, 'rotate' as const, 'twice' as const) }) },
  );

  test('a device that syncs when it likes ends with exactly the keys of the directory', async () => {
    const one = device(token);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        for (const each of steps) {
          if (each.do === 'put') await put(each.key, each.customer).run();
          else if (each.do === 'drop') await drop(each.key, each.customer).run();
          else if (each.do === 'job') await keepMembership(env.DB, office.workspace, each);
          else if (each.do === 'killed')
            await keepMembership(dyingAfter(each.after), office.workspace, { chunk: 7, chunks: 9 }).catch(() => {});
          else if (each.do === 'twice')
            await Promise.all([7, 11].map((chunk) => keepMembership(env.DB, office.workspace, { chunk, chunks: 9 })));
          else if (each.do === 'rotate')
            await env.DB.prepare(`UPDATE memberships SET rotate = 1 WHERE workspace = ?1`).bind(office.workspace).run();
          else await one.sync();
        }
        await keepMembership(env.DB, office.workspace, ALL);
        await one.sync();
        await expectLevel(office.workspace, one);
      }),
      { numRuns: 60 },
    );
  });

  test('a base whose builder died just before it was put in place has all its keys still', async () => {
    const one = device(token);
    for (let after = 1; after <= 24; after++) {
      await env.DB.prepare(`UPDATE memberships SET rotate = 1 WHERE workspace = ?1`).bind(office.workspace).run();
      await keepMembership(dyingAfter(after), office.workspace, { chunk: 7, chunks: 20 }).catch(() => {});
      await keepMembership(env.DB, office.workspace, ALL);
      await one.sync();
      await expectLevel(office.workspace, one);
    }
  });

  test('nobody who stays is missing from the set at any time between', async () => {
    const one = device(token);
    const stays = await keysOf(office.workspace);
    await env.DB.prepare(`UPDATE memberships SET rotate = 1 WHERE workspace = ?1`).bind(office.workspace).run();
    for (let round = 0; round < 12; round++) {
      await put(`round${round}`, 'a').run();
      await keepMembership(env.DB, office.workspace, { chunk: 9, chunks: 1 });
      await one.sync();
      const { secret, space, places } = one.get();
      const held = new Set(places);
      for (const place of await placesOf(stays, secret, space)) expect(held.has(place)).toBe(true);
    }
  });
});
