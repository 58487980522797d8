/** Customers that exist only in a model document: their facts by name, turned into the events that would give them. */
import { DAY, EVENTS, type EventType, type LiveEvent } from '../event';
import { FEEDS, type Feed } from '../event-entry';
import { readWireEvent } from '../event-wire';
import { nearest } from './nearest';

/** The instant at which every example is read: a Wednesday at noon, so that working days are the same for all of them. */
export const EXAMPLE_NOW = Date.UTC(2026, 5, 17, 12);

type Given = { type: EventType; at: number; data: Record<string, unknown> };
/** Days before the example's now; whole ones. */
const ago = (days: number): number => EXAMPLE_NOW - days * DAY;
const iso = (at: number): string => new Date(at).toISOString();

interface Rhythm {
  every: number;
  times: number;
  last: number;
}
const rhythm = ({ every, times, last }: Rhythm): number[] => Array.from({ length: times }, (_, i) => ago(last + i * every));

/** What a named fact may hold, and the events it stands for. Numbers are days unless the name says otherwise. */
const NAMED: Record<string, { rhythm?: true; text?: true; events(value: never): Given[] }> = {
  segment: { text: true, events: (segment: string) => [{ type: 'customer.profile', at: ago(700), data: { segment } }] },
  purchases: {
    rhythm: true,
    events: (of: Rhythm) => rhythm(of).map((at) => ({ type: 'purchase', at, data: { amount: 10_000, currency: 'EUR' } })),
  },
  usage: { rhythm: true, events: (of: Rhythm) => rhythm(of).map((at) => ({ type: 'usage', at, data: {} })) },
  contact: { events: (days: number) => [{ type: 'note', at: ago(days), data: { kind: 'call' } }] },
  ticket_waiting: { events: (days: number) => [{ type: 'ticket.opened', at: ago(days), data: { ticket: 'T-1' } }] },
  invoice_overdue: {
    events: (days: number) => [
      { type: 'invoice.issued', at: ago(days + 14), data: { invoice: 'I-1', amount: 10_000, currency: 'EUR', due: iso(ago(days)) } },
    ],
  },
  contract_ends_in: {
    events: (days: number) => [
      { type: 'contract.set', at: ago(400), data: { contract: 'C-1', start: iso(ago(400)), end: iso(ago(-days)) } },
    ],
  },
  /** Of five, answered five days ago. */
  rating: { events: (score: number) => [{ type: 'survey.answered', at: ago(5), data: { survey: 'S-1', kind: 'csat', score } }] },
  complaint: { events: (days: number) => [{ type: 'remark', at: ago(days), data: { kind: 'complaint' } }] },
  price_cut_asked: { events: (days: number) => [{ type: 'remark', at: ago(days), data: { kind: 'price-cut' } }] },
};
/** The names that an example's facts may have. */
export const FACT_NAMES: readonly string[] = Object.keys(NAMED);

/** What is wrong with an example: where (below the example), and what was expected there. */
export interface ExampleFault {
  code: 'unknown-name' | 'shape';
  path: string[];
  name: string;
  nearest?: string;
}
export type ExampleCustomer = { events: LiveEvent[]; fed: Feed[] } | { fault: ExampleFault };

/** The events of an example, in the shape in which everything outside comes in, and the kinds of evidence they bring. */
export function exampleCustomer(given: { facts?: unknown; events?: unknown }): ExampleCustomer {
  const named = fromFacts(given.facts ?? {});
  if ('fault' in named) return named;
  const written = given.events ?? [];
  if (!Array.isArray(written)) return { fault: { code: 'shape', path: ['events'], name: 'events' } };
  const wires = [...named.events, ...written.map((event, i) => ({ ...relative(event), id: `w${i}` }))];
  const events: LiveEvent[] = [];
  for (const [i, wire] of wires.entries()) {
    const read = readWireEvent(wire, { source: 'example', now: EXAMPLE_NOW, customer: 'example' });
    if (read.ok && read.event.data !== null) events.push(read.event as LiveEvent);
    else return { fault: eventFault(wire, i - named.events.length, read.ok ? 'data' : read.detail) };
  }
  const fed = new Set(events.flatMap((event): readonly Feed[] => EVENTS[event.type].feeds));
  return { events, fed: FEEDS.filter((feed) => fed.has(feed)) };
}

function fromFacts(facts: unknown): { events: Record<string, unknown>[] } | { fault: ExampleFault } {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
    return { fault: { code: 'shape', path: ['facts'], name: 'facts' } };
  const events: Record<string, unknown>[] = [];
  for (const [name, value] of Object.entries(facts)) {
    const rule = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (!rule) return { fault: { code: 'unknown-name', path: ['facts', name], name, nearest: nearest(name, FACT_NAMES) } };
    const fits = rule.rhythm ? isRhythm(value) : rule.text ? typeof value === 'string' && value !== '' : isDays(value);
    if (!fits) return { fault: { code: 'shape', path: ['facts', name], name } };
    events.push(...rule.events(value as never).map((event, i) => ({ ...event, id: `${name}-${i}` })));
  }
  return { events };
}

const isDays = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 3650;
function isRhythm(value: unknown): value is Rhythm {
  if (typeof value !== 'object' || value === null) return false;
  const { every, times, last, ...rest } = value as Record<string, unknown>;
  return (
    Object.keys(rest).length === 0 &&
    isDays(every) &&
    every >= 1 &&
    isDays(times) &&
    Number.isInteger(times) &&
    times <= 1000 &&
    isDays(last)
  );
}

const RELATIVE = /^([+-]\d{1,4})d$/;
/** The event with every "-20d" in it as the instant that it means. */
function relative(event: unknown): Record<string, unknown> {
  const read = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const found = RELATIVE.exec(value);
      return found ? iso(EXAMPLE_NOW + Number(found[1]) * DAY) : value;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]));
  };
  return typeof event === 'object' && event !== null ? (read(event) as Record<string, unknown>) : {};
}

function eventFault(wire: Record<string, unknown>, index: number, detail: string): ExampleFault {
  const type = String(wire.type ?? '');
  if (!Object.hasOwn(EVENTS, type))
    return { code: 'unknown-name', path: ['events', String(index), 'type'], name: type, nearest: nearest(type, Object.keys(EVENTS)) };
  // "data.due: expected …": the words before the colon say where.
  const at = /^[\w.]+/.exec(detail)?.[0] ?? 'data';
  return { code: 'shape', path: ['events', String(index), ...at.split('.')], name: at };
}
