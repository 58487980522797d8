/** Every factor there is: one file each in `factors/`. */
import { FEEDS, type Feed } from '../event-entry';
import type { Factor } from './factor';

const found = import.meta.glob<Factor>('./factors/*.ts', { eager: true, import: 'factor' });

/** In the order of the vocabulary's feeds, which is the order of the lines before they are sorted for show. */
export const FACTORS: readonly Factor[] = Object.values(found).sort((a, b) => FEEDS.indexOf(a.id) - FEEDS.indexOf(b.id));

const byId = new Map(FACTORS.map((factor) => [factor.id, factor]));

/** The factor of a feed. Throws RangeError for one that has no file: the registry test keeps that from happening. */
export function factorOf(id: Feed): Factor {
  const factor = byId.get(id);
  if (!factor) throw new RangeError(`no factor ${id}`);
  return factor;
}
