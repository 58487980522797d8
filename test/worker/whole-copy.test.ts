/** A workspace with everything the product keeps, taken out whole: what comes out of an empty one that took it in, table by table. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/content-hash';
import { toDocument } from '../../shared/health/model-document';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import type { Programme } from '../../shared/loyalty/programme';
import { programmeDocument } from '../../shared/loyalty/programme-document';
import { currentModel, currentProgramme, publish } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { call, event, hire, type Office, openOffice, ulid } from './office';
import { ALL, bring, DAY, demo, exported, factsOf, keepFor, random, take } from './stocked';

const NOW = Date.now();
let from: Office;

/** Not taken along, as it opens doors, counts tries, is of this database alone, or is made again of the rest. */
const LEFT_OUT = new Set([
  ...[
    'workspaces',
    'credentials',
    'pairings',
    'rotations',
    'join_links',
    'sources',
    'audit',
    'audit_chain',
    'job_cursors',
    'counters',
    'job_runs',
    'gone',
  ],
  ...['memberships', 'membership_sets', 'membership_touched', 'reports', 'backtests', 'backtest_parts', 'large_workspaces', 'club_due'],
]);
/** When something was written here, and its numbers. */
const OWN = new Set([
  'workspace',
  'seq',
  'folded',
  'feed',
  'score_at',
  'nonce',
  'received_at',
  'focus',
  'trace',
  'next_at',
  'signals',
  'rfm',
]);
/** Of a customer that turned out to be another one only that. */
const OF_MERGED = ['id', 'merged_into', 'merged_by'];
/** A row as it is compared; the order of the members of an event's data says nothing. */
function kept(table: string, row: Record<string, unknown>): Record<string, unknown> {
  const isMerged = table === 'customers' && row.merged_into !== null;
  const columns = Object.entries(row).filter(([column]) => !OWN.has(column) && (!isMerged || OF_MERGED.includes(column)));
  return Object.fromEntries(
    columns.map(([column, value]) => [column, table === 'events' && column === 'data' ? JSON.parse(String(value)) : value]),
  );
}

async function carried(workspace: string): Promise<Record<string, string[]>> {
  const { results: tables } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name <> 'd1_migrations'`,
  ).all<{ name: string }>();
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    if (LEFT_OUT.has(name)) continue;
    const { results } = await env.DB.prepare(`SELECT * FROM ${name} WHERE workspace = ?`).bind(workspace).all<Record<string, unknown>>();
    all[name] = results.map((row) => canonicalJson(kept(name, row))).sort();
  }
  return all;
}

beforeAll(async () => {
  from = await openOffice('Everything');
  const { workspace, adminToken: token } = from;
  const post = async (path: string, body: unknown, headers?: Record<string, string>) => {
    const answer = await call('POST', path, { token, body, ...(headers ? { headers } : {}) });
    expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  for (const id of ['agent-1', 'agent-2']) await hire(from, 'agent', id);
  const usual = defaultProgramme();
  const rules: Programme = {
    ...usual,
    version: 2,
    earn: { ...usual.earn, perUnit: { EUR: 1 } },
    rewards: [{ id: 'mug', name: 'A mug', kind: 'gift', cost: 10, stock: 9 }],
    priceGroups: { on: true, groups: [{ id: 'fair', name: 'Fair', years: 0, purchases: 50, percent: 10 }] },
  };
  await publish(env.DB, workspace, 'programme', rules, from.admin, NOW);
  await take(workspace, demo(NOW), NOW);
  await take(workspace, random(NOW), NOW);
  const of = (customer: string) => [
    event(customer, 'customer.profile', NOW - 400 * DAY, { name: `The ${customer}`, joined_club: NOW - 300 * DAY }),
    event(customer, 'customer.owner', NOW - 400 * DAY, { owner: 'agent-1' }),
    event(customer, 'contact.set', NOW - 400 * DAY, { contact: 'c', name: `Person ${customer}`, email: `p@${customer}.example` }),
    event(customer, 'contract.set', NOW - 300 * DAY, { contract: 'k', end: NOW + 90 * DAY }),
    event(customer, 'purchase', NOW - 40 * DAY, { amount: 90_000, currency: 'EUR' }),
    event(customer, 'purchase', NOW - 200 * DAY, { amount: 50_000, currency: 'EUR' }),
  ];
  for (const customer of ['gone', 'kept', 'split', 'erased', 'half', 'club']) await take(workspace, of(customer), NOW);
  const csv = { 'content-type': 'text/csv' };
  await post('/v1/imports/contacts', 'customer,name,email\nkept,Reza Rad,reza@kept.example\nhalf,Ola Berg,ola@half.example\n', csv);
  const split = ulid();
  await post('/v1/merges', { id: ulid(), from: 'gone', into: 'kept' });
  await post('/v1/merges', { id: split, from: 'split', into: 'kept' });
  expect((await call('DELETE', `/v1/decisions/${split}`, { token })).status).toBe(204);
  await post('/v1/handovers', { id: ulid(), customers: ['half', 'club'], cover: 'agent-2', until: NOW + 9 * DAY });
  await post('/v1/contact-moves', { id: ulid(), from: 'club', contact: 'c', to: 'half', email: 'p@moved.example' });
  await post('/v1/segments', { version: 0, segments: [{ id: 'watched', name: 'Watched', filter: { bands: ['watch'] } }] });
  await post('/v1/outreach', {
    ...{
      id: 'delay-1',
      revision: 0,
      kind: 'incident',
      title: 'Delay',
      what: 'Closed',
      audience: { by: 'picked' },
      advice: [],
      closed: false,
    },
    messages: { en: { subject: 'Late', text: 'Dear {name}' } },
  });
  await post('/v1/measures', {
    version: 0,
    improvements: [
      {
        id: 'i',
        cause: 'slow-support',
        goal: 'Answer in a day',
        tactics: '',
        start: Math.floor(NOW / DAY - 100) * DAY,
        days: 90,
        periods: 1,
      },
    ],
    costs: [],
  });
  const model = await currentModel(env.DB, workspace);
  await post('/v1/model/drafts', {
    base: model.version,
    document: { ...toDocument(model), examples: [], bands: { healthy: 98, watch: 74 } },
  });
  const club = await currentProgramme(env.DB, workspace);
  await post('/v1/programme/drafts', { base: club.version, document: programmeDocument(club) });
  await post('/v1/customers/club/club', { do: 'redeem', id: ulid(), reward: 'mug' });
  await post('/v1/customers/club/club', { do: 'price', id: ulid(), group: 'fair', reason: 'An old friend', until: NOW + 30 * DAY });
  const draw = await post('/v1/draws', { id: ulid(), prize: 'A bicycle', winners: 1, per: 0 });
  await call('POST', `/v1/draws/${draw.id}/draw`, { token });
  await env.DB.prepare(
    `INSERT INTO join_requests (workspace, id, at, name, email, company, referrer, place, language, state) VALUES (?, 'j', 1, 'Tess', 't@one.example', '', '', 'p', 'en', 'open')`,
  )
    .bind(workspace)
    .run();
  await post('/v1/acts', {
    acts: [
      { id: ulid(), customer: 'half', type: 'play.started', at: NOW, data: { play: 'p1', kind: 'check-in', due: NOW + 9 * DAY } },
      { id: ulid(), customer: 'half', type: 'task.set', at: NOW, data: { task: 't', title: 'Call', due: NOW + 400 * DAY, play: 'p1' } },
      { id: ulid(), customer: 'half', type: 'outreach.picked', at: NOW, data: { list: 'delay-1' } },
    ],
  });
  await post('/v1/erasures', { customer: 'erased' });
  await post('/v1/erasures', { customer: 'half', contact: 'c' });
  await foldPending(env.DB, workspace, NOW, ALL);
});

describe('a workspace with everything', () => {
  test.each([
    ['as it stands', null],
    ['after retention', 8],
  ] as const)('comes out of an empty one as it went in: %s', async (name, months) => {
    if (months !== null) await keepFor(from.workspace, months, NOW);
    const to = await openOffice(`Everything again, ${name}`);
    for (const page of await exported(from.adminToken, 400)) {
      const answer = await bring(to.adminToken, page);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    await foldPending(env.DB, to.workspace, NOW, ALL);
    expect([...(await factsOf(to.workspace))]).toEqual([...(await factsOf(from.workspace))]);
    const [was, is] = [await carried(from.workspace), await carried(to.workspace)];
    // Who imports is a user there already.
    const rowsOf = (table: string) => (is[table] ?? []).filter((row) => table !== 'users' || !row.includes(JSON.stringify(to.admin)));
    for (const [table, rows] of Object.entries(was)) {
      const missing = rows.filter((row) => !rowsOf(table).includes(row));
      const more = rowsOf(table).filter((row) => !rows.includes(row));
      expect.soft({ table, missing, more }).toEqual({ table, missing: [], more: [] });
      expect.soft({ table, some: rows.length > 0 || (table === 'purged' && months === null) }).toEqual({ table, some: true });
    }
  });
});
