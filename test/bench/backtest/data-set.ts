/** What a loader makes of a data set: customers with their events in Vafa's own vocabulary, the cutoffs, and who left. */
import { type Attributes, DAY, type EventType, type LiveEvent } from '../../../shared/event';
import type { Feed } from '../../../shared/event-entry';
import type { ScoredActivity } from '../../../shared/health/activity';

export interface LoggedCustomer {
  id: string;
  /** In the order of the fold. */
  events: LiveEvent[];
  /** Active days as the protocol counts them, rising, and the amount of each (1 where none is money). */
  days: number[];
  amounts: number[];
}
/** One book: customers that are placed among each other. */
export interface Workspace {
  name: string;
  customers: LoggedCustomer[];
  /** Day numbers, rising; a cutoff knows all that happened up to the end of its day. */
  cutoffs: number[];
  /** Whether a customer is one to rank at a cutoff, beyond having been active by then. */
  counts(customer: LoggedCustomer, cutoff: number): boolean;
  /** Whether it is one that is worked on (silent for less than two horizons apart), for the shares of bands; as `counts` when absent. */
  present?(customer: LoggedCustomer, cutoff: number): boolean;
  left(customer: LoggedCustomer, cutoff: number): boolean;
}
export interface DataSet {
  set: string;
  activity: ScoredActivity;
  fed: Feed[];
  /** Days ahead: the log's own horizon. */
  horizon: number;
  workspaces: Workspace[];
}

/** Day 0 of every log: the arithmetic knows differences of days only. */
export const DAY_0 = Date.UTC(2020, 0, 6);
const NOON = DAY / 2;

/** The end of a day of the log, epoch ms. */
export const endOf = (day: number): number => DAY_0 + (day + 1) * DAY - 1;
export const noonOf = (day: number): number => DAY_0 + day * DAY + NOON;

export function event<T extends EventType>(customer: string, id: string, type: T, at: number, data: Attributes<T>): LiveEvent {
  return { id, customer, type, at, source: 'log', revision: 0, data } as LiveEvent;
}

/** `from`, `from + step` … up to `to`, both included. */
export function every(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, nth) => from + nth * step);
}

/** Days between two ISO dates. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

/** One line of a log: who, on which day, for how much (minor units; null where there is no amount). */
export interface Entry {
  customer: string;
  day: number;
  amount: number | null;
  /** Epoch ms from DAY_0 on, where the log knows better than the day. */
  at?: number;
}

/** Customers of a log of purchases or use, one event a line. */
export function customersOf(entries: readonly Entry[], activity: ScoredActivity, currency = ''): LoggedCustomer[] {
  const byCustomer = new Map<string, Entry[]>();
  for (const entry of entries) {
    const list = byCustomer.get(entry.customer);
    if (list) list.push(entry);
    else byCustomer.set(entry.customer, [entry]);
  }
  return [...byCustomer].map(([id, list]) => {
    const events = list.map(({ day, amount, at }, nth) =>
      activity === 'usage'
        ? event(id, `${nth}`.padStart(6, '0'), 'usage', at ?? noonOf(day), {})
        : event(id, `${nth}`.padStart(6, '0'), 'purchase', at ?? noonOf(day), amount === null ? {} : { amount, currency }),
    );
    const byDay = new Map<number, number>();
    for (const { day, amount } of list) byDay.set(day, (byDay.get(day) ?? 0) + (amount ?? 1));
    const days = [...byDay.keys()].sort((a, b) => a - b);
    const order = (a: LiveEvent, b: LiveEvent) => a.at - b.at || (a.id < b.id ? -1 : 1);
    return { id, events: events.sort(order), days, amounts: days.map((day) => byDay.get(day) ?? 0) };
  });
}

/** No active day in the `horizon` days after the cutoff. */
export const silentAfter =
  (horizon: number) =>
  ({ days }: LoggedCustomer, cutoff: number): boolean =>
    !days.some((day) => day > cutoff && day <= cutoff + horizon);
