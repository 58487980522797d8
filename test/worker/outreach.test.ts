/** Outreach lists over the public API: written once, resolved for each owner, ticked off as contact, carried by sync and export. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { OutreachAnswer, OutreachPage } from '../../shared/api/outreach';
import type { Facts } from '../../shared/facts/facts';
import { isAffected, outreachFact } from '../../shared/outreach/affected';
import type { OutreachDraft } from '../../shared/outreach/list';
import { segmentKeys } from '../../shared/segments';
import { currentModel, currentProgramme } from '../../worker/store/documents';
import { call, count, event, type Office, openStaffed, type Staffed, ulid } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
const ago = (days: number) => NOW - days * DAY;
let office: Office;
let other: Office;
let tokens: Staffed['tokens'];

const draft = (id: string, more: Partial<OutreachDraft> = {}): OutreachDraft => ({
  id,
  revision: 0,
  kind: 'incident',
  title: `List ${id}`,
  what: 'The port is closed',
  audience: { by: 'product', product: 'Kiln' },
  messages: { en: { subject: 'Late', text: 'Dear {name}' }, fa: { subject: 'دیر', text: 'سلام {نام}' } },
  advice: [],
  closed: false,
  ...more,
});
const save = (list: OutreachDraft, token = tokens.manager) => call('POST', '/v1/outreach', { token, body: list });
const read = async (token = tokens.admin) => v.parse(OutreachAnswer, (await call('GET', '/v1/outreach', { token })).body);
const counts = async (id: string, token = tokens.admin) => {
  const list = (await read(token)).lists.find((one) => one.id === id);
  return [list?.open, list?.told];
};
async function page(id: string, state: string, token = tokens.admin, query = '') {
  const answer = await call('GET', `/v1/outreach/${id}/customers?state=${state}${query}`, { token });
  return v.parse(OutreachPage, answer.body);
}
const names = async (...asked: Parameters<typeof page>) => (await page(...asked)).customers.map(({ id }) => id);
const tell = (customer: string, list: string, token = tokens.admin, id = ulid()) => {
  const act = { id, customer, type: 'note', at: Date.now(), data: { kind: 'email', direction: 'out', about: 'outreach', list } };
  return call('POST', '/v1/acts', { token, body: { acts: [act] } });
};

/** Six customers: two of the agent; kilns of two editions; one who left. */
const EVENTS = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id, i) => [
    event(id, 'customer.profile', ago(400), { name: `Customer ${id}`, segment: i % 2 === 0 ? 'retail' : 'wholesale' }),
    event(id, 'customer.owner', ago(400), { owner: i < 2 ? 'agent-1' : 'manager-1' }),
  ]),
  ...['a', 'c', 'd'].map((id) => event(id, 'product.owned', ago(200), { product: 'kiln', version: '4' })),
  ...['b', 'e'].map((id) => event(id, 'product.owned', ago(200), { product: 'Kiln', version: '5' })),
  event('d', 'customer.lost', ago(10), { code: 'price' }),
  event('f', 'product.owned', ago(200), { product: 'Loom' }),
  event('c', 'purchase', ago(30), { amount: 900_000, currency: 'EUR' }),
];

beforeAll(async () => {
  ({ office, other, tokens } = await openStaffed('Outreach', NOW));
  const sent = await call('POST', '/v1/events', { token: tokens.ingest, body: { events: EVENTS } });
  expect(sent.body).toMatchObject({ accepted: EVENTS.length, refused: [] });
});

describe('an outreach list', () => {
  test('row 88: reaches the customers whom an incident touches, and none who left', async () => {
    expect((await save(draft('delay'))).status).toBe(201);
    expect(await counts('delay')).toEqual([4, 0]);
    expect((await names('delay', 'open')).sort()).toEqual(['a', 'b', 'c', 'e']);
  });

  test('row 89: of a newer version, reaches those who own the product and not those who have it already', async () => {
    await save(draft('five', { kind: 'release', audience: { by: 'product', product: 'kiln', without: '5' } }));
    expect((await names('five', 'open')).sort()).toEqual(['a', 'c']);
    await save(draft('four', { kind: 'release', audience: { by: 'product', product: 'Kiln', edition: '5' } }));
    expect((await names('four', 'open')).sort()).toEqual(['b', 'e']);
  });

  test('row 90: of a change, reaches the segment as it was when it was chosen', async () => {
    await save(draft('price', { kind: 'change', audience: { by: 'segment', name: 'Retail', filter: { groups: ['retail'] } } }));
    expect((await names('price', 'open')).sort()).toEqual(['a', 'c', 'e']);
  });

  test('row 88: says of every customer what the device says of it, offline', async () => {
    const { lists } = await read();
    const { results } = await env.DB.prepare('SELECT body FROM facts WHERE workspace = ?').bind(office.workspace).all<{ body: string }>();
    const [model, programme] = [await currentModel(env.DB, office.workspace), await currentProgramme(env.DB, office.workspace)];
    for (const list of lists) {
      const here = results
        .map(({ body }) => JSON.parse(body) as Facts)
        .filter((facts) => isAffected(list, facts, segmentKeys(facts, model, programme, NOW), NOW))
        .map(({ customer }) => customer);
      expect((await names(list.id, 'open')).sort()).toEqual(here.sort());
    }
  });

  test('row 88: a tick is a logged contact that says who was told when, and moves the progress', async () => {
    const id = ulid();
    expect((await tell('a', 'delay', tokens.agent, id)).body.results).toEqual([{ id, ok: true }]);
    expect(await counts('delay')).toEqual([3, 1]);
    const [told] = (await page('delay', 'told')).customers;
    expect(outreachFact(told?.facts as Facts, 'delay')).toMatchObject({ how: 'email', picked: false });
    expect(told?.facts.contact.lastOut).toBe(outreachFact(told?.facts as Facts, 'delay')?.toldAt);
    const { entries } = (await call('GET', '/v1/customers/a/timeline?kinds=notes', { token: tokens.agent })).body;
    expect(entries[0]).toMatchObject({ id, type: 'note', data: { list: 'delay' } });
    // Sent twice it is one.
    await tell('a', 'delay', tokens.agent, id);
    expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ? AND id = ?', office.workspace, id)).toBe(1);
    expect(await counts('delay')).toEqual([3, 1]);
  });

  test('row 88: taken back, the tick is none, and the customer is to be told again', async () => {
    const id = ulid();
    await tell('b', 'delay', tokens.agent, id);
    expect(await counts('delay')).toEqual([2, 2]);
    const act = { id, customer: 'b', type: 'note', at: Date.now(), data: null, revision: 1 };
    await call('POST', '/v1/acts', { token: tokens.agent, body: { acts: [act] } });
    expect(await counts('delay')).toEqual([3, 1]);
  });

  test('row 88: shows each owner their own customers, and managers all of them', async () => {
    expect(await counts('delay', tokens.agent)).toEqual([1, 1]);
    expect(await names('delay', 'open', tokens.agent)).toEqual(['b']);
    expect(await counts('delay', tokens.manager)).toEqual([3, 1]);
    expect((await call('GET', '/v1/outreach/delay/customers', { token: other.adminToken })).body.code).toBe('outreach.unknown');
    expect((await read(other.adminToken)).lists).toEqual([]);
  });

  test('row 88: comes page by page, the highest tiers first', async () => {
    const first = await page('delay', 'open', tokens.admin, '&limit=2');
    const rest = await page('delay', 'open', tokens.admin, `&limit=2&cursor=${encodeURIComponent(first.cursor ?? '')}`);
    expect(first.customers).toHaveLength(2);
    expect([...first.customers, ...rest.customers].map(({ id }) => id).sort()).toEqual(['b', 'c', 'e']);
    expect(first.customers[0]?.id).toBe('c');
    expect(rest.cursor).toBeNull();
  });

  test('row 88: takes on customers picked by hand, and lets them go again', async () => {
    await save(draft('picked', { audience: { by: 'picked' } }));
    expect(await counts('picked')).toEqual([0, 0]);
    const pick = (customer: string, removed: boolean, token = tokens.admin) =>
      call('POST', '/v1/acts', {
        token,
        body: { acts: [{ id: ulid(), customer, type: 'outreach.picked', at: Date.now(), data: { list: 'picked', removed } }] },
      });
    await pick('f', false);
    await pick('e', false);
    expect((await names('picked', 'open')).sort()).toEqual(['e', 'f']);
    await pick('e', true);
    expect(await names('picked', 'open')).toEqual(['f']);
    expect((await pick('f', true, tokens.agent)).body.results[0]).toMatchObject({ ok: false });
  });
});

describe('writing a list', () => {
  test('twice under one id makes one, and the second answer equals the first', async () => {
    const list = draft('again');
    const first = await save(list);
    const second = await save(list);
    expect(second.body).toEqual({ ...first.body, as_of: second.body.as_of });
    expect(second.body.lists.filter(({ id }: { id: string }) => id === 'again')).toHaveLength(1);
  });

  test('from what somebody else has changed meanwhile is refused', async () => {
    expect((await save(draft('again', { revision: 1, title: 'Changed' }))).status).toBe(201);
    expect((await save(draft('again', { revision: 1, title: 'Changed otherwise' }))).body.code).toBe('outreach.outdated');
    expect((await read()).lists.find(({ id }) => id === 'again')?.title).toBe('Changed');
  });

  test('is for agents too, of their own lists; a viewer only reads', async () => {
    expect((await save(draft('mine'), tokens.agent)).status).toBe(201);
    expect((await save(draft('mine', { revision: 1, title: 'Mine' }), tokens.agent)).status).toBe(201);
    expect((await save(draft('delay', { revision: 1, title: 'Not mine' }), tokens.agent)).body.code).toBe('auth.forbidden');
    expect((await save(draft('viewed'), tokens.viewer)).body.code).toBe('auth.forbidden');
    expect((await read(tokens.viewer)).lists.length).toBeGreaterThan(0);
  });

  test('ends at twelve open ones; a closed one makes room and is worked off no more', async () => {
    const { lists } = await read();
    for (let n = lists.length; n < 12; n++) expect((await save(draft(`more-${n}`))).status).toBe(201);
    expect((await save(draft('too-many'))).body.code).toBe('outreach.too-many');
    expect((await save(draft('mine', { revision: 2, title: 'Mine', closed: true }))).status).toBe(201);
    expect((await save(draft('fits'))).status).toBe(201);
    expect(await counts('mine')).toEqual([null, null]);
  });

  test('leaves its row in the audit, without a word of the message', async () => {
    const { results } = await env.DB.prepare(
      `SELECT action, subject, detail FROM audit WHERE workspace = ? AND action = 'outreach.published'`,
    )
      .bind(office.workspace)
      .all<{ action: string; subject: string; detail: string | null }>();
    expect(results.length).toBeGreaterThan(0);
    expect(JSON.stringify(results)).not.toContain('Dear');
  });
});

describe('the lists', () => {
  test('row 88: reach every device with the change feed, the open ones alone and only when they are newer', async () => {
    const { version, lists } = await read();
    const sent = (await call('GET', `/v1/changes?outreach=${version - 1}`, { token: tokens.agent })).body.outreach;
    expect(sent.version).toBe(version);
    expect(sent.lists.map(({ id }: { id: string }) => id)).toEqual(lists.filter(({ closed }) => !closed).map(({ id }) => id));
    expect((await call('GET', `/v1/changes?outreach=${version}`, { token: tokens.agent })).body.outreach).toBeUndefined();
  });

  test('row 88: and who was told move with an export into another workspace', async () => {
    let next: string | null = '';
    while (next !== null) {
      const exported = await call('GET', `/v1/export${next === '' ? '' : `?after=${encodeURIComponent(next)}`}`, { token: tokens.admin });
      const taken = await call('POST', '/v1/import-workspace', { token: other.adminToken, body: exported.body as string });
      expect(taken.status).toBe(200);
      next = (JSON.parse((exported.body as string).trim().split('\n').at(-1) ?? '{}') as { next: string | null }).next;
    }
    expect((await read(other.adminToken)).lists).toEqual((await read()).lists);
  });

  test('row 88: of an erased customer nothing stays of whether they were told', async () => {
    await tell('c', 'delay');
    const before = await counts('delay');
    expect((await call('POST', '/v1/erasures', { token: tokens.admin, body: { customer: 'c' } })).status).toBeLessThan(300);
    expect(await counts('delay')).toEqual([before[0], (before[1] ?? 0) - 1]);
  });
});
