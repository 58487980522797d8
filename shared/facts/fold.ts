/**
 * The one fold: events of a customer in, facts out. It is a step function over the events in the order of time and id whose whole
 * memory is the facts themselves. So the same set of live events gives the same bytes in whatever order they are handed over, and
 * folding older events first and newer ones onward gives what folding all at once gives.
 */
import { byTimeThenId, type EventType, type LiveEvent } from '../event';
import { noActiveDays } from './active-days';
import { complete } from './complete';
import type { FactKind } from './fact-kind';
import type { Facts } from './facts';
import { openingOf } from './opening';

const found = import.meta.glob<FactKind>('./kinds/*.ts', { eager: true, import: 'kind' });
/** Every kind of fact there is, by file name. They write apart from each other, so their order does not matter. */
export const FACT_KINDS: readonly FactKind[] = Object.keys(found)
  .sort()
  .map((path) => found[path] as FactKind);

const readers = new Map<EventType, FactKind[]>();
for (const kind of FACT_KINDS) for (const type of kind.reads) readers.set(type, [...(readers.get(type) ?? []), kind]);

/** The facts of a customer of whom nothing is known. The order of members here is the order of their bytes. */
export function emptyFacts(customer: string): Facts {
  return {
    format: 2,
    customer,
    lastAt: 0,
    lastId: '',
    profile: { name: '', segment: '', since: null, value: null, language: '', url: '', joinedClub: null, lostAt: null, lostReason: '' },
    owner: { user: '', cover: [] },
    contacts: [],
    domains: [],
    activity: {
      purchases: noActiveDays(),
      usage: noActiveDays(),
      visits: noActiveDays(),
      contacts: noActiveDays(),
      social: noActiveDays(),
    },
    spend: {},
    lastPurchase: null,
    tickets: [],
    ticketDays: {},
    invoices: [],
    failures: [],
    answers: [],
    remarks: [],
    waits: [],
    sla: { met: 0, missed: [] },
    subscriptions: {},
    contact: { lastIn: null, lastOut: null, lastTwoWay: null, unansweredSince: null, recordedSince: null, ours: [] },
    contracts: [],
    steps: [],
    promises: [],
    products: [],
    benefits: [],
    notes: [],
    tasks: [],
    checks: {},
    plays: [],
    reviews: [],
    issues: [],
    graded: [],
    loss: null,
    firstValue: null,
    expectations: null,
    points: [],
    redeemed: 0,
    ledger: null,
    awards: null,
    acknowledged: {},
    snoozed: {},
    raised: {},
    pulse: null,
    early: [],
  };
}

/**
 * Folds live events, in any order, onto `from` (or onto nothing). Neither argument is changed. An id that stands there twice at the
 * same instant counts once, with its highest revision.
 * Throws RangeError when an event does not sort after the last one in `from`: such a set is to be folded from an older checkpoint.
 */
export function fold(events: readonly LiveEvent[], from?: Facts): Facts {
  const draft = from ? copyOf(complete(from)) : emptyFacts(events[0]?.customer ?? '');
  for (const event of inOrder(events)) foldOne(draft, event);
  return draft;
}

/** Whether an event can be folded onto these facts, or needs a fold from further back. */
export function sortsAfter(event: { at: number; id: string }, facts: { lastAt: number; lastId: string }): boolean {
  return facts.lastId === '' || byTimeThenId(event, { at: facts.lastAt, id: facts.lastId }) > 0;
}

/** One step of the fold, written into the draft. For fold and foldWithTrace only: everybody else folds whole lists. */
export function foldOne(draft: Facts, event: LiveEvent): void {
  if (!sortsAfter(event, draft)) throw new RangeError('an event to fold onward sorts before the last one folded');
  const opening = openingOf(event);
  if (opening) {
    // Its place is that of the last event in it. A kind of fact that is younger than it stays as it is: empty.
    Object.assign(draft, copyOf(complete(opening.facts)));
    return;
  }
  for (const kind of readers.get(event.type) ?? []) kind.apply(draft, event);
  draft.lastAt = event.at;
  draft.lastId = event.id;
}

/** The events by time and id, each id once. */
export function inOrder(events: readonly LiveEvent[]): readonly LiveEvent[] {
  let sorted = true;
  for (let i = 1; i < events.length && sorted; i++) sorted = byTimeThenId(events[i - 1] as LiveEvent, events[i] as LiveEvent) < 0;
  if (sorted) return events;
  const all = [...events].sort((a, b) => byTimeThenId(a, b) || b.revision - a.revision);
  return all.filter((event, i) => i === 0 || byTimeThenId(all[i - 1] as LiveEvent, event) !== 0);
}

/** A deep copy of plain JSON: the draft is written to, what was handed in is not. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = copyOf((value as Record<string, unknown>)[key]);
    // Assigning to this one would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: member, writable: true, enumerable: true, configurable: true });
    else copy[key] = member;
  }
  return copy as T;
}
