/** The shape of a computed health, as card, list and API show it. The arithmetic stands in score.ts. */
import type { Feed } from '../event-entry';
import type { Term } from './factor';

export type Band = 'healthy' | 'watch' | 'at-risk' | 'unknown';

/** One named loss. Points are whole and negative or zero; with the cap's line they add up to score − 100. */
export interface Line {
  /** A factor, or the signal whose cap this is. */
  factor: Feed | 'cap';
  signal?: string;
  points: number;
  /** The same before rounding: points lost, zero or positive. */
  loss: number;
  /** The most this factor can take away in this customer's segment; 0 for the cap. */
  weight: number;
  terms: Term[];
  fresh: boolean;
}
export interface Health {
  /** The shown integer; computed even when the band is unknown (for ranking), then not shown. */
  score: number;
  band: Band;
  /** Unrounded score after caps, for ranking only. */
  exact: number;
  /** Weight with fresh evidence ÷ weight fed, 0..1. */
  coverage: number;
  lines: Line[];
  /** Fed factors without fresh evidence, and how many points each could still change. */
  missing: { factor: Feed; weight: number }[];
}
