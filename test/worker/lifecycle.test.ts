/** What becomes of a workspace's data: kept for so long, taken out whole and in again, and a person erased from it. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveEvent, VafaEvent } from '../../shared/event';
import { readWireEvent, writeWireEvent } from '../../shared/event-wire';
import { fold } from '../../shared/facts/fold';
import { keepMembership } from '../../worker/jobs/membership';
import { monthsBefore, purgeOn } from '../../worker/jobs/retention';
import { demoEvents } from '../../worker/local/demo-data';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { setRetention } from '../../worker/store/retention';
import { anyEvents } from '../unit/facts/any-event';
import { call, count, event, hire, type Office, openOffice } from './office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 1);
const ALL = 10_000;

/** The facts of every customer of a workspace, as their bytes. */
async function factsOf(workspace: string): Promise<Map<string, string>> {
  const { results } = await env.DB.prepare('SELECT customer, body FROM facts WHERE workspace = ? ORDER BY customer')
    .bind(workspace)
    .all<{ customer: string; body: string }>();
  return new Map(results.map(({ customer, body }) => [customer, body]));
}
const take = async (workspace: string, events: readonly VafaEvent[], now = NOW) => {
  const done = await ingest(env.DB, workspace, events, now);
  await foldPending(env.DB, workspace, now, ALL);
  return done;
};
const refoldAll = async (workspace: string, now = NOW) => {
  await env.DB.prepare('UPDATE customers SET seq = seq + 1, stale_at = -9e15 WHERE workspace = ?').bind(workspace).run();
  await foldPending(env.DB, workspace, now, ALL);
};
/** The events as they come in over the wire; without those that would be refused there. */
const sent = (events: readonly LiveEvent[], now: number): VafaEvent[] =>
  events.flatMap((one) => {
    const read = readWireEvent(writeWireEvent(one), { source: one.source, now });
    return read.ok ? [read.event] : [];
  });
const demo = (now: number) => sent(demoEvents(now).events as LiveEvent[], now);
/** Logs of every type of event, some of which are corrected and some deleted. */
function random(now: number): VafaEvent[] {
  const logs = fc.sample(anyEvents(90), { numRuns: 12, seed: 7 });
  const events = logs.flatMap((log, nth) =>
    log.map((one): LiveEvent => JSON.parse(JSON.stringify({ ...one, customer: `any-${nth}` }).replaceAll(/"(e\d+)"/g, `"any-${nth}-$1"`))),
  );
  return sent(events, now).map((one, i) =>
    i % 11 === 0 ? ({ ...one, revision: 2, ...(i % 2 === 0 ? { data: null } : {}) } as VafaEvent) : one,
  );
}
/** A retention of so many months, set two days before `now`, carried out. */
async function keepFor(workspace: string, months: number, now = NOW): Promise<void> {
  await setRetention(env.DB, workspace, months, 'admin', now - 2 * DAY);
  for (let run = 0; run < 30; run++) await purgeOn(env.DB, workspace, now, 7);
}

describe('retention', () => {
  test('what is purged leaves facts as they were, to the byte, also after more events and a fold from the start', async () => {
    const { workspace } = await openOffice('Kept for a year');
    let customers = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvents(60), { minLength: 1, maxLength: 3 }),
        anyEvents(25),
        fc.integer({ min: 6, max: 30 }),
        async (logs, later, months) => {
          const events: LiveEvent[] = [];
          const after: LiveEvent[] = [];
          const horizon = monthsBefore(NOW, months);
          for (const log of logs) {
            const customer = `kept-${++customers}`;
            const own = (one: LiveEvent): LiveEvent =>
              JSON.parse(JSON.stringify({ ...one, customer }).replaceAll(/"(e\d+)"/g, `"${customer}-$1"`));
            events.push(...log.map(own));
            after.push(
              ...later
                .map((one) => own({ ...one, id: `later-${one.id}`, at: horizon + (one.at % (NOW - horizon)) } as LiveEvent))
                .map((one) => ({ ...one, id: `${customer}-${one.id}` })),
            );
          }
          await take(workspace, events);
          const before = await factsOf(workspace);
          await env.DB.prepare(`DELETE FROM job_cursors WHERE workspace = ? AND job IN ('retention', 'purge')`).bind(workspace).run();
          await keepFor(workspace, months);
          expect(await factsOf(workspace)).toEqual(before);
          const old = await count(
            `SELECT count(*) AS n FROM events WHERE workspace = ? AND at < ? AND type <> 'opening'`,
            workspace,
            horizon,
          );
          expect(old).toBe(0);
          await refoldAll(workspace);
          expect(await factsOf(workspace)).toEqual(before);
          await take(workspace, after);
          const facts = await factsOf(workspace);
          for (const customer of new Set(after.map((one) => one.customer))) {
            const whole = [...events, ...after].filter((one) => one.customer === customer);
            expect(facts.get(customer)).toBe(JSON.stringify(fold(whole)));
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  test('a purged event sent again counts once; corrected, or older than what is kept, it is refused by name', async () => {
    const office = await openOffice('Purged');
    const { workspace, adminToken: token } = office;
    const now = Date.now();
    const old = event('shop', 'purchase', now - 900 * DAY, { amount: 500, currency: 'EUR' });
    const young = event('shop', 'purchase', now - 9 * DAY, { amount: 70, currency: 'EUR' });
    await take(workspace, [old, young], now);
    await keepFor(workspace, 12, now);
    const before = (await factsOf(workspace)).get('shop');
    const wire = (one: VafaEvent, more: object = {}) => ({
      id: one.id,
      customer: one.customer,
      type: one.type,
      at: one.at,
      data: one.data,
      ...more,
    });
    const send = async (...events: object[]) => (await call('POST', '/v1/events?source=test', { token, body: { events } })).body;

    expect(await send(wire(old))).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    const corrected = await send(
      wire(old, { revision: 1, data: { amount: 1, currency: 'EUR' } }),
      wire(old, { revision: 2, at: now - DAY }),
    );
    expect(corrected).toMatchObject({
      accepted: 0,
      duplicates: 0,
      refused: [
        { index: 0, id: old.id, code: 'event.purged' },
        { index: 1, code: 'event.purged' },
      ],
    });
    const late = await send(
      { ...wire(old), id: 'late' },
      { ...wire(young), id: 'in time' },
      { ...wire(old), id: 'of another', customer: 'new' },
    );
    expect(late).toMatchObject({ accepted: 2, refused: [{ index: 0, id: 'late', code: 'event.purged' }] });
    expect((await factsOf(workspace)).get('shop')).not.toBe(before);
    expect(JSON.parse((await factsOf(workspace)).get('shop') ?? '').spend.EUR).toEqual({ sum: 640, count: 3 });
    expect(await send(wire(young, { revision: 1, data: null }))).toMatchObject({ accepted: 1 });
    expect(JSON.parse((await factsOf(workspace)).get('shop') ?? '').spend.EUR).toEqual({ sum: 570, count: 2 });
    expect((await call('GET', '/v1/retention', { token })).body).toMatchObject({ months: 12 });
  });

  test('a customer who gets an event while it is purged keeps its whole log until the next run', async () => {
    const { workspace } = await openOffice('Purged at the same time');
    await take(workspace, [event('busy', 'purchase', NOW - 900 * DAY, { amount: 5, currency: 'EUR' })]);
    await ingest(env.DB, workspace, [event('busy', 'purchase', NOW - DAY, { amount: 6, currency: 'EUR' })], NOW);
    await keepFor(workspace, 12);
    expect(await count('SELECT count(*) AS n FROM events WHERE workspace = ?', workspace)).toBe(2);
    await foldPending(env.DB, workspace, NOW, ALL);
    for (let run = 0; run < 3; run++) await purgeOn(env.DB, workspace, NOW + 2 * DAY);
    expect(await count(`SELECT count(*) AS n FROM events WHERE workspace = ? AND type = 'opening'`, workspace)).toBe(1);
  });

  test('history and backtest read a log that begins with an opening', async () => {
    const { workspace, adminToken: token } = await openOffice('History of the kept');
    const now = Date.now();
    await take(workspace, demoEvents(now).events as VafaEvent[], now);
    await keepFor(workspace, 9, now);
    const customer = demoEvents(now).customers[0]?.id ?? '';
    const history = await call('GET', `/v1/customers/${customer}/history?days=400`, { token });
    expect(history.status).toBe(200);
    expect(history.body.events.map(({ type }: { type: string }) => type)).not.toContain('opening');
    const run = await call('POST', '/v1/backtests', { token, body: {} });
    const { report } = (await call('GET', `/v1/backtests/${run.body.id}`, { token })).body;
    expect(report.from >= new Date(monthsBefore(now, 9)).toISOString().slice(0, 10)).toBe(true);
    expect(report.from < new Date(monthsBefore(now, 8)).toISOString()).toBe(true);
    expect(report.notes).toContainEqual({ code: 'purged', args: {} });
  });
});

async function exported(token: string, limit: number): Promise<string[]> {
  const pages: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const answer = await call('GET', `/v1/export?limit=${limit}${next === '' ? '' : `&after=${next}`}`, { token });
    expect(answer.status).toBe(200);
    const page = typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`;
    pages.push(page);
    next = JSON.parse(page.trimEnd().split('\n').at(-1) ?? '').next;
  }
  return pages;
}
const bring = (token: string, page: string) =>
  call('POST', '/v1/import-workspace', { token, body: page, headers: { 'content-type': 'application/x-ndjson' } });

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
