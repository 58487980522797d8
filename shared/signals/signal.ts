/** The seam of a signal: one file in this folder, found by the registry; its examples are its tests. */
import type { LiveEvent } from '../event';
import type { Facts } from '../facts/facts';
import type { Medians } from '../health/attention';
import type { Model } from '../health/model';
import type { Args, Message } from '../i18n/message';

export type Severity = 'low' | 'medium' | 'high' | 'critical' | 'good';
export type Fault = 'them' | 'us';

/** Something a person can do that ends the signal, offered as the one thing to do next. */
export interface Act {
  /** Message key `act.<code>`: an imperative such as "Reply to ticket {ticket}". */
  code: string;
  args: Args;
  /** The note kind that the primary button logs. */
  log: 'call' | 'email' | 'meeting' | 'note';
  due: number | null;
  /** The facts as they would stand with the act done: what the score gives back is computed by the same formula. */
  done(facts: Facts, now: number): Facts;
}
export interface SignalReading {
  since: number;
  severity: Severity;
  /** The cap of this very reading where it differs from the signal's own; null for none. Only a signal that has a cap may give one. */
  cap?: 74 | 49 | null;
  /** Another wording of the same signal: its keys end in `-<variant>`. */
  variant?: string;
  /** For the message and its evidence line. */
  args: Args;
  /** Where to look: an address of the helpdesk or shop, if an event brought one. */
  url?: string;
  act?: Act;
}
/** An example: the events of one customer (see test/unit/events.ts for the shorthand) and the day it is read. */
export interface Example {
  title: string;
  now: number;
  events: LiveEvent[];
  /** What the median new customer of the book gets, for a rule that compares with it. */
  medians?: Medians;
  fires: boolean;
}
export interface Signal {
  id: string;
  /** Row of the feature list that it makes work, for the test's title; 0 for none. */
  row: number;
  severity: Severity;
  fault: Fault;
  /** The highest score while it is open: 74 (watch) or 49 (at risk). */
  cap?: 74 | 49;
  /** Default thresholds; the model may override each by name. */
  thresholds: Record<string, number>;
  /** English text; the other languages stand in their locale under `signal.<id>`. */
  message: {
    text: Message;
    evidence: Message;
    /** The signal in two or three words, for the cap's line. */
    short: Message;
    variants?: Record<string, { text: Message; evidence: Message }>;
  };
  /** Signals that this one says better: while both are open those are not listed. */
  supersedes?: readonly string[];
  /** Signals that tell a reader the same news: beside one of those it has no row of its own on the card. It stays open, and caps. */
  echoes?: readonly string[];
  evaluate(facts: Facts, model: Model, now: number): SignalReading | null;
  /** How it is worded beside an open message that they wrote at `writtenAt`, where that says otherwise. Nobody's score changes by it. */
  beside?(reading: SignalReading, facts: Facts, model: Model, writtenAt: number): SignalReading;
  /** The next instant after `now` at which it may open, close or change severity; null when only an event can do that. */
  nextChange(facts: Facts, model: Model, now: number): number | null;
  /** Made when asked for, by a getter: the background starts many times a day and reads none of them. */
  readonly examples: Example[];
}
