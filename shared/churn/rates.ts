/**
 * The two rates of losing customers that are both in use, side by side. A: of those held when the period began, who was lost in it. B: lost
 * in the period for those acquired in it, whoever they were; it is a ratio of two flows and may exceed 100 %. They differ by their divisor,
 * and by who joined and left inside the period: B counts them, A does not.
 */

/** When somebody became a customer, when they were last lost, and when they came back after it (epoch ms; null: not known, or it was not so). */
export interface Stay {
  since: number | null;
  lostAt: number | null;
  backAt: number | null;
}
export interface ChurnCounts {
  /** Customers held when the period began. */
  held: number;
  acquired: number;
  /** All lost in the period, and of these the ones held when it began. */
  lost: number;
  lostOfHeld: number;
  /** Won back in the period: held again, and not acquired. */
  back: number;
}
/** Shares (1 is 100 %); null where nobody stands below the line: no rate, which is not a rate of zero. */
export interface ChurnRates {
  a: number | null;
  b: number | null;
}

export const noChurn = (): ChurnCounts => ({ held: 0, acquired: 0, lost: 0, lostOfHeld: 0, back: 0 });

/**
 * Adds a customer to the counts of the half-open period [from, to). Of whom nobody knows since when, it is held that they were there before:
 * they are never counted as acquired.
 */
export function addStay(counts: ChurnCounts, { since, lostAt, backAt }: Stay, from: number, to: number): void {
  const isIn = (at: number | null) => at !== null && at >= from && at < to;
  const lost = isIn(lostAt);
  const wasBack = backAt !== null && backAt < from;
  const held = (since === null || since < from) && (lostAt === null || lostAt >= from || wasBack);
  if (held) counts.held++;
  if (isIn(since)) counts.acquired++;
  if (isIn(backAt)) counts.back++;
  if (lost) counts.lost++;
  if (lost && held) counts.lostOfHeld++;
}

/** Both rates of the counts. */
export function churnRates({ held, acquired, lost, lostOfHeld }: ChurnCounts): ChurnRates {
  return { a: held === 0 ? null : lostOfHeld / held, b: acquired === 0 ? null : lost / acquired };
}
