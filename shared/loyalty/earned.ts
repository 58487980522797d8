/** Points earned, from the raw quantities in the facts and the rates of the programme: by day, and by cause. */
import { dayOf } from '../event';
import { eachActiveDay } from '../facts/active-days';
import type { Facts, PointsRow } from '../facts/facts';
import type { Programme } from './programme';

/** Why points were earned or lost; worded under `cause.<id>`. `purchase` is both its amount and its being one more. */
export type Cause = 'purchase' | 'refund' | 'visit' | 'year' | 'adjusted';
/** Points that count from day `day` on, and from day `until` on no more (null: they stay). */
export interface Earning {
  cause: Cause;
  points: number;
  day: number;
  until: number | null;
}

/**
 * Everything that was or, by time alone, will be earned up to day `horizon`. Amounts of one day and currency count together and are
 * rounded down once; refunds take back by the same rule; a day's visits count once. Each counts for `periodDays`, its own day
 * included. Tenure is the exception: every full year since joining the club (else since becoming a customer) counts for as long as
 * the customer stays.
 */
export function earnings(facts: Facts, programme: Programme, horizon: number): Earning[] {
  const { perPurchase, perVisit, perYear } = programme.earn;
  const all: Earning[] = [];
  const add = (cause: Cause, day: number, points: number, stays = false) => {
    if (points !== 0) all.push({ cause, points, day, until: stays ? null : day + programme.periodDays });
  };
  for (const row of facts.points) {
    add(causeOf(row), row.day, pointsOf(row, programme));
    add('purchase', row.day, Math.trunc((row.count ?? 0) * perPurchase));
  }
  eachActiveDay(facts.activity.visits, (day) => add('visit', day, Math.trunc(perVisit)));
  const joined = facts.profile.joinedClub ?? facts.profile.since;
  if (joined !== null && perYear > 0) {
    for (let years = 1; ; years++) {
      const day = anniversary(joined, years);
      if (day > horizon) break;
      add('year', day, Math.trunc(perYear), true);
    }
  }
  return all;
}

function causeOf(row: PointsRow): Cause {
  return row.cause === 'adjusted' ? 'adjusted' : row.cause.startsWith('refund:') ? 'refund' : 'purchase';
}

/** Whole points of a row of facts: given by hand as they are, money by the rate of its currency, which is 0 where none is set. */
function pointsOf(row: PointsRow, programme: Programme): number {
  if (row.cause === 'adjusted') return row.points;
  const currency = row.cause.slice(row.cause.indexOf(':') + 1);
  const rate = Object.hasOwn(programme.earn.perUnit, currency) ? (programme.earn.perUnit[currency] ?? 0) : 0;
  return wholePoints(row.points, rate);
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
