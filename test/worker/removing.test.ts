/** Removing customers, and the demo with whoever came with it. */
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { RemoveDemoAnswer } from '../../shared/api/customer-answer';
import { call, count, hire, type Office, openStaffed, type Staffed, ulid } from './office';

const NOW = Date.now();
const DAY = 86_400_000;
let office: Office;
let tokens: Staffed['tokens'];

beforeAll(async () => {
  ({ office, tokens } = await openStaffed('Removing', NOW));
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
      expect(page.removed).toEqual(['leaver']);
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

  test('colleagues that came with the demo go with it, but not who has a device or customers by now', async () => {
    const add = (id: string) => call('POST', '/v1/users', { token: tokens.admin, body: { id, name: id, role: 'agent' } });
    for (const id of ['demo-lena', 'demo-owner', 'demo-paired', 'demonstrator']) expect((await add(id)).status).toBe(201);
    await hire(office, 'agent', 'demo-paired');
    await send('demo-of-lena', '?source=demo');
    await send('of-owner');
    const owned = (customer: string, owner: string) => ({ customer, type: 'customer.owner', at: NOW - 1000, data: { owner } });
    await call('POST', '/v1/events?source=demo', { token: tokens.admin, body: { events: [owned('demo-of-lena', 'demo-lena')] } });
    await call('POST', '/v1/events', { token: tokens.admin, body: { events: [owned('of-owner', 'demo-owner')] } });
    expect((await call('DELETE', '/v1/demo', { token: tokens.admin })).status).toBe(200);
    const { users } = (await call('GET', '/v1/users', { token: tokens.admin })).body as { users: { id: string }[] };
    const left = users.map(({ id }) => id).filter((id) => id.startsWith('demo'));
    expect(left.sort()).toEqual(['demo-owner', 'demo-paired', 'demonstrator']);
  });

  test('only an admin says where events come from, and never that they come from a device', async () => {
    expect((await send('named', '?source=demo', tokens.ingest)).body.code).toBe('auth.forbidden');
    for (const source of ['extension', 'Two%20words', '', 'x'.repeat(21)])
      expect((await send('named', `?source=${source}`)).body.code).toBe('request.malformed');
  });
});
