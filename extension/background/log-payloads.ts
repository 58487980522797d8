/** The shapes of what is said around notes. */
import * as v from 'valibot';
import { address, NOTE_KINDS, NOTE_TOPICS } from '../../shared/attributes';
import { MOST_CODES, PULSE_CODES } from '../../shared/judgement/pulse-codes';
import type { LogAsks } from '../log-protocol';

const o = v.optional;
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const ulid = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));
const upTo = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));
const kind = v.picklist(NOTE_KINDS);
const text = v.pipe(v.string(), v.maxLength(4000));
const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const few = <S extends v.GenericSchema>(one: S, most: number) => v.pipe(v.array(one), v.maxLength(most));

const detail = {
  direction: o(v.picklist(['in', 'out'])),
  sentiment: o(v.picklist(['good', 'neutral', 'bad'])),
  reasons: o(few(v.picklist(PULSE_CODES), MOST_CODES)),
  about: o(v.picklist(NOTE_TOPICS)),
  care: o(v.boolean()),
  formal: o(v.boolean()),
  pinned: o(v.boolean()),
  mentions: o(few(id, 10)),
};
/** A note begun; kept in the device's store as it is said. */
export const Draft = v.object({
  customer: id,
  name: v.pipe(v.string(), v.maxLength(400)),
  kind,
  text,
  remindAt: v.nullable(instant),
  id: o(ulid),
  due: o(v.pipe(v.string(), v.maxLength(200))),
  ...detail,
});
export const TemplatesSchema = v.object({
  greeting: upTo(200),
  signOff: upTo(500),
  links: upTo(1000),
  list: few(v.object({ id, name: upTo(80), text: v.pipe(v.string(), v.maxLength(4000)) }), 50),
  used: few(v.object({ hash: upTo(64), customers: few(id, 50) }), 20),
});

export const LOG_PAYLOADS = {
  'log.context': v.object({ customer: id, tab: o(tab) }),
  'note.draft': v.object({ draft: Draft }),
  'note.save': v.object({
    customer: id,
    kind,
    text,
    contact: o(id),
    remindAt: v.nullable(instant),
    id: o(ulid),
    tab: o(tab),
    add: o(v.object({ name: upTo(200), role: upTo(120) })),
    ...detail,
  }),
  'note.edit': v.object({
    customer: id,
    id,
    revision,
    at: instant,
    kind,
    text,
    keep: v.object({ contact: o(id), follow_up: o(instant), thread: o(id) }),
    ...detail,
  }),
  'note.delete': v.object({ customer: id, id, revision, at: instant }),
  'note.undo': v.object({ id }),
  'contact.save': v.object({
    customer: id,
    contact: o(id),
    name: upTo(200),
    role: upTo(120),
    nickname: upTo(60),
    email: v.union([v.literal(''), address]),
    left: o(v.boolean()),
  }),
  'learnt.save': v.object({
    customer: id,
    learnt: v.object({
      interests: few(v.pipe(upTo(80), v.minLength(1)), 20),
      business: upTo(500),
      goals: upTo(300),
      channel: v.picklist(['phone', 'email', 'message', 'visit', '']),
      hours: upTo(60),
      doNotContact: v.boolean(),
      links: few(v.pipe(upTo(300), v.regex(/^https?:\/\//)), 10),
    }),
  }),
  'templates.read': v.object({}),
  'templates.save': v.object({ templates: TemplatesSchema }),
} as const satisfies Record<keyof LogAsks, v.GenericSchema>;
