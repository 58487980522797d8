/** The date that lists sort and segments count by: when the next contract ends. */
import type { Facts } from './facts';

/** Ends of the contracts that nobody ended, soonest first. */
export const runningEnds = (facts: Facts): number[] =>
  facts.contracts
    .filter((contract) => contract.endedAt === null)
    .map((contract) => contract.end)
    .sort((a, b) => a - b);

/** The next end of a contract still running, else the last one missed. */
export function renewalAt(facts: Facts, now: number): number | null {
  const ends = runningEnds(facts);
  return ends.find((end) => end >= now) ?? ends.at(-1) ?? null;
}
