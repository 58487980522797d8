/** What an erasure must reach beside the plain rows of a contact, and what must not bring anybody back. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { EVENT_TYPES, EVENTS } from '../../shared/event';
import { foldPending } from '../../worker/store/fold';
import { call, openOffice, ulid } from './office';
import { ALL, bring, DAY, exported, factsOf, keepFor } from './stocked';
import { stored } from './stored';

const now = Date.now();
const text = async (workspace: string) => JSON.stringify(await stored(workspace)).toLowerCase();
const send = async (token: string, ...events: object[]) => {
  const { body } = await call('POST', '/v1/events', { token, body: { events } });
  expect(body.refused).toEqual([]);
  return body as { accepted: number; duplicates: number };
};
const erase = async (token: string, customer: string, contact?: string) =>
  expect((await call('POST', '/v1/erasures', { token, body: { customer, contact } })).status).toBe(200);
const file = (token: string, kind: string, body: string) =>
  call('POST', `/v1/imports/${kind}`, { token, body, headers: { 'content-type': 'text/csv' } });
const tamsin = (more: object = {}) => ({
  customer: 'acme',
  type: 'contact.set',
  at: now - 90 * DAY,
  data: { contact: 'c1', name: 'Tamsin Orrell', email: 'tamsin@acme.example', ...more },
});

/** Attributes that name another thing by its id, or choose from a list: a first name in them is nobody's. */
const NO_TEXT = new Set([
  'contact',
  'ticket',
  'invoice',
  'contract',
  'order',
  'survey',
  'question',
  'list',
  'step',
  'promise',
  'task',
  'play',
  'issue',
  'review',
  'term',
  'benefit',
  'remark',
  'grant',
  'reward',
  'friend',
  'signal',
  'owner',
  'by',
  'cover',
  'from',
  'moved_to',
  'came_from',
  'contacts',
  'contracts',
  'technical',
  'backup',
  'mentions',
  'thread',
  'tag',
  'kind',
  'product',
  'version',
  'package',
  'feature',
  'network',
  'area',
  'code',
  'codes',
  'reasons',
  'place',
  'coupon',
  'badge',
  'draw',
  'group',
  'decision',
  'domain',
]);
/** What a customer, or somebody else there, is called is theirs. */
const THEIRS = new Set([
  'customer.profile name',
  'customer.profile url',
  'customer.profile segment',
  'customer.profile language',
  'customer.merged name',
  'contact.set name',
]);

describe('erasure', () => {
  test.each([null, 12])('takes a first name out of every text that any type of event can hold (kept for %s months)', async (months) => {
    const { workspace, adminToken: token } = await openOffice(`Every text, ${months}`);
    const said = 'as Tamsin said';
    const events: object[] = [];
    for (const type of EVENT_TYPES) {
      const { entries } = EVENTS[type].attributes as unknown as { entries: Record<string, v.GenericSchema> };
      const needed: Record<string, unknown> = {};
      for (const [name, schema] of Object.entries(entries))
        for (const value of [
          'x1',
          3,
          now,
          'EUR',
          true,
          ['20001=1'],
          'x1.example',
          { amount: 1, currency: 'EUR' },
          ...((schema as { options?: unknown[] }).options ?? []),
        ])
          if (!v.is(schema, undefined) && v.is(schema, value)) needed[name] ??= value;
      if (!v.is(EVENTS[type].attributes as v.GenericSchema, needed)) throw new Error(`${type} ${JSON.stringify(needed)}`);
      for (const [name, schema] of Object.entries(entries))
        for (const value of [said, [said]])
          if (!NO_TEXT.has(name) && !THEIRS.has(`${type} ${name}`) && v.is(schema, value))
            events.push({
              id: `${type}-${name}`,
              customer: 'acme',
              type,
              at: now - 500 * DAY + events.length * 1000,
              data: { ...needed, [name]: value },
            });
    }
    expect(events.length).toBeGreaterThan(40);
    await send(token, { ...tamsin({ nickname: 'Tammy', role: 'Buyer' }), at: now - 600 * DAY }, ...events);
    await foldPending(env.DB, workspace, now, ALL);
    if (months !== null) await keepFor(workspace, months, now);
    await erase(token, 'acme', 'c1');
    const all = JSON.stringify(await stored(workspace));
    const left = [...all.matchAll(/.{60}(?:Tamsin|Tammy|tamsin).{20}/g)].map(([hit]) => hit);
    expect(left).toEqual([]);
  });

  test('a person whom a file brought does not come back with the same file, and the file says nothing new', async () => {
    const { workspace, adminToken: token } = await openOffice('The same file again');
    const csv = 'customer,name,email,role\nacme,Tamsin Orrell,tamsin@acme.example,Buyer\nacme,Ola Berg,ola@acme.example,\n';
    await send(token, { customer: 'acme', type: 'visit', at: now - DAY, data: {} });
    await file(token, 'contacts', csv);
    const id = JSON.parse((await factsOf(workspace)).get('acme') ?? '').contacts.find(({ name }: { name: string }) =>
      name.startsWith('Tamsin'),
    ).id;
    await erase(token, 'acme', id);
    expect(await text(workspace)).not.toContain('tamsin');
    for (let again = 0; again < 2; again++) {
      expect((await file(token, 'contacts', csv)).body).toMatchObject({ rows: 2, bad: [], new_events: 0 });
      expect(await text(workspace)).not.toContain('tamsin');
    }
  });

  test('an event whose id named the person does not bring them back when it is sent again', async () => {
    const { workspace, adminToken: token } = await openOffice('Named by an id');
    const said = {
      id: 'tamsin@acme.example-1',
      customer: 'acme',
      type: 'remark',
      at: now - DAY,
      data: { kind: 'praise', text: 'thanks, Tamsin', contact: 'c1' },
    };
    await send(token, tamsin(), said);
    await erase(token, 'acme', 'c1');
    expect(await send(token, said, tamsin())).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await text(workspace)).not.toContain('tamsin');
    expect(JSON.parse((await factsOf(workspace)).get('acme') ?? '').remarks).toHaveLength(1);
  });

  test('an erased customer does not come back with the same events or the same file', async () => {
    const { workspace, adminToken: token } = await openOffice('Customer sent again');
    const csv = 'customer,name,email\nacme,Ola Berg,ola@acme.example\n';
    const events = [tamsin(), { id: 'p', customer: 'acme', type: 'customer.profile', at: now - DAY, data: { name: 'Acme GmbH' } }];
    await send(token, ...events);
    await file(token, 'customers', 'customer,name\nacme,Acme GmbH\n');
    await file(token, 'contacts', csv);
    await erase(token, 'acme');
    expect(await send(token, ...events)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect((await file(token, 'customers', 'customer,name\nacme,Acme GmbH\n')).body).toMatchObject({ new_events: 0 });
    await file(token, 'contacts', csv);
    const all = await text(workspace);
    for (const said of ['tamsin', 'ola berg', 'acme gmbh']) expect(all, said).not.toContain(said);
  });

  test('an event that came in while the customer was being erased does not bring them back either', async () => {
    const { workspace, adminToken: token } = await openOffice('Came in between');
    const late = { id: 'late', customer: 'acme', type: 'customer.profile', at: now - DAY, data: { name: 'Acme GmbH' } };
    await send(token, tamsin());
    // Written as soon as the removal begins, after everything was read.
    await env.DB.prepare(
      `CREATE TRIGGER came_in_between AFTER INSERT ON gone WHEN NEW.workspace = '${workspace}' AND NEW.user = '*' BEGIN
         INSERT INTO events (workspace, id, customer, type, at, source, revision, data, nonce, received_at)
         VALUES (NEW.workspace, 'late', 'acme', 'customer.profile', ${late.at}, '', 0, '{"name":"Acme GmbH"}', 1, ${now}) ON CONFLICT DO NOTHING; END`,
    ).run();
    await erase(token, 'acme');
    await env.DB.prepare('DROP TRIGGER came_in_between').run();
    expect(await text(workspace)).not.toContain('acme gmbh');
    expect(await send(token, late, tamsin())).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await text(workspace)).not.toContain('acme gmbh');
  });

  test('who asked to join and only has a name that contains the erased one stays', async () => {
    const { workspace, adminToken: token } = await openOffice('Another who joins');
    await send(token, { ...tamsin(), data: { contact: 'c1', name: 'Ola Berg', email: 'ola@acme.example' } });
    for (const [id, name, email] of [
      ['a', 'Ola Bergmann', 'bergmann@else.example'],
      ['b', 'Somebody', 'Ola@acme.example'],
    ])
      await env.DB.prepare(
        `INSERT INTO join_requests (workspace, id, at, name, email, company, referrer, place, language, state) VALUES (?, ?, 1, ?, ?, '', '', '', 'en', 'open')`,
      )
        .bind(workspace, id, name, email)
        .run();
    await erase(token, 'acme', 'c1');
    const { results } = await env.DB.prepare('SELECT id FROM join_requests WHERE workspace = ?').bind(workspace).all();
    expect(results).toEqual([{ id: 'a' }]);
  });

  test('a person who changed company is erased at the other too', async () => {
    const { workspace, adminToken: token } = await openOffice('Changed company');
    await send(token, tamsin(), { customer: 'bolt', type: 'customer.profile', at: now - DAY, data: { name: 'Bolt' } });
    await foldPending(env.DB, workspace, now, ALL);
    await call('POST', '/v1/contact-moves', {
      token,
      body: { id: ulid(), from: 'acme', contact: 'c1', to: 'bolt', email: 'tamsin@bolt.example' },
    });
    await erase(token, 'acme', 'c1');
    expect(await text(workspace)).not.toContain('tamsin');
  });

  test('an export after an erasure can be taken in, and nobody comes back there', async () => {
    const { adminToken: token, workspace } = await openOffice('Erased and taken out');
    await send(
      token,
      tamsin({ phone: '+49 30 99' }),
      { ...tamsin(), data: { contact: 'c1', email: 'tamsin.o@acme.example' } },
      { id: 'tamsin@acme.example-1', customer: 'acme', type: 'note', at: now - DAY, data: { kind: 'call', text: 'Tamsin', contact: 'c1' } },
      { customer: 'acme', type: 'domain.set', at: now - DAY, data: { domain: 'acme.example' } },
    );
    await erase(token, 'acme', 'c1');
    const to = await openOffice('Erased and taken in');
    for (const page of await exported(token, 3)) expect((await bring(to.adminToken, page)).body).not.toHaveProperty('code');
    await foldPending(env.DB, to.workspace, Date.now(), ALL);
    expect([...(await factsOf(to.workspace))]).toEqual([...(await factsOf(workspace))]);
    await send(to.adminToken, tamsin({ phone: '+49 30 99' }), {
      id: 'tamsin@acme.example-1',
      customer: 'acme',
      type: 'note',
      at: now - DAY,
      data: { kind: 'call', text: 'Tamsin', contact: 'c1' },
    });
    expect(await text(to.workspace)).not.toContain('tamsin');
  });
});
