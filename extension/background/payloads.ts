/** The shapes of everything that our own pages may say to the background. What does not fit is refused before anybody acts on it. */
import * as v from 'valibot';
import { ACT_TYPES, type SaidEvent } from '../../shared/act-types';
import { ClubRequest, DrawRequest } from '../../shared/api/club';
import { MOST_HANDED } from '../../shared/api/keeping';
import { MeasuresAnswer } from '../../shared/api/measures';
import { OUTREACH_STATES } from '../../shared/api/outreach';
import { OUTCOMES } from '../../shared/attributes';
import { CLOSINGS, MATTER_KINDS } from '../../shared/judgement/matters';
import { MOST_CODES, PULSE_CODES } from '../../shared/judgement/pulse-codes';
import { RAISES } from '../../shared/judgement/raises';
import { OutreachDraft } from '../../shared/outreach/list';
import { MOST_SEGMENTS, Segment } from '../../shared/segments';
import { TIMELINE_KINDS } from '../../shared/timeline';
import type { AskVerb } from '../protocol';
import { LOG_PAYLOADS } from './log-payloads';
import { PAGE_PAYLOADS } from './page-payloads';
import { SettingsSchema } from './settings';

const short = v.pipe(v.string(), v.maxLength(200));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));

const nothing = v.object({});
const modelVersion = v.pipe(v.number(), v.integer(), v.minValue(1));
const noteText = v.pipe(v.string(), v.maxLength(4000));
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(260));

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

const LIST_WHO = {
  band: v.picklist(['', 'at-risk', 'watch', 'healthy', 'unknown']),
  segment: short,
  owner: v.nullable(short),
  text: short,
};
const LIST_ASKED = {
  ...LIST_WHO,
  sort: v.picklist(['band', 'tier', 'value', 'renewal', 'owner', 'contact', 'name', 'risk']),
  cursor: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,3000}$/)),
};

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
  ...LOG_PAYLOADS,
  'judge.view': v.object({ customer: id }),
  judge: v.object({ customer: id, judgement: Judgement }),
  'task.done': v.object({ customer: id, task: id, result: v.optional(v.picklist(OUTCOMES)), outcome: v.optional(short) }),
  'work.view': v.object({ customer: id }),
  'work.rules': nothing,
  'work.say': v.object({
    customer: id,
    title: v.pipe(v.string(), v.maxLength(300)),
    events: v.pipe(
      v.array(v.object({ type: v.picklist(ACT_TYPES), data: v.record(v.string(), v.unknown()) })),
      v.minLength(1),
      v.maxLength(20),
    ) as unknown as v.GenericSchema<SaidEvent[]>,
  }),
  'task.snooze': v.object({ customer: id, task: id, until: instant }),
  'today.aside': v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(1500)), until: instant }),
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
  'report.customers': v.object(LIST_ASKED),
  'report.csv': v.object(LIST_ASKED),
  'report.sums': v.object(LIST_WHO),
  'keeping.read': v.object({ customer: id }),
  'keeping.merge': v.object({ from: id, into: id }),
  'keeping.hand-over': v.object({
    customers: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(MOST_HANDED))),
    of: v.optional(id),
    to: v.optional(v.nullable(id)),
    cover: v.optional(id),
    until: v.optional(instant),
  }),
  'keeping.move': v.object({ from: id, contact: id, to: id, email: short, role: short }),
  'keeping.undo': v.object({ id }),
  'keeping.erase': v.object({ customer: id, contact: v.optional(id) }),
  'report.customer': v.object({ customer: id }),
  'report.timeline': v.object({ customer: id, kind: v.picklist(['all', ...TIMELINE_KINDS]), cursor: v.pipe(v.string(), v.maxLength(220)) }),
  'report.history': v.object({ customer: id, days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)) }),
  'report.signals': nothing,
  'report.book': nothing,
  'report.jobs': nothing,
  'report.areas': nothing,
  'backtest.read': nothing,
  'backtest.start': nothing,
  'ledger.read': v.object({ customer: id }),
  'ledger.act': v.object({ customer: id, act: ClubRequest }),
  'draws.read': nothing,
  'draws.start': DrawRequest,
  'draws.draw': v.object({ draw: id }),
  'draws.check': v.object({ draw: id }),
  'club.state': nothing,
  'club.version': v.object({ version: modelVersion }),
  'club.versions': v.object({ before: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  'club.drafts': nothing,
  'club.draft': v.object({ id }),
  'club.try': v.object({
    base: modelVersion,
    document: v.record(v.string(), v.unknown()),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  'club.publish': v.object({ id, note: v.pipe(v.string(), v.maxLength(500)) }),
  'model.state': nothing,
  'model.version': v.object({ version: modelVersion }),
  'model.versions': v.object({ before: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  'model.drafts': nothing,
  'model.draft': v.object({ id }),
  'model.try': v.object({ base: modelVersion, document: v.record(v.string(), v.unknown()) }),
  'model.publish': v.object({ id, note: v.pipe(v.string(), v.maxLength(500)) }),
  'outreach.read': nothing,
  'outreach.save': v.object({ list: OutreachDraft }),
  'outreach.page': v.object({ list: id, state: v.picklist(OUTREACH_STATES), cursor: v.pipe(v.string(), v.maxLength(3000)) }),
  'measures.read': nothing,
  'measures.save': MeasuresAnswer,
  'segments.read': nothing,
  'segments.save': v.object({ version: v.pipe(v.number(), v.integer()), segments: v.pipe(v.array(Segment), v.maxLength(MOST_SEGMENTS)) }),
} as const satisfies Record<AskVerb, v.GenericSchema>;
export type AskPayload<V extends AskVerb> = v.InferOutput<(typeof ASK_PAYLOADS)[V]>;
