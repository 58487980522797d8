/** Coupons, badges, referrals and prizes: what was given, and how each stands. */
import { keepWithin, putInOrder } from '../bounded';
import { type AwardFacts, type CouponFact, noAwards } from '../club';
import type { FactKind } from '../fact-kind';

const MOST_COUPONS = 40;
const MOST_BADGES = 60;
const MOST_REFERRALS = 100;
const MOST_WINS = 20;
const MOST_PRICES = 8;

export const kind: FactKind = {
  id: 'awards',
  reads: ['coupon.set', 'badge.awarded', 'draw.won', 'referral', 'points.redeemed', 'price-group.set'],
  apply(draft, event) {
    if (event.type === 'points.redeemed' && event.data.gives !== 'coupon') return;
    draft.awards ??= noAwards();
    const awards = draft.awards;
    if (event.type === 'points.redeemed') {
      const { code, amount, currency, expires } = event.data;
      issue(awards, event.id, event.at, { code, amount, currency, expires });
    } else if (event.type === 'coupon.set') {
      const { coupon, state, ...terms } = event.data;
      const row = issue(awards, coupon, event.at, terms);
      if (state === 'used') row.usedAt ??= event.at;
      else if (state === 'cancelled') row.cancelledAt ??= event.at;
      else {
        // Issued anew: a use that was a mistake is taken back so.
        row.usedAt = null;
        row.cancelledAt = null;
      }
    } else if (event.type === 'badge.awarded') {
      const { badge, name } = event.data;
      if (awards.badges.some(({ id }) => id === badge)) return;
      putInOrder(awards.badges, { id: badge, at: event.at, name: name ?? '' }, (other) => other.at);
      keepWithin(awards.badges, MOST_BADGES);
    } else if (event.type === 'price-group.set') {
      const { group, reason = '', until, by = '' } = event.data;
      // One at a time: what stood ends where another begins, or where it is taken back.
      for (const row of awards.prices ?? []) row.endedAt ??= event.at;
      if (group === undefined || until === undefined) return;
      awards.prices ??= [];
      awards.prices.push({ group, reason, by, at: event.at, until, endedAt: null });
      keepWithin(awards.prices, MOST_PRICES);
    } else if (event.type === 'draw.won') {
      const { draw, prize } = event.data;
      putInOrder(awards.wins, { id: draw, at: event.at, prize }, (other) => other.at);
      keepWithin(awards.wins, MOST_WINS);
    } else if (event.type === 'referral') {
      const { friend, state, reason, points, back = 0, place, by } = event.data;
      let row = awards.referrals.find(({ id }) => id === friend);
      if (!row) {
        row = { id: friend, state, reason: '', since: event.at, at: event.at, points: 0, place: '', byHand: false };
        putInOrder(awards.referrals, row, (other) => other.since);
        keepWithin(awards.referrals, MOST_REFERRALS, (other) => other.state !== 'pending' && other !== row);
      }
      // What is paid stays paid: told again, it is no second referral.
      if (row.state === 'complete' && state !== 'cancelled') return;
      row.byHand ||= by !== undefined && row.state === 'blocked' && state !== 'blocked';
      row.state = state;
      row.reason = state === 'complete' ? '' : (reason ?? '');
      row.at = event.at;
      row.points += state === 'complete' ? (points ?? 0) : -Math.min(back, row.points);
      row.place = place ?? row.place;
    }
  },
};

/** The coupon of this id with these terms, made where it is not there. */
function issue(
  awards: AwardFacts,
  id: string,
  at: number,
  terms: { [K in 'code' | 'percent' | 'amount' | 'currency' | 'expires']?: (K extends 'code' | 'currency' ? string : number) | undefined },
): CouponFact {
  let row = awards.coupons.find((other) => other.id === id);
  if (!row) {
    row = { id, code: '', percent: null, amount: null, currency: '', issuedAt: at, expires: null, usedAt: null, cancelledAt: null };
    putInOrder(awards.coupons, row, (other) => other.issuedAt);
    keepWithin(awards.coupons, MOST_COUPONS, (other) => other.usedAt !== null || other.cancelledAt !== null);
  }
  row.code = terms.code ?? row.code;
  row.percent = terms.percent ?? row.percent;
  row.amount = terms.amount ?? row.amount;
  row.currency = terms.currency ?? row.currency;
  row.expires = terms.expires ?? row.expires;
  return row;
}
