/** What matching needs to know of the customers, as plain JSON: built once per change of the book, kept beside it. */
import type { CustomerRecord } from '../record';
import { normaliseAddress, normaliseDomain, withoutTag } from './address';
import { foldText } from './fold-text';
import { isFreeMail } from './free-mail';

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
  /** `name:` and the folded name of a contact or customer → who bears it, with the address known for them. */
  names: Record<string, { customer: string; known: string }[]>;
  /** Every customer of the book. */
  customers: Record<string, true>;
}

/** A name in the form in which two spellings of it are equal; '' for names too short to say who somebody is. */
export function foldedName(name: string): string {
  const folded = foldText(name)
    .replace(/["'«»“”]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return folded.length >= 6 ? folded : '';
}

/** Builds the index over the customers of the book. */
export function buildIndex(records: Iterable<Pick<CustomerRecord, 'id' | 'facts'>>): MatchIndex {
  const index: MatchIndex = { format: 1, addresses: {}, bases: {}, domains: {}, names: {}, customers: {} };
  for (const { id, facts } of records) {
    index.customers[id] = true;
    const name = foldedName(facts.profile.name);
    if (name) put(index.names, `name:${name}`, { customer: id, known: '' });
    for (const contact of facts.contacts) {
      const address = normaliseAddress(contact.email);
      const known: KnownContact = { customer: id, contact: contact.id, address, left: contact.left };
      if (address) put(index.addresses, address, known);
      if (address && withoutTag(address) !== address) put(index.bases, withoutTag(address), known);
      // One word is too little: many people are called Sara.
      const person = foldedName(contact.name);
      if (person.includes(' ')) put(index.names, `name:${person}`, { customer: id, known: address });
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
