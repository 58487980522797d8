/**
 * Decisions about points and credit: what somebody or a job decides now becomes the content of an event, with the lots it takes and how much
 * of each. Replay reads that and decides nothing. Points are earned on the net amount paid; what is spent lowers no tier.
 */
import { type Attributes, DAY } from '../event';
import { earnedOn, isEarned, readTake, writeTake } from '../facts/club';
import type { Facts } from '../facts/facts';
import { localDay, spanEnd, startOfDay } from './calendar';
import { inForce } from './in-force';
import { endOfDay, isOver, type Lot, lotsOf, POINTS, runOut, takeFrom } from './lots';
import type { Programme, Reward } from './programme';
import { tierOf } from './tiers';

/** Why something cannot be done; each is a problem code of the API. */
export type ClubProblem =
  | 'club.not-enough'
  | 'club.reward-unknown'
  | 'club.out-of-stock'
  | 'club.tier-too-low'
  | 'club.decision-unknown'
  | 'club.referral-known'
  | 'club.coupon-unusable'
  | 'club.referral-unknown'
  | 'club.price-unknown'
  | 'club.price-over';
export type Decision<T> = { ok: true; data: T } | { ok: false; code: ClubProblem };

/** A gift is handed over within two weeks. */
const GIFT_DAYS = 14;
/** Points given back when their lots have ended live so long again. */
const FRESH_DAYS = 30;
/** Points older than this become one lot that no rule alters any more; facts keep what earned them for 800 days. */
const CARRIED_DAYS = 730;
/** As many days are carried at once, so that it is done once a month. */
const CARRIED_AT_ONCE = 30;

const no = (code: ClubProblem): { ok: false; code: ClubProblem } => ({ ok: false, code });

/** The reward of this id, whether or not it can be had. */
export const rewardOf = (programme: Programme, id: string, now: number): Reward | null =>
  inForce(programme, now).rewards.find((reward) => reward.id === id) ?? null;

/** Redeems points for a reward. Its stock is guarded where it is counted, by the store. */
export function redeem(
  facts: Facts,
  programme: Programme,
  { reward: id, code, by }: { reward: string; code: string; by: string },
  now: number,
): Decision<Attributes<'points.redeemed'>> {
  const reward = rewardOf(programme, id, now);
  if (!reward) return no('club.reward-unknown');
  const rules = inForce(programme, now);
  const needed = rules.tiers.findIndex((tier) => tier.id === reward.tier);
  if (tierOf(facts, programme, now).rank < needed + 1) return no('club.tier-too-low');
  const takes = takeFrom(lotsOf(facts, programme, now), POINTS, reward.cost, now);
  if (!takes) return no('club.not-enough');
  const worth = reward.kind === 'coupon' || reward.kind === 'credit' ? reward.value : undefined;
  const handedOver = reward.kind === 'gift' || reward.kind === 'service';
  return {
    ok: true,
    data: {
      points: reward.cost,
      reward: id,
      lots: takes.map(writeTake),
      what: reward.name,
      gives: reward.kind,
      ...(handedOver ? { due: lastDay(now, rules.timeZone, GIFT_DAYS) } : {}),
      ...(reward.kind === 'coupon' ? { code } : {}),
      ...(worth ? { amount: worth.amount, currency: worth.currency } : {}),
      ...(reward.days === undefined ? {} : { expires: lastDay(now, rules.timeZone, reward.days) }),
      by,
    },
  };
}

/** Spends credit of a currency, the soonest to end first. */
export function spendCredit(
  facts: Facts,
  programme: Programme,
  { amount, currency, reason, by }: { amount: number; currency: string; reason: string; by: string },
  now: number,
): Decision<Attributes<'credit.spent'>> {
  const takes = takeFrom(lotsOf(facts, programme, now), currency, amount, now);
  if (!takes) return no('club.not-enough');
  return { ok: true, data: { amount, currency, lots: takes.map(writeTake), ...(reason === '' ? {} : { reason }), by } };
}

/** Gives credit; without an end of its own the club's rule says when it ends, and the event says so. */
export function grantCredit(
  programme: Programme,
  given: { grant: string; amount: number; currency: string; kind: 'gift' | 'wallet'; expires: number | null; reason: string; by: string },
  now: number,
): Attributes<'credit.granted'> {
  const { credit, timeZone } = inForce(programme, now);
  const { expires, reason, ...rest } = given;
  const byRule = credit.expire === null ? null : (spanEnd(localDay(now, timeZone), credit.expire) - 1) * DAY;
  const end = expires ?? byRule;
  return { ...rest, ...(end === null ? {} : { expires: end }), ...(reason === '' ? {} : { reason }) };
}

/** Writes off what is left of the lots that have run out by `now`, and only that: one decision for points, one for each currency of credit. */
export function expire(
  facts: Facts,
  programme: Programme,
  now: number,
): ({ type: 'points.expired'; data: Attributes<'points.expired'> } | { type: 'credit.expired'; data: Attributes<'credit.expired'> })[] {
  const over = runOut(lotsOf(facts, programme, now), now);
  return [...new Set(over.map(({ currency }) => currency))].map((currency) => {
    const theirs = over.filter((lot) => lot.currency === currency);
    const sum = theirs.reduce((total, { left }) => total + left, 0);
    const lots = theirs.map(({ id, left }) => writeTake({ lot: id, n: left }));
    return currency === POINTS
      ? { type: 'points.expired', data: { points: sum, lots } }
      : { type: 'credit.expired', data: { amount: sum, currency, lots } };
  });
}

/** What is left of earned points older than two years becomes one lot; null while there is nothing so old. */
export function carry(facts: Facts, programme: Programme, now: number): Attributes<'points.carried'> | null {
  const { timeZone } = inForce(programme, now);
  const today = localDay(now, timeZone);
  const lots = lotsOf(facts, programme, now);
  const old = earnedIn(lots, today - CARRIED_DAYS);
  if (old.length === 0) return null;
  const to = today - CARRIED_DAYS + CARRIED_AT_ONCE;
  const settled = earnedIn(lots, to);
  // What others owe is theirs still: the lot that is made takes its part of it again.
  const points = settled.reduce((sum, { amount, taken }) => sum + Math.max(0, amount - taken), 0);
  const owed = settled.reduce((sum, { amount, taken }) => sum + Math.max(0, taken - amount), 0);
  const ends = settled.map(({ expires }) => expires);
  const last = ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0));
  return { to, points, owed, ...(last === null ? {} : { expires: (localDay(last, timeZone) - 1) * DAY }) };
}
const earnedIn = (lots: readonly Lot[], to: number): Lot[] =>
  lots.filter(({ kind, day, amount, taken }) => kind === 'earned' && day <= to && (amount !== 0 || taken !== 0));

/**
 * Takes a redemption or a spending back. What it took returns to its lots; of those that have ended meanwhile it returns as new, for thirty
 * days: nobody loses points to a gift that never came.
 */
export function reverse(
  facts: Facts,
  programme: Programme,
  decision: { id: string; type: string; data: unknown },
  by: string,
  now: number,
): Decision<Attributes<'club.reversed'>> {
  const currency = currencyOf(decision);
  if (currency === null) return no('club.decision-unknown');
  const { lots: taken = [] } = decision.data as { lots?: string[] };
  const rules = inForce(programme, now);
  const ended = new Set(
    lotsOf(facts, programme, now)
      .filter((lot) => isOver(lot, now))
      .map(({ id }) => id),
  );
  const settled = facts.ledger?.settled ?? -1;
  const back = taken.map(readTake);
  const gone = back.filter(({ lot }) => ended.has(lot) || (isEarned(lot) && earnedOn(lot) <= settled));
  const fresh = gone.reduce((sum, { n }) => sum + n, 0);
  return {
    ok: true,
    data: {
      decision: decision.id,
      lots: back.filter((take) => !gone.includes(take)).map(writeTake),
      ...(fresh > 0 ? { fresh, expires: lastDay(now, rules.timeZone, FRESH_DAYS) } : {}),
      ...(currency === POINTS ? {} : { currency }),
      by,
    },
  };
}
function currencyOf({ type, data }: { type: string; data: unknown }): string | null {
  if (type === 'points.redeemed') return POINTS;
  return type === 'credit.spent' ? (data as Attributes<'credit.spent'>).currency : null;
}

/** A coupon may be used once, while it is good. */
export function useCoupon(facts: Facts, programme: Programme, coupon: string, by: string, now: number): Decision<Attributes<'coupon.set'>> {
  const row = facts.awards?.coupons.find(({ id }) => id === coupon);
  if (!row || couponState(row, programme, now) !== 'issued') return no('club.coupon-unusable');
  return { ok: true, data: { coupon, state: 'used', by } };
}

export function couponState(
  { usedAt, cancelledAt, expires }: { usedAt: number | null; cancelledAt: number | null; expires: number | null },
  programme: Programme,
  now: number,
): 'issued' | 'used' | 'cancelled' | 'expired' {
  if (usedAt !== null) return 'used';
  if (cancelledAt !== null) return 'cancelled';
  const { timeZone } = inForce(programme, now);
  return expires !== null && now >= endOfDay(expires, timeZone) ? 'expired' : 'issued';
}

/** The last day of so many from `now`, as a date. */
const lastDay = (now: number, zone: string, days: number): number => (localDay(now, zone) + days) * DAY;

/** The first instant at which a lot runs out or is old enough to be carried on; null where nothing waits. */
export function nextDue(facts: Facts, programme: Programme, now: number): number | null {
  const { timeZone } = inForce(programme, now);
  let next = Infinity;
  for (const lot of lotsOf(facts, programme, now)) {
    if (lot.left > 0 && lot.expires !== null) next = Math.min(next, lot.expires);
    if (lot.kind === 'earned' && (lot.amount !== 0 || lot.taken !== 0)) next = Math.min(next, startOfDay(lot.day + CARRIED_DAYS, timeZone));
  }
  return next === Infinity ? null : next;
}
