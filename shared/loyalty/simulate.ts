/** What changed rules do to a book: who would move from which tier to which, at one instant. */
import type { ClubTally } from '../api/club-answers';
import type { Facts } from '../facts/facts';
import { inForce } from './in-force';
import { priceGroupOf } from './price-groups';
import type { Programme } from './programme';
import { tierOf } from './tiers';

/** So many of those who move are named; all are counted. */
const NAMED = 500;

export const emptyClubTally = (): ClubTally => ({ tiers: {}, prices: {}, changed: 0, up: 0, down: 0, movers: [] });

/** The tally with these customers in it too. Adding a book page by page, in any order of pages, gives what adding it at once gives. */
export function addToClubTally(tally: ClubTally, customers: Iterable<Facts>, before: Programme, after: Programme, now: number): ClubTally {
  const sum: ClubTally = { ...tally, tiers: copyOf(tally.tiers), prices: copyOf(tally.prices), movers: [...tally.movers] };
  const prices = { before, after };
  const names = (rules: Programme) => inForce(rules, now).tiers.map(({ id }) => id);
  const ladder = [...new Set([...names(before), ...names(after)])];
  // In the order of the ladder, also those that nobody is in.
  for (const id of ladder) sum.tiers[id] ??= { before: 0, after: 0 };
  for (const facts of customers) {
    const [was, is] = [tierOf(facts, before, now), tierOf(facts, after, now)];
    countIn(sum.tiers, was.tier, 'before');
    countIn(sum.tiers, is.tier, 'after');
    for (const when of ['before', 'after'] as const) {
      const group = priceGroupOf(facts, prices[when], now)?.group.name;
      if (group !== undefined) countIn(sum.prices, group, when);
    }
    if (was.tier === is.tier) continue;
    sum.changed++;
    // By the rank under their own ladders; a tier that is merely called otherwise is neither higher nor lower.
    const step = is.rank - was.rank;
    if (step > 0) sum.up++;
    if (step < 0) sum.down++;
    const from = { tier: was.tier, earned: was.earned };
    sum.movers.push({
      id: facts.customer,
      name: facts.profile.name || facts.customer,
      step,
      from,
      to: { tier: is.tier, earned: is.earned },
    });
    if (sum.movers.length > 2 * NAMED) keepFirst(sum);
  }
  keepFirst(sum);
  return sum;
}

type Counts = ClubTally['tiers'];
const copyOf = (counts: Counts): Counts => Object.fromEntries(Object.entries(counts).map(([id, one]) => [id, { ...one }]));
function countIn(counts: Counts, id: string, when: 'before' | 'after'): void {
  counts[id] ??= { before: 0, after: 0 };
  counts[id][when]++;
}

/** Those who fall first, the furthest first. */
function keepFirst(tally: ClubTally): void {
  tally.movers.sort((a, b) => a.step - b.step || (a.id < b.id ? -1 : 1));
  tally.movers.length = Math.min(NAMED, tally.movers.length);
}
