/** The communication plan of a customer: per channel how often, when last, and when next. */
import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { CHANNELS, type Channel, type Plan } from './plan';

/** Kinds of note that are contact on a channel. Mail counts by itself too. */
const KINDS: Readonly<Record<Channel, readonly string[]>> = {
  phone: ['call'],
  email: ['email', 'message'],
  visit: ['meeting', 'visit'],
  event: ['event'],
};
/** The kind under which contact on a channel is logged. */
export const LOGGED = { phone: 'call', email: 'email', visit: 'visit', event: 'event' } as const satisfies Record<Channel, string>;

export interface ChannelPlan {
  channel: Channel;
  /** Days between two contacts. */
  every: number;
  last: number | null;
  /** When the next one is due; null where nobody knows since when to count. */
  next: number | null;
}

/** The channels that the plan names. */
export function channelPlan(facts: Facts, plan: Plan): ChannelPlan[] {
  return CHANNELS.filter((channel) => plan.channels[channel] > 0).map((channel) => {
    const noted = facts.notes.filter(({ kind }) => KINDS[channel].includes(kind)).map(({ at }) => at);
    const written = channel === 'email' && facts.contact.lastOut !== null && noted.length === 0 ? [facts.contact.lastOut] : [];
    const last = noted.length + written.length === 0 ? null : Math.max(...noted, ...written);
    const every = plan.channels[channel];
    const from = last ?? facts.profile.since;
    return { channel, every, last, next: from === null ? null : from + every * DAY };
  });
}
