/** What `GET /v1/customers/:id/timeline` answers. */
import * as v from 'valibot';

const entry = v.object({
  id: v.string(),
  type: v.string(),
  /** Epoch ms. */
  at: v.number(),
  source: v.string(),
  revision: v.number(),
  data: v.record(v.string(), v.unknown()),
});

export const TimelineAnswer = v.object({
  /** The newest first. */
  entries: v.array(entry),
  /** Notes that somebody pinned, whatever their age; on the first page alone. */
  pinned: v.array(entry),
  /** What to ask the next page with; null where there is none. A page may be short and yet not the last. */
  cursor: v.nullable(v.string()),
  /** Everything later than this (epoch ms) has been answered; what happened before it comes on a later page. */
  since: v.number(),
});
export type TimelineAnswer = v.InferOutput<typeof TimelineAnswer>;
export type TimelineEntry = TimelineAnswer['entries'][number];
