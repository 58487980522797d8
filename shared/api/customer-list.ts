/** A page of the customers: in the order of stored sort keys, and each computed anew for the answer. */
import * as v from 'valibot';

export const ListedCustomer = v.object({
  id: v.string(),
  name: v.string(),
  owner: v.nullable(v.string()),
  band: v.string(),
  score: v.nullable(v.number()),
  /** When band and score were computed: now, as the members below. */
  as_of: v.number(),
  value: v.nullable(v.object({ amount: v.number(), currency: v.string() })),
  renewal_at: v.nullable(v.number()),
  /** Points of health against about thirty days ago; null where that is not known. */
  trend: v.optional(v.nullable(v.number()), null),
  tier: v.optional(v.string(), ''),
  group: v.optional(v.string(), ''),
  last_contact_at: v.optional(v.nullable(v.number()), null),
  /** Last day (midnight UTC) on which they used, visited or bought something. */
  last_seen_at: v.optional(v.nullable(v.number()), null),
});
export type ListedCustomer = v.InferOutput<typeof ListedCustomer>;
/** The same as the stored keys alone tell it. */
export type ListedKeys = v.InferInput<typeof ListedCustomer>;
/** `cursor` of the next page; null at the end. */
export const CustomerList = v.object({ customers: v.array(ListedCustomer), cursor: v.nullable(v.string()) });
export type CustomerList = v.InferOutput<typeof CustomerList>;
/** What the whole of a list comes to: yearly values each currency by itself, as amounts of two are never added. */
export const CustomerSums = v.object({
  customers: v.number(),
  /** Customers without an owner. */
  unowned: v.number(),
  values: v.array(v.object({ currency: v.string(), amount: v.number(), customers: v.number() })),
});
export type CustomerSums = v.InferOutput<typeof CustomerSums>;
/** A page of the list as CSV; the first begins with the headers. */
export const CsvPage = v.object({ csv: v.string(), cursor: v.nullable(v.string()) });
