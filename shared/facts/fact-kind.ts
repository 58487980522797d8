/** The seam of a kind of fact: one file in `kinds/`, exporting `kind`, found by the registry in fold.ts. */
import type { EventType, LiveEvent } from '../event';
import type { Facts } from './facts';

export interface FactKind {
  id: string;
  /** The event types it is called with. */
  reads: readonly EventType[];
  /**
   * Takes in one event, writing only members of the draft that no other kind writes (`early` aside). Events come in the order of the fold. What it
   * needs to remember stands in the draft, so that a fold in two steps equals a fold in one.
   */
  apply(draft: Facts, event: LiveEvent): void;
}
