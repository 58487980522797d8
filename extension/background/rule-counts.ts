/** How much each rule has due now, over the customers at hand. Pure. */
import { computedDue } from '../../shared/cadence/computed';
import { contextFor } from '../../shared/cadence/context';
import { DUE_RULES, ruleOf } from '../../shared/cadence/due-rules';
import type { Programme } from '../../shared/loyalty/programme';
import type { CustomerRecord } from '../../shared/record';
import type { RulesReport } from '../work-protocol';

export function ruleCounts(
  records: readonly CustomerRecord[],
  programme: Programme | null,
  restDays: readonly number[] | undefined,
  now: number,
): RulesReport['rules'] {
  const counts = new Map(DUE_RULES.map((id) => [id as string, { things: 0, customers: new Set<string>() }]));
  for (const { id: customer, facts } of records) {
    for (const { task } of computedDue(facts, contextFor(facts, programme, now, restDays))) {
      const count = counts.get(ruleOf(task) ?? '');
      if (count === undefined) continue;
      count.things++;
      count.customers.add(customer);
    }
  }
  return DUE_RULES.map((id) => {
    const { things = 0, customers } = counts.get(id) ?? {};
    return { id, due: things, customers: customers?.size ?? 0 };
  });
}
