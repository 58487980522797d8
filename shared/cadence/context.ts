/** What the rules read beside the facts, as it is at hand wherever a customer is shown. */
import type { Facts } from '../facts/facts';
import { inForce } from '../loyalty/in-force';
import { lotsOf } from '../loyalty/lots';
import type { Programme } from '../loyalty/programme';
import { tierOf } from '../loyalty/tiers';
import type { CadenceContext } from './computed-due';
import { planOf } from './plan';

/** At `now` (epoch ms), with the plan of the customer's tier; without a programme that of the lowest. */
export function contextFor(facts: Facts, programme: Programme | null, now: number, restDays?: readonly number[]): CadenceContext {
  const plan = () => {
    if (programme === null) return planOf(facts, 0, now);
    const { rank } = tierOf(facts, programme, now);
    return planOf(facts, rank, now, inForce(programme, now).tiers[rank - 1]);
  };
  const tiers = programme === null ? [] : inForce(programme, now).tiers;
  const hasPlan = tiers.some(({ cadenceDays, mailDays, visitDays, eventDays }) =>
    [cadenceDays, mailDays, visitDays, eventDays].some(isNamed),
  );
  return { now, restDays, plan, hasPlan, club: () => (programme === null ? null : clubOf(facts, programme, now)) };
}

/** Lots take time to work out: only of those who have any that can end. */
function clubOf(facts: Facts, programme: Programme, now: number): ReturnType<CadenceContext['club']> {
  const { credit, pointsExpire } = inForce(programme, now);
  const mayEnd =
    (facts.ledger?.granted ?? []).some(({ granted, taken }) => granted > taken) || (pointsExpire !== null && facts.points.length > 0);
  return mayEnd ? { lots: lotsOf(facts, programme, now), warnDays: credit.warnDays } : null;
}

const isNamed = (days: number | undefined): boolean => days !== undefined;
