/** How often each play worked, over the customers at hand. */
import type { Facts } from '../facts/facts';

export interface PlayTally {
  /** Runs that ended with a result; those given up before are not among them. */
  ended: number;
  worked: number;
  running: number;
}

/** By the play's id. "In part" is no success. */
export function tallyPlays(all: Iterable<Facts>): Record<string, PlayTally> {
  const tally = new Map<string, PlayTally>();
  for (const { plays } of all) {
    for (const { kind, endedAt, result } of plays) {
      const row = tally.get(kind) ?? { ended: 0, worked: 0, running: 0 };
      tally.set(kind, row);
      if (endedAt === null) row.running++;
      else if (result !== 'dropped') row.ended++;
      if (result === 'worked') row.worked++;
    }
  }
  return Object.fromEntries(tally);
}
