/** Whom a list touches, and who of them was told: pure functions of a customer's facts, the same in the Worker's counts and on every device. */

import type { Facts } from '../facts/facts';
import type { OutreachFact } from '../facts/work-facts';
import type { Model } from '../health/model';
import type { Programme } from '../loyalty/programme';
import { isIn, type SegmentKeys, segmentKey, segmentKeys } from '../segments';
import type { OutreachList } from './list';

/** What the log says of this customer and a list; null where it says nothing. */
export const outreachFact = (facts: Facts, list: string): OutreachFact | null => facts.outreach?.find((row) => row.list === list) ?? null;

/** Whether the list is to reach this customer at `now`, told or not. Who left is told nothing. */
export function isAffected(list: Pick<OutreachList, 'id' | 'audience'>, facts: Facts, keys: SegmentKeys, now: number): boolean {
  if (facts.profile.lostAt !== null) return false;
  if (outreachFact(facts, list.id)?.picked) return true;
  const { audience } = list;
  if (audience.by === 'segment') return isIn(audience.filter, keys, now);
  if (audience.by === 'picked') return false;
  const { product, edition, without } = audience;
  return (
    keys.products.includes(productKey(product, edition)) && !(without !== undefined && keys.products.includes(productKey(product, without)))
  );
}

/** A product, or one edition of it, as the keys of a customer name it. */
export const productKey = (product: string, edition?: string): string =>
  segmentKey(edition === undefined ? product : `${product} ${edition}`);

export interface Under {
  model: Model;
  programme: Programme;
  lists: readonly OutreachList[];
}
/** The open lists on which this customer stands and has not been told, in their order. */
export function toTell(facts: Facts, { model, programme, lists }: Under, now: number): OutreachList[] {
  const open = lists.filter(({ closed }) => !closed);
  if (open.length === 0) return [];
  const keys = segmentKeys(facts, model, programme, now);
  return open.filter((list) => (outreachFact(facts, list.id)?.toldAt ?? null) === null && isAffected(list, facts, keys, now));
}
