/** Saved segments on the wire. */
import * as v from 'valibot';
import { MOST_SEGMENTS, Segment } from '../segments';

/** All of them at once; `version` is the one they were made from, so that two who edit do not undo each other. */
export const SaveSegmentsRequest = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  segments: v.pipe(
    v.array(Segment),
    v.maxLength(MOST_SEGMENTS),
    v.check((segments) => new Set(segments.map(({ id }) => id)).size === segments.length, 'two segments have the same id'),
  ),
});
/** `count`: customers that the caller may see, now. */
export const SegmentsAnswer = v.object({
  version: v.number(),
  as_of: v.number(),
  segments: v.array(v.object({ ...Segment.entries, count: v.number() })),
});
export type SegmentsAnswer = v.InferOutput<typeof SegmentsAnswer>;
