/** What counts towards a tier, from the raw quantities in the facts and the rates of the programme: by day, and by cause. */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { dayList } from '../health/day-list';
import { nextYear } from './calendar';
import { ruleEarnings } from './custom-rules';
import { type PaidRow, paidRows } from './paid';
import type { Programme } from './programme';

/** Why something counts, or no more; worded under `cause.<id>`. `purchase` is both its amount and its being one more. */
export type Cause = 'purchase' | 'refund' | 'visit' | 'year' | 'adjusted' | 'referral' | 'rule';
/** What counts from day `day` on, and from day `until` on no more (null: it stays). A refund counts for as long as its purchase would. */
export interface Earning {
  cause: Cause;
  /** Points; minor units or purchases where the basis is spend or their number. */
  points: number;
  day: number;
  until: number | null;
  /** The day on which it happened: that of a purchase, while its return window is open, lies before `day`. */
  on: number;
  /** The name of a custom rule. */
  name?: string;
}

/**
 * Everything that was or, by time alone, will be earned up to day `horizon`. Amounts of one day and currency count together and are
 * rounded down once; a refund takes back what its purchase earned, from the day on which that counted; a day's visits count once.
 * Purchases count once their return window is over. Tenure stays: every full year since joining the club (else since becoming a
 * customer) counts for as long as the customer does.
 */
export function earnings(facts: Facts, programme: Programme, horizon: number): Earning[] {
  const { basis } = programme.qualification;
  const all: Earning[] = [];
  const add = (earning: Pick<Earning, 'cause' | 'points' | 'on'>, waits: number, stays = false) => {
    if (earning.points === 0) return;
    const day = earning.on + waits;
    all.push({ ...earning, day, until: stays ? null : periodEnd(day, programme) });
  };
  const { paid, unmatched } = paidRows(facts);
  for (const row of paid) {
    const before = countedOf(row, programme, false);
    add({ cause: 'purchase', points: before, on: row.day }, programme.pendingDays);
    add({ cause: 'refund', points: countedOf(row, programme, true) - before, on: row.day }, programme.pendingDays);
  }
  for (const row of unmatched)
    add({ cause: 'refund', points: -countedOf({ ...row, back: 0, backCount: 0 }, programme, false), on: row.day }, 0);
  if (basis !== 'earned') return all;

  const { perVisit, perYear } = programme.earn;
  for (const row of facts.points) if (row.cause === 'adjusted') add({ cause: 'adjusted', points: row.points, on: row.day }, 0);
  let left = programme.earn.referralCap ?? Number.POSITIVE_INFINITY;
  for (const row of facts.points) {
    if (row.cause !== 'referral') continue;
    const points = Math.min(left, row.points + Math.trunc((row.count ?? 0) * programme.earn.perReferral));
    left -= points;
    add({ cause: 'referral', points, on: row.day }, 0);
  }
  for (const on of dayList(facts.activity.visits)) add({ cause: 'visit', points: Math.trunc(perVisit), on }, 0);
  const joined = facts.profile.joinedClub ?? facts.profile.since;
  if (joined !== null && perYear > 0) {
    for (let years = 1; ; years++) {
      const on = anniversary(joined, years);
      if (on > horizon) break;
      add({ cause: 'year', points: Math.trunc(perYear), on }, 0, true);
    }
  }
  return [...all, ...ruleEarnings(facts, programme, paid, (day) => periodEnd(day, programme))];
}

/** The first day on which what counts from `day` on counts no more. */
function periodEnd(day: number, { qualification, periodDays }: Programme): number {
  return qualification.period === 'calendar-year' ? nextYear(day) : day + periodDays;
}

/** What the purchases of a day count, as they were made or (`net`) as refunds left them. */
function countedOf(row: PaidRow, { qualification, earn }: Programme, net: boolean): number {
  const amount = row.amount - (net ? row.back : 0);
  const count = row.count - (net ? row.backCount : 0);
  if (qualification.basis === 'count') return count;
  if (qualification.basis === 'spend') return row.currency === qualification.currency ? amount : 0;
  const rate = Object.hasOwn(earn.perUnit, row.currency) ? (earn.perUnit[row.currency] ?? 0) : 0;
  return wholePoints(amount, rate) + Math.trunc(count * earn.perPurchase);
}

/**
 * Points for an amount in minor units at a rate per 100 of them, rounded towards zero. In whole numbers throughout (rates to a
 * millionth), since in binary fractions 1,000,000 rials at 0.0001 may come to 0.99….
 */
export function wholePoints(amount: number, perUnit: number): number {
  return Number((BigInt(amount) * BigInt(Math.round(perUnit * 1_000_000))) / 100_000_000n);
}

/** The day on which `years` full years are over; 29 February has its anniversary on 1 March in a common year. */
function anniversary(since: number, years: number): number {
  const date = new Date(since);
  return dayOf(Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()));
}
