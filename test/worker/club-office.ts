/** An office with rules of a club and members with purchases, for suites about the club. */
import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { balanceOf, lotsOf, POINTS } from '../../shared/loyalty/lots';
import type { Programme } from '../../shared/loyalty/programme';
import { decideDue, followFeed } from '../../worker/jobs/club';
import { publish } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { call, event, hire, type Office, openOffice, ulid } from './office';

export const DAY = 86_400_000;
export const NOW = Date.now();
export let office: Office;
export let manager: string;
export let agent: string;
const usual = defaultProgramme();
export const RULES: Programme = {
  ...usual,
  version: 2,
  earn: { ...usual.earn, perUnit: { EUR: 1 }, perPurchase: 0, perVisit: 0, perYear: 0, perReferral: 200, referralCap: 300 },
  pointsExpire: { months: 12, roundUp: 'none' },
  referral: { ...usual.referral, approveDays: 31, friendPoints: 50, sameAddressMost: 2 },
  rewards: [
    { id: 'mug', name: 'A mug', kind: 'gift', cost: 100, stock: null },
    { id: 'rare', name: 'A rare one', kind: 'gift', cost: 10, stock: 3 },
  ],
  badges: [{ id: 'first', name: 'First order', of: 'purchases', at: 1 }],
  priceGroups: { on: true, groups: [{ id: 'fair', name: 'Fair', years: 0, purchases: 50, percent: 10 }] },
};

/** Opens the office of a suite, before its tests. */
export const openClub = (name: string): void =>
  beforeAll(async () => {
    office = await openOffice(name);
    manager = await hire(office, 'manager', 'manager-1');
    agent = await hire(office, 'agent', 'agent-1');
    await publish(env.DB, office.workspace, 'programme', RULES, office.admin, NOW);
  });
export const take = async (...events: VafaEvent[]) => {
  await ingest(env.DB, office.workspace, events, NOW);
  await foldPending(env.DB, office.workspace, NOW, 1000);
};
let members = 0;
/** A customer of agent-1's with purchases of so many euros, days ago. */
export async function member(...bought: [euros: number, daysAgo: number][]): Promise<string> {
  const id = `member-${++members}`;
  const old = NOW - 800 * DAY;
  await take(
    event(id, 'customer.profile', old, { name: `${id} AG` }),
    event(id, 'customer.owner', old, { owner: 'agent-1' }),
    ...bought.map(([euros, ago]) => event(id, 'purchase', NOW - ago * DAY, { amount: euros * 100, currency: 'EUR' })),
  );
  return id;
}
export const factsOf = async (customer: string): Promise<Facts> => {
  const row = await env.DB.prepare('SELECT body FROM facts WHERE workspace = ? AND customer = ?')
    .bind(office.workspace, customer)
    .first<{ body: string }>();
  return JSON.parse(row?.body ?? '');
};
export const points = async (customer: string) => balanceOf(lotsOf(await factsOf(customer), RULES, NOW), POINTS);
export const act = (customer: string, body: object, token = manager) =>
  call('POST', `/v1/customers/${customer}/club`, { token, body: { id: ulid(), ...body } });
export const runJobs = async (now = NOW) => {
  await followFeed(env.DB, office.workspace, RULES, now);
  await decideDue(env.DB, office.workspace, RULES, now);
};
