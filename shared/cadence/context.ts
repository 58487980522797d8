/** What the rules read beside the facts, as it is at hand wherever a customer is shown. */
import type { Facts } from '../facts/facts';
import { inForce } from '../loyalty/in-force';
import type { Programme } from '../loyalty/programme';
import { tierOf } from '../loyalty/tiers';
import type { CadenceContext } from './computed-due';
import { planOf } from './plan';

/** At `now` (epoch ms), with the plan of the customer's tier; without a programme that of the lowest. */
export function contextFor(facts: Facts, programme: Programme | null, now: number, restDays?: readonly number[]): CadenceContext {
  const plan = () => {
    if (programme === null) return planOf(facts, 0, now);
    const { rank } = tierOf(facts, programme, now);
    return planOf(facts, rank, now, inForce(programme, now).tiers[rank - 1]?.cadenceDays);
  };
  return { now, restDays, plan };
}
