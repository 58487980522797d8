/**
 * How close the two sides are, 0 to 100, from the last 90 days: talk, meetings, answers to surveys, and what they do of their own
 * accord. Shown beside health and no part of it. Each part is full from a fixed number on, so that a person can count it by hand.
 */
import { DAY, dayOf } from '../event';
import type { ActiveDays, Facts } from '../facts/facts';
import { dayList } from './day-list';
import { roundToTotal } from './rounding';

export interface EngagementPart {
  /** Worded under `card.engagement.<id>`. `reactions`: days of visits and of reactions to our posts. */
  id: 'contacts' | 'meetings' | 'answers' | 'reactions';
  /** How many were counted. */
  n: number;
  /** Whole, 0..most; the points of all parts add up to the score, and what they may bring at most to 100. */
  points: number;
  most: number;
}
export interface Engagement {
  score: number;
  parts: EngagementPart[];
}

const WINDOW = 90;
/** From how many on a part is full: a fortnight's rhythm of talk, a meeting every six weeks, an answer a quarter. */
const FULL = { contacts: 6, meetings: 2, answers: 1, reactions: 6 } as const;
const MOST = { contacts: 40, meetings: 24, answers: 20, reactions: 16 } as const;
/** Days in touch without a talk of two sides count for this part. */
const ONE_SIDED = 0.5;
const MEETINGS = ['meeting', 'visit'];

/** The engagement of a customer at `now`, its parts in a fixed order. */
export function engagement(facts: Facts, now: number): Engagement {
  const lately = (at: number) => at <= now && now < at + WINDOW * DAY;
  const { lastTwoWay } = facts.contact;
  const worth = lastTwoWay !== null && lately(lastTwoWay) ? 1 : ONE_SIDED;
  const counted = [
    { id: 'contacts', n: daysWithin(facts.activity.contacts, now), worth },
    { id: 'meetings', n: facts.notes.filter(({ kind, at }) => MEETINGS.includes(kind) && lately(at)).length, worth: 1 },
    { id: 'answers', n: facts.answers.filter(({ at }) => lately(at)).length, worth: 1 },
    { id: 'reactions', n: daysWithin(facts.activity.social, now) + daysWithin(facts.activity.visits, now), worth: 1 },
  ] as const;
  const exact = counted.map((part) => MOST[part.id] * Math.min(1, (part.n * part.worth) / FULL[part.id]));
  const score = Math.round(exact.reduce((sum, points) => sum + points, 0));
  const points = roundToTotal(exact, score);
  return { score, parts: counted.map(({ id, n }, i) => ({ id, n, points: points[i] ?? 0, most: MOST[id] })) };
}

function daysWithin(days: ActiveDays, now: number): number {
  const today = dayOf(now);
  return dayList(days).filter((day) => day <= today && day > today - WINDOW).length;
}
