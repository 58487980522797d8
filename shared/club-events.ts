/** The club's events: outcomes that somebody or a job decided are carried here, and replay never decides again. Part of the vocabulary in event.ts. */
import * as v from 'valibot';
import { count, currency, instant, minor, REFERRAL_REASONS, ref, takes, text, whole } from './attributes';

const o = v.optional;
/** What the club does is no evidence of health. */
const entry = <S extends v.GenericSchema>(attributes: S) => ({ attributes, feeds: [] as const });

export const CLUB_EVENTS = {
  'points.adjusted': entry(v.object({ points: v.pipe(v.number(), v.integer()), reason: text(200), by: o(ref) })),
  /** `lots`: what was taken of which; without it (from elsewhere) the soonest to end go first. What it `gives` stands beside it. */
  'points.redeemed': entry(
    v.object({
      points: whole,
      reward: o(ref),
      lots: o(takes),
      what: o(text(200)),
      gives: o(v.picklist(['gift', 'coupon', 'credit', 'shipping', 'service'])),
      due: o(instant),
      code: o(text(60)),
      amount: o(whole),
      currency: o(currency),
      expires: o(instant),
      by: o(ref),
    }),
  ),
  'points.expired': entry(v.object({ points: whole, lots: takes })),
  /** What was left of all that was earned up to day `to` (and what it still owed) becomes one lot that no change of the rules alters. */
  'points.carried': entry(v.object({ to: count, points: whole, owed: whole, expires: o(instant) })),
  /** `of`: by days of purchases (`day:net paid`), what credit they have brought in all. */
  'credit.granted': entry(
    v.object({
      grant: ref,
      of: o(takes),
      amount: minor,
      currency,
      expires: o(instant),
      kind: o(v.picklist(['gift', 'wallet'])),
      reason: o(text(200)),
      by: o(ref),
    }),
  ),
  'credit.spent': entry(v.object({ amount: whole, currency, lots: o(takes), reason: o(text(200)), by: o(ref) })),
  'credit.expired': entry(v.object({ amount: whole, currency, lots: takes })),
  /** A redemption or spending taken back: to the lots it came from; `fresh` of it, whose lots have ended meanwhile, as new. */
  'club.reversed': entry(
    v.object({
      decision: ref,
      lots: takes,
      fresh: o(whole),
      /** Of credit; without a currency it is points. */
      currency: o(currency),
      expires: o(instant),
      by: o(ref),
    }),
  ),
  'coupon.set': entry(
    v.object({
      coupon: ref,
      state: v.picklist(['issued', 'used', 'cancelled']),
      code: o(text(60)),
      percent: o(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
      amount: o(whole),
      currency: o(currency),
      expires: o(instant),
      reason: o(text(200)),
      by: o(ref),
    }),
  ),
  /** By hand: another price group than the rules give, up to the end of a day; without a group the rules hold again. */
  'price-group.set': entry(v.object({ group: o(ref), reason: o(text(200)), until: o(instant), by: o(ref) })),
  'badge.awarded': entry(v.object({ badge: ref, name: o(text(120)) })),
  'draw.won': entry(v.object({ draw: ref, prize: text(200), place: count })),
  /** `friend` is a customer. `reason`: why it is not paid; `place`: a keyed hash of the address it came from; `points`: what a complete one pays. */
  referral: entry(
    v.object({
      friend: ref,
      state: v.picklist(['pending', 'complete', 'blocked', 'cancelled']),
      reason: o(v.picklist(REFERRAL_REASONS)),
      points: o(whole),
      /** Points that were paid and are taken back. */
      back: o(whole),
      place: o(text(64)),
      by: o(ref),
    }),
  ),
} as const;
