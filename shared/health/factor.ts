/** The seam of a factor: one file in `factors/`, found by the registry. */
import type { Feed } from '../event-entry';
import type { Facts } from '../facts/facts';
import type { Args } from '../i18n/message';
import type { Model } from './model';

/** One named part of a factor's loss. `share` is of the factor's weight, 0..1; the sum is clamped to 1. */
export interface Term {
  /** Message key below `factor.<id>.`, in every language. */
  code: string;
  share: number;
  args: Args;
  /** When the cause began, where there is one. */
  since: number | null;
}
export interface FactorReading {
  terms: Term[];
  /** True when evidence is recent enough to count as coverage. */
  fresh: boolean;
}
export interface Factor {
  id: Feed;
  /** Points it may take away before the model says otherwise. */
  weight: number;
  /** True where a reading is the same all through a UTC day. */
  daily?: true;
  /** Instants after `now` at which a term may jump or change direction (window edges, due dates), any order. */
  edges(facts: Facts, model: Model, now: number): number[];
  read(facts: Facts, model: Model, now: number): FactorReading;
}
