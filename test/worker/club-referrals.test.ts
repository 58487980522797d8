/** Referrals: paid once, to both, and taken back with the purchase. */
import { describe, expect, test } from 'vitest';
import { act, agent, DAY, factsOf, member, NOW, openClub, points, runJobs, take } from './club-office';
import { event } from './office';

openClub('Club, referrals');

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
