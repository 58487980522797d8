/** How often what may be called: so that nobody guesses codes and links, floods the table of pairings or reads the book out by asking. */
import type { EndpointName } from '../../shared/api/endpoints';
import { problem } from '../../shared/api/problems';
import { type Ctx, ProblemError } from '../http';
import { countTry, uncountTry } from '../store/counters';

export interface Limit {
  most: number;
  windowMs: number;
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** By whom it is counted: `address` for those who have no token yet (an office shares one), `device` for a token, `user` over all devices. */
type By = 'address' | 'device' | 'user';
export const LIMITS: Partial<Record<EndpointName, Limit & { by: By }>> = {
  // More devices than one office starts to pair in ten minutes.
  pair: { by: 'address', most: 60, windowMs: 10 * MINUTE },
  // A device polls every two seconds; several of one office at once.
  pairToken: { by: 'address', most: 1200, windowMs: 10 * MINUTE },
  // A device refreshes every quarter of an hour.
  refresh: { by: 'address', most: 1200, windowMs: 10 * MINUTE },
  setupLink: { by: 'address', most: 120, windowMs: 10 * MINUTE },
  addUser: { by: 'user', most: 120, windowMs: HOUR },
  keys: { by: 'user', most: 60, windowMs: HOUR },
  // A person opens fewer messages in an hour; the book of a workspace of 100,000 would take a week.
  lookup: { by: 'device', most: 600, windowMs: HOUR },
  customers: { by: 'device', most: 1200, windowMs: HOUR },
  customersCsv: { by: 'device', most: 2400, windowMs: HOUR },
  customerSums: { by: 'device', most: 1200, windowMs: HOUR },
  customer: { by: 'device', most: 1200, windowMs: HOUR },
  history: { by: 'device', most: 600, windowMs: HOUR },
};
/** What the pages do: spending a one-time link, and making one. */
export const LINK_SPENDING: Limit = { most: 60, windowMs: 10 * MINUTE };
export const LINK_MAKING: Limit = { most: 120, windowMs: HOUR };

/** Where a request without a token comes from. Of IPv6 it is the network (/64): whoever has one address there has them all. */
export function addressOf(c: Ctx): string {
  const address = c.req.header('cf-connecting-ip') ?? 'local';
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((part) => part !== '');
  const after = tail?.split(':').filter((part) => part !== '') ?? [];
  // An IPv4 address at the end stands for two parts.
  const missing = tail === undefined ? 0 : 8 - before.length - after.length - (address.includes('.') ? 1 : 0);
  const parts = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after];
  return `${parts
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Counts this call of an endpoint; fails with rate.limited. */
export async function limitEndpoint(c: Ctx, name: EndpointName): Promise<void> {
  const limit = LIMITS[name];
  if (!limit) return;
  const caller = limit.by === 'address' ? null : c.get('caller');
  const who =
    caller === null ? addressOf(c) : `${caller.workspace}:${limit.by === 'device' ? (caller.device ?? caller.user) : caller.user}`;
  await countWithin(c, `${name}:${who}`, limit);
}

/** Counts one more of `key`; fails with rate.limited beyond the limit, saying when the next window begins. */
export const countWithin = (c: Ctx, key: string, limit: Limit): Promise<void> => takeTry(c.env.DB, key, limit, c.get('now'));

/**
 * Takes one of the tries that `key` has left, before anybody looks whether it is a good one: of many at once no more get through than the
 * limit allows. Fails with rate.limited.
 */
export async function takeTry(db: D1Database, key: string, limit: Limit, now: number): Promise<void> {
  if ((await countTry(db, key, limit.windowMs, now)) > limit.most) throw tooOften(limit, now);
}
/** Gives back the try of somebody who was right: only wrong ones count. */
export const giveBack = (db: D1Database, key: string, limit: Limit, now: number): Promise<void> => uncountTry(db, key, limit.windowMs, now);

function tooOften({ most, windowMs }: Limit, now: number): ProblemError {
  const seconds = Math.ceil((windowMs - (now % windowMs)) / 1000);
  return new ProblemError({ ...problem('rate.limited', `at most ${most} in ${windowMs / MINUTE} minutes`), retry_after: seconds });
}
