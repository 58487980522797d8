/** The club's rules: one versioned document. Tiers come from points *earned* in a rolling period, never from the balance. */
export interface TierRule {
  id: string /** Points that reach it; half-open: [entry, next entry). */;
  entry: number;
}
export interface Programme {
  version: number;
  /** Rising; the first starts at 0. Known names (bronze … diamond) are translated, others shown as written. */
  tiers: TierRule[];
  periodDays: number;
  /** Days after a period in which a fall waits, visible as "keep by". */
  graceDays: number;
  /** Points per whole unit of money (100 minor units), per purchase, per visit (at most one a day), per full year. */
  earn: { perUnit: Record<string, number>; perPurchase: number; perVisit: number; perYear: number };
}
export interface TierReading {
  tier: string;
  /** 1 for the lowest. */
  rank: number;
  earned: number;
  /** Points still needed for the next tier, null at the top. */
  next: { tier: string; missing: number } | null;
  /** The day (epoch ms) until which the tier holds with what is earned so far, and what would keep it; null at the bottom. */
  keep: { by: number; missing: number } | null;
  /** Why: points by cause in the period, most first. */
  why: { cause: string; points: number }[];
}
