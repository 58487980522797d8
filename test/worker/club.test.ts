/** The club on a real D1: decisions are stored once, whoever else is writing, and nothing is overdrawn. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VafaEvent } from '../../shared/event';
import type { Facts } from '../../shared/facts/facts';
import { fold } from '../../shared/facts/fold';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { balanceOf, lotsOf, POINTS } from '../../shared/loyalty/lots';
import { priceGroupOf } from '../../shared/loyalty/price-groups';
import type { Programme } from '../../shared/loyalty/programme';
import { decideDue, followFeed } from '../../worker/jobs/club';
import { currentProgramme, publish } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { call, count, event, hire, type Office, openOffice, ulid } from './office';

const DAY = 86_400_000;
const NOW = Date.now();
let office: Office;
let manager: string;
let agent: string;
const usual = defaultProgramme();
const RULES: Programme = {
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

beforeAll(async () => {
  office = await openOffice('Club');
  manager = await hire(office, 'manager', 'manager-1');
  agent = await hire(office, 'agent', 'agent-1');
  await publish(env.DB, office.workspace, 'programme', RULES, office.admin, NOW);
});
const take = async (...events: VafaEvent[]) => {
  await ingest(env.DB, office.workspace, events, NOW);
  await foldPending(env.DB, office.workspace, NOW, 1000);
};
let members = 0;
/** A customer of agent-1's with purchases of so many euros, days ago. */
async function member(...bought: [euros: number, daysAgo: number][]): Promise<string> {
  const id = `member-${++members}`;
  const old = NOW - 800 * DAY;
  await take(
    event(id, 'customer.profile', old, { name: `${id} AG` }),
    event(id, 'customer.owner', old, { owner: 'agent-1' }),
    ...bought.map(([euros, ago]) => event(id, 'purchase', NOW - ago * DAY, { amount: euros * 100, currency: 'EUR' })),
  );
  return id;
}
const factsOf = async (customer: string): Promise<Facts> => {
  const row = await env.DB.prepare('SELECT body FROM facts WHERE workspace = ? AND customer = ?')
    .bind(office.workspace, customer)
    .first<{ body: string }>();
  return JSON.parse(row?.body ?? '');
};
const points = async (customer: string) => balanceOf(lotsOf(await factsOf(customer), RULES, NOW), POINTS);
const act = (customer: string, body: object, token = manager) =>
  call('POST', `/v1/customers/${customer}/club`, { token, body: { id: ulid(), ...body } });
const runJobs = async (now = NOW) => {
  await followFeed(env.DB, office.workspace, RULES, now);
  await decideDue(env.DB, office.workspace, RULES, now);
};

describe('redeeming', () => {
  test('row 140: of two redemptions at once that both want the last points, one gets them and the other is told 409', async () => {
    const id = await member([150, 3]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => act(id, { do: 'redeem', reward: 'mug' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(3).fill('club.not-enough'));
    expect(await points(id)).toBe(50);
    expect(
      await count(`SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = 'club.redeem' AND subject = ?`, office.workspace, id),
    ).toBe(1);
  });

  test('row 140: sent twice, even at once, it is one redemption with one answer; another act under its id is refused', async () => {
    const id = await member([500, 3]);
    const same = { id: ulid(), do: 'redeem', reward: 'mug' };
    const answers = await Promise.all([act(id, same), act(id, same), act(id, same)]);
    const again = await act(id, same);
    for (const answer of [...answers, again]) expect(answer).toMatchObject({ status: 200, body: answers[0]?.body });
    expect(await points(id)).toBe(400);
    expect(await act(id, { ...same, reward: 'rare' })).toMatchObject({ status: 409, body: { code: 'event.id-taken' } });
    expect(await act(await member([500, 3]), same)).toMatchObject({ status: 409, body: { code: 'event.id-taken' } });
  });

  test('row 140: the stock of a gift never goes below nothing, whoever redeems at once; taken back, it is there again', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => member([50, 3])));
    const answers = await Promise.all(ids.map((id) => act(id, { do: 'redeem', reward: 'rare' })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'club.out-of-stock')).toHaveLength(2);
    const lucky = ids[answers.findIndex(({ status }) => status === 200)] ?? '';
    const ledger = async () => (await call('GET', `/v1/customers/${lucky}/ledger`, { token: agent })).body;
    expect((await ledger()).left).toEqual({ rare: 0 });
    const decision = (await ledger()).moves[0].id;
    const back = await act(lucky, { do: 'reverse', decision });
    expect(back.status).toBe(200);
    expect((await act(lucky, { do: 'reverse', decision })).body).toEqual(back.body);
    expect((await ledger()).left).toEqual({ rare: 1 });
    expect(await points(lucky)).toBe(50);
  });

  test('row 131: the same order told again earns once', async () => {
    const id = await member();
    const order = event(id, 'purchase', NOW - DAY, { amount: 7000, currency: 'EUR', order: 'o-1' });
    await take(order);
    await take(order, order);
    expect(await points(id)).toBe(70);
  });

  test('a fold from the first event gives the same ledger: nothing is decided again', async () => {
    const id = await member([150, 30], [90, 3]);
    await act(id, { do: 'redeem', reward: 'mug' });
    await act(id, { do: 'grant', amount: 500, currency: 'EUR', kind: 'gift' });
    await act(id, { do: 'spend', amount: 200, currency: 'EUR' });
    const before = await factsOf(id);
    const { results } = await env.DB.prepare(
      'SELECT id, customer, type, at, source, revision, data FROM events WHERE workspace = ? AND customer = ?',
    )
      .bind(office.workspace, id)
      .all<{ data: string }>();
    expect(fold(results.map((row) => ({ ...row, data: JSON.parse(row.data) })) as never)).toEqual(before);
    expect(before.ledger?.granted).toMatchObject([{ kind: 'gift', granted: 500, taken: 200 }]);
  });
});

test('row 137: what gives or takes back is for who leads; an agent redeems, spends and refers, for own customers', async () => {
  const id = await member([500, 3]);
  for (const body of [
    { do: 'grant', amount: 500, currency: 'EUR', kind: 'gift' },
    { do: 'adjust', points: 500, reason: 'x' },
    { do: 'issue', percent: 10 },
    { do: 'reverse', decision: 'x' },
  ])
    expect(await act(id, body, agent)).toMatchObject({ status: 403, body: { code: 'act.not-allowed' } });
  expect((await act(id, { do: 'redeem', reward: 'mug' }, agent)).status).toBe(200);
  const other = `other-${members}`;
  await take(event(other, 'purchase', NOW - DAY, { amount: 90_000, currency: 'EUR' }));
  expect(await act(other, { do: 'redeem', reward: 'mug' }, agent)).toMatchObject({ status: 404, body: { code: 'customer.unknown' } });
});

test('row 142: a coupon is used once, also when two use it at the same moment', async () => {
  const id = await member();
  const issued = await act(id, { do: 'issue', percent: 15, reason: 'late parcel' });
  expect(issued.body.data.code).toMatch(/^[0-9A-Z]{10}$/);
  const used = await Promise.all([1, 2, 3].map(() => act(id, { do: 'use', coupon: issued.body.id }, agent)));
  expect(used.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

describe('what comes due', () => {
  test('row 138: only customers with something due are looked at, and only what is left is written off', async () => {
    const id = await member([150, 400], [60, 10]);
    const quiet = await member([60, 10]);
    await act(id, { do: 'adjust', points: 5, reason: 'sorry' });
    await runJobs();
    expect((await factsOf(id)).ledger).toMatchObject({ expired: 150 });
    expect(await points(id)).toBe(65);
    expect((await factsOf(quiet)).ledger).toBeNull();
    expect(
      await count('SELECT count(*) AS n FROM club_due WHERE workspace = ? AND customer = ? AND at > ?', office.workspace, quiet, NOW),
    ).toBe(1);
    const written = () => count(`SELECT count(*) AS n FROM events WHERE workspace = ? AND type = 'points.expired'`, office.workspace);
    const once = await written();
    await Promise.all([runJobs(), runJobs()]);
    await runJobs();
    expect(await written()).toBe(once);
  });

  test('row 141: a badge is given once, with its date, however often the job runs and whatever is bought later', async () => {
    const id = await member([10, 3]);
    await Promise.all([runJobs(), runJobs()]);
    expect((await factsOf(id)).awards?.badges).toEqual([{ id: 'first', at: NOW, name: 'First order' }]);
    await take(event(id, 'purchase', NOW - DAY, { amount: 100, currency: 'EUR' }));
    await runJobs(NOW + DAY);
    expect(
      await count(`SELECT count(*) AS n FROM events WHERE workspace = ? AND customer = ? AND type = 'badge.awarded'`, office.workspace, id),
    ).toBe(1);
  });
});

describe('credit that purchases bring', () => {
  const BACK: Programme = {
    ...RULES,
    version: 3,
    pendingDays: 14,
    tiers: RULES.tiers.map((tier, i) => ({ ...tier, creditPercent: [2, 5, 5][i] ?? 0 })),
  };
  const credit = async (customer: string, now = NOW) => balanceOf(lotsOf(await factsOf(customer), BACK, now), 'EUR');
  const run = async (now: number) => {
    await followFeed(env.DB, office.workspace, BACK, now);
    await decideDue(env.DB, office.workspace, BACK, now);
  };

  test('row 137: so many percent by tier come back once the return window is over, with an end; once, however often the job runs', async () => {
    const id = await member([300, 10]);
    await run(NOW);
    expect(await credit(id)).toBe(0);
    for (const days of [4, 5, 6]) await run(NOW + days * DAY);
    expect(await credit(id)).toBe(600);
    const [lot] = (await factsOf(id)).ledger?.granted ?? [];
    expect(lot).toMatchObject({ kind: 'wallet', currency: 'EUR', granted: 600 });
    expect(lot?.expires).toBeGreaterThan(NOW + 360 * DAY);
  });

  test('row 137: what comes back takes its part of the credit back, and one told later brings its own', async () => {
    const id = await member([300, 20]);
    await run(NOW);
    expect(await credit(id)).toBe(600);
    await take(event(id, 'purchase', NOW - DAY, { amount: 10_000, currency: 'EUR', refund: true }));
    await run(NOW + DAY);
    expect(await credit(id)).toBe(400);
    await take(event(id, 'purchase', NOW - 18 * DAY, { amount: 5000, currency: 'EUR' }));
    await run(NOW + 2 * DAY);
    expect(await credit(id)).toBe(500);
  });

  test('row 137: switched on, it looks back a month and no further', async () => {
    const id = await member([300, 60]);
    await run(NOW);
    expect(await credit(id)).toBe(0);
  });
});

describe('a price by hand', () => {
  const pricesOf = async (id: string) => (await factsOf(id)).awards?.prices ?? [];
  test('row 122: who leads sets it, with a reason and a last day; it is one act however often it is sent, and stands in the audit', async () => {
    const id = await member([500, 3]);
    const given = { id: ulid(), do: 'price', group: 'fair', until: NOW + 30 * DAY, reason: 'Promised in May' };
    expect((await act(id, { ...given, id: ulid() }, agent)).status).toBe(403);
    expect((await act(id, given)).status).toBe(200);
    expect((await act(id, given)).status).toBe(200);
    expect(await pricesOf(id)).toMatchObject([{ group: 'fair', reason: 'Promised in May', by: 'manager-1', endedAt: null }]);
    const kept = (action: string) =>
      count(
        `SELECT count(*) AS n FROM audit WHERE workspace = ? AND action = '${action}' AND actor = 'manager-1' AND subject = ?`,
        office.workspace,
        id,
      );
    expect(await kept('club.price')).toBe(1);
    expect((await act(id, { do: 'unprice' })).status).toBe(200);
    expect(priceGroupOf(await factsOf(id), RULES, Date.now() + DAY)).toBeNull();
    expect(await kept('club.unprice')).toBe(1);
  });

  test('row 122: without a reason, for a day that is over or a group that is none, nothing is set', async () => {
    const id = await member([500, 3]);
    const given = { do: 'price', group: 'fair', until: NOW + 30 * DAY, reason: 'Promised' };
    expect((await act(id, { ...given, reason: ' ' })).status).toBe(400);
    expect(await act(id, { ...given, until: NOW - 3 * DAY })).toMatchObject({ status: 422, body: { code: 'club.price-over' } });
    expect(await act(id, { ...given, group: 'gone' })).toMatchObject({ status: 404, body: { code: 'club.price-unknown' } });
    expect(await pricesOf(id)).toEqual([]);
  });
});

describe('referrals (row 133)', () => {
  /** A friend with an address, who bought so many days ago. */
  async function friend(email: string, ...bought: [euros: number, daysAgo: number][]): Promise<string> {
    const id = await member(...bought);
    await take(event(id, 'contact.set', NOW - 700 * DAY, { contact: 'c', name: `Of ${id}`, email }));
    return id;
  }
  const told = (advocate: string, ago: number, id: string, more: object = {}) =>
    take(event(advocate, 'referral', NOW - ago * DAY, { friend: id, state: 'pending', ...more }));
  const referralsOf = async (id: string) => (await factsOf(id)).awards?.referrals ?? [];

  test('it is paid once the first purchase stands past the return window, to both; until then it says why not', async () => {
    const advocate = await member();
    const bought = await friend('a@one.example', [40, 35]);
    const fresh = await friend('a@two.example', [40, 5]);
    const none = await friend('a@three.example');
    for (const id of [bought, fresh, none]) await told(advocate, 60, id);
    await runJobs();
    expect((await referralsOf(advocate)).map(({ id, state, reason, points: paid }) => [id, state, reason, paid])).toEqual([
      [bought, 'complete', '', 200],
      [fresh, 'pending', 'return-window', 0],
      [none, 'pending', 'no-order', 0],
    ]);
    expect(await points(advocate)).toBe(200);
    expect(await points(bought)).toBe(90);
    await runJobs(NOW + 28 * DAY);
    // The cap leaves a hundred for the second.
    expect((await referralsOf(advocate)).map(({ state, points: paid }) => [state, paid])).toEqual([
      ['complete', 200],
      ['complete', 100],
      ['pending', 0],
    ]);
  });

  test('a paid one whose purchase came back after all loses its points, on both sides, and says why; once', async () => {
    const advocate = await member();
    const bought = await friend('a@returned.example', [40, 35]);
    await told(advocate, 60, bought);
    await runJobs();
    expect([await points(advocate), await points(bought)]).toEqual([200, 90]);
    await take(event(bought, 'purchase', NOW - DAY, { amount: 4000, currency: 'EUR', refund: true }));
    for (const days of [1, 2, 3]) await runJobs(NOW + days * DAY);
    expect(await referralsOf(advocate)).toMatchObject([{ id: bought, state: 'cancelled', reason: 'refunded', points: 0 }]);
    expect([await points(advocate), await points(bought)]).toEqual([0, 0]);
  });

  test('own orders, customers who had bought before and too many from one address are blocked, each by its name; staff may let one through', async () => {
    const advocate = await friend('owner+shop@corp.example', [5, 90]);
    const self = await friend('own.er@corp.example', [40, 35]);
    const old = await friend('x@old.example', [40, 100], [40, 35]);
    const crowd = [];
    for (let i = 0; i < 4; i++) crowd.push(await friend(`f${i}@crowd${i}.example`, [40, 35]));
    await told(advocate, 60, self);
    await told(advocate, 59, old);
    for (const id of crowd) await told(advocate, 58, id, { place: 'one-place' });
    await runJobs();
    expect((await referralsOf(advocate)).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'blocked own-order',
      'blocked not-first-order',
      ...Array(4).fill('blocked same-address'),
    ]);
    expect((await act(advocate, { do: 'unblock', friend: old }, agent)).status).toBe(403);
    expect((await act(advocate, { do: 'unblock', friend: old })).status).toBe(200);
    await runJobs(NOW + DAY);
    expect((await referralsOf(advocate)).find(({ id }) => id === old)).toMatchObject({ state: 'complete', points: 200 });
  });

  test('who was referred already is not referred again, and what was paid is not paid twice', async () => {
    const advocate = await member();
    const bought = await friend('a@again.example', [40, 35]);
    expect((await act(advocate, { do: 'refer', friend: bought })).status).toBe(200);
    expect(await act(advocate, { do: 'refer', friend: bought })).toMatchObject({ status: 409, body: { code: 'club.referral-known' } });
  });
});

describe('prize draws (row 139)', () => {
  test('the list is frozen with its hash, the winners follow from it and the seed, nobody wins twice, and anybody can check', async () => {
    const rich = await member([5000, 3]);
    const draw = { id: ulid(), prize: 'A bicycle', winners: 3, per: 100 };
    const frozen = await call('POST', '/v1/draws', { token: manager, body: draw });
    expect(frozen).toMatchObject({ status: 201, body: { state: 'frozen', seed: null, won: [] } });
    expect(frozen.body.list_hash).toMatch(/^[0-9a-f]{64}$/);
    await take(event(rich, 'purchase', NOW - DAY, { amount: 99_999_900, currency: 'EUR' }));
    const [first, second] = await Promise.all([1, 2].map(() => call('POST', `/v1/draws/${draw.id}/draw`, { token: manager })));
    const drawn = (await call('POST', `/v1/draws/${draw.id}/draw`, { token: manager })).body;
    expect([first?.body.won, second?.body.won]).toEqual([drawn.won, drawn.won]);
    expect(drawn).toMatchObject({ state: 'drawn', list_hash: frozen.body.list_hash, chances: frozen.body.chances });
    expect(new Set(drawn.won.map(({ ticket }: { ticket: string }) => ticket)).size).toBe(drawn.won.length);
    for (const [i, { customer }] of drawn.won.entries()) {
      expect((await factsOf(customer)).awards?.wins).toEqual([{ id: draw.id, at: expect.any(Number), prize: 'A bicycle' }]);
      expect(
        await count(
          `SELECT count(*) AS n FROM events WHERE workspace = ? AND type = 'draw.won' AND data->>'place' = ?`,
          office.workspace,
          i + 1,
        ),
      ).toBe(1);
    }
    expect((await call('GET', `/v1/draws/${draw.id}/check`, { token: agent })).body).toMatchObject({ wrong: [] });
    await env.DB.prepare(`UPDATE draw_tickets SET weight = weight + 1 WHERE workspace = ? AND draw = ?`)
      .bind(office.workspace, draw.id)
      .run();
    expect((await call('GET', `/v1/draws/${draw.id}/check`, { token: agent })).body.wrong).toContain('list');
    // Who has won is left out of the next.
    const next = (await call('POST', '/v1/draws', { token: manager, body: { ...draw, id: ulid() } })).body;
    expect(next.entries).toBeLessThan(drawn.entries);
  });
});

test('the programme that decides is the published one', async () => {
  expect((await currentProgramme(env.DB, office.workspace)).version).toBe(2);
});

test('row 128: a customer is a member once, from the day last told, however often it is told; its purchases stand in one ledger', async () => {
  const id = await member([150, 30], [90, 3]);
  const joined = event(id, 'customer.profile', NOW - 40 * DAY, { joined_club: NOW - 40 * DAY });
  await take(joined, { ...joined }, event(id, 'customer.profile', NOW - 39 * DAY, { name: 'Renamed AG' }));
  await take(joined);
  const { profile } = await factsOf(id);
  expect([profile.joinedClub, profile.name]).toEqual([NOW - 40 * DAY, 'Renamed AG']);
  expect(await points(id)).toBe(240);
});
