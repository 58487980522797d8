import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, count, type Office, openOffice } from '../office';

let office: Office;
let agent: string;
beforeAll(async () => {
  office = await openOffice('Import office');
  agent = (await call('POST', '/v1/keys', { token: office.adminToken, body: { name: 'shop' } })).body.key;
});
const send = (kind: string, text: string, more: { dry?: boolean; name?: string; lang?: string; token?: string } = {}) =>
  call(
    'POST',
    `/v1/imports/${kind}?name=${more.name ?? `${kind}.csv`}${more.dry ? '&dry=1' : ''}${more.lang ? `&lang=${more.lang}` : ''}`,
    { token: more.token ?? office.adminToken, body: text, headers: { 'content-type': 'text/csv' } },
  );
const events = () => count('SELECT count(*) AS n FROM events WHERE workspace = ?1', office.workspace);
const nameOf = async (id: string) =>
  (await env.DB.prepare('SELECT name FROM customers WHERE workspace = ?1 AND id = ?2').bind(office.workspace, id).first<{ name: string }>())
    ?.name;

const CUSTOMERS =
  'id,name,owner,domains,since\nA1,Acme,,acme.example,2020-01-01\nB2,Beta,,shared.example,someday\nC3,Ceta,,shared.example,\nD4,Delta,,shared.example,1402/07/21\n';

describe('a CSV import', () => {
  it('reports without writing when dry, with line, column and reason of each bad row', async () => {
    const { status, body } = await send('customers', CUSTOMERS, { dry: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'customers',
      dry: true,
      rows: 4,
      good: 3,
      new_events: 6,
      bad: [{ line: 3, column: 'since', value: 'someday' }],
      changed: [],
      vanished: [],
    });
    expect(body.bad[0].reason).toContain('no date');
    expect(body.notes.join(' ')).toContain('2023-10-13');
    expect(await events()).toBe(0);
  });
  it('keeps the good rows, and the same file again changes nothing (row 148)', async () => {
    const first = await send('customers', CUSTOMERS);
    expect(first.body).toMatchObject({
      good: 3,
      new_events: 6,
      unchanged: 0,
      advice: { customers: 3, without_contact: 3, domains_of_several: 1 },
    });
    const before = await env.DB.prepare('SELECT * FROM events WHERE workspace = ?1 ORDER BY id').bind(office.workspace).all();
    const again = await send('customers', CUSTOMERS);
    expect(again.body).toMatchObject({ good: 3, new_events: 0, unchanged: 3, changed: [], vanished: [] });
    expect((await env.DB.prepare('SELECT * FROM events WHERE workspace = ?1 ORDER BY id').bind(office.workspace).all()).results).toEqual(
      before.results,
    );
    expect(await nameOf('A1')).toBe('Acme');
  });
  it('lists rows that changed and vanished, raises the revision, and deletes what a row no longer says', async () => {
    const { body } = await send('customers', 'id,name,domains\nA1,Acme Ltd,\nC3,Ceta,shared.example\n');
    expect(body.changed).toEqual([{ line: 2, key: 'Acme Ltd' }]);
    expect(body.vanished).toEqual([{ key: 'Delta' }]);
    expect(await nameOf('A1')).toBe('Acme Ltd');
    expect(
      await count(
        `SELECT count(*) AS n FROM events WHERE workspace = ?1 AND id = 'csv:customers:A1:domain:acme.example' AND data IS NULL AND revision = 1`,
        office.workspace,
      ),
    ).toBe(1);
    expect((await send('customers', 'id,name,domains\nA1,Acme Ltd,\nC3,Ceta,shared.example\n')).body).toMatchObject({
      new_events: 0,
      changed: [],
      vanished: [],
    });
  });
  it('finds customers by id or name and refuses rows of unknown ones', async () => {
    const { body } = await send(
      'contacts',
      'customer,email,name\nA1,Pat@Acme.example,Pat\nCeta,cy@ceta.example,Cy\nNobody,x@y.example,X\n',
    );
    expect(body).toMatchObject({
      good: 2,
      bad: [{ line: 4, column: 'customer', value: 'Nobody' }],
      advice: { customers: 3, without_contact: 1 },
    });
    expect(
      await count(
        `SELECT count(*) AS n FROM directory WHERE workspace = ?1 AND key = 'pat@acme.example' AND customer = 'A1'`,
        office.workspace,
      ),
    ).toBe(1);
  });
  it('moves a contact to another customer without leaving it at the first', async () => {
    const file = (customer: string) => `contact,customer,email\nK1,${customer},kim@firm.example\n`;
    await send('contacts', file('A1'), { name: 'kim.csv' });
    await send('contacts', file('C3'), { name: 'kim.csv' });
    const { results } = await env.DB.prepare(`SELECT customer FROM directory WHERE workspace = ?1 AND key = 'kim@firm.example'`)
      .bind(office.workspace)
      .all();
    expect(results).toEqual([{ customer: 'C3' }]);
  });
  it('keeps equal event rows apart and takes event_id as the identity', async () => {
    const rows = 'customer,type,at,amount,currency\nA1,purchase,2026-01-05,10,USD\nA1,purchase,2026-01-05,10,USD\n';
    expect((await send('events', rows)).body.new_events).toBe(2);
    expect((await send('events', rows)).body.new_events).toBe(0);
    const byId = (amount: number) => `event_id,customer,type,at,amount,currency\nshop-1,A1,purchase,2026-02-05,${amount},USD\n`;
    expect((await send('events', byId(5), { name: 'shop.csv' })).body.new_events).toBe(1);
    expect((await send('events', byId(6), { name: 'shop.csv' })).body).toMatchObject({
      new_events: 1,
      changed: [{ line: 2, key: 'shop-1' }],
    });
  });
  it('refuses a row whose event_id belongs to another event, dry and for real, and lets a corrected row move', async () => {
    const foreign = [{ id: 'foreign-1', customer: 'A1', type: 'visit', at: Date.UTC(2026, 0, 2), data: {} }];
    await call('POST', '/v1/events', { token: office.adminToken, body: { events: foreign } });
    const file = (customer: string) => `event_id,customer,type,at\nforeign-1,C3,visit,2026-01-02\nown-1,${customer},visit,2026-01-03\n`;
    const expected = { good: 1, new_events: 1, bad: [{ line: 2, column: 'event_id', value: 'foreign-1' }] };
    expect((await send('events', file('A1'), { name: 'taken.csv', dry: true })).body).toMatchObject(expected);
    expect((await send('events', file('A1'), { name: 'taken.csv' })).body).toMatchObject(expected);
    expect((await send('events', file('A1'), { name: 'taken.csv' })).body).toMatchObject({ good: 1, new_events: 0, unchanged: 1 });
    expect((await send('events', file('C3'), { name: 'taken.csv' })).body).toMatchObject({ good: 1, new_events: 1 });
    expect(
      await count(`SELECT count(*) AS n FROM events WHERE workspace = ?1 AND id = 'own-1' AND customer = 'C3'`, office.workspace),
    ).toBe(1);
  });
  it('advises a person who decides by what will be after the import, and says the same once it is in', async () => {
    const own = await openOffice('Advice office');
    const both = async (kind: string, text: string) => {
      const dry = (await send(kind, text, { token: own.adminToken, dry: true })).body.advice;
      const done = (await send(kind, text, { token: own.adminToken })).body.advice;
      expect(done).toEqual(dry);
      expect((await send(kind, text, { token: own.adminToken, dry: true })).body.advice).toEqual(dry);
      return [dry.customers, dry.without_contact, dry.domains_of_several];
    };
    const rows = 'id,name,domains,email\nX1,Xa,two.example,a@two.example\nX2,Xb,two.example,\nX3,Xc,one.example,\n';
    expect(await both('customers', rows)).toEqual([3, 2, 1]);
    expect(await both('contacts', 'contact,customer,email\nK1,X2,b@two.example\nK2,X2,c@two.example\n')).toEqual([3, 1, 1]);
    expect(await both('contacts', 'contact,customer,email\nK1,X3,b@two.example\n')).toEqual([3, 0, 1]);
    expect(await both('customers', 'id,name,domains,email\nX1,Xa,,\nX3,Xc,one.example,\nX4,Xd,one.example,\n')).toEqual([4, 2, 1]);
  });
  it('words the report in the language asked for', async () => {
    expect((await send('customers', CUSTOMERS, { dry: true, lang: 'fa' })).body.bad[0].reason).toContain('تاریخ نیست');
  });
  it('refuses an unfit header, an empty body, another kind, and a key that may only send events', async () => {
    expect((await send('events', 'a,b\n1,2\n')).body).toMatchObject({ code: 'csv.header', status: 422 });
    expect((await send('events', '')).status).toBeGreaterThanOrEqual(400);
    expect((await send('planets', CUSTOMERS)).body.code).toBe('route.unknown');
    expect((await send('customers', CUSTOMERS, { token: agent })).body.code).toBe('auth.forbidden');
  });
  it('takes 5,000 rows in one file', async () => {
    const big = await openOffice('Big office');
    const lines = Array.from({ length: 5000 }, (_, i) => `C${i},Customer ${i},c${i}@firm${i}.example`);
    const { body } = await send('customers', `id,name,email\n${lines.join('\n')}`, { token: big.adminToken });
    expect(body).toMatchObject({ rows: 5000, good: 5000, new_events: 10_000, bad: [], advice: { customers: 5000 } });
    // A customer that is not folded yet can be named all the same.
    expect(
      (await send('contacts', 'customer,email\nCustomer 4999,x@firm.example\n', { token: big.adminToken, dry: true })).body,
    ).toMatchObject({ good: 1, bad: [] });
  }, 60_000);
});
