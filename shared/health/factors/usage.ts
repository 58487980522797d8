import { paceFactor } from '../pace';

/** On how many days they use the product, against their own rhythm and pace. */
export const factor = paceFactor('usage', 15);
