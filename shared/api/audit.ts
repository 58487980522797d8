/** What was done in a workspace, and whether the record of it is whole. */
import * as v from 'valibot';

export const Audit = v.object({
  rows: v.array(
    v.object({
      seq: v.number(),
      at: v.number(),
      /** A user id, `setup` for the holder of the deployment's secret, or `vafa` for a job. */
      actor: v.string(),
      action: v.string(),
      /** What it was done to, by id. */
      subject: v.string(),
      detail: v.nullable(v.string()),
      hash: v.string(),
    }),
  ),
  /** Ask with `?before=` for older ones; null at the beginning. */
  before: v.nullable(v.number()),
});
export const AuditCheck = v.object({
  intact: v.boolean(),
  broken: v.nullable(v.number()),
  rows: v.number(),
  next: v.nullable(v.number()),
  head: v.object({ seq: v.number(), hash: v.string() }),
});
