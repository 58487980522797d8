/** Answers about one customer, for callers of the API that have no arithmetic of their own, and about removing the demo. */
import * as v from 'valibot';
import type { Line } from '../health/health';
import type { TierReading } from '../loyalty/programme';
import type { CustomerRecord } from '../record';
import { opaque } from './contract';

/**
 * One customer: the record as the book keeps it, and beside it what the shared functions make of it at the moment of the answer, for
 * callers that have none of their own. `signals` is the log of openings and closings; `open_signals` are those open now, the worst first.
 */
export const CustomerAnswer = v.looseObject({
  id: v.string(),
  seq: v.number(),
  facts: opaque<CustomerRecord['facts']>(),
  trace: v.array(opaque<CustomerRecord['trace'][number]>()),
  signals: v.array(opaque<CustomerRecord['signals'][number]>()),
  /** Server clock, epoch ms: when the members below were computed. */
  as_of: v.number(),
  health: v.object({
    /** 0–100, higher is better; null while there is not enough data. */
    score: v.nullable(v.number()),
    band: v.picklist(['healthy', 'watch', 'at-risk', 'unknown']),
    /** Weight with fresh evidence ÷ weight fed, 0..1. */
    coverage: v.number(),
    /** Named losses; their points add up to score − 100. */
    lines: v.array(opaque<Line>()),
  }),
  tier: opaque<TierReading>(),
  open_signals: v.array(
    v.object({
      id: v.string(),
      severity: v.string(),
      fault: v.picklist(['them', 'us']),
      since: v.number(),
      /** The highest score while it is open; null for none. */
      cap: v.nullable(v.number()),
      snoozed_until: v.nullable(v.number()),
      acknowledged: v.boolean(),
      /** What it says and the evidence under it, in the language of `?lang=` (en, fa, ar), else of Accept-Language. */
      text: v.string(),
      evidence: v.string(),
    }),
  ),
});
/** `kept`: customers of the demo that stay, as other sources tell of them too; the first two hundred, by id. */
export const RemoveDemoAnswer = v.object({ removed: v.number(), more: v.boolean(), kept: v.array(v.string()) });
