/** Who covers a customer at a moment: cover for a leave ends by itself. And of whom something is asked there. */
import type { Facts } from './facts';

/** Users beside the owner who see and care for the customer at `now` (epoch ms). */
export const coverAt = ({ owner }: Facts, now: number): readonly string[] =>
  owner.until !== undefined && owner.until <= now ? [] : owner.cover;

/** Users beside the owner of whom something open is asked there by name (a colleague named them in a note): until it is done they see the customer too. */
export const askedAt = ({ owner, tasks }: Facts): readonly string[] => [
  ...new Set(tasks.flatMap((task) => (task.doneAt === null && task.owner !== '' && task.owner !== owner.user ? [task.owner] : []))),
];
