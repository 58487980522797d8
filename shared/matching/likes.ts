/** What imitations are compared with: the domains and names of the book, in lists short enough to be read through. */
import { domainOf, normaliseDomain } from './address';
import { foldText } from './fold-text';
import { isFreeMail } from './free-mail';
import { registeredDomain } from './registered-domain';
import { skeleton } from './skeleton';

/** One thing that can be imitated: `domain` is '' for the name of a customer; `written` is the label or the folded name. */
export type Like = readonly [skeleton: string, customer: string, domain: string, written: string];
/** By first letter and length of the skeleton. */
export type Likes = Record<string, Like[]>;

/** Legal forms and the like: they say nothing about which company it is. */
const FORMS = new Set('ltd limited inc llc llp plc gmbh ag sa sas srl spa bv oy ab co corp corporation company شرکت شرکه موسسه'.split(' '));

/** The key of the list in which a skeleton stands; those of one first letter and another length are its neighbours. */
export const likesKey = (like: string, length = like.length): string => `like:${like.slice(0, 1)}${length}`;

/** A company's name without its legal form, folded, and what it looks like. */
export function likeOfName(name: string): { written: string; like: string } {
  const words = foldText(name)
    .split(/[^\p{L}\p{N}|]+/u)
    .filter((word) => word !== '' && !FORMS.has(word));
  return { written: words.join(' '), like: skeleton(words.join('')) };
}

/** Adds what of one customer can be imitated. Without any address known of them there is nothing that an address could differ from. */
export function addLikes(
  likes: Likes,
  customer: { id: string; name: string; addresses: readonly string[]; domains: readonly string[] },
): void {
  const domains = new Set(
    [...customer.domains.map(normaliseDomain), ...customer.addresses.map(domainOf)].filter(
      (domain) => domain !== '' && !isFreeMail(domain),
    ),
  );
  for (const domain of domains) {
    const { label } = registeredDomain(domain);
    add(likes, [skeleton(label), customer.id, domain, label]);
  }
  if (domains.size === 0 && customer.addresses.length === 0) return;
  const { written, like } = likeOfName(customer.name);
  add(likes, [like, customer.id, '', written]);
}

/** Shorter ones are never compared. */
const SHORTEST = 3;

function add(likes: Likes, like: Like): void {
  if (like[0].length < SHORTEST) return;
  const key = likesKey(like[0]);
  const list = likes[key];
  if (list) list.push(like);
  else likes[key] = [like];
}
