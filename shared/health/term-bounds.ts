/** Between which sums a factor's terms can lie on the way from one reading to another. */
import type { Term } from './factor';

/** The least and the most that the terms may add up to on the way from one reading to the other; a term absent at an end is 0 there. */
export function boundsOf(before: readonly Term[], after: readonly Term[]): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const { code, share } of before) {
    const then = after.find((term) => term.code === code)?.share ?? 0;
    low += Math.min(share, then);
    high += Math.max(share, then);
  }
  for (const { code, share } of after) {
    if (before.some((term) => term.code === code)) continue;
    low += Math.min(share, 0);
    high += Math.max(share, 0);
  }
  return { low, high };
}
