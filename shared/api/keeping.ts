/** Keeping the book true: merging customers, giving them to others, moving people between them. Each is a decision with an id of the device's, so that a retry changes nothing and it can be taken back. */
import * as v from 'valibot';
import { address, instant, ref, text } from '../attributes';
import { id, ulid } from './contract';

export const MergeRequest = v.object({ id: ulid, from: id, into: id });
/** How many events moved. */
export const MergeAnswer = v.object({ id: v.string(), from: v.string(), into: v.string(), events: v.number() });

/** At most so many customers are handed over by one decision. */
export const MOST_HANDED = 2000;
/**
 * Which customers: those named, or all that a user owns. What: another owner (null: nobody), or somebody who covers beside the owner, until
 * an instant where one is said.
 */
export const HandOverRequest = v.object({
  id: ulid,
  customers: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(MOST_HANDED))),
  of: v.optional(id),
  to: v.optional(v.nullable(id)),
  cover: v.optional(id),
  until: v.optional(instant),
});
/** `more`: the user owns more than one decision takes; ask again with another id. */
export const HandOverAnswer = v.object({ id: v.string(), customers: v.number(), more: v.boolean() });

export const ContactMoveRequest = v.object({
  id: ulid,
  from: id,
  contact: ref,
  to: id,
  /** What is another one there. */
  email: v.optional(address),
  role: v.optional(text(120)),
});
/** The contact's id at the customer that they went to. */
export const ContactMoveAnswer = v.object({ id: v.string(), contact: v.string() });

export const Keeping = v.object({
  owner: v.nullable(v.string()),
  cover: v.array(v.string()),
  until: v.nullable(v.number()),
  /** Users beside the owner, as told in the profile. */
  backup: v.nullable(v.string()),
  technical: v.nullable(v.string()),
  /** A year's cost of keeping this customer, and its yearly value. Compared only within one currency. */
  cost: v.nullable(v.object({ amount: v.number(), currency: v.string() })),
  value: v.nullable(v.object({ amount: v.number(), currency: v.string() })),
  /** What the owner has in hand. */
  load: v.object({
    customers: v.number(),
    values: v.array(v.object({ currency: v.string(), amount: v.number(), customers: v.number() })),
  }),
});
export type Keeping = v.InferOutput<typeof Keeping>;
