/** A person, or a customer whole, erased from a workspace. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { keepMembership } from '../../worker/jobs/membership';
import { foldPending } from '../../worker/store/fold';
import { call, count, type Office, openOffice, ulid } from './office';
import { ALL, DAY, exported, factsOf, keepFor, NOW, refoldAll } from './stocked';

/** Everything in every table of a workspace, as text. */
async function dump(workspace: string): Promise<string> {
  const { results: tables } = await env.DB.prepare(
    `SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND m.sql LIKE '%workspace TEXT%'`,
  ).all<{ name: string }>();
  expect(tables.length).toBeGreaterThan(15);
  let text = '';
  for (const { name } of tables)
    text += JSON.stringify((await env.DB.prepare(`SELECT * FROM ${name} WHERE workspace = ?`).bind(workspace).all()).results);
  return text.toLowerCase();
}

describe('erasure', () => {
  const csv =
    'customer,name,email,role,phone\nacme,Tamsin Orrell,tamsin.orrell@acme.example,Buyer,+49 30 1234567\nacme,Ola Berg,ola@acme.example,,\n';
  async function furnished(name: string): Promise<Office> {
    const office = await openOffice(name);
    const now = Date.now();
    const token = office.adminToken;
    const events = [
      { customer: 'acme', type: 'customer.profile', at: now - 900 * DAY, data: { name: 'Acme GmbH' } },
      {
        customer: 'acme',
        type: 'contact.set',
        at: now - 900 * DAY,
        data: { contact: 'c1', name: 'Tamsin Orrell', email: 'Tamsin@acme.example', phone: '+49 30 99' },
      },
      { customer: 'acme', type: 'contact.set', at: now - 90 * DAY, data: { contact: 'c1', email: 'tamsin.orrell@acme.example' } },
      { customer: 'acme', type: 'domain.set', at: now - 90 * DAY, data: { domain: 'acme.example' } },
      { customer: 'acme', type: 'note', at: now - 890 * DAY, data: { kind: 'call', text: 'Her mother is ill', contact: 'c1' } },
      { customer: 'acme', type: 'note', at: now - 8 * DAY, data: { kind: 'call', text: 'Wants a discount', contact: 'c1' } },
      { customer: 'acme', type: 'note', at: now - 7 * DAY, data: { kind: 'note', text: 'Ola says that Tamsin leaves in May' } },
      { customer: 'acme', type: 'note', at: now - 6 * DAY, data: { kind: 'note', text: 'Contract is in the post' } },
      {
        customer: 'acme',
        type: 'ticket.opened',
        at: now - 5 * DAY,
        data: { ticket: 'tamsin.orrell@acme.example/7', subject: 'From Tamsin Orrell', contact: 'c1' },
      },
      { customer: 'acme', type: 'ticket.replied', at: now - 4 * DAY, data: { ticket: 'tamsin.orrell@acme.example/7', by: 'us' } },
      {
        customer: 'acme',
        type: 'remark',
        id: 'tamsin.orrell@acme.example-says',
        at: now - 3 * DAY,
        data: { kind: 'praise', text: 'thank you, Tamsin', contact: 'c1' },
      },
      {
        customer: 'other',
        type: 'contact.set',
        at: now - 3 * DAY,
        data: { contact: 'x', name: 'Nour Haddad', email: 'nour@other.example' },
      },
    ];
    expect((await call('POST', '/v1/events', { token, body: { events } })).body.refused).toEqual([]);
    const imported = await call('POST', '/v1/imports/contacts', { token, body: csv, headers: { 'content-type': 'text/csv' } });
    expect(imported.body).toMatchObject({ good: 2 });
    await foldPending(env.DB, office.workspace, now, ALL);
    return office;
  }
  const personal = ['tamsin', 'orrell', '+49 30', 'mother is ill', 'wants a discount', 'leaves in may', 'buyer'];

  test.each([null, 12])('a contact is in no table and no export any more, and every count stands (kept for %s months)', async (months) => {
    const office = await furnished(`Erasing, ${months}`);
    const { workspace, adminToken: token } = office;
    if (months !== null) await keepFor(workspace, months, Date.now());
    const before = JSON.parse((await factsOf(workspace)).get('acme') ?? '');
    const seen = (await call('GET', '/v1/changes?seq=0', { token })).body.seq;
    // The second contact of that address, which the file brought, is the same person.
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme', contact: 'c1' } })).body.events).toBeGreaterThan(0);

    const all = await dump(workspace);
    const out = (await exported(token, 5000)).join('').toLowerCase();
    for (const text of personal) {
      expect(all, text).not.toContain(text);
      expect(out, text).not.toContain(text);
    }
    const facts = JSON.parse((await factsOf(workspace)).get('acme') ?? '');
    expect(facts).toMatchObject({
      profile: { name: 'Acme GmbH' },
      activity: before.activity,
      contact: before.contact,
      domains: ['acme.example'],
    });
    for (const list of ['contacts', 'notes', 'tickets', 'remarks'] as const) expect(facts[list].length, list).toBe(before[list].length);
    expect(facts.tickets[0].repliedAt).toBe(before.tickets[0].repliedAt);
    expect(facts.notes.map(({ text }: { text: string }) => text)).toContain('Contract is in the post');
    expect(facts.contacts.map(({ name }: { name: string }) => name).sort()).toEqual(['', '', 'Ola Berg']);
    const lookup = await call('POST', '/v1/lookup', { token, body: { address: 'tamsin@acme.example' } });
    expect(lookup.body.by).toBe('domain');
    const told = (await call('GET', `/v1/changes?seq=${seen}`, { token })).body.customers;
    expect(told.map(({ id }: { id: string }) => id)).toEqual(['acme']);
    expect(
      await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'contact.erased' AND subject = 'acme'`, workspace),
    ).toBe(1);
    await refoldAll(workspace, Date.now());
    expect((await factsOf(workspace)).get('acme')).toBe(JSON.stringify(facts));
    expect(all).toContain('nour haddad');
  });

  const keepSet = (workspace: string) => keepMembership(env.DB, workspace, { chunk: 2, chunks: 40 });
  test.each([
    ['served', keepSet],
    ['being built up to that address', (workspace: string) => keepMembership(env.DB, workspace, { chunk: 4, chunks: 1 })],
  ])('an erased address is not in what the job of the set notes for itself, with a set %s', async (_set, keep) => {
    const office = await furnished('Erasing beside a set');
    const { workspace, adminToken: token } = office;
    await keep(workspace);
    expect(await count('SELECT count(*) AS n FROM memberships WHERE workspace = ?', workspace)).toBe(1);
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme', contact: 'c1' } })).status).toBe(200);
    expect(await dump(workspace)).not.toContain('tamsin');
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme' } })).status).toBe(200);
    expect(await dump(workspace)).not.toContain('acme.example');
    for (let run = 0; run < 4; run++) await keepSet(workspace);
    const left = await count('SELECT count(DISTINCT key) AS n FROM directory WHERE workspace = ?', workspace);
    expect(await count('SELECT keys AS n FROM memberships WHERE workspace = ? AND reached IS NULL', workspace)).toBe(left);
  });

  test('an erased contact does not come back when the same event is sent again', async () => {
    const office = await openOffice('Sent again after erasing');
    const { workspace, adminToken: token } = office;
    const body = {
      events: [
        {
          id: 'contact-1',
          customer: 'acme',
          type: 'contact.set',
          at: NOW,
          data: { contact: 'c1', name: 'Tamsin Orrell', email: 't@acme.example' },
        },
      ],
    };
    await call('POST', '/v1/events', { token, body });
    await call('POST', '/v1/erasures', { token, body: { customer: 'acme', contact: 'c1' } });
    expect((await call('POST', '/v1/events', { token, body })).body).toMatchObject({ accepted: 0 });
    expect(await dump(workspace)).not.toContain('orrell');
  });

  test('row 79: what was known of a customer that was merged goes too: of a contact, and of the customer whole', async () => {
    const { workspace, adminToken: token } = await furnished('Erasing after a merge');
    const now = Date.now();
    const twin = [
      { customer: 'acme-old', type: 'customer.profile', at: now - 300 * DAY, data: { name: 'Acme Altona' } },
      {
        customer: 'acme-old',
        type: 'contact.set',
        at: now - 300 * DAY,
        data: { contact: 'k', name: 'Wiebke Petersen', email: 'wiebke@altona.example' },
      },
      { customer: 'acme-old', type: 'domain.set', at: now - 300 * DAY, data: { domain: 'altona.example' } },
      { customer: 'acme-old', type: 'note', at: now - 200 * DAY, data: { kind: 'call', text: 'Moves to Kiel', contact: 'k' } },
    ];
    expect((await call('POST', '/v1/events', { token, body: { events: twin } })).body.refused).toEqual([]);
    await foldPending(env.DB, workspace, now, ALL);
    expect((await call('POST', '/v1/merges', { token, body: { id: ulid(), from: 'acme-old', into: 'acme' } })).status).toBe(200);
    await foldPending(env.DB, workspace, now, ALL);
    const merged = JSON.parse((await factsOf(workspace)).get('acme') ?? '{}') as { contacts: { id: string; name: string }[] };
    const contact = merged.contacts.find(({ name }) => name === 'Wiebke Petersen')?.id;
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme', contact } })).status).toBe(200);
    const all = await dump(workspace);
    for (const text of ['wiebke', 'petersen', 'moves to kiel']) expect(all, text).not.toContain(text);
    expect(all).toContain('tamsin');
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme' } })).status).toBe(200);
    const rest = await dump(workspace);
    for (const text of [...personal, 'acme gmbh', 'acme altona', 'altona.example', 'in the post']) expect(rest, text).not.toContain(text);
    expect(rest).toContain('nour haddad');
  });

  test('a customer is removed with all that was said of it; devices are told, and it may come again', async () => {
    const { workspace, adminToken: token } = await furnished('Erasing a customer');
    const seen = (await call('GET', '/v1/changes?seq=0', { token })).body.seq;
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme' } })).body.events).toBeGreaterThan(10);
    const all = await dump(workspace);
    for (const text of [...personal, 'acme gmbh', 'acme.example', 'ola berg', 'in the post']) expect(all, text).not.toContain(text);
    expect((await call('GET', `/v1/changes?seq=${seen}`, { token })).body.gone).toEqual(['acme']);
    expect(await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'customer.erased'`, workspace)).toBe(1);
    const back = { id: 'back', customer: 'acme', type: 'contact.set', at: Date.now(), data: { contact: 'c1', name: 'Tamsin Orrell' } };
    expect((await call('POST', '/v1/events', { token, body: { events: [back] } })).body).toMatchObject({ accepted: 1 });
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'nobody' } })).body.code).toBe('customer.unknown');
    expect((await call('POST', '/v1/erasures', { token, body: { customer: 'acme', contact: 'nobody' } })).body.code).toBe(
      'contact.unknown',
    );
  });
});
