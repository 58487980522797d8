import type { WaitFact } from '../facts/service-facts';

/** The median of these waits in seconds; 0 for none. */
export function medianWait(waits: readonly WaitFact[]): number {
  const sorted = waits.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
