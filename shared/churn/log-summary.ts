/** What a log holds, before anything is scored: how many, from when to when, which evidence, and whose rhythm. Sums of customers. */
import { dayOf, EVENTS, type LiveEvent } from '../event';
import { FEEDS, type Feed } from '../event-entry';
import { activityOf } from '../facts/activity-event';
import type { ActivityKind } from '../facts/facts';
import { inOrder } from '../facts/fold';
import { openingOf } from '../facts/opening';

export interface LogSummary {
  customers: number;
  events: number;
  /** UTC day numbers of the first and last event; null without events. */
  first: number | null;
  last: number | null;
  /** Day number from which no event has been purged; null where none ever was. */
  completeFrom: number | null;
  /** When evidence of each kind first came, epoch ms. */
  fedSince: Partial<Record<Feed, number>>;
  /** Per kind of activity: customers that ever showed it, and the sum of their spans and gaps, in days. */
  activity: Partial<Record<ActivityKind, { customers: number; span: number; gaps: number }>>;
  lost: number;
  pulses: number;
  /** Some purchase has an amount. */
  money: boolean;
}

export const emptySummary = (): LogSummary => ({
  customers: 0,
  events: 0,
  first: null,
  last: null,
  completeFrom: null,
  fedSince: {},
  activity: {},
  lost: 0,
  pulses: 0,
  money: false,
});

/** Adds one customer's live events, in any order. */
export function addCustomer(sum: LogSummary, given: readonly LiveEvent[]): void {
  const all = inOrder(given);
  const opening = all[0] && openingOf(all[0]);
  if (opening) sum.completeFrom = Math.max(sum.completeFrom ?? -Infinity, dayOf(opening.until));
  const events = opening ? all.slice(1) : all;
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return;
  sum.customers++;
  sum.events += events.length;
  sum.first = Math.min(sum.first ?? Infinity, dayOf(first.at));
  sum.last = Math.max(sum.last ?? -Infinity, dayOf(last.at));
  const seen = new Map<ActivityKind, { first: number; last: number; days: number }>();
  for (const event of events) {
    for (const feed of EVENTS[event.type].feeds) sum.fedSince[feed] = Math.min(sum.fedSince[feed] ?? Infinity, event.at);
    if (event.type === 'customer.lost') sum.lost++;
    else if (event.type === 'pulse') sum.pulses++;
    else if (event.type === 'purchase' && event.data.amount) sum.money = true;
    const kind = activityOf(event);
    if (kind === null) continue;
    const day = dayOf(event.at);
    const known = seen.get(kind);
    if (!known) seen.set(kind, { first: day, last: day, days: 1 });
    else if (known.last !== day) {
      known.last = day;
      known.days++;
    }
  }
  for (const [kind, days] of seen) addActivity(sum, kind, { customers: 1, span: days.last - days.first, gaps: days.days - 1 });
}

function addActivity(sum: LogSummary, kind: ActivityKind, part: { customers: number; span: number; gaps: number }): void {
  const known = sum.activity[kind] ?? { customers: 0, span: 0, gaps: 0 };
  sum.activity[kind] = { customers: known.customers + part.customers, span: known.span + part.span, gaps: known.gaps + part.gaps };
}

/** The summary of two parts of one log that share no customer. */
export function together(a: LogSummary, b: LogSummary): LogSummary {
  const sum: LogSummary = {
    customers: a.customers + b.customers,
    events: a.events + b.events,
    first: least(a.first, b.first),
    last: most(a.last, b.last),
    completeFrom: most(a.completeFrom, b.completeFrom),
    fedSince: {},
    activity: {},
    lost: a.lost + b.lost,
    pulses: a.pulses + b.pulses,
    money: a.money || b.money,
  };
  for (const feed of FEEDS) {
    const since = least(a.fedSince[feed] ?? null, b.fedSince[feed] ?? null);
    if (since !== null) sum.fedSince[feed] = since;
  }
  for (const part of [a, b]) for (const [kind, days] of Object.entries(part.activity)) addActivity(sum, kind as ActivityKind, days);
  return sum;
}

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

/** What was fed by an instant. */
export const fedBy = (sum: LogSummary, at: number): Feed[] => FEEDS.filter((feed) => (sum.fedSince[feed] ?? Infinity) <= at);
