/** The shapes of everything that may be said to the background. What does not fit is refused before anybody acts on it. */
import * as v from 'valibot';
import { NOTE_KINDS } from '../../shared/attributes';
import { HEARD_KINDS } from '../../shared/judgement/heard';
import { CLOSINGS, MATTER_KINDS } from '../../shared/judgement/matters';
import { MOST_CODES, PULSE_CODES } from '../../shared/judgement/pulse-codes';
import { RAISES } from '../../shared/judgement/raises';
import { MOST_SEGMENTS, Segment } from '../../shared/segments';
import type { AskVerb, FromPage } from '../protocol';
import { SettingsSchema } from './settings';

const short = v.pipe(v.string(), v.maxLength(200));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const key = v.pipe(v.string(), v.maxLength(500));
const address = v.pipe(v.string(), v.maxLength(320));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));
const kind = v.picklist(NOTE_KINDS);
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

const nothing = v.object({});
const modelVersion = v.pipe(v.number(), v.integer(), v.minValue(1));
const noteText = v.pipe(v.string(), v.maxLength(4000));
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(260));

/** A note begun; kept in the device's store as it is said. */
export const Draft = v.object({
  customer: id,
  name: v.pipe(v.string(), v.maxLength(400)),
  kind,
  text: noteText,
  remindAt: v.nullable(instant),
  formal: v.optional(v.boolean()),
});
/** What a person says back to the model. */
const Judgement = v.variant('do', [
  v.object({ do: v.literal('seen'), signal: id }),
  v.object({ do: v.literal('snooze'), signal: id, until: instant, reason: v.pipe(v.string(), v.maxLength(300)) }),
  v.object({ do: v.literal('wake'), signal: id }),
  v.object({
    do: v.literal('raise'),
    raise: v.picklist(RAISES.map((raise) => raise.id)),
    contact: v.pipe(v.string(), v.maxLength(200)),
    said: v.object({
      text: noteText,
      name: short,
      minutes: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 60))),
      channel: v.picklist(['phone', 'chat']),
      due: v.nullable(instant),
      blocker: v.boolean(),
    }),
  }),
  v.object({
    do: v.literal('close'),
    kind: v.picklist(MATTER_KINDS),
    ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(60)),
    how: v.picklist(CLOSINGS),
    label: short,
  }),
  v.object({
    do: v.literal('pulse'),
    score: v.picklist([1, 2, 3, 4, 5]),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
    codes: v.pipe(v.array(v.picklist(PULSE_CODES)), v.maxLength(MOST_CODES)),
  }),
]);

/** What our own pages may ask. */
export const ASK_PAYLOADS = {
  'popup.state': v.object({ tab: v.optional(tab) }),
  'popup.why': v.object({ tab: v.optional(tab) }),
  'panel.state': v.object({ tab: v.optional(tab) }),
  'panel.say': v.object({
    tab,
    said: v.variant('verb', [PAGE_PAYLOADS.log, PAGE_PAYLOADS.later, PAGE_PAYLOADS.confirm, PAGE_PAYLOADS.open]),
  }),
  'popup.card': v.object({ customer: id }),
  search: v.object({ text: short }),
  'search.beyond': v.object({ text: short }),
  'receipt.read': nothing,
  'note.draft': v.object({ draft: Draft }),
  'note.save': v.object({
    customer: id,
    kind,
    text: noteText,
    contact: v.optional(id),
    remindAt: v.nullable(instant),
    formal: v.optional(v.boolean()),
  }),
  'judge.view': v.object({ customer: id }),
  judge: v.object({ customer: id, judgement: Judgement }),
  'note.undo': v.object({ id }),
  'task.done': v.object({ customer: id, task: id }),
  'task.snooze': v.object({ customer: id, task: id, until: instant }),
  hide: v.object({ minutes: v.pipe(v.number(), v.minValue(0), v.maxValue(7 * 24 * 60)) }),
  'pair.start': v.object({ url: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) }),
  'pair.poll': nothing,
  'pair.end': nothing,
  'sync.now': nothing,
  'options.state': nothing,
  'settings.save': v.object({ settings: SettingsSchema }),
  'site.granted': v.object({ origin: v.pipe(v.string(), v.minLength(1), v.maxLength(300)), site: short }),
  'site.removed': v.object({ host }),
  'site.pick': v.object({ tab }),
  'site.ask': v.object({ tab }),
  'site.outline': v.object({ tab }),
  'demo.remove': nothing,
  'report.state': nothing,
  'report.customers': v.object({
    sort: v.picklist(['band', 'name', 'renewal', 'value', 'risk']),
    band: v.picklist(['', 'at-risk', 'watch', 'healthy', 'unknown']),
    segment: short,
    text: short,
    cursor: v.pipe(v.string(), v.regex(/^\d{0,9}$/)),
  }),
  'report.customer': v.object({ customer: id }),
  'report.history': v.object({ customer: id, days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)) }),
  'report.signals': nothing,
  'report.book': nothing,
  'report.areas': nothing,
  'backtest.read': nothing,
  'backtest.start': nothing,
  'model.state': nothing,
  'model.version': v.object({ version: modelVersion }),
  'model.versions': v.object({ before: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  'model.drafts': nothing,
  'model.draft': v.object({ id }),
  'model.try': v.object({ base: modelVersion, document: v.record(v.string(), v.unknown()) }),
  'model.publish': v.object({ id, note: v.pipe(v.string(), v.maxLength(500)) }),
  'segments.read': nothing,
  'segments.save': v.object({ version: v.pipe(v.number(), v.integer()), segments: v.pipe(v.array(Segment), v.maxLength(MOST_SEGMENTS)) }),
} as const satisfies Record<AskVerb, v.GenericSchema>;
export type AskPayload<V extends AskVerb> = v.InferOutput<(typeof ASK_PAYLOADS)[V]>;
