/** The club's rules: tried on the whole book, published for a day, remembered, and every customer's tier read again. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { ClubDraftAnswer, ProgrammeAnswer, ProgrammeVersions } from '../../shared/api/club-answers';
import { type ProgrammeDocument, programmeDocument } from '../../shared/loyalty/programme-document';
import { job as dueChanges } from '../../worker/jobs/due-changes';
import { walkOn } from '../../worker/jobs/repredict';
import { job as tryProgrammes } from '../../worker/jobs/try-programmes';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { call, event, type Office, openOffice } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
const worker = env as never;

/** Customers who bought for 0, 100, 200 … euros, so that each has as many points and ten for the purchase. */
async function openShop(name: string, n: number): Promise<Office> {
  const office = await openOffice(name);
  const events = Array.from({ length: n }, (_, i) =>
    event(`${name}-${String(i).padStart(3, '0')}`, 'purchase', NOW - 5 * DAY, { amount: i * 10_000, currency: 'EUR' }),
  );
  await ingest(env.DB, office.workspace, events, NOW);
  await foldPending(env.DB, office.workspace, NOW, 10_000);
  return office;
}
const tiers = async ({ workspace }: Office) =>
  Object.fromEntries(
    (
      await env.DB.prepare('SELECT id, tier FROM customers WHERE workspace = ? ORDER BY id')
        .bind(workspace)
        .all<{ id: string; tier: string }>()
    ).results.map(({ id, tier }) => [id, tier]),
  );
async function documentOf(token: string): Promise<{ base: number; document: ProgrammeDocument }> {
  const { version, programme } = v.parse(ProgrammeAnswer, (await call('GET', '/v1/programme', { token })).body);
  return { base: version, document: programmeDocument(programme) };
}
async function tried(token: string, body: object): Promise<ClubDraftAnswer> {
  const begun = await call('POST', '/v1/programme/drafts', { token, body });
  expect([begun.status, begun.body.detail]).toEqual([202, undefined]);
  for (let look = 0; look < 50; look++) {
    const answer = v.parse(ClubDraftAnswer, (await call('GET', `/v1/programme/drafts/${begun.body.id}`, { token })).body);
    if (answer.state !== 'trying') return answer;
    await tryProgrammes.run(worker, NOW);
  }
  throw new Error('the try does not end');
}
const silverAt = (document: ProgrammeDocument, entry: number): ProgrammeDocument => ({
  ...document,
  tiers: document.tiers.map((tier) => (tier.id === 'silver' ? { ...tier, entry } : tier)),
});

describe('changed rules of the club', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openShop('club', 20);
  });

  test('row 135: are simulated on every customer first, and the answer says who would move, from where to where', async () => {
    const { base, document } = await documentOf(office.adminToken);
    const { tally, done, total } = await tried(office.adminToken, { base, document: silverAt(document, 500) });
    expect([done, total, tally.changed, tally.up, tally.down]).toEqual([20, 20, 5, 5, 0]);
    expect(tally.tiers).toEqual({ bronze: { before: 10, after: 5 }, silver: { before: 10, after: 15 }, gold: { before: 0, after: 0 } });
    expect(tally.movers.map(({ id, from, to }) => [id, from.tier, to.tier, to.earned])).toEqual(
      [5, 6, 7, 8, 9].map((i) => [`club-00${i}`, 'bronze', 'silver', i * 100 + 10]),
    );
    // Nothing is applied by trying.
    expect((await documentOf(office.adminToken)).base).toBe(base);
  });

  test('are refused with the fault and its place, and where somebody else published meanwhile', async () => {
    const { base, document } = await documentOf(office.adminToken);
    const refused = async (body: object) => (await call('POST', '/v1/programme/drafts', { token: office.adminToken, body })).body;
    expect(await refused({ base, document: silverAt(document, 9000) })).toMatchObject({
      code: 'programme.document',
      at: '/document/tiers/2/entry',
    });
    expect(
      await refused({ base, document: { ...document, tiers: [{ id: 'bronze', entry: 0, benefits: [{ kind: 'money', what: '5 %' }] }] } }),
    ).toMatchObject({
      code: 'programme.document',
      at: '/document/tiers/0/benefits',
    });
    expect(await refused({ base: base + 1, document })).toMatchObject({ code: 'programme.outdated' });
  });

  test('row 122: are published with a note, stand in the history and the audit, and every tier is read again', async () => {
    const { base, document } = await documentOf(office.adminToken);
    const { id } = await tried(office.adminToken, { base, document: silverAt(document, 500) });
    const publish = () =>
      call('POST', `/v1/programme/drafts/${id}/publish`, { token: office.adminToken, body: { note: 'Silver for half' } });
    expect((await publish()).status).toBe(201);
    // Asked again after a lost answer: the same answer, nothing twice.
    expect((await publish()).body).toEqual({ version: base + 1 });
    await walkOn(env.DB, office.workspace, 'repredict', NOW, 100);
    expect(Object.values(await tiers(office)).filter((tier) => tier === 'silver')).toHaveLength(15);
    const { versions } = v.parse(ProgrammeVersions, (await call('GET', '/v1/programme/versions', { token: office.adminToken })).body);
    expect(versions[0]).toMatchObject({
      version: base + 1,
      note: 'Silver for half',
      changes: [{ path: ['tiers', 'silver', 'entry'], from: 1000, to: 500 }],
    });
    const { results } = await env.DB.prepare(`SELECT action FROM audit WHERE workspace = ? AND action LIKE 'programme.%' ORDER BY at, id`)
      .bind(office.workspace)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action).filter((action) => action === 'programme.published')).toHaveLength(1);
    const changes = await call('GET', `/v1/changes?seq=0&programme=${base}`, { token: office.adminToken });
    expect(changes.body.programme).toMatchObject({ version: base + 1, former: null });
  });
});

describe('rules for a later day', () => {
  test('row 122: hold from that day on; the former ones until then, on the Worker and on every device', async () => {
    const office = await openShop('later', 12);
    const { base, document } = await documentOf(office.adminToken);
    const from = Math.floor(NOW / DAY) * DAY + 3 * DAY;
    const { id, tally } = await tried(office.adminToken, { base, document: silverAt(document, 500), from });
    expect(tally.changed).toBe(5);
    await call('POST', `/v1/programme/drafts/${id}/publish`, { token: office.adminToken, body: {} });
    await walkOn(env.DB, office.workspace, 'repredict', NOW, 100);
    expect((await tiers(office))['later-009']).toBe('bronze');
    await dueChanges.run(worker, from);
    expect((await tiers(office))['later-009']).toBe('silver');
    expect((await call('GET', '/v1/changes?seq=0&programme=0', { token: office.adminToken })).body.programme).toMatchObject({
      from,
      former: { version: base },
    });
  });
});

test('row 136: a tier that falls by time alone falls in the list too', async () => {
  const office = await openOffice('falls');
  await ingest(env.DB, office.workspace, [event('loyal', 'purchase', NOW - 300 * DAY, { amount: 120_000, currency: 'EUR' })], NOW);
  await foldPending(env.DB, office.workspace, NOW, 10);
  expect(await tiers(office)).toEqual({ loyal: 'silver' });
  for (let days = 1; days <= 100; days++) await dueChanges.run(worker, NOW + days * DAY);
  expect(await tiers(office)).toEqual({ loyal: 'bronze' });
});
