/** Customers for whom nobody is responsible: said to those who may give them to somebody. Pure. */
import type { CustomerRecord } from '../../shared/record';
import type { PopupState } from '../protocol';

/**
 * How many there are in the book; null where there is nothing to say: to others than managers, and where nobody owns any customer (a team
 * of one keeps them all). `scope`: which customers the Worker sends; with 'some' the book does not hold all of them.
 */
export function unownedOf(records: readonly CustomerRecord[], role: string, scope: string): PopupState['unowned'] {
  if (role !== 'admin' && role !== 'manager') return null;
  const kept = records.filter(({ facts }) => facts.profile.lostAt === null);
  const customers = kept.filter(({ facts }) => facts.owner.user === '').length;
  return customers === 0 || customers === kept.length ? null : { customers, atLeast: scope === 'some' };
}
