/** What becomes of a workspace's data: how long it is kept, moving it, and erasing a person or a customer. */
import * as v from 'valibot';
import { id } from './contract';

/** At least six months: what a score is made of reaches back for three, and its recent past for as long. */
export const KeepForRequest = v.object({
  months: v.union([v.literal(0), v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(1200))]),
});
/** `complete_from`: no event since has been purged, epoch ms; null where none ever was. */
export const KeepForAnswer = v.object({ months: v.number(), complete_from: v.nullable(v.number()) });

/** A contact of a customer by id; without one the whole customer. */
export const EraseRequest = v.object({ customer: id, contact: v.optional(id) });
/** How many events were changed or removed. */
export const EraseAnswer = v.object({ events: v.number() });

/** Rows of the audit, the newest first. */
export const AuditAnswer = v.object({
  rows: v.array(v.object({ seq: v.number(), at: v.number(), actor: v.string(), action: v.string(), subject: v.string() })),
});
export type AuditRow = v.InferOutput<typeof AuditAnswer>['rows'][number];

export const ImportWorkspaceAnswer = v.object({
  /** Lines taken in from this page; a page sent again answers the same. */
  lines: v.number(),
  /** The whole workspace is in. */
  done: v.boolean(),
});

/** `differ`: customers whose facts are not those of their events: none, ever. `waiting`: not folded yet. */
export const CheckAnswer = v.object({
  checked: v.number(),
  waiting: v.array(v.string()),
  differ: v.array(v.string()),
  next: v.nullable(v.string()),
});
