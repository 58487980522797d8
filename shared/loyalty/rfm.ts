/**
 * Recency, frequency and money, 1 to 5 each, and the segment that they come to. Scores come from cuts by value, so that equal customers
 * score alike. From 500 buyers up the cuts are the fifths of the book; below that fixed ones hold, and the picture says so.
 */
import { dayOf } from '../event';
import type { Facts } from '../facts/facts';
import { spendOf } from '../health/activity';
import { dayList } from '../health/day-list';

/** Buyers from which fifths mean something. */
export const ENOUGH = 500;
const YEAR = 365;

/** Four upper ends each: a value above none of them scores 1, above all 5 (the other way round for silence). */
export interface RfmCuts {
  fixed: boolean;
  /** Days since the last purchase; days with a purchase in the last 365; money in minor units (empty: it does not count). */
  silence: number[];
  times: number[];
  money: number[];
}
export interface RfmPart {
  silence: number;
  times: number;
  money: number;
}
/** In the order in which they are tried, the most specific first: recency from … to, then the mean of frequency and money. */
const SEGMENTS = [
  ['lost', 1, 1, 1, 1],
  ['cant-lose', 1, 1, 4, 5],
  ['new', 4, 5, 1, 1],
  ['promising', 3, 4, 1, 1],
  ['champions', 4, 5, 4, 5],
  ['need-attention', 2, 3, 2, 3],
  ['about-to-sleep', 2, 3, 1, 2],
  ['hibernating', 1, 2, 1, 2],
  ['at-risk', 1, 2, 2, 5],
  ['potential-loyalists', 3, 5, 1, 3],
  ['loyal', 2, 5, 3, 5],
] as const;
export type RfmSegment = (typeof SEGMENTS)[number][0];
export const RFM_SEGMENTS: readonly RfmSegment[] = SEGMENTS.map(([id]) => id);

/** What is measured of a customer at `now`; null for one that never bought. */
export function rfmPart(facts: Facts, now: number): RfmPart | null {
  const today = dayOf(now);
  const days = dayList(facts.activity.purchases).filter((day) => day <= today);
  const newest = days[0];
  if (newest === undefined) return null;
  return { silence: today - newest, times: days.filter((day) => day > today - YEAR).length, money: Math.max(0, spendOf(facts)) };
}

/** A month, a quarter, half a year, a year; a purchase or two, a few, every other month, every month. */
const FIXED: RfmCuts = { fixed: true, silence: [30, 90, 180, 365], times: [1, 2, 5, 11], money: [] };

/** The cuts of a book; of a small one the fixed ones, with money against what half of its buyers spent. */
export function rfmCuts(parts: readonly RfmPart[]): RfmCuts {
  const sorted = (of: keyof RfmPart) => parts.map((part) => part[of]).sort((a, b) => a - b);
  if (parts.length < ENOUGH) {
    const half = sorted('money')[Math.ceil(parts.length / 2) - 1] ?? 0;
    return half === 0 ? FIXED : { ...FIXED, money: [half / 4, half / 2, half, half * 2] };
  }
  const fifths = (of: keyof RfmPart) => {
    const values = sorted(of);
    return [1, 2, 3, 4].map((fifth) => values[Math.ceil((values.length * fifth) / 5) - 1] ?? 0);
  };
  return { fixed: false, silence: fifths('silence'), times: fifths('times'), money: fifths('money') };
}

/** The three scores. Without cuts for money its score is that of frequency. */
export function rfmScores(part: RfmPart, cuts: RfmCuts): { r: number; f: number; m: number } {
  const above = (value: number, ends: readonly number[]) => ends.filter((end) => value > end).length;
  const f = 1 + above(part.times, cuts.times);
  return { r: 5 - above(part.silence, cuts.silence), f, m: cuts.money.length === 0 ? f : 1 + above(part.money, cuts.money) };
}

/** The segment at `now`; '' for one that never bought. `cuts`: those of the book's picture, fixed ones where there is none. */
export function rfmSegment(facts: Facts, cuts: RfmCuts | undefined, now: number): RfmSegment | '' {
  const part = rfmPart(facts, now);
  if (part === null) return '';
  const { r, f, m } = rfmScores(part, cuts ?? FIXED);
  const worth = Math.round((f + m) / 2);
  return SEGMENTS.find(([, from, to, least, most]) => r >= from && r <= to && worth >= least && worth <= most)?.[0] ?? 'loyal';
}
