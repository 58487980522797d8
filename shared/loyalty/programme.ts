/**
 * The club's rules: one versioned document, complete. Rules for tiers come first, then what is spent and given. Older documents lack
 * members that came later: `completeProgramme` adds them. Days are days of the workspace's time zone; money is in minor units.
 */
import type { PackageRule } from './packages';
import type { PriceGroupRules } from './price-groups';

/** Months, then up to the end of the month, quarter, half-year or year it falls in. 31 January and one month is 28 (29) February. */
export interface Span {
  months: number;
  roundUp: 'none' | 'month' | 'quarter' | 'half-year' | 'year';
}
export const BENEFIT_KINDS = ['money', 'recognition', 'access', 'experience', 'shipping'] as const;
/** What a tier brings, as it is told to people (a few have words in every language: `benefit.<what>`); all but `money` and `shipping` are given in other ways than by price. */
export interface TierBenefit {
  kind: (typeof BENEFIT_KINDS)[number];
  what: string;
}
export interface TierRule {
  id: string;
  /** The quantity of `qualification.basis` that reaches it; half-open: [entry, next entry). The first tier's is 0. */
  entry: number;
  /** What keeps it, at most `entry`; absent where it is the same. */
  maintain?: number;
  benefits?: TierBenefit[];
  /** Percent of what its members pay that comes back to them as wallet credit; absent for none. */
  creditPercent?: number;
  /** Days between two calls to its members, in place of the usual plan's; absent where that holds. */
  cadenceDays?: number;
  /** Days between two contacts on the other channels, 0 for none; and months between two reviews. Absent where the usual plan holds. */
  mailDays?: number;
  visitDays?: number;
  eventDays?: number;
  reviewMonths?: number;
}
/** What a rule of one's own may reward. What is done on a day counts once; surveys, steps and products count each. */
export const RULE_EVENTS = [
  'purchase',
  'first-purchase',
  'usage',
  'visit',
  'social',
  'contact',
  'joined',
  'survey',
  'step',
  'product',
] as const;
export interface CustomRule {
  id: string;
  name: string;
  event: (typeof RULE_EVENTS)[number];
  /** `purchase`: the day's purchases come to at least so much in this currency. `survey`: only answers of this kind. `product`: only this one. */
  when?: { atLeast?: number; currency?: string; is?: string };
  points: number;
  /** Most points of it that count at any time; null is no limit. */
  cap: number | null;
}
export interface EarnRules {
  /** Points per whole unit of money (100 minor units) of the net amount paid, per currency. */
  perUnit: Record<string, number>;
  perPurchase: number;
  /** At most one a day. */
  perVisit: number;
  /** Per full year in the club. */
  perYear: number;
  /** For every referred customer whose first purchase stands; `referralCap` points at most in all, null without a limit. */
  perReferral: number;
  referralCap: number | null;
  custom: CustomRule[];
}
/** Something that points buy. */
export interface Reward {
  id: string;
  name: string;
  kind: 'gift' | 'coupon' | 'credit' | 'shipping' | 'service';
  cost: number;
  /** How many there are; null is as many as wanted. */
  stock: number | null;
  /** What it is worth (of a coupon or credit: what it gives), in minor units. */
  value?: { amount: number; currency: string };
  /** Tier from which it can be had; absent for all. */
  tier?: string;
  /** Days for which a coupon or credit of it is good. */
  days?: number;
}
/** Given once, on the day its condition is first met. `at` counts what `of` names. */
export interface BadgeRule {
  id: string;
  name: string;
  of: 'purchases' | 'years' | 'referrals' | 'points' | 'tier';
  /** For `tier`: its place, 1 the lowest. */
  at: number;
}
export interface ReferralRules {
  /** Days after the friend's first purchase until it is paid; longer than the return window. */
  approveDays: number;
  /** The friend's first purchase is at least so much; null asks for none. */
  minimum: { amount: number; currency: string } | null;
  /** Points to the friend; the advocate gets `earn.perReferral`. */
  friendPoints: number;
  /** More referrals than this from one address within a week are held back. */
  sameAddressMost: number;
}
export interface Programme {
  version: number;
  /** The instant (epoch ms) from which these rules hold; until then `former` does. */
  from: number;
  former: Programme | null;
  /** IANA name: in it days begin, periods end and points expire. */
  timeZone: string;
  /** Rising; the first starts at 0. Known names (bronze … diamond) are translated, others shown as written. */
  tiers: TierRule[];
  qualification: {
    /** What is counted: points earned (never the balance), net spend in `currency` (minor units), or the number of purchases. */
    basis: 'earned' | 'spend' | 'count';
    currency: string;
    /** The last `periodDays`, or the calendar year so far. */
    period: 'rolling' | 'calendar-year';
  };
  periodDays: number;
  /** How long a tier holds once reached or kept, whatever the period then holds; null: for as long as the period carries it. */
  validity: Span | null;
  /** Days after a period (or the validity) in which a fall waits, visible as "keep by". */
  graceDays: number;
  /** One step at a time, at once to what was earned, or never. */
  fall: 'one-step' | 'to-earned' | 'never';
  /** Months without a purchase after which the tier falls one step, and again after each as many; 0 is off. */
  gapMonths: number;
  /** Days for which points of a purchase wait until it can no longer be returned; they count and can be spent from then on. */
  pendingDays: number;
  earn: EarnRules;
  /** How long points can be spent; null: they do not expire. */
  pointsExpire: Span | null;
  /** How long credit is good where its grant names no end, and days before an expiry at which it is told of. */
  credit: { expire: Span | null; warnDays: number[] };
  rewards: Reward[];
  badges: BadgeRule[];
  referral: ReferralRules;
  priceGroups: PriceGroupRules;
  /** What is offered at a renewal, by use; rising. */
  packages: PackageRule[];
}
export interface TierReading {
  tier: string;
  /** 1 for the lowest. */
  rank: number;
  earned: number;
  /** Still needed for the next tier, null at the top. */
  next: { tier: string; missing: number } | null;
  /**
   * The day (epoch ms) until which the tier holds with what is earned so far, and what would keep it; null at the bottom. `purchase`: any
   * purchase would.
   */
  keep: { by: number; missing: number; purchase?: true } | null;
  /** What is not counted yet, and the day (epoch ms) on which the first of it will be; null where nothing waits. */
  pending: { earned: number; from: number } | null;
  /** Why: by cause in the period, most first; they add up to what is earned. */
  why: { cause: string; points: number; name?: string }[];
}
