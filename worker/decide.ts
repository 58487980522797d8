/** Deciding for a customer of the club: read, decide, store while it still holds; read again where something came in between. */
import type { ProblemCode } from '../shared/api/problems';
import type { EventType, VafaEvent } from '../shared/event';
import type { Facts } from '../shared/facts/facts';
import { CLUB_SOURCE, findStored, readStanding, rewardCounts, type StockMove, type Stored, storeDecision } from './store/club';
import { foldPending } from './store/fold';

/** Tries while others write to the same customer. */
const TRIES = 6;

export interface Deciding {
  workspace: string;
  customer: string;
  /** The event's: a retry with the same id gets the first answer. */
  id: string;
  actor: string;
  action: string;
}
export type Decided = { ok: true; type: EventType; data: object; stock?: StockMove } | { ok: false; code: ProblemCode };

/**
 * Answers the stored decision, the one of an earlier try with this id too; else why there is none. `decide` may be called several times.
 */
export async function decideOnce(
  db: D1Database,
  { workspace, customer, id, actor, action }: Deciding,
  now: number,
  decide: (facts: Facts) => Decided | Promise<Decided>,
): Promise<{ ok: true; stored: Stored; first: boolean } | { ok: false; code: ProblemCode }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await findStored(db, workspace, id);
    if (known) return known.customer === customer ? { ok: true, stored: known, first: false } : { ok: false, code: 'event.id-taken' };
    const standing = await readStanding(db, workspace, customer);
    if (!standing) return { ok: false, code: 'customer.unknown' };
    if (!standing.facts) {
      await foldPending(db, workspace, now, 1, [customer]);
      continue;
    }
    const decided = await decide(standing.facts);
    if (!decided.ok) return decided;
    const { type, data, stock } = decided;
    if (stock && stock.by === 1 && stock.stock !== null && ((await rewardCounts(db, workspace)).get(stock.reward) ?? 0) >= stock.stock)
      return { ok: false, code: 'club.out-of-stock' };
    const event = { id, customer, type, at: now, source: CLUB_SOURCE, revision: 0, data } as VafaEvent;
    if (!(await storeDecision(db, workspace, { event, seq: standing.seq, stock, actor, action }, now))) continue;
    await foldPending(db, workspace, now, 1, [customer]);
    return { ok: true, stored: { id, customer, type, at: now, data: data as Record<string, unknown> }, first: true };
  }
  return { ok: false, code: 'club.moved' };
}
