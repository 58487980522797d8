/** The club over the API: what somebody does for a customer, the ledger, and draws. */
import * as v from 'valibot';
import { currency, instant, text } from '../attributes';
import { id, ulid } from './contract';

const amount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9e15));
const reason = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), '');
const expires = v.optional(v.nullable(instant), null);

/** One act; its id, made on the device, makes a retry harmless. */
export const ClubRequest = v.variant('do', [
  v.object({ do: v.literal('redeem'), id: ulid, reward: id }),
  v.object({ do: v.literal('spend'), id: ulid, amount, currency, reason }),
  v.object({ do: v.literal('use'), id: ulid, coupon: id }),
  v.object({ do: v.literal('refer'), id: ulid, friend: id }),
  // For who leads: what gives, takes back, or lets through.
  v.object({
    do: v.literal('adjust'),
    id: ulid,
    points: v.pipe(v.number(), v.integer(), v.minValue(-1e9), v.maxValue(1e9)),
    reason: text(200),
  }),
  v.object({ do: v.literal('grant'), id: ulid, amount, currency, kind: v.picklist(['gift', 'wallet']), expires, reason }),
  v.object({
    do: v.literal('issue'),
    id: ulid,
    percent: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(100))),
    amount: v.optional(amount),
    currency: v.optional(currency),
    expires,
    reason,
  }),
  /** Another price group than the rules give, up to the end of a day (a date), and back to the rules. */
  v.object({ do: v.literal('price'), id: ulid, group: id, until: instant, reason: text(200) }),
  v.object({ do: v.literal('unprice'), id: ulid }),
  v.object({ do: v.literal('cancel'), id: ulid, coupon: id }),
  v.object({ do: v.literal('reverse'), id: ulid, decision: id }),
  v.object({ do: v.literal('unblock'), id: ulid, friend: id }),
  v.object({ do: v.literal('unrefer'), id: ulid, friend: id }),
]);
export type ClubRequest = v.InferOutput<typeof ClubRequest>;
export const ClubAnswer = v.object({ id: v.string(), type: v.string(), data: v.record(v.string(), v.unknown()) });

/** Grants and decisions, the newest first; `left` of each reward with a stock. */
export const LedgerAnswer = v.object({
  moves: v.array(v.object({ id: v.string(), type: v.string(), at: v.number(), data: v.record(v.string(), v.unknown()) })),
  left: v.record(v.string(), v.number()),
  /** Where people ask to join the club, for whoever may write; null where no link was made. */
  join: v.optional(v.nullable(v.string()), null),
});
export type LedgerAnswer = v.InferOutput<typeof LedgerAnswer>;

export const DrawRequest = v.object({
  id: ulid,
  prize: text(200),
  winners: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  /** Points of the period that make one chance; 0: one chance for every member. */
  per: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
});
export const DrawAnswer = v.object({
  id: v.string(),
  prize: v.string(),
  winners: v.number(),
  per: v.number(),
  state: v.picklist(['collecting', 'frozen', 'drawn']),
  made_at: v.number(),
  entries: v.number(),
  chances: v.number(),
  /** SHA-256 of the list, null until it is frozen; of the seed, always; the seed itself once it is drawn. */
  list_hash: v.nullable(v.string()),
  seed_hash: v.string(),
  seed: v.nullable(v.string()),
  /** Tickets in the order of the prizes, with the customer where the caller may see them. */
  won: v.array(v.object({ ticket: v.string(), customer: v.nullable(v.string()), name: v.nullable(v.string()) })),
});
export type DrawAnswer = v.InferOutput<typeof DrawAnswer>;
export const DrawsAnswer = v.object({ draws: v.array(DrawAnswer) });
/** What does not fit what was published; nothing where all does. `list`: the text that was hashed. */
export const DrawCheckAnswer = v.object({ wrong: v.array(v.picklist(['list', 'seed', 'winners'])), list: v.string() });
