/** Who the customer is, and to whom it belongs. Part of the vocabulary in event.ts. */
import * as v from 'valibot';
import { address, currency, domain, instant, LOSS_REASONS, minor, ref, text } from './attributes';
import { entry, few } from './event-entry';

const o = v.optional;

export const CUSTOMER_EVENTS = {
  'customer.profile': entry(
    v.object({
      name: o(text(200)),
      segment: o(text(60)),
      since: o(instant),
      value: o(v.object({ amount: minor, currency })),
      language: o(text(20)),
      url: o(text(500)),
      joined_club: o(instant),
      /** What they care about, how their business runs, what we share with them. An empty text takes it back. */
      interests: o(few(text(80), 20)),
      business: o(v.pipe(v.string(), v.maxLength(500))),
      goals: o(v.pipe(v.string(), v.maxLength(300))),
      /** How and when they want to be reached. */
      channel: o(v.picklist(['phone', 'email', 'message', 'visit', ''])),
      hours: o(v.pipe(v.string(), v.maxLength(60))),
      do_not_contact: o(v.boolean()),
      links: o(few(text(300), 10)),
      /** Users beside the owner: who knows the technology, who stands in. What keeping the customer costs a year. */
      technical: o(v.nullable(ref)),
      backup: o(v.nullable(ref)),
      cost: o(v.object({ amount: minor, currency })),
      /** Every so many months somebody looks how things are; 0 for no more. */
      check_months: o(v.picklist([0, 3, 6])),
    }),
  ),
  /** `cover_until`: from then on those who cover do so no more. */
  'customer.owner': entry(v.object({ owner: v.nullable(ref), cover: o(v.array(ref)), cover_until: o(instant) })),
  /** `reason` in their words; `code` is what is counted. */
  'customer.lost': entry(
    v.object({
      reason: o(text(200)),
      code: o(v.picklist(LOSS_REASONS)),
      also: o(few(v.picklist(LOSS_REASONS), 3)),
      voluntary: o(v.boolean()),
      avoidable: o(v.boolean()),
      competitor: o(text(200)),
      by: o(ref),
    }),
  ),
  'customer.kept': entry(v.object({ by: o(ref) })),
  /**
   * The customer `from` turned out to be this one, and what is known of it moved here. `contacts` and `contracts` are the ids that both
   * had for different things: of those that moved, `tag` was put behind. Written by the Worker alone; replay reads it and decides nothing.
   */
  'customer.merged': entry(
    v.object({ from: ref, name: o(text(200)), tag: o(text(20)), contacts: o(few(ref, 300)), contracts: o(few(ref, 300)), by: o(ref) }),
  ),
  'contact.set': entry(
    v.object({
      contact: ref,
      name: o(text(200)),
      email: o(address),
      role: o(text(120)),
      phone: o(text(60)),
      left: o(v.boolean()),
      nickname: o(text(60)),
      /** Of a person who changed from one customer to another: where to, and at that other one where from. */
      moved_to: o(ref),
      came_from: o(ref),
    }),
  ),
  'domain.set': entry(v.object({ domain, removed: o(v.boolean()) })),
} as const;
