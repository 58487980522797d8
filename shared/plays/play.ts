/** The seam of a play: one file in this folder, found by the registry. Its words stand in the languages under `play.<id>`. */
import type { Act } from '../signals/signal';

export interface PlayStep {
  /** Worded by `play.<play>.<step>`: an imperative, with the person's name. */
  id: string;
  /** Working days after the start at which it is due; rising from step to step. */
  after: number;
  /** Whose it is unless the play was given to somebody: the owner of the customer, or who knows the technology there. */
  owner: 'owner' | 'technical';
  /** What kind of contact doing it is. */
  log: Act['log'];
}
/** A short list of tasks that a signal starts; each step comes when the one before it is done. `play.<id>.result` says what counts as worked. */
export interface Play {
  id: string;
  /** Row of the feature list that it makes work. */
  row: number;
  /** Signals that it suits, the best first; none for a play that something else starts. */
  suits: readonly string[];
  steps: readonly PlayStep[];
}
