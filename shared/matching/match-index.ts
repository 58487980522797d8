/** What matching needs to know of the customers, as plain JSON: built once per change of the book, kept beside it. */
import type { CustomerRecord } from '../record';
import { domainOf, isAutomatic, normaliseAddress, normaliseDomain, withoutTag } from './address';
import { foldText } from './fold-text';
import { isFreeMail } from './free-mail';
import { addLikes, type Likes } from './likes';
import { skeleton } from './skeleton';

export interface KnownContact {
  customer: string;
  contact: string;
  address: string;
  left: boolean;
}
export interface MatchIndex {
  format: 1;
  /** Normalised address → whose it is. */
  addresses: Record<string, KnownContact[]>;
  /** The same by the address without its `+tag`, only for contacts where that differs. */
  bases: Record<string, KnownContact[]>;
  /** Domain → customers, in order of their ids; free-mail domains never stand here. */
  domains: Record<string, string[]>;
  /** `name:` and what the name of a contact or customer looks like → who bears it, with the address known for them. */
  names: Record<string, { customer: string; known: string }[]>;
  /** What a stranger's address or name may imitate. */
  likes: Likes;
  /** Every customer of the book. */
  customers: Record<string, true>;
}

/** The key of a name, equal for two spellings of it and for what looks the same; '' for names too short to say who somebody is. */
function nameKey(name: string): string {
  const folded = foldText(name)
    .replace(/["'«»“”]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return folded.length >= 6 ? `name:${folded.split(' ').map(skeleton).join(' ')}` : '';
}
const isOneWord = (key: string): boolean => !key.includes(' ');

/**
 * Under which keys of `names` a sender may claim to be somebody: the display name, also turned round at a comma; at free mail the
 * part before the @ too, where it is two words of eight letters or more (`tamsin.orrell@gmail.com`). A program claims nothing.
 */
export function namesKeys(address: string, name: string): string[] {
  if (isAutomatic(address)) return [];
  const [last = '', first, more] = name.split(/[,،]/u);
  const turned = first !== undefined && more === undefined ? `${first} ${last}` : '';
  const keys = [name, turned].map(nameKey);
  const domain = domainOf(address);
  if (isFreeMail(domain)) {
    const words = address
      .slice(0, -domain.length - 1)
      .replace(/\+.*$|\d+$/gu, '')
      .replace(/[._-]+/gu, ' ')
      .trim();
    const key = words.length > 8 ? nameKey(words) : '';
    if (!isOneWord(key)) keys.push(key);
  }
  return [...new Set(keys)].filter(Boolean);
}

/** Builds the index over the customers of the book. */
export function buildIndex(records: Iterable<Pick<CustomerRecord, 'id' | 'facts'>>): MatchIndex {
  const index: MatchIndex = { format: 1, addresses: {}, bases: {}, domains: {}, names: {}, likes: {}, customers: {} };
  for (const { id, facts } of records) {
    index.customers[id] = true;
    const addresses = facts.contacts.map(({ email }) => normaliseAddress(email)).filter(Boolean);
    addLikes(index.likes, { id, name: facts.profile.name, addresses, domains: facts.domains });
    const name = nameKey(facts.profile.name);
    // Where no address is known of them, none can be the wrong one.
    if (name && (addresses.length > 0 || facts.domains.length > 0)) put(index.names, name, { customer: id, known: '' });
    for (const contact of facts.contacts) {
      const address = normaliseAddress(contact.email);
      const known: KnownContact = { customer: id, contact: contact.id, address, left: contact.left };
      if (address) put(index.addresses, address, known);
      if (address && withoutTag(address) !== address) put(index.bases, withoutTag(address), known);
      // One word is too little: many people are called Sara.
      const person = nameKey(contact.name);
      if (!isOneWord(person)) put(index.names, person, { customer: id, known: address });
    }
    for (const raw of facts.domains) {
      const domain = normaliseDomain(raw);
      if (domain && !isFreeMail(domain)) put(index.domains, domain, id);
    }
  }
  for (const ids of Object.values(index.domains)) ids.sort();
  return index;
}

function put<T>(table: Record<string, T[]>, key: string, value: T): void {
  const list = Object.hasOwn(table, key) ? table[key] : undefined;
  if (list) list.push(value);
  else table[key] = [value];
}
