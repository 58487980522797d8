/** Addresses as they are compared: lower case, the domain in its ASCII form, display names ignored. */

import { asciiLabel } from './punycode';

export interface AddressRules {
  /** `name+tag@` counts as `name@` too (when no contact has the exact address). */
  plusTags: boolean;
}
export const DEFAULT_RULES: AddressRules = { plusTags: true };

const WHOLE = /^[^\s<>@"]{1,64}@[^\s<>@"]{1,253}$/u;

/**
 * The comparable form of an address.
 * @param text an address, or `Name <address>`; only the last pair of brackets counts.
 * @returns '' when it names no address.
 */
export function normaliseAddress(text: string): string {
  const trimmed = text.trim();
  const open = trimmed.lastIndexOf('<');
  const bare = open >= 0 && trimmed.endsWith('>') ? trimmed.slice(open + 1, -1).trim() : trimmed;
  if (!WHOLE.test(bare)) return '';
  const at = bare.lastIndexOf('@');
  const domain = normaliseDomain(bare.slice(at + 1));
  return domain ? `${bare.slice(0, at).normalize('NFC').toLowerCase()}@${domain}` : '';
}

/** The ASCII form of a domain (punycode for other scripts), without a trailing dot; '' when it is none. */
export function normaliseDomain(text: string): string {
  const bare = text
    .trim()
    .replace(/^@/u, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。．]/gu, '.')
    .replace(/\.$/u, '');
  if (!bare || bare.length > 253 || /[\s/?#:@\\%[\]<>",;]|\.\.|^\./u.test(bare)) return '';
  return bare.split('.').map(asciiLabel).join('.');
}

/** What stands after the @ of a normalised address; '' without one. */
export const domainOf = (address: string): string => (address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : '');

const AUTOMATIC = /(?:^|[._-])(?:no[._-]?reply|do[._-]?not[._-]?reply|notifications?|invitations?)(?:[._+-]|@)/u;
/** Does a program write from this address? Programs rightly bear the names of those for whom they write ("Tamsin Orrell" by a network). */
export const isAutomatic = (address: string): boolean => AUTOMATIC.test(address);

/** The address without its `+tag`; the same address when it has none. */
export function withoutTag(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

/** The domain and its parents that could still be somebody's own: `mail.acme.example` → itself, `acme.example`. */
export function domainLadder(domain: string): string[] {
  const parts = domain.split('.');
  return parts.length < 2 ? [] : parts.slice(0, -1).map((_, index) => parts.slice(index).join('.'));
}
