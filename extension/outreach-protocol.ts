/** What our pages ask of outreach lists. Types only, as in protocol.ts. Telling somebody is a note, and goes the way of every word of a person. */
import type { OutreachState } from '../shared/api/outreach';
import type { Model } from '../shared/health/model';
import type { Programme } from '../shared/loyalty/programme';
import type { OutreachDraft, OutreachList } from '../shared/outreach/list';
import type { CustomerRecord } from '../shared/record';
import type { Segment } from '../shared/segments';

/** A list with how many are still to be told and how many were; null where that is not counted, or the Worker was not reached. */
export interface CountedList extends OutreachList {
  open: number | null;
  told: number | null;
}
export interface OutreachView {
  lists: CountedList[];
  segments: Segment[];
  model: Model;
  programme: Programme;
  /** By the Worker's clock, epoch ms. */
  now: number;
  me: string;
  role: string;
  users: Record<string, string>;
  /** True where the Worker was not reached: these are the open lists that the device knows. */
  saved: boolean;
}
export interface OutreachRows {
  customers: CustomerRecord[];
  /** Of the next page; null at the end. */
  cursor: string | null;
  /** True where the Worker was not reached and these are the customers of this device. */
  saved: boolean;
}
export interface OutreachAsks {
  'outreach.read': { in: Record<string, never>; out: OutreachView };
  'outreach.save': { in: { list: OutreachDraft }; out: null };
  'outreach.page': { in: { list: string; state: OutreachState; cursor: string }; out: OutreachRows };
}
