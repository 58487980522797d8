/** Whose mail is this? Exactly one customer, or an answer that says why not. Pure: the same in the extension, the Worker and tests. */
import { type AddressRules, DEFAULT_RULES, domainLadder, domainOf, normaliseAddress, normaliseDomain, withoutTag } from './address';
import { isFreeMail } from './free-mail';
import { imitated, isAtKnownDomain } from './imitation';
import { type KnownContact, type MatchIndex, namesKeys } from './match-index';

export { buildIndex, type MatchIndex } from './match-index';

export interface Seen {
  address: string;
  name: string;
  role: 'from' | 'to' | 'cc' | 'reply-to';
}
export interface Opened {
  correspondents: readonly Seen[];
  /** Addresses of the person who reads. */
  own: readonly string[];
  /** What this user chose before: an address, or `@domain` → customer. */
  choices: Readonly<Record<string, string>>;
  /** Domains of the workspace: people there are colleagues. */
  workspaceDomains: readonly string[];
  rules?: AddressRules;
}
export type Match =
  | { kind: 'customer'; customer: string; how: 'address' | 'domain' | 'chosen'; contact: string | null; address: string }
  /** It fits several: the user chooses. `domain` is '' when they share an address. */
  | { kind: 'ask'; candidates: string[]; domain: string; address: string }
  /** The name is that of a known customer or contact, or the address imitates theirs (rules in imitation.ts), but it is not the one we know: `known` is that address or domain, '' when none is. */
  | { kind: 'look-alike'; customer: string; address: string; known: string }
  | { kind: 'unknown'; address: string | null };

/** Did we write this? True when its sender is ours; without a sender nothing is said of the direction. */
export function isFromUs(index: MatchIndex, opened: Opened): boolean {
  const sender = opened.correspondents.find((one) => one.role === 'from');
  return sender !== undefined && isOurs(index, normaliseAddress(sender.address), opened);
}

/**
 * The customer behind an opened message or ticket: contact address, then domain, then ask.
 * The sender decides; where the sender is ours, the first recipient who is not.
 */
export function matchCorrespondents(index: MatchIndex, opened: Opened): Match {
  const subject = whoIsMeant(index, opened);
  if (!subject) return { kind: 'unknown', address: null };
  return known(index, subject.address, opened) ?? lookAlike(index, subject) ?? { kind: 'unknown', address: subject.address };
}

/**
 * The same where the address alone says it; null where it says nothing, and only names and look-alikes may. It needs less of the index
 * (`partsForKnown`) and far less work.
 */
export function matchKnown(index: MatchIndex, opened: Opened): Match | null {
  const subject = whoIsMeant(index, opened);
  return subject ? known(index, subject.address, opened) : { kind: 'unknown', address: null };
}

function known(index: MatchIndex, address: string, opened: Opened): Match | null {
  const chosen = chosenFor(index, address, opened.choices);
  if (chosen) return { kind: 'customer', customer: chosen, how: 'chosen', contact: contactAt(index, address, chosen, opened), address };

  const contacts = contactsAt(index, address, opened.rules ?? DEFAULT_RULES);
  const customers = [...new Set(contacts.map((one) => one.customer))].sort();
  const [only, second] = customers;
  if (only && !second) return { kind: 'customer', customer: only, how: 'address', contact: contacts[0]?.contact ?? null, address };
  if (second) return { kind: 'ask', candidates: customers, domain: '', address };

  const { domain, candidates } = customersOfDomain(index, domainOf(address));
  const [sole, another] = candidates;
  if (sole && !another) return { kind: 'customer', customer: sole, how: 'domain', contact: null, address };
  if (another) {
    const answered = opened.choices[`@${domain}`];
    if (answered && candidates.includes(answered)) return { kind: 'customer', customer: answered, how: 'chosen', contact: null, address };
    return { kind: 'ask', candidates, domain, address };
  }
  return null;
}

function whoIsMeant(index: MatchIndex, opened: Opened): Seen | null {
  const foreign = (role: Seen['role']) =>
    opened.correspondents
      .filter((one) => one.role === role)
      .map((one) => ({ ...one, address: normaliseAddress(one.address) }))
      .find((one) => one.address && !isOurs(index, one.address, opened));
  // A web form writes as ourselves and names its sender in Reply-To.
  return foreign('from') ?? (isFromUs(index, opened) ? foreign('reply-to') : undefined) ?? foreign('to') ?? foreign('cc') ?? null;
}

function isOurs(index: MatchIndex, address: string, opened: Opened): boolean {
  if (!address) return false;
  const own = opened.own.map(normaliseAddress);
  if (own.includes(address)) return true;
  if (Object.hasOwn(index.addresses, address)) return false;
  const ours = new Set(
    [...opened.workspaceDomains.map(normaliseDomain), ...own.map(domainOf)].filter((domain) => domain && !isFreeMail(domain)),
  );
  return domainLadder(domainOf(address)).some((domain) => ours.has(domain));
}

function chosenFor(index: MatchIndex, address: string, choices: Opened['choices']): string | null {
  const customer = Object.hasOwn(choices, address) ? choices[address] : undefined;
  return customer && Object.hasOwn(index.customers, customer) ? customer : null;
}

function contactsAt(index: MatchIndex, address: string, rules: AddressRules): KnownContact[] {
  const exact = index.addresses[address] ?? [];
  const base = withoutTag(address);
  const found = exact.length || !rules.plusTags ? exact : [...(index.addresses[base] ?? []), ...(index.bases[base] ?? [])];
  // Somebody who changed from one customer to another belongs to the new one.
  const still = found.filter((one) => !one.left);
  return still.length ? still : found;
}

function contactAt(index: MatchIndex, address: string, customer: string, opened: Opened): string | null {
  return contactsAt(index, address, opened.rules ?? DEFAULT_RULES).find((one) => one.customer === customer)?.contact ?? null;
}

/** The most exact domain that anybody has: `eu.acme.example` before `acme.example`. */
function customersOfDomain(index: MatchIndex, domain: string): { domain: string; candidates: string[] } {
  for (const step of domainLadder(domain)) {
    if (isFreeMail(step)) break;
    const candidates = index.domains[step];
    if (candidates?.length) return { domain: step, candidates: [...new Set(candidates)] };
  }
  return { domain, candidates: [] };
}

function lookAlike(index: MatchIndex, { address, name, role }: Seen): Match | null {
  if (isAtKnownDomain(index.likes, address)) return null;
  const claimed = claimedBy(index, name, address);
  const imitation = role === 'from' || role === 'reply-to' ? imitated(index.likes, address, name) : null;
  const customer = claimed?.customer ?? imitation?.customer;
  if (customer === undefined) return null;
  const known = claimed?.known || (imitation?.customer === customer ? imitation.known : '');
  return { kind: 'look-alike', customer, address, known };
}

/** Whose name or address the sender goes by. A name that people at several customers bear says nothing. */
function claimedBy(index: MatchIndex, name: string, address: string): { customer: string; known: string } | null {
  const other = normaliseAddress(name);
  const lists = other
    ? [(index.addresses[other] ?? []).map((one) => ({ customer: one.customer, known: one.address }))]
    : namesKeys(address, name).map((key) => index.names[key] ?? []);
  const [first, ...more] = lists.find((bearers) => bearers.length > 0) ?? [];
  if (!first || more.some((one) => one.customer !== first.customer)) return null;
  return { customer: first.customer, known: [first, ...more].find((one) => one.known)?.known ?? '' };
}
