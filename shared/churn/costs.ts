/** What a new customer costs beside a kept one: our own figures, and the cited ones with where they come from. Pure. */
import type { Cost } from './measures';
import type { ChurnCounts } from './rates';

/** As cited: a new customer costs five to seven times as much as a kept one. The articles name these two as its source; they give no study. */
export const CITED_COST = {
  least: 5,
  most: 7,
  source: 'US Small Business Administration; US Chamber of Commerce',
} as const;

export interface CostRatio {
  acquired: number;
  /** Held when the period began, and still there when it ended. */
  kept: number;
  /** Minor units for one customer; null where there is none to share it. */
  perNew: number | null;
  perKept: number | null;
  /** How many times as much a new one costs; null where either is not known, or keeping cost nothing. */
  ratio: number | null;
}
export function costRatio({ acquisition, retention }: Pick<Cost, 'acquisition' | 'retention'>, counts: ChurnCounts): CostRatio {
  const { acquired } = counts;
  const kept = counts.held - counts.lostOfHeld;
  const perNew = acquired === 0 ? null : acquisition / acquired;
  const perKept = kept === 0 ? null : retention / kept;
  return { acquired, kept, perNew, perKept, ratio: perNew === null || perKept === null || perKept === 0 ? null : perNew / perKept };
}
