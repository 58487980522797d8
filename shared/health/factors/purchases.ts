import { paceFactor } from '../pace';

/** How often they buy, against their own rhythm and pace. */
export const factor = paceFactor('purchases', 17);
