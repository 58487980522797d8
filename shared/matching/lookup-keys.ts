/** Under which keys the whole workspace's addresses are kept: by the lookup on the Worker and in the set that devices hold. */
import { domainLadder, domainOf, normaliseAddress, withoutTag } from './address';
import { isFreeMail } from './free-mail';

/**
 * The keys that may hold an address, in the order in which they count: the address, the same without its `+tag`, then `@` and its
 * domain and the domains above, as far as they are somebody's own. None for what is no address.
 */
export function lookupKeys(address: string): string[] {
  const normal = normaliseAddress(address);
  if (normal === '') return [];
  const ladder = domainLadder(domainOf(normal));
  const free = ladder.findIndex((domain) => isFreeMail(domain));
  const own = free < 0 ? ladder : ladder.slice(0, free);
  return [...new Set([normal, withoutTag(normal)]), ...own.map((domain) => `@${domain}`)];
}
