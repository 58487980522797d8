/** How much care a customer gets by plan: how often on each channel, and how often a review. By the club's tiers; a segment may have its own. */
import type { Facts } from '../facts/facts';

export const CHANNELS = ['phone', 'email', 'visit', 'event'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Plan {
  /** Days between two contacts on a channel; 0 for none by plan. */
  channels: Readonly<Record<Channel, number>>;
  /** Months between two reviews; 0 for none. */
  review: number;
}

/** From the lowest tier up; tiers above the third are cared for like the third. */
const BY_TIER: readonly Plan[] = [
  { channels: { phone: 120, email: 60, visit: 0, event: 0 }, review: 0 },
  { channels: { phone: 90, email: 30, visit: 365, event: 365 }, review: 6 },
  { channels: { phone: 30, email: 21, visit: 180, event: 180 }, review: 3 },
];
/** Segments that the account is not kept by its tier. */
const BY_SEGMENT: Readonly<Record<string, number>> = { enterprise: 3, vip: 3 };
/** A contract is reviewed with the customer every quarter, whatever the tier. */
const REVIEW_WITH_CONTRACT = 3;

/**
 * The plan of a customer whose tier has this rank (1 for the lowest; 0 where there is none). `every`: the days between two contacts that
 * the club's rules name for the tier; calls keep to it, and mails are no rarer.
 */
export function planOf(facts: Facts, rank: number, now: number, every?: number): Plan {
  const own = Object.hasOwn(BY_SEGMENT, facts.profile.segment) ? BY_SEGMENT[facts.profile.segment] : undefined;
  const place = Math.min(BY_TIER.length, Math.max(1, own ?? rank));
  const usual = BY_TIER[place - 1] as Plan;
  const { channels } = usual;
  const plan =
    every === undefined || own !== undefined
      ? usual
      : { ...usual, channels: { ...channels, phone: every, email: Math.min(channels.email, every) } };
  const hasContract = facts.contracts.some(({ endedAt, end }) => endedAt === null && end > now);
  return hasContract ? { ...plan, review: REVIEW_WITH_CONTRACT } : plan;
}
