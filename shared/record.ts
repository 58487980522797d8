/** One customer as it travels from the Worker to the book: the facts and what was logged about them. */
import type { Facts } from './facts/facts';

/** A signal's life in the log of the Worker: opened, perhaps closed. */
export interface SignalLogRow {
  id: string;
  openedAt: number;
  closedAt: number | null;
  /** When the Worker first saw it open; it may have opened long before. */
  loggedAt?: number;
}
/** The score under the published model at one five-day mark (a day number divisible by 5). */
export interface TraceMark {
  day: number;
  score: number | null;
}

export interface CustomerRecord {
  id: string;
  /** The change feed's number at which this record was last written. */
  seq: number;
  facts: Facts;
  trace: TraceMark[];
  signals: SignalLogRow[];
}
