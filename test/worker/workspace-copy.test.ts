/** A workspace taken out whole and brought into an empty one. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { foldPending } from '../../worker/store/fold';
import { call, count, event, hire, type Office, openOffice, ulid } from './office';
import { ALL, bring, DAY, demo, exported, factsOf, keepFor, NOW, random, take } from './stocked';

describe('a workspace taken out and in again', () => {
  test.each([
    ['the demo', demo, null],
    ['the demo after retention', demo, 9],
    ['a random log', random, null],
    ['a random log after retention', random, 12],
  ] as const)('%s has the same facts in an empty workspace, in pages of any size, each sent twice', async (name, told, months) => {
    const now = Date.now();
    const from = await openOffice(`From ${name}`);
    await hire(from, 'agent', 'agent-1');
    await take(from.workspace, told(now), now);
    if (months !== null) await keepFor(from.workspace, months, now);
    const pages = await exported(from.adminToken, 170);
    expect(pages.length).toBeGreaterThan(2);
    const to = await openOffice(`To ${name}`);
    for (const page of pages) {
      const first = await bring(to.adminToken, page);
      expect(first.status, JSON.stringify(first.body)).toBe(200);
      expect((await bring(to.adminToken, page)).body).toEqual(first.body);
    }
    await foldPending(env.DB, to.workspace, now, ALL);
    expect([...(await factsOf(to.workspace))]).toEqual([...(await factsOf(from.workspace))]);
    const again = (await exported(to.adminToken, 20_000)).join('').split('\n');
    const lines = (all: string[], kind: string) => all.filter((line) => line.startsWith(`{"kind":"${kind}"`)).sort();
    for (const kind of ['event', 'purged', 'opened', 'feed', 'document', 'retention'])
      expect(lines(again, kind)).toEqual(lines(pages.join('').split('\n'), kind));
    expect(lines(again, 'event').length).toBeGreaterThan(40);
  });

  test('a merged customer comes in merged, with the same facts, and what its senders still say of the old one arrives at the other', async () => {
    const from = await openOffice('From merged');
    const token = from.adminToken;
    const of = (customer: string, days: number) => [
      event(customer, 'customer.profile', NOW - days * DAY, { name: `The ${customer}` }),
      event(customer, 'contact.set', NOW - days * DAY, { contact: 'c', name: `Person ${customer}`, email: `p@${customer}.example` }),
      event(customer, 'note', NOW - (days - 1) * DAY, { kind: 'call', text: `Said of ${customer}`, contact: 'c' }),
      event(customer, 'purchase', NOW - (days - 2) * DAY, { amount: days * 100, currency: 'EUR' }),
    ];
    await take(from.workspace, [...of('gone', 40), ...of('kept', 20), ...of('third', 10)]);
    expect((await call('POST', '/v1/merges', { token, body: { id: ulid(), from: 'gone', into: 'kept' } })).status).toBe(200);
    await foldPending(env.DB, from.workspace, Date.now(), ALL);
    const before = await factsOf(from.workspace);
    expect(JSON.parse(before.get('kept') ?? '{}').notes).toHaveLength(2);
    const to = await openOffice('To merged');
    for (const page of await exported(token, 5)) expect((await bring(to.adminToken, page)).status).toBe(200);
    await foldPending(env.DB, to.workspace, Date.now(), ALL);
    expect([...(await factsOf(to.workspace))]).toEqual([...before]);
    const late = event('gone', 'purchase', NOW - DAY, { amount: 7, currency: 'EUR' });
    for (const { workspace } of [from, to]) await take(workspace, [late], Date.now());
    const after = await factsOf(to.workspace);
    expect(after.get('kept')).not.toBe(before.get('kept'));
    expect([...after]).toEqual([...(await factsOf(from.workspace))]);
  });

  test('both are said in the audit once, however many pages and tries; a page asked for out of turn too', async () => {
    const from = await openOffice('Audited out');
    await take(from.workspace, [event('one', 'purchase', NOW - DAY, { amount: 5, currency: 'EUR' }), event('two', 'visit', NOW - DAY, {})]);
    const said = (office: Office, action: string) =>
      count('SELECT count(*) AS n FROM audit WHERE workspace = ? AND actor = ? AND action = ?', office.workspace, office.admin, action);
    const pages = await exported(from.adminToken, 3);
    expect(await said(from, 'workspace.exported')).toBe(1);
    const to = await openOffice('Audited in');
    for (const page of pages) for (let tries = 0; tries < 2; tries++) expect((await bring(to.adminToken, page)).status).toBe(200);
    expect(await said(to, 'workspace.imported')).toBe(1);
    const { next } = JSON.parse(pages[0]?.trimEnd().split('\n').at(-1) ?? '');
    expect((await call('GET', `/v1/export?after=${next}`, { token: to.adminToken })).status).toBe(200);
    expect(await said(to, 'workspace.exported')).toBe(1);
  });

  test('nothing in it opens a door: no token, no login of a source', async () => {
    const office = await openOffice('Without secrets');
    await call('POST', '/v1/keys', { token: office.adminToken, body: { name: 'Shop' } });
    await env.DB.prepare(
      `INSERT INTO sources (workspace, id, kind, url, name, secret, created_at) VALUES (?, 's1', 'rt', 'https://rt.example/', 'RT', 'not-to-be-told', 1)`,
    )
      .bind(office.workspace)
      .run();
    const text = (await exported(office.adminToken, 5000)).join('');
    const { results } = await env.DB.prepare('SELECT hash FROM credentials WHERE workspace = ?')
      .bind(office.workspace)
      .all<{ hash: string }>();
    expect(results.length).toBeGreaterThan(0);
    for (const { hash } of results) expect(text).not.toContain(hash);
    expect(text).not.toContain('not-to-be-told');
    expect(text).toContain('rt.example');
  });

  test('a page that was changed, comes out of turn or meets customers is refused, and nothing of it is written', async () => {
    const from = await openOffice('From in parts');
    await take(from.workspace, [event('one', 'purchase', NOW - DAY, { amount: 5, currency: 'EUR' }), event('two', 'visit', NOW - DAY, {})]);
    const pages = await exported(from.adminToken, 3);
    const to = await openOffice('To in parts');
    const [first = '', second = '', third = ''] = pages;
    expect((await bring(to.adminToken, second)).body.code).toBe('import.out-of-order');
    expect((await bring(to.adminToken, first.replace('"kind":"user"', '"kind":"User"'))).body.code).toBe('import.damaged');
    expect((await bring(to.adminToken, first.slice(0, -40))).body.code).toBe('import.damaged');
    expect((await bring(to.adminToken, first)).status).toBe(200);
    expect((await bring(to.adminToken, third)).body.code).toBe('import.out-of-order');
    const full = await openOffice('Full');
    await take(full.workspace, [event('there', 'visit', NOW - DAY, {})]);
    expect((await bring(full.adminToken, first)).body.code).toBe('workspace.not-empty');
    expect(await count('SELECT count(*) AS n FROM customers WHERE workspace = ?', full.workspace)).toBe(1);
  });
});
