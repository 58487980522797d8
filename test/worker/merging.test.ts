/** Two customers that turn out to be one, and taking that back: nothing is lost, nothing is counted twice, and everything finds back. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import { checkFacts } from '../../worker/store/check';
import { findDue, writeDue } from '../../worker/store/due';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { anyEvents } from '../unit/facts/any-event';
import { call, count, event, hire, type Office, openOffice, ulid } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
let office: Office;
let agent = '';
beforeAll(async () => {
  office = await openOffice('Merging');
  agent = await hire(office, 'agent', 'agent-1');
});

const send = async (events: VafaEvent[]) => {
  const done = await ingest(env.DB, office.workspace, events, NOW);
  await foldPending(env.DB, office.workspace, NOW, 10_000);
  return done;
};
const bytes = async (customer: string) =>
  (
    await env.DB.prepare(`SELECT body FROM facts WHERE workspace = ? AND customer = ?`)
      .bind(office.workspace, customer)
      .first<{ body: string }>()
  )?.body ?? null;
const facts = async (customer: string) => JSON.parse((await bytes(customer)) ?? 'null');
const merge = (from: string, into: string, id = ulid(), token = office.adminToken) =>
  call('POST', '/v1/merges', { token, body: { id, from, into } });
const undo = (id: string, token = office.adminToken) => call('DELETE', `/v1/decisions/${id}`, { token });
const directory = async (customer: string) =>
  (
    await env.DB.prepare(`SELECT key FROM directory WHERE workspace = ? AND customer = ? ORDER BY key`)
      .bind(office.workspace, customer)
      .all<{ key: string }>()
  ).results.map(({ key }) => key);

/** Two customers who have a contact and a contract of the same id. */
async function twins(name: string): Promise<[gone: string, kept: string]> {
  const [gone, kept] = [`${name}-gone`, `${name}-kept`];
  const of = (customer: string, at: number) => [
    event(customer, 'customer.profile', at, { name: `The ${customer}`, value: { amount: 1000, currency: 'EUR' } }),
    event(customer, 'customer.owner', at, { owner: customer === gone ? 'agent-1' : null }),
    event(customer, 'contact.set', at, { contact: 'c', name: `Person ${customer}`, email: `p@${customer}.example` }),
    event(customer, 'domain.set', at, { domain: `${customer}.example` }),
    event(customer, 'contract.set', at, { contract: 'main', end: NOW + (customer === gone ? 30 : 60) * DAY }),
    event(customer, 'note', at + 1, { kind: 'call', text: `Said of ${customer}`, contact: 'c' }, { id: `note-of-${customer}` }),
  ];
  await send([...of(gone, NOW - 20 * DAY), ...of(kept, NOW - 10 * DAY)]);
  return [gone, kept];
}

describe('merging', () => {
  test('row 79: notes, contacts and contracts of both stand together; the one that stays keeps its name and owner', async () => {
    const [gone, kept] = await twins('one');
    expect((await merge(gone, kept)).body).toMatchObject({ from: gone, into: kept, events: 4 });
    const both = await facts(kept);
    expect(both.profile.name).toBe(`The ${kept}`);
    expect(both.owner.user).toBe('');
    expect(both.notes.map(({ text }: { text: string }) => text)).toEqual([`Said of ${gone}`, `Said of ${kept}`]);
    expect(both.contacts.map(({ email }: { email: string }) => email).sort()).toEqual([`p@${gone}.example`, `p@${kept}.example`]);
    expect(both.contracts).toHaveLength(2);
    expect(both.merged).toMatchObject([{ from: gone, name: `The ${gone}` }]);
    // The note still speaks of the person it spoke of.
    const said = both.notes.find(({ id }: { id: string }) => id === `note-of-${gone}`);
    expect(both.contacts.find(({ id }: { id: string }) => id === said.contact).email).toBe(`p@${gone}.example`);
    expect(await directory(gone)).toEqual([]);
    expect(await directory(kept)).toEqual([`@${gone}.example`, `@${kept}.example`, `p@${gone}.example`, `p@${kept}.example`]);
    expect((await call('GET', `/v1/customers/${gone}`, { token: office.adminToken })).body.code).toBe('customer.unknown');
    expect((await checkFacts(env.DB, office.workspace, '', 1000)).differ).toEqual([]);
  });

  test('a fold and a flip that were under way when a customer was merged write nothing of it any more', async () => {
    const [gone, kept] = await twins('under-way');
    const due = (await findDue(env.DB, office.workspace, NOW + 400 * DAY, 10_000)).filter(({ id }) => id === gone);
    expect(due).toHaveLength(1);
    await ingest(env.DB, office.workspace, [event(gone, 'usage', NOW - DAY, { feature: 'kiln' })], NOW);
    const stand = () =>
      env.DB.prepare(`SELECT * FROM customers WHERE workspace = ? AND id = ?`)
        .bind(office.workspace, gone)
        .first<Record<string, unknown>>();
    /** The database to one who reads who waits to be folded and is held up there until the customer is merged. */
    let merges = 0;
    const held = {
      prepare: (sql: string) => env.DB.prepare(sql),
      async batch(statements: D1PreparedStatement[]) {
        const read = await env.DB.batch<{ id?: string }>(statements);
        if (read[0]?.results[0]?.id !== gone || merges > 0) return read;
        merges++;
        expect((await merge(gone, kept)).status).toBe(200);
        return read;
      },
    };
    await foldPending(held as unknown as D1Database, office.workspace, NOW, 1, [gone]);
    expect(merges).toBe(1);
    const merged = await stand();
    expect(merged).toMatchObject({ merged_into: kept, feed: 0, owner: null, band: null });
    expect(await bytes(gone)).toBeNull();
    expect(await directory(gone)).toEqual([]);
    // As it stood just before the merge.
    const seq = (due[0]?.seq ?? 0) + 1;
    const flip = {
      id: gone,
      seq,
      nextAt: NOW,
      renewalAt: null,
      tier: '',
      tierRank: 0,
      rfm: '',
      placed: [],
      band: 1,
      score: 50,
      signals: '[]',
    };
    await writeDue(env.DB, office.workspace, [flip], [], NOW);
    expect(await stand()).toEqual(merged);
    expect((await checkFacts(env.DB, office.workspace, '', 1000)).differ).toEqual([]);
  });

  test('the devices of those who had the one that goes are told to drop it, and after a split they have it again', async () => {
    const [gone, kept] = await twins('told');
    const seq = async (token: string) => (await call('GET', '/v1/changes', { token })).body.seq;
    const before = { admin: await seq(office.adminToken), agent: await seq(agent) };
    const id = ulid();
    await merge(gone, kept, id);
    const since = async (token: string, from: number) => (await call('GET', `/v1/changes?seq=${from}`, { token })).body;
    expect((await since(agent, before.agent)).gone).toContain(gone);
    expect((await since(office.adminToken, before.admin)).gone).toContain(gone);
    expect((await since(office.adminToken, before.admin)).customers.map(({ id }: { id: string }) => id)).toContain(kept);
    const pinned = await call('POST', '/v1/changes/pinned', { token: office.adminToken, body: { pinned: [[gone, 1]] } });
    expect(pinned.body).toEqual({ customers: [], gone: [gone] });
    await undo(id);
    for (const token of [agent, office.adminToken]) {
      const again = await since(token, token === agent ? before.agent : before.admin);
      expect(again.gone).not.toContain(gone);
      expect(again.customers.map(({ id }: { id: string }) => id)).toContain(gone);
    }
  });

  test('what its senders still say of the one that went arrives at the other: new events, repeats, corrections, deletions, notes from devices', async () => {
    const [gone, kept] = await twins('late');
    await merge(gone, kept);
    const again = event(gone, 'contact.set', NOW - 20 * DAY, { contact: 'c', name: `Person ${gone}`, email: `p@${gone}.example` });
    const stored = await env.DB.prepare(`SELECT id FROM events WHERE workspace = ? AND origin = ? AND type = 'contact.set'`)
      .bind(office.workspace, gone)
      .first<{ id: string }>();
    expect(await send([{ ...again, id: stored?.id ?? '' } as VafaEvent])).toMatchObject({ accepted: 0, duplicates: 1, taken: [] });
    expect(await send([event(gone, 'note', NOW - DAY, { kind: 'call', text: 'New', contact: 'c' })])).toMatchObject({
      accepted: 1,
      taken: [],
    });
    const corrected = { kind: 'call', text: 'Corrected', contact: 'c' };
    const note = event(gone, 'note', NOW - 20 * DAY + 1, corrected, { id: `note-of-${gone}`, revision: 1 });
    expect(await send([note])).toMatchObject({ accepted: 1, taken: [] });
    const texts = async () => (await facts(kept)).notes.map(({ text }: { text: string }) => text);
    expect(await texts()).toEqual(['Corrected', `Said of ${kept}`, 'New']);
    await send([{ ...note, revision: 2, data: null } as VafaEvent]);
    expect(await texts()).toEqual([`Said of ${kept}`, 'New']);
    await call('POST', '/v1/events', {
      token: office.adminToken,
      body: { events: [{ customer: kept, type: 'customer.owner', at: NOW - DAY, data: { owner: 'agent-1' } }] },
    });
    const act = { id: ulid(), customer: gone, type: 'note', at: NOW - 1000, data: { kind: 'call', text: 'From a device' } };
    expect((await call('POST', '/v1/acts', { token: agent, body: { acts: [act] } })).body.results).toEqual([{ id: act.id, ok: true }]);
    expect((await call('POST', '/v1/acts', { token: agent, body: { acts: [act] } })).body.results).toEqual([{ id: act.id, ok: true }]);
    expect(await texts()).toContain('From a device');
    await send([event(gone, 'customer.profile', NOW - 500, { name: 'Another name from the other system' })]);
    expect((await facts(kept)).profile.name).toBe(`The ${kept}`);
    expect(await bytes(gone)).toBeNull();
    expect((await checkFacts(env.DB, office.workspace, '', 1000)).differ).toEqual([]);
  });

  test('merged and taken back, both have the facts they had, to the byte, and the log says who did both', async () => {
    const [gone, kept] = await twins('back');
    const before = [await bytes(gone), await bytes(kept), await directory(gone), await directory(kept)];
    const id = ulid();
    expect((await merge(gone, kept, id)).status).toBe(200);
    expect(await bytes(kept)).not.toBe(before[1]);
    expect((await undo(id)).status).toBe(204);
    expect((await undo(id)).status).toBe(204);
    expect([await bytes(gone), await bytes(kept), await directory(gone), await directory(kept)]).toEqual(before);
    const { rows } = (await call('GET', '/v1/audit', { token: office.adminToken })).body;
    const said = rows.filter(({ subject }: { subject: string }) => subject === gone).map(({ action }: { action: string }) => action);
    expect(said).toEqual(['customer.split', 'customer.merged']);
  });

  test('asked again with the same id it is answered the same and done once; another decision under that id is refused', async () => {
    const [gone, kept] = await twins('twice');
    const id = ulid();
    const first = await merge(gone, kept, id);
    const seq = (await facts(kept)).lastAt;
    expect((await merge(gone, kept, id)).body).toEqual(first.body);
    expect((await facts(kept)).lastAt).toBe(seq);
    expect((await merge(kept, gone, id)).body.code).toBe('event.id-taken');
    expect(
      await count(
        `SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'customer.merged' AND subject = ?`,
        office.workspace,
        gone,
      ),
    ).toBe(1);
  });

  test('what cannot be merged is refused by name: itself, somebody unknown, one that others were merged into', async () => {
    const [gone, kept] = await twins('no');
    const [third, fourth] = await twins('no-more');
    expect((await merge(kept, kept)).body.code).toBe('merge.same');
    expect((await merge('nobody', kept)).body.code).toBe('customer.unknown');
    await merge(gone, kept);
    expect((await merge(gone, third)).body.code).toBe('customer.unknown');
    expect((await merge(kept, third)).body.code).toBe('merge.has-others');
    expect((await merge(third, kept)).status).toBe(200);
    expect((await merge(fourth, kept, ulid(), agent)).body.code).toBe('auth.forbidden');
    expect((await facts(kept)).merged).toHaveLength(2);
  });

  test('removing the one that stays removes all that was known of the other, too', async () => {
    const [gone, kept] = await twins('erased');
    await merge(gone, kept);
    expect((await call('DELETE', `/v1/customers/${gone}`, { token: office.adminToken })).body.code).toBe('customer.unknown');
    expect((await call('DELETE', `/v1/customers/${kept}`, { token: office.adminToken })).status).toBe(204);
    for (const table of ['events', 'directory', 'search_words', 'facts'])
      expect(
        await count(`SELECT count(*) AS n FROM ${table} WHERE workspace = ? AND customer IN (?, ?)`, office.workspace, gone, kept),
        table,
      ).toBe(0);
  });

  test('of any two histories: merged and split in between, with late events before and after, both end where they would have without', async () => {
    let pair = 0;
    await fc.assert(
      fc.asyncProperty(anyEvents(25), anyEvents(25), fc.nat(100), async (first, second, share) => {
        const [gone, kept] = [`any-gone-${++pair}`, `any-kept-${pair}`];
        const own = (events: typeof first, customer: string): VafaEvent[] =>
          events.map((one) => JSON.parse(JSON.stringify({ ...one, customer }).replaceAll(/"(e\d+)"/g, `"${customer}-$1"`)));
        const cut = Math.floor((first.length * share) / 100);
        const [early, late] = [own(first.slice(0, cut), gone), own(first.slice(cut), gone)];
        const named = [gone, kept].map((customer) => event(customer, 'visit', NOW - DAY, {}, { id: `${customer}-visit` }));
        await send([...named, ...early, ...own(second, kept)]);
        const id = ulid();
        expect((await merge(gone, kept, id)).status).toBe(200);
        await send(late);
        expect((await undo(id)).status).toBe(204);
        const ends = [await bytes(gone), await bytes(kept)];
        const mirror = { gone: `${gone}-mirror`, kept: `${kept}-mirror` };
        const all = [...named, ...early, ...late, ...own(second, kept)];
        await send(all.map((one) => JSON.parse(JSON.stringify(one).replaceAll(gone, mirror.gone).replaceAll(kept, mirror.kept))));
        const told = [await bytes(mirror.gone), await bytes(mirror.kept)].map((text) =>
          text?.replaceAll(mirror.gone, gone).replaceAll(mirror.kept, kept),
        );
        expect(ends).toEqual(told);
      }),
      { numRuns: 6 },
    );
  }, 240_000);
});
