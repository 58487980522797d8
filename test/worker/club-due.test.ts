/** What the club’s job does by itself: what comes due, and credit that purchases bring. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { balanceOf, lotsOf } from '../../shared/loyalty/lots';
import type { Programme } from '../../shared/loyalty/programme';
import { decideDue, followFeed } from '../../worker/jobs/club';
import { act, DAY, factsOf, member, NOW, office, openClub, points, RULES, runJobs, take } from './club-office';
import { count, event } from './office';

openClub('Club, due');

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
