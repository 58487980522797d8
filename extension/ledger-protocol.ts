/** What the ledger in the customers page asks of the background. Types only, as in protocol.ts. */
import type * as v from 'valibot';
import type { ClubRequest, DrawAnswer, DrawCheckAnswer, LedgerAnswer } from '../shared/api/club';

export interface LedgerAsks {
  'ledger.read': { in: { customer: string }; out: LedgerAnswer };
  /** The act carries its own id: sent again, it is one act. */
  'ledger.act': { in: { customer: string; act: ClubRequest }; out: { id: string } };
  'draws.read': { in: Record<string, never>; out: DrawAnswer[] };
  'draws.start': { in: { id: string; prize: string; winners: number; per: number }; out: DrawAnswer };
  'draws.draw': { in: { draw: string }; out: DrawAnswer };
  /** What does not fit what was published. */
  'draws.check': { in: { draw: string }; out: v.InferOutput<typeof DrawCheckAnswer>['wrong'] };
}
