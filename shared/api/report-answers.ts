/** What the reports over the book answer. Money is summed per currency and never across. */
import * as v from 'valibot';
import { AGES, SIZES } from '../churn/touches';
import { FORESEEN } from '../renewal/grades';

const instant = v.number();
const values = v.array(v.object({ currency: v.string(), amount: v.number() }));

/** Weekly counts of the signal log: how often each signal opened and closed, and how many are open now. */
export const SignalsReport = v.object({
  as_of: instant,
  /** Starts of the thirteen weeks; the last one has today in it (UTC). */
  weeks: v.array(instant),
  signals: v.array(
    v.object({
      id: v.string(),
      fault: v.picklist(['them', 'us']),
      good: v.boolean(),
      /** One number a week. */
      opened: v.array(v.number()),
      closed: v.array(v.number()),
      open: v.number(),
    }),
  ),
});
export type SignalsReport = v.InferOutput<typeof SignalsReport>;

/** Where a report comes from: read for this answer, or the last nightly one; `customers` are in it, of `of` that the caller may see. */
const reach = { as_of: v.nullable(instant), customers: v.number(), of: v.number() };

export const BookReport = v.object({
  ...reach,
  /** Customers by band and the currency of their yearly value ('' for none), from the sort keys: of now. */
  bands: v.array(v.object({ band: v.string(), currency: v.string(), customers: v.number(), amount: v.number() })),
  /** Rivals by the name that was said, in the last year, most customers first. */
  competitors: v.array(v.object({ name: v.string(), customers: v.number(), last_at: instant, value: values })),
  /** Defects and missing features that nobody has answered, blockers first, then by the value of the customers who wait. */
  gaps: v.array(
    v.object({ name: v.string(), kind: v.string(), customers: v.number(), blockers: v.number(), since: instant, value: values }),
  ),
  /** Invoices paid, by the thirty days in which they were: how many, and their mean days past due (negative: early). */
  payments: v.array(v.object({ since: instant, invoices: v.number(), days_late: v.nullable(v.number()) })),
  /** Both churn rates by ninety days, the oldest first; rates as shares, null where there is nobody below the line. */
  churn: v.optional(
    v.array(
      v.object({
        since: instant,
        held: v.number(),
        acquired: v.number(),
        lost: v.number(),
        lost_of_held: v.number(),
        back: v.number(),
        voluntary: v.number(),
        involuntary: v.number(),
        a: v.nullable(v.number()),
        b: v.nullable(v.number()),
      }),
    ),
    [],
  ),
  /** Counts over the stretches that improvements and costs name, as of the report; those written since are not in it. */
  spans: v.optional(
    v.array(
      v.object({
        from: instant,
        to: instant,
        held: v.number(),
        acquired: v.number(),
        lost: v.number(),
        lost_of_held: v.number(),
        back: v.number(),
      }),
    ),
    [],
  ),
  /** Those lost in a year by the reason that was said ('' for none), most first; and what else is known of them. */
  losses: v.optional(
    v.object({
      reasons: v.array(v.object({ code: v.string(), customers: v.number() })),
      voluntary: v.number(),
      involuntary: v.number(),
      avoidable: v.number(),
      unavoidable: v.number(),
      for_service: v.number(),
      service_to_rival: v.number(),
    }),
  ),
  /** Days in touch in the last ninety, by how long customers have been with us and by how much they bring. */
  touches: v.optional(v.array(v.object({ group: v.picklist([...AGES, ...SIZES]), customers: v.number(), touches: v.number() })), []),
  /** How renewals were foreseen, by who said it: said of decided ones, right of those, undecided words, and said of open ones. */
  verdicts: v.optional(
    v.array(v.object({ who: v.picklist(FORESEEN), said: v.number(), right: v.number(), unsure: v.number(), pending: v.number() })),
    [],
  ),
});
export type BookReport = v.InferOutput<typeof BookReport>;

/** The jobs of the schedule, by id; those that never ran have no time. */
export const JobsReport = v.object({
  as_of: instant,
  jobs: v.array(
    v.object({
      id: v.string(),
      last_at: v.nullable(instant),
      ok_at: v.nullable(instant),
      runs: v.number(),
      failures: v.number(),
      /** Things done in all runs; null where the job does not count them. */
      done: v.nullable(v.number()),
    }),
  ),
});
export type JobsReport = v.InferOutput<typeof JobsReport>;

/** Survey answers by the part of our work they ask about, on a scale of 0 to 10; the weakest first. */
export const AreasReport = v.object({
  ...reach,
  areas: v.array(
    v.object({
      area: v.string(),
      answers: v.number(),
      /** Mean of the last 90 days, and how far it moved from that of the 90 days before; null where nobody answered then. */
      mean: v.number(),
      change: v.nullable(v.number()),
      /** Customers who answered, those whose newest answer is low, and what these are worth. */
      customers: v.number(),
      at_risk: v.number(),
      value: values,
    }),
  ),
  /** The areas to name: at most three each, only those with enough answers. */
  weak: v.array(v.string()),
  strong: v.array(v.string()),
});
export type AreasReport = v.InferOutput<typeof AreasReport>;
