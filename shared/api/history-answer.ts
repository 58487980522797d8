/** What `GET /v1/customers/:id/history` answers. */
import * as v from 'valibot';
import type { ChangeStep } from '../health/explain';
import { opaque } from './contract';

const band = v.picklist(['healthy', 'watch', 'at-risk', 'unknown']);
/** `score` null: not enough data for a number at that time. */
const point = v.object({ at: v.number(), score: v.nullable(v.number()), band, model: v.number() });

export const HistoryAnswer = v.object({
  /** Server clock, epoch ms; the last point is of this instant. */
  as_of: v.number(),
  days: v.number(),
  /** Daily up to 31 days, weekly beyond, each under the model in force at its time. */
  series: v.array(point),
  /** `from` and `to` are the first and the last point, computed even where they are not shown; the steps add up to their difference. */
  change: v.object({ from: v.number(), to: v.number(), steps: v.array(opaque<ChangeStep>()) }),
  /** What came in between, the newest first; `more` were left out. */
  events: v.array(
    v.object({ id: v.string(), type: v.string(), at: v.number(), feeds: v.array(v.string()), about: v.string(), by: v.string() }),
  ),
  more: v.number(),
  /** Models published in that time. */
  models: v.array(v.object({ version: v.number(), at: v.number(), author: v.string() })),
});
export type HistoryAnswer = v.InferOutput<typeof HistoryAnswer>;
