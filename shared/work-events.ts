/** What people do about a customer: tasks, plays, reviews, issues, and what they decide about signals. Part of the vocabulary in event.ts. */
import * as v from 'valibot';
import { instant, OUTCOMES, ref, TASK_KINDS, text } from './attributes';
import { entry, few } from './event-entry';

const o = v.optional;

export const WORK_EVENTS = {
  'task.set': entry(
    v.object({
      task: ref,
      title: text(300),
      due: instant,
      owner: o(ref),
      by: o(ref),
      signal: o(ref),
      kind: o(v.picklist(TASK_KINDS)),
      /** The play it belongs to and its step there, or the list that is worked off. */
      play: o(ref),
      step: o(text(60)),
      list: o(ref),
    }),
  ),
  'task.done': entry(v.object({ task: ref, outcome: o(text(300)), result: o(v.picklist(OUTCOMES)), by: o(ref) })),
  /** `play` is this run of it, `kind` the play's id. */
  'play.started': entry(v.object({ play: ref, kind: text(60), signal: o(ref), owner: o(ref), due: o(instant), by: o(ref) })),
  'play.ended': entry(v.object({ play: ref, result: v.picklist(['worked', 'partly', 'no', 'dropped']), text: o(text(300)), by: o(ref) })),
  review: entry(
    v.object({ review: ref, outcomes: o(few(text(200), 5)), differentiator: o(text(300)), next: o(instant), by: o(ref) }),
    'relationship',
  ),
  /** Something chronic, or that may become one: with a way round it, and when it is to be mended. */
  'issue.set': entry(
    v.object({
      issue: ref,
      title: o(text(200)),
      kind: o(v.picklist(['chronic', 'potential'])),
      likelihood: o(v.picklist(['low', 'medium', 'high'])),
      workaround: o(text(300)),
      eta: o(instant),
      due: o(instant),
      owner: o(ref),
      closed: o(v.boolean()),
      by: o(ref),
    }),
    'support',
  ),
  /** What the customer was told of it. */
  'issue.told': entry(v.object({ issue: ref, text: o(text(300)), by: o(ref) }), 'support'),
  /** Put by hand on a list of those who are to be told something; `removed` takes them off. */
  'outreach.picked': entry(v.object({ list: ref, removed: o(v.boolean()), by: o(ref) })),
  'signal.acknowledged': entry(v.object({ signal: ref, by: o(ref) })),
  'signal.snoozed': entry(v.object({ signal: ref, until: instant, reason: o(text(300)), by: o(ref) })),
  'signal.raised': entry(v.object({ signal: ref, text: o(text(300)), by: o(ref) }), 'sentiment'),
  pulse: entry(
    v.object({ score: v.picklist([1, 2, 3, 4, 5]), reason: text(300), codes: o(v.pipe(v.array(text(60)), v.maxLength(3))), by: o(ref) }),
  ),
} as const;
