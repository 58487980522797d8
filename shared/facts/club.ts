/**
 * What of the club stands in the facts: what was taken of lots and given back, credit in its lots, coupons, badges, referrals, prizes.
 * Points that were earned stand as raw quantities by day (see PointsRow); with the club's rules they become lots (shared/loyalty/lots.ts).
 */

/** What was taken of a lot of earned points. Its id is the day it was earned on, and a `p` where it came of purchases, which may have to wait. */
export interface LotCount {
  lot: string;
  n: number;
}
/**
 * What was granted of one kind, currency and end, and what was taken of it: credit, or (without a currency) points that were carried on or
 * given back. One lot takes all grants that end at the same instant, so that a grant a day makes no more rows than there are days.
 */
export interface GrantedLot {
  /** `gift:EUR:<ms>` by its end, `gift:EUR:open:<day>` by its day where its grant names none. */
  id: string;
  kind: 'gift' | 'wallet' | 'points';
  currency: string;
  /** Day of the first grant in it. */
  day: number;
  /** Epoch ms; null where the grant names none: then the club's rule says when. */
  expires: number | null;
  granted: number;
  taken: number;
}
/** A decision of the newest: what it was, and how many points (no currency) or minor units. */
export interface ClubMove {
  id: string;
  at: number;
  kind: 'redeemed' | 'spent' | 'granted' | 'expired' | 'reversed';
  n: number;
  currency: string;
  what: string;
}
/** What a day's purchases in a currency have brought as credit: of a net amount paid, so much in all (minor units). */
export interface CreditedDay {
  day: number;
  currency: string;
  net: number;
  credit: number;
}
export interface LedgerFacts {
  /** Up to this day all that was earned was carried into a lot of `granted`; null before the first time. */
  settled: number | null;
  /** Of lots of earned points: by day, then id, all after `settled`. */
  taken: LotCount[];
  /** Spent elsewhere, and nobody said from which lots: by currency, '' for points. */
  loose: Record<string, number>;
  /** Points that ran out unspent, in all. */
  expired: number;
  /** By end, then id: those without an end last. */
  granted: GrantedLot[];
  moves: ClubMove[];
  /** Of the last months, rising by day; absent where purchases never brought any. */
  credited?: CreditedDay[];
}
export interface CouponFact {
  id: string;
  code: string;
  percent: number | null;
  amount: number | null;
  currency: string;
  issuedAt: number;
  expires: number | null;
  usedAt: number | null;
  cancelledAt: number | null;
}
export interface ReferralFact {
  /** The friend: a customer's id. */
  id: string;
  state: 'pending' | 'complete' | 'blocked' | 'cancelled';
  /** Why it is not paid, or not yet; '' where it is. */
  reason: string;
  /** When they were referred, and when its state was last said. */
  since: number;
  at: number;
  points: number;
  /** A keyed hash of the address that it came from; '' where none is known. */
  place: string;
  /** Whether a person let it through: then no check holds it back again. */
  byHand: boolean;
}
/** A price group that a person gave, against the rules. */
export interface PriceByHand {
  group: string;
  reason: string;
  by: string;
  at: number;
  /** Its last day, as a date (epoch ms), and when it was taken back before that. */
  until: number;
  endedAt: number | null;
}
export interface AwardFacts {
  /** The newest, oldest first; absent where there never was one. */
  prices?: PriceByHand[];
  coupons: CouponFact[];
  badges: { id: string; at: number; name: string }[];
  referrals: ReferralFact[];
  wins: { id: string; at: number; prize: string }[];
}

export const noLedger = (): LedgerFacts => ({ settled: null, taken: [], loose: {}, expired: 0, granted: [], moves: [] });
export const noAwards = (): AwardFacts => ({ coupons: [], badges: [], referrals: [], wins: [] });

/** `lot=number` as a decision carries it. */
export function readTake(text: string): { lot: string; n: number } {
  const cut = text.lastIndexOf('=');
  return { lot: text.slice(0, cut), n: Number(text.slice(cut + 1)) };
}
export const writeTake = ({ lot, n }: { lot: string; n: number }): string => `${lot}=${n}`;

/** Whether an id is that of a lot of earned points, and the day on which it was earned. */
export const isEarned = (lot: string): boolean => /^\d{1,7}p?$/.test(lot);
export const earnedOn = (lot: string): number => Number.parseInt(lot, 10);

/**
 * What earns or takes points, one row a day and cause, without the club's rates: a change of the programme needs no new fold.
 * `spend:USD` holds a day's purchases in minor units and their number in `count`, `refund:USD` what was given back (negative),
 * `purchase` the purchases without an amount (in `count`), `adjusted` points given or taken by hand, `referral` what complete referrals
 * were paid, and in `count` those of which nobody said how much. Visits are in `activity`.
 */
export interface PointsRow {
  day: number;
  cause: string;
  points: number;
  count?: number;
}
