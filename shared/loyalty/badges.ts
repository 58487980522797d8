/** Badges: each is given once, as a decision with its date, on the day on which its condition is first found true. */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { addMonths, localDay, startOfDay } from './calendar';
import { inForce } from './in-force';
import type { BadgeRule, Programme } from './programme';
import { tierOf } from './tiers';

/** Badges that are due and were never given. */
export function badgesDue(facts: Facts, programme: Programme, now: number): BadgeRule[] {
  const rules = inForce(programme, now);
  const given = new Set(facts.awards?.badges.map(({ id }) => id));
  return rules.badges.filter((rule) => !given.has(rule.id) && countOf(rule, facts, programme, now) >= rule.at);
}

/** The next anniversary (epoch ms) that a badge waits for, or null: all other conditions come true by events. */
export function nextBadgeAt(facts: Facts, programme: Programme, now: number): number | null {
  const { badges, timeZone } = inForce(programme, now);
  const since = memberSince(facts);
  if (since === null || !badges.some(({ of }) => of === 'years')) return null;
  return startOfDay(addMonths(dayOf(since), 12 * (yearsSince(since, now, timeZone) + 1)), timeZone);
}

function countOf({ of }: BadgeRule, facts: Facts, programme: Programme, now: number): number {
  switch (of) {
    case 'purchases':
      return Object.values(facts.spend).reduce((sum, { count }) => sum + count, 0);
    case 'referrals':
      return facts.awards?.referrals.filter(({ state }) => state === 'complete').length ?? 0;
    case 'points':
      return tierOf(facts, programme, now).earned;
    case 'tier':
      return tierOf(facts, programme, now).rank;
    case 'years': {
      const since = memberSince(facts);
      return since === null ? 0 : yearsSince(since, now, inForce(programme, now).timeZone);
    }
  }
}

const memberSince = (facts: Facts): number | null => facts.profile.joinedClub ?? facts.profile.since;

/** Full years from a date to now, in the club's time zone. */
export function yearsSince(since: number, now: number, zone: string): number {
  const today = localDay(now, zone);
  let years = Math.max(0, Math.floor((today - dayOf(since)) / 366));
  while (addMonths(dayOf(since), 12 * (years + 1)) <= today) years++;
  return years;
}
