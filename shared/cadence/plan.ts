/** How much care a customer gets by plan: how often on each channel, and how often a review. By the club's tiers; a segment may have its own. */
import type { Facts } from '../facts/facts';
import type { TierRule } from '../loyalty/programme';

export const CHANNELS = ['phone', 'email', 'visit', 'event'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Plan {
  /** Days between two contacts on a channel; 0 for none by plan. */
  channels: Readonly<Record<Channel, number>>;
  /** Months between two reviews; 0 for none. */
  review: number;
  /** Channels for which the club's rules say how often: a turn that is over is due. The others are a usual measure, and no more. */
  agreed: readonly Channel[];
}

/** From the lowest tier up; tiers above the third are cared for like the third. */
const BY_TIER: readonly Plan[] = [
  { channels: { phone: 120, email: 60, visit: 0, event: 0 }, review: 0, agreed: [] },
  { channels: { phone: 90, email: 30, visit: 365, event: 365 }, review: 6, agreed: [] },
  { channels: { phone: 30, email: 21, visit: 180, event: 180 }, review: 3, agreed: [] },
];
/** Segments that the account is not kept by its tier. */
const BY_SEGMENT: Readonly<Record<string, number>> = { enterprise: 3, vip: 3 };
/** A contract is reviewed with the customer every quarter, whatever the tier. */
const REVIEW_WITH_CONTRACT = 3;

/** What the club's rules may say of it for a tier. */
type TierPlan = Pick<TierRule, 'cadenceDays' | 'mailDays' | 'visitDays' | 'eventDays' | 'reviewMonths'>;

/**
 * The plan of a customer whose tier has this rank (1 for the lowest; 0 where there is none). `rules`: what the club's rules name for the
 * tier. Calls keep to its days, and mails are no rarer unless they have days of their own; what it does not name is as usual.
 */
export function planOf(facts: Facts, rank: number, now: number, rules: TierPlan = {}): Plan {
  const own = Object.hasOwn(BY_SEGMENT, facts.profile.segment) ? BY_SEGMENT[facts.profile.segment] : undefined;
  const place = Math.min(BY_TIER.length, Math.max(1, own ?? rank));
  const usual = BY_TIER[place - 1] as Plan;
  const plan = own === undefined ? withRules(usual, rules) : usual;
  const hasContract = facts.contracts.some(({ endedAt, end }) => endedAt === null && end > now);
  return hasContract && (own !== undefined || rules.reviewMonths === undefined) ? { ...plan, review: REVIEW_WITH_CONTRACT } : plan;
}

function withRules(usual: Plan, { cadenceDays: phone, mailDays, visitDays: visit, eventDays: event, reviewMonths }: TierPlan): Plan {
  const email = mailDays ?? (phone === undefined ? undefined : Math.min(usual.channels.email, phone));
  const told = { phone, email, visit, event };
  return {
    channels: eachChannel((channel) => told[channel] ?? usual.channels[channel]),
    review: reviewMonths ?? usual.review,
    agreed: CHANNELS.filter((channel) => ((channel === 'email' ? mailDays : told[channel]) ?? 0) > 0),
  };
}
const eachChannel = (days: (channel: Channel) => number): Plan['channels'] => ({
  phone: days('phone'),
  email: days('email'),
  visit: days('visit'),
  event: days('event'),
});
