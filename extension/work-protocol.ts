/** What our pages ask of the work on one customer. Types only, as in protocol.ts. */
import type { SaidEvent } from '../shared/act-types';
import type { Outcome } from '../shared/facts/work-facts';
import type { Model } from '../shared/health/model';
import type { Programme } from '../shared/loyalty/programme';
import type { PlayTally } from '../shared/plays/tally';
import type { CustomerRecord } from '../shared/record';

/** One customer with what was said here, and what else the page needs to word and compute. */
export interface WorkView {
  record: CustomerRecord;
  model: Model | null;
  programme: Programme | null;
  /** User id → display name. */
  users: Record<string, string>;
  me: string;
  mayWrite: boolean;
  /** By the Worker's clock, epoch ms. */
  now: number;
  /** How often each play worked, over the customers of this device. */
  tally: Record<string, PlayTally>;
}
export interface WorkAsks {
  /** Null where the book does not hold the customer. */
  'work.view': { in: { customer: string }; out: WorkView | null };
  /** Answered by an id that `note.undo` takes back, with all that was said together. */
  'work.say': { in: { customer: string; title: string; events: SaidEvent[] }; out: { id: string } };
  /** Answered by an id that `note.undo` takes back. A task of a rule is set and done, with what else is true by that. */
  'task.done': { in: { customer: string; task: string; result?: Outcome; outcome?: string }; out: { id: string } };
  'task.snooze': { in: { customer: string; task: string; until: number }; out: { id: string } };
}
