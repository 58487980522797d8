/** Whose the demo's customers are: most belong to whoever looks at it, two colleagues have some, and a new one is nobody's yet. */
import type { Role } from '../../shared/api/contract';
import { DAY, dayOf, type VafaEvent } from '../../shared/event';
import { DEMO_CUSTOMERS } from './demo-customers';

export interface Colleague {
  /** Begins with `demo-`: removing the demo takes out who came with it. */
  id: string;
  name: string;
  role: Role;
}
export const COLLEAGUES: readonly Colleague[] = [
  { id: 'demo-lena', name: 'Lena Brandt', role: 'agent' },
  { id: 'demo-samar', name: 'سمر النجار', role: 'agent' },
];
/** Everybody else is whose demo it is. */
const OTHERS: Readonly<Record<string, string | null>> = {
  northgate: 'demo-lena',
  fernhollow: 'demo-lena',
  yasmin: 'demo-samar',
  'waha-print': 'demo-samar',
  // A week old: somebody has yet to take it.
  niloofar: null,
};
/** So long ago (days) they took them over: after the youngest of these customers came. */
const SINCE = 400;

/** Who owns each customer of the demo. Pure, and with ids of their own as all of the demo; `me` is the user to whom it is shown. */
export function demoOwners(now: number, me: string): VafaEvent[] {
  const at = (dayOf(now) - SINCE) * DAY;
  return DEMO_CUSTOMERS.flatMap(({ id }): VafaEvent[] => {
    const owner = id in OTHERS ? (OTHERS[id] ?? null) : me;
    if (owner === null) return [];
    return [{ id: `demo:${id}:customer.owner:1`, customer: id, type: 'customer.owner', at, source: 'demo', revision: 0, data: { owner } }];
  });
}
