/** What people do with points, coupons and prices: exactly once, and only by whom it is for. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { fold } from '../../shared/facts/fold';
import { priceGroupOf } from '../../shared/loyalty/price-groups';
import { currentProgramme } from '../../worker/store/documents';
import { act, agent, DAY, factsOf, member, NOW, office, openClub, points, RULES, take } from './club-office';
import { call, count, event, ulid } from './office';

openClub('Club');

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
  const other = `other-${id}`;
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
