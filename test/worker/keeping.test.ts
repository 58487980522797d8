/** Whose customers are whose: hand-over, cover for a while, people who change company, each taken back; the list of customers as CSV. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { job as endCover } from '../../worker/jobs/end-cover';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { call, event, hire, type Office, openOffice, ulid } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
let office: Office;
const tokens: Record<string, string> = {};
const CUSTOMERS = ['a', 'b', 'c', 'd'];
beforeAll(async () => {
  office = await openOffice('Keeping');
  for (const id of ['agent-1', 'agent-2']) tokens[id] = await hire(office, 'agent', id);
  await ingest(
    env.DB,
    office.workspace,
    CUSTOMERS.flatMap((customer) => [
      event(customer, 'customer.profile', NOW - 9 * DAY, {
        name: `=Customer, "${customer}"`,
        value: { amount: 100_000, currency: customer === 'd' ? 'IRR' : 'EUR' },
      }),
      event(customer, 'customer.owner', NOW - 9 * DAY, { owner: customer === 'd' ? null : 'agent-1' }),
      event(customer, 'contact.set', NOW - 9 * DAY, {
        contact: 'p',
        name: `Person ${customer}`,
        email: `p@${customer}.example`,
        phone: '+98 21',
      }),
      event(customer, 'domain.set', NOW - 9 * DAY, { domain: `${customer}.example` }),
    ]),
    NOW,
  );
  await foldPending(env.DB, office.workspace, NOW, 1000);
});
const admin = () => office.adminToken;
const handOver = (body: object, token = admin()) => call('POST', '/v1/handovers', { token, body });
const undo = (id: string, token = admin()) => call('DELETE', `/v1/decisions/${id}`, { token });
const seen = async (user: string) =>
  (await call('GET', '/v1/customers?sort=name', { token: tokens[user] ?? '' })).body.customers.map(({ id }: { id: string }) => id);
const audited = async (action: string) =>
  (await call('GET', '/v1/audit', { token: admin() })).body.rows.filter((row: { action: string }) => row.action === action).length;

describe('hand-over', () => {
  test('row 79: all customers of a user go to another at once, each with an audit row, and come back when it is taken back', async () => {
    const id = ulid();
    expect((await handOver({ id, of: 'agent-1', to: 'agent-2' })).body).toEqual({ id, customers: 3, more: false });
    expect(await seen('agent-1')).toEqual([]);
    expect(await seen('agent-2')).toEqual(['a', 'b', 'c']);
    expect(await audited('customer.handed-over')).toBe(3);
    expect((await handOver({ id, of: 'agent-1', to: 'agent-2' })).body).toMatchObject({ customers: 3 });
    expect(await audited('customer.handed-over')).toBe(3);
    expect((await undo(id)).status).toBe(204);
    expect(await seen('agent-1')).toEqual(['a', 'b', 'c']);
    expect(await audited('decision.undone')).toBe(3);
  });

  test('a selection goes, to a person or to nobody, and nobody’s are counted', async () => {
    const id = ulid();
    await handOver({ id, customers: ['a', 'b'], to: null });
    const sums = (await call('GET', '/v1/customer-sums', { token: admin() })).body;
    expect(sums).toEqual({
      customers: 4,
      unowned: 3,
      values: [
        { currency: 'EUR', amount: 300_000, customers: 3 },
        { currency: 'IRR', amount: 100_000, customers: 1 },
      ],
    });
    const listed = await call('GET', '/v1/customers?owner=', { token: admin() });
    expect(listed.body.customers.map(({ id }: { id: string }) => id).sort()).toEqual(['a', 'b', 'd']);
    await undo(id);
  });

  test('what is not clear or not allowed is refused by name', async () => {
    const refused = async (body: object, token?: string) => (await handOver({ id: ulid(), ...body }, token)).body.code;
    expect(await refused({ customers: ['a'] })).toBe('request.malformed');
    expect(await refused({ to: 'agent-2' })).toBe('request.malformed');
    expect(await refused({ customers: ['a'], to: 'nobody' })).toBe('user.unknown');
    expect(await refused({ customers: ['a', 'nowhere'], to: 'agent-2' })).toBe('customer.unknown');
    expect(await refused({ customers: ['a'], cover: 'agent-2', until: NOW - DAY })).toBe('request.malformed');
    expect(await refused({ customers: ['a'], to: 'agent-2' }, tokens['agent-1'])).toBe('auth.forbidden');
    expect(await refused({ customers: ['d'], cover: 'agent-2' }, tokens['agent-1'])).toBe('customer.unknown');
  });
});

describe('cover', () => {
  test('row 79: a colleague covers until a date, sees the customers meanwhile, and no more when it has passed', async () => {
    const until = NOW + 7 * DAY;
    expect((await handOver({ id: ulid(), of: 'agent-1', cover: 'agent-2', until }, tokens['agent-1'])).body).toMatchObject({
      customers: 3,
    });
    expect(await seen('agent-2')).toEqual(['a', 'b', 'c']);
    expect(await seen('agent-1')).toEqual(['a', 'b', 'c']);
    const { seq } = (await call('GET', '/v1/changes', { token: tokens['agent-2'] ?? '' })).body;
    await endCover.run(env as never, until - 1);
    expect(await seen('agent-2')).toEqual(['a', 'b', 'c']);
    await endCover.run(env as never, until);
    expect(await seen('agent-2')).toEqual([]);
    expect((await call('GET', `/v1/changes?seq=${seq}`, { token: tokens['agent-2'] ?? '' })).body.gone.sort()).toEqual(['a', 'b', 'c']);
    expect(await seen('agent-1')).toEqual(['a', 'b', 'c']);
  });
});

describe('a colleague who is named in a note', () => {
  test('row 106: sees the customer for as long as what was asked of them there is open, and no longer', async () => {
    const send = async (...events: ReturnType<typeof event>[]) => {
      await ingest(env.DB, office.workspace, events, NOW);
      await foldPending(env.DB, office.workspace, NOW, 1000);
    };
    expect(await seen('agent-2')).toEqual([]);
    await send(event('d', 'task.set', NOW - 2000, { task: 'm', title: 'Can you look?', due: NOW, owner: 'agent-2', by: 'agent-1' }));
    expect(await seen('agent-2')).toEqual(['d']);
    const { seq, customers } = (await call('GET', '/v1/changes', { token: tokens['agent-2'] ?? '' })).body;
    expect(customers.map(({ id }: { id: string }) => id)).toEqual(['d']);
    // Nobody covers by that: the facts say so.
    expect(customers[0].facts.owner.cover).toEqual([]);
    await send(event('d', 'task.done', NOW - 1000, { task: 'm', by: 'agent-2' }));
    expect(await seen('agent-2')).toEqual([]);
    const after = (await call('GET', `/v1/changes?seq=${seq}`, { token: tokens['agent-2'] ?? '' })).body;
    expect([after.gone, after.removed]).toEqual([['d'], []]);
  });
});

describe('a contact who changes company', () => {
  test('row 79: has left the one, is at the other with where they came from, and is back when it is taken back', async () => {
    const id = ulid();
    const moved = await call('POST', '/v1/contact-moves', {
      token: tokens['agent-1'] ?? '',
      body: { id, from: 'a', contact: 'p', to: 'b', email: 'p@b-new.example', role: 'Head of buying' },
    });
    const contacts = async (customer: string) => (await call('GET', `/v1/customers/${customer}`, { token: admin() })).body.facts.contacts;
    expect(await contacts('a')).toMatchObject([{ id: 'p', left: true, movedTo: 'b', name: 'Person a' }]);
    expect((await contacts('b')).find(({ id }: { id: string }) => id === moved.body.contact)).toMatchObject({
      name: 'Person a',
      email: 'p@b-new.example',
      role: 'Head of buying',
      phone: '+98 21',
      cameFrom: 'a',
      left: false,
    });
    expect((await call('POST', '/v1/lookup', { token: admin(), body: { address: 'p@b-new.example' } })).body.found[0].record.id).toBe('b');
    expect((await undo(id, tokens['agent-1'])).status).toBe(204);
    expect(await contacts('a')).toMatchObject([{ id: 'p', left: false }]);
    expect(await contacts('b')).toHaveLength(1);
  });
});

describe('who keeps a customer', () => {
  test('row 79: owner, backup and cost stand beside what the customer and all of the owner’s customers bring, currency by currency', async () => {
    const act = {
      id: ulid(),
      customer: 'a',
      type: 'customer.profile',
      at: NOW,
      data: { backup: 'agent-2', cost: { amount: 30_000, currency: 'EUR' } },
    };
    expect((await call('POST', '/v1/acts', { token: tokens['agent-1'] ?? '', body: { acts: [act] } })).body.results[0]).toMatchObject({
      ok: true,
    });
    expect((await call('GET', '/v1/customers/a/keeping', { token: admin() })).body).toEqual({
      owner: 'agent-1',
      // Arranged above, for a week.
      cover: ['agent-2'],
      until: NOW + 7 * DAY,
      backup: 'agent-2',
      technical: null,
      cost: { amount: 30_000, currency: 'EUR' },
      value: { amount: 100_000, currency: 'EUR' },
      load: { customers: 3, values: [{ currency: 'EUR', amount: 300_000, customers: 3 }] },
    });
  });
});

describe('the list', () => {
  const ids = async (query: string) =>
    (await call('GET', `/v1/customers?${query}`, { token: admin() })).body.customers.map(({ id }: { id: string }) => id);

  test.each(['band', 'tier', 'value', 'renewal', 'owner', 'contact', 'name', 'risk'])(
    'by %s: its pages, one customer at a time, are the whole in the same order',
    async (sort) => {
      const whole = await ids(`sort=${sort}`);
      expect([...whole].sort()).toEqual(CUSTOMERS);
      const paged: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await call('GET', `/v1/customers?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`, { token: admin() });
        paged.push(...body.customers.map(({ id }: { id: string }) => id));
        if (body.cursor === null) break;
        cursor = body.cursor;
      }
      expect(paged).toEqual(whole);
    },
  );

  test('a cursor of another order is refused, and those without an owner come first in the order of owners', async () => {
    const { cursor } = (await call('GET', '/v1/customers?sort=name&limit=1', { token: admin() })).body;
    expect((await call('GET', `/v1/customers?sort=band&cursor=${cursor}`, { token: admin() })).body.code).toBe('request.malformed');
    expect((await ids('sort=owner'))[0]).toBe('d');
  });

  test.each(['en', 'fa', 'ar'])(
    'as CSV with headers in %s: no cell is a formula, and the import reads back what was taken out',
    async (lang) => {
      const file = (await call('GET', `/v1/customers.csv?sort=name&lang=${lang}`, { token: admin() })).body as string;
      expect(file.split('\r\n')).toHaveLength(6);
      expect(file).toContain(`"'=Customer, ""a"""`);
      const pages: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = await call('GET', `/v1/customers.csv?sort=name&lang=${lang}&cursor=${cursor}`, { token: admin() });
        pages.push(body.csv);
        cursor = body.cursor;
      }
      // Reading an answer as text takes the mark of its bytes off.
      expect(pages.join('')).toBe(`\ufeff${file}`);
      const other = await openOffice(`Read back ${lang}`);
      for (const id of ['agent-1', 'agent-2'])
        await call('POST', '/v1/users', { token: other.adminToken, body: { name: id, role: 'agent', id } });
      const report = await call('POST', '/v1/imports/customers', {
        token: other.adminToken,
        body: file,
        headers: { 'content-type': 'text/csv' },
      });
      expect(report.body).toMatchObject({ rows: 4, good: 4, bad: [] });
      for (const id of CUSTOMERS) {
        const [was, is] = await Promise.all([admin(), other.adminToken].map((token) => call('GET', `/v1/customers/${id}`, { token })));
        const told = ({
          body,
        }: {
          body: { facts: { profile: { name: string; value: object }; owner: { user: string }; domains: string[] } };
        }) => [body.facts.profile.name, body.facts.profile.value, body.facts.owner.user, body.facts.domains];
        expect(told(is as never)).toEqual(told(was as never));
      }
    },
  );
});
