/** The events of a file by customer: what the backtest replays. The same set of rows makes the same log, in whatever order they stood. */

import type { Past } from '../../../shared/churn/backtest';
import { canonicalJson, contentHash } from '../../../shared/content-hash';
import type { LiveEvent } from '../../../shared/event';
import { inOrder } from '../../../shared/facts/fold';
import type { Draft } from '../../connectors/csv/row-reader';

export class EventLog {
  private readonly byCustomer = new Map<string, LiveEvent[]>();
  private names: string[] = [];
  /** Rows whose `event_id` stood there before. */
  repeated = 0;

  add({ type, customer, data, at, id }: Draft & { at: number }): void {
    const known = this.byCustomer.get(customer);
    // Not yet named where the row gives no id: see named.
    const event = { id: id ?? '', customer: known?.[0]?.customer ?? customer, type, at, source: 'csv', revision: 0, data } as LiveEvent;
    if (known) known.push(event);
    else this.byCustomer.set(customer, [event]);
  }

  /** Names and sorts what was added; from here on nothing is added. */
  close(): void {
    for (const [customer, events] of this.byCustomer) {
      const once = named(events);
      this.repeated += events.length - once.length;
      this.byCustomer.set(customer, [...inOrder(once)]);
    }
    this.names = [...this.byCustomer.keys()].sort();
  }

  /** The customers by name; what is asked for the last time is forgotten on the way. */
  *pasts(last: boolean): Generator<Past> {
    for (const customer of this.names) {
      yield { customer, events: this.byCustomer.get(customer) ?? [] };
      if (last) this.byCustomer.delete(customer);
    }
  }

  customers(): Iterable<string> {
    return this.byCustomer.keys();
  }
}

/**
 * Each event with an id: a row without one gets it from its content and how many equal rows there are, so that two equal purchases stay
 * two. An id that stands there twice counts once; where the rows differ, the one whose content sorts last.
 */
function named(events: readonly LiveEvent[]): LiveEvent[] {
  const byId = new Map<string, LiveEvent>();
  const contentOf = ({ type, at, data }: LiveEvent) => canonicalJson([type, at, data]);
  const equal = new Map<string, number>();
  for (const event of events) {
    if (event.id === '') {
      const content = contentHash(contentOf(event));
      const nth = equal.get(content) ?? 0;
      equal.set(content, nth + 1);
      event.id = `csv:${content}:${nth}`;
    }
    const known = byId.get(event.id);
    if (!known || contentOf(known) < contentOf(event)) byId.set(event.id, event);
  }
  return byId.size === events.length ? (events as LiveEvent[]) : [...byId.values()];
}
