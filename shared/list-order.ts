/** The orders of the customers list, and of the bands in it: the same where the Worker lists by its indexes and where a device lists its book. */
import type { Band } from './health/health';

export const LIST_SORTS = ['band', 'tier', 'value', 'renewal', 'owner', 'contact', 'name', 'risk'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

/** The worst first. The Worker stores a band as its place here. */
export const BAND_ORDER = ['at-risk', 'watch', 'healthy', 'unknown'] as const satisfies readonly Band[];
