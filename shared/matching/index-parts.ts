/**
 * The match index in parts, each small enough to be read alone: a waking background that matches one message needs a handful of
 * entries of many thousands. An entry lies in the part that its key hashes to, whatever table it is of.
 */
import { domainLadder, domainOf, normaliseAddress, withoutTag } from './address';
import { knownDomainKey, likesKeysFor } from './imitation';
import type { Opened } from './match';
import { type MatchIndex, namesKeys } from './match-index';

/** How many parts there are; a book of some thousand customers then has parts of some ten kilobytes. */
export const INDEX_PARTS = 128;
const TABLES = ['addresses', 'bases', 'domains', 'names', 'likes', 'customers'] as const;

const emptyIndex = (): MatchIndex => ({ format: 1, addresses: {}, bases: {}, domains: {}, names: {}, likes: {}, customers: {} });

/** FNV-1a, 32 bits: spreads keys evenly, nothing more. */
function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % INDEX_PARTS;
}

/** The parts of an index by their number; empty parts are left out. */
export function splitIndex(index: MatchIndex): Map<number, MatchIndex> {
  const parts = new Map<number, MatchIndex>();
  for (const table of TABLES) {
    for (const [key, value] of Object.entries(index[table])) {
      const number = partOf(key);
      let part = parts.get(number);
      if (part === undefined) {
        part = emptyIndex();
        parts.set(number, part);
      }
      (part[table] as Record<string, unknown>)[key] = value;
    }
  }
  return parts;
}

/** Puts parts together again; with some of them, the index knows what lies in those. */
export function joinIndex(parts: Iterable<MatchIndex>): MatchIndex {
  const whole = emptyIndex();
  for (const part of parts) for (const table of TABLES) Object.assign(whole[table], part[table]);
  return whole;
}

type Sought = Pick<Opened, 'correspondents' | 'choices'>;

/** The numbers of the parts that `matchKnown` may look into. */
export const partsForKnown = (sought: Sought): number[] => partsOf(knownKeys(sought));

/** The numbers of all parts that matching these correspondents may look into. */
export function partsFor(sought: Sought): number[] {
  const keys = knownKeys(sought);
  for (const { address: written, name, role } of sought.correspondents) {
    const address = normaliseAddress(written);
    for (const key of [normaliseAddress(name), knownDomainKey(address), ...namesKeys(address, name)]) keys.add(key);
    // Nobody imitates as a recipient.
    if (role === 'from' || role === 'reply-to') for (const key of likesKeysFor(address, name)) keys.add(key);
  }
  return partsOf(keys);
}

function knownKeys({ correspondents, choices }: Sought): Set<string> {
  const keys = new Set<string>();
  for (const { address: written } of correspondents) {
    const address = normaliseAddress(written);
    const chosen = Object.hasOwn(choices, address) ? choices[address] : undefined;
    for (const key of [address, withoutTag(address), chosen ?? '', ...domainLadder(domainOf(address))]) keys.add(key);
  }
  return keys;
}

function partsOf(keys: Set<string>): number[] {
  keys.delete('');
  return [...new Set([...keys].map(partOf))];
}
