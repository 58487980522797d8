/** Who covers a customer at a moment: cover for a leave ends by itself. */
import type { Facts } from './facts';

/** Users beside the owner who see and care for the customer at `now` (epoch ms). */
export const coverAt = ({ owner }: Facts, now: number): readonly string[] =>
  owner.until !== undefined && owner.until <= now ? [] : owner.cover;
