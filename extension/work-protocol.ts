/** What our pages ask of the work on one customer. Types only, as in protocol.ts. */
import type { SaidEvent } from '../shared/act-types';
import type { DueRule } from '../shared/cadence/due-rules';
import type { Outcome } from '../shared/facts/work-facts';
import type { Model } from '../shared/health/model';
import type { Programme } from '../shared/loyalty/programme';
import type { OutreachList } from '../shared/outreach/list';
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
  /** The open outreach lists of the workspace. */
  outreach: readonly OutreachList[];
}
/** What the rules find due on this device: looked at last then (epoch ms; null before the first time), over so many customers. */
export interface RulesReport {
  now: number;
  lookedAt: number | null;
  customers: number;
  rules: { id: DueRule; due: number; customers: number }[];
}
export interface WorkAsks {
  /** Null where the book does not hold the customer. */
  'work.view': { in: { customer: string }; out: WorkView | null };
  'work.rules': { in: Record<string, never>; out: RulesReport };
  /** Answered by an id that `note.undo` takes back, with all that was said together. */
  'work.say': { in: { customer: string; title: string; events: SaidEvent[] }; out: { id: string } };
  /** Answered by an id that `note.undo` takes back. A task of a rule is set and done, with what else is true by that. */
  'task.done': { in: { customer: string; task: string; result?: Outcome; outcome?: string }; out: { id: string } };
  'task.snooze': { in: { customer: string; task: string; until: number }; out: { id: string } };
}
