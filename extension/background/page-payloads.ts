/** The shapes of everything that a content script may say to the background: read at every start, so they stand apart from the many of our own pages. */
import * as v from 'valibot';
import { NOTE_KINDS } from '../../shared/attributes';
import { HEARD_KINDS } from '../../shared/judgement/heard';
import type { FromPage } from '../protocol';

const short = v.pipe(v.string(), v.maxLength(200));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const key = v.pipe(v.string(), v.maxLength(500));
const address = v.pipe(v.string(), v.maxLength(320));
const kind = v.picklist(NOTE_KINDS);
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));
const verb = <T extends string>(name: T) => v.literal(name);

const Correspondent = v.object({ address, name: v.pipe(v.string(), v.maxLength(400)), role: v.picklist(['from', 'to', 'cc', 'reply-to']) });

/** What a content script may say. */
export const PAGE_PAYLOADS = {
  sighting: v.variant('outcome', [
    v.object({
      verb: verb('sighting'),
      site: short,
      key: v.pipe(key, v.minLength(1)),
      outcome: v.literal('conversation'),
      strategy: short,
      correspondents: v.pipe(v.array(Correspondent), v.maxLength(200)),
      own: v.pipe(v.array(address), v.maxLength(50)),
      at: v.optional(instant),
    }),
    v.object({ verb: verb('sighting'), site: short, key: v.literal(''), outcome: v.literal('none') }),
    v.object({ verb: verb('sighting'), site: short, key: v.literal(''), outcome: v.literal('list') }),
    v.object({
      verb: verb('sighting'),
      site: short,
      key: v.literal(''),
      outcome: v.literal('unrecognised'),
      looked: v.pipe(v.array(short), v.maxLength(50)),
      named: v.optional(v.pipe(v.string(), v.maxLength(400))),
    }),
  ]),
  rows: v.object({ verb: verb('rows'), site: short, addresses: v.pipe(v.array(address), v.maxLength(100)) }),
  log: v.object({ verb: verb('log'), key, customer: id, kind }),
  later: v.object({ verb: verb('later'), key, customer: id, act: short }),
  confirm: v.object({
    verb: verb('confirm'),
    key,
    choice: v.union([
      v.object({ customer: id }),
      v.object({ undo: v.literal(true) }),
      v.object({ closed: v.literal(true) }),
      v.object({ looked: id }),
      v.object({ wrote: v.boolean() }),
      v.object({ site: v.picklist(['ask', 'pick']) }),
      v.object({ heard: v.picklist(HEARD_KINDS), so: v.boolean() }),
    ]),
  }),
  open: v.object({ verb: verb('open'), what: v.picklist(['search', 'options', 'popup', 'customer']), customer: v.optional(id) }),
} as const satisfies Record<FromPage['verb'], v.GenericSchema>;
export type PageVerb = keyof typeof PAGE_PAYLOADS;
export type PagePayload<V extends PageVerb> = v.InferOutput<(typeof PAGE_PAYLOADS)[V]>;
