/**
 * The border for events: what came over the wire or out of a file becomes a VafaEvent here, once, or is refused by name. Outside,
 * instants are ISO 8601 text or epoch ms; inside, epoch ms.
 */
import * as v from 'valibot';
import type { WireEvent } from './api/contract';
import type { ProblemCode } from './api/problems';
import { instant } from './attributes';
import { canonicalJson, contentHash } from './content-hash';
import { DAY, EVENTS, type EventType, type VafaEvent } from './event';
import { OWN_ID } from './facts/opening';
import { USUAL_SCALE } from './facts/usual-scale';
import { FIRST_GREGORIAN_YEAR, readDate } from './i18n/dates-parse';
import { normaliseDomain } from './matching/address';
import { isFreeMail } from './matching/free-mail';
import { type PlainReader, plainObject, plainReader } from './plain-reader';

export interface WireContext {
  /** Where it came from: a connector, a file, a device. */
  source: string;
  /** Epoch ms by the server's clock. */
  now: number;
  /** The customer of events that name none. */
  customer?: string;
}
/** `detail` is English for developers; it names attributes and what was expected, never what was received. */
export type WireReading = { ok: true; event: VafaEvent } | { ok: false; id: string | null; code: ProblemCode; detail: string };

const ID_MAX = 200;
const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(ID_MAX));
const Revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const Envelope = v.object({
  id: v.optional(Name),
  customer: v.optional(Name),
  type: v.string(),
  at: v.union([v.string(), v.number()]),
  revision: v.optional(Revision, 0),
  data: v.nullable(v.record(v.string(), v.unknown())),
});

/**
 * Reads one event from outside. An event more than a day ahead of `now` is refused; dates inside its attributes may lie ahead. An
 * event without an id gets one from its content (customer, type, time, attributes; not the source), so that sending it again is
 * harmless; two equal events at one instant therefore need ids of their own.
 */
export function readWireEvent(input: unknown, context: WireContext): WireReading {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const id = typeof given.id === 'string' && given.id.trim() !== '' ? given.id.trim().slice(0, ID_MAX) : null;
  const refuse = (code: ProblemCode, detail: string): WireReading => ({ ok: false, id, code, detail });

  if (given !== input) return refuse('event.attributes', 'event: expected an object');
  if (typeof given.type !== 'string' || !Object.hasOwn(EVENTS, given.type))
    return refuse('event.type-unknown', 'type: not in the event vocabulary');
  if (id?.startsWith(OWN_ID)) return refuse('event.attributes', `id: ids that begin with ${OWN_ID} are Vafa's own`);
  const plain = readPlain(given, context);
  if (plain) return { ok: true, event: plain };
  const unnamed = given.customer === undefined || given.customer === null || given.customer === '';
  if (unnamed && context.customer === undefined)
    return refuse('event.customer-missing', 'customer: expected the customer that the event belongs to');
  const envelope = v.safeParse(Envelope, unnamed ? { ...given, customer: undefined } : given, { abortEarly: true });
  if (!envelope.success) return refuse('event.attributes', worded(envelope.issues[0]));
  const type = envelope.output.type as EventType;
  const at = readInstant(envelope.output.at);
  if (at === null) return refuse('event.attributes', 'at: expected an ISO 8601 date or epoch milliseconds');
  if (at > context.now + DAY) return refuse('event.too-far-ahead', "at: more than one day ahead of the server's clock");
  const customer = envelope.output.customer ?? context.customer ?? '';
  const common = { customer, type, at, source: context.source, revision: envelope.output.revision };

  if (envelope.output.data === null) {
    if (envelope.output.id === undefined) return refuse('event.attributes', 'id: expected, a deletion must say of what');
    return { ok: true, event: { id: envelope.output.id, ...common, data: null } as VafaEvent };
  }
  const dated = readInstants(type, envelope.output.data);
  if (!dated.ok) return refuse('event.attributes', `data.${dated.key}: expected an ISO 8601 date or epoch milliseconds`);
  const data = v.safeParse(EVENTS[type].attributes, dated.data, { abortEarly: true });
  if (!data.success) return refuse('event.attributes', worded(data.issues[0], 'data'));
  const contradiction = contradicts(type, data.output);
  if (contradiction) return refuse('event.attributes', contradiction);
  const own = envelope.output.id ?? `h-${contentHash(canonicalJson([customer, type, at, data.output]))}`;
  return { ok: true, event: { id: own, ...common, data: data.output } as VafaEvent };
}

/** What of an envelope is read plainly, and the attributes of each type; see plain-reader.ts. */
const plainName = plainReader(Name);
const plainRevision = plainReader(Revision);
const plainInstant = plainReader(instant);
const plainAttributes = new Map<string, PlainReader>();
function attributesOf(type: EventType): PlainReader {
  const known = plainAttributes.get(type);
  if (known) return known;
  const read = plainObject(EVENTS[type].attributes, Object.fromEntries(instantsOf(type).map((key) => [key, readPlainInstant])));
  plainAttributes.set(type, read);
  return read;
}
const readPlainInstant: PlainReader = (value) => plainInstant(typeof value === 'string' ? readDate(value)?.at : value);

/** The event, where it names itself and its customer and nothing of it needs a second look: the same as the schemas make of it. Else null. */
function readPlain(given: Record<string, unknown>, { source, now }: WireContext): VafaEvent | null {
  const type = given.type as EventType;
  const at = readPlainInstant(given.at) as number | undefined;
  const revision = given.revision === undefined ? 0 : plainRevision(given.revision);
  const [id, customer] = [plainName(given.id), plainName(given.customer)];
  if (at === undefined || at > now + DAY || revision === undefined || id === undefined || customer === undefined) return null;
  const data = attributesOf(type)(given.data);
  if (data === undefined || contradicts(type, data)) return null;
  return { id, customer, type, at, source, revision, data } as VafaEvent;
}

/** An event for the wire: instants as ISO 8601, and as epoch ms where a year would be taken for a Jalali one. */
export function writeWireEvent(event: VafaEvent): WireEvent {
  const data: Record<string, unknown> | null = event.data === null ? null : { ...event.data };
  if (data) for (const key of instantsOf(event.type)) if (typeof data[key] === 'number') data[key] = written(data[key]);
  return { id: event.id, customer: event.customer, type: event.type, at: written(event.at), revision: event.revision, data };
}

/** The names of a type's attributes that are instants. */
export function instantsOf(type: EventType): readonly string[] {
  return INSTANTS.get(type) ?? [];
}

const INSTANTS = new Map(
  (Object.keys(EVENTS) as EventType[]).map((type) => {
    const entries: Record<string, v.GenericSchema> = EVENTS[type].attributes.entries;
    return [type, Object.keys(entries).filter((key) => unwrapped(entries[key]) === instant)] as const;
  }),
);

function unwrapped(schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'wrapped' in schema ? unwrapped(schema.wrapped) : schema;
}

function readInstant(value: unknown): number | null {
  if (typeof value === 'string') return readDate(value)?.at ?? null;
  return v.is(instant, value) ? value : null;
}

function readInstants(
  type: EventType,
  given: Record<string, unknown>,
): { ok: true; data: Record<string, unknown> } | { ok: false; key: string } {
  const data = { ...given };
  for (const key of instantsOf(type)) {
    if (data[key] === undefined) continue;
    const at = readInstant(data[key]);
    if (at === null) return { ok: false, key };
    data[key] = at;
  }
  return { ok: true, data };
}

/** What no schema of a single attribute can say. */
function contradicts(type: EventType, output: unknown): string | null {
  const data = output as Record<string, unknown>;
  if ((type === 'purchase' || type === 'price.change') && data.amount !== undefined && data.currency === undefined)
    return 'data.currency: expected with an amount';
  if (type === 'domain.set' && data.removed !== true && isFreeMail(normaliseDomain(String(data.domain))))
    return 'data.domain: expected a domain of the customer alone; at a free-mail domain anybody may have an address';
  if (type === 'survey.answered') {
    const top = Number(data.scale ?? USUAL_SCALE[data.kind as keyof typeof USUAL_SCALE]);
    if (!(Number(data.score) >= 0 && Number(data.score) <= top)) return `data.score: expected between 0 and the scale's ${top}`;
  }
  return null;
}

function written(at: number): string | number {
  const date = new Date(at);
  return date.getUTCFullYear() < FIRST_GREGORIAN_YEAR ? at : date.toISOString();
}

/** Where and what was expected. What was received may be an address or a text, and details end up in logs: it is left out. */
function worded(issue: v.BaseIssue<unknown>, within?: string): string {
  const path = [within, v.getDotPath(issue)].filter((part) => part !== undefined && part !== null).join('.');
  return `${path === '' ? 'event' : path}: expected ${issue.expected ?? issue.type.replaceAll('_', ' ')}`;
}
