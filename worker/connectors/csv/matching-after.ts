/** How well senders will be matched once a file is in: what stands in the directory, changed by what the file brings and takes away. */
import type { VafaEvent } from '../../../shared/event';
import { normaliseAddress, normaliseDomain } from '../../../shared/matching/address';
import { isFreeMail } from '../../../shared/matching/free-mail';
import { existingCustomers } from '../../store/imports';
import { type Advice, customersOfKeys, directoryOf, matchingAdvice, storedReach } from '../../store/matching-advice';

/** A customer's addresses by contact, and domains. */
interface Found {
  addresses: Map<string, string>;
  domains: Set<string>;
}

/**
 * The advice as it will be when `events` are in and folded; for a dry run before the decision, and for a real one whose customers are
 * folded only later. Reads the directory of the customers concerned and nothing else.
 */
export async function matchingAfter(db: D1Database, workspace: string, events: readonly VafaEvent[]): Promise<Advice> {
  const now = await matchingAdvice(db, workspace);
  if (events.length === 0) return now;
  const replaced = await storedReach(
    db,
    workspace,
    events.filter(({ data, revision }) => data === null || revision > 0).map(({ id }) => id),
  );
  const touched = [...new Set([...events, ...replaced].map(({ customer }) => customer))];
  const there = await existingCustomers(db, workspace, touched);
  const before = new Map<string, Found>(touched.map((id) => [id, { addresses: new Map(), domains: new Set() }]));
  for (const { customer, key, contact } of await directoryOf(db, workspace, touched)) {
    if (key.startsWith('@')) before.get(customer)?.domains.add(key.slice(1));
    else before.get(customer)?.addresses.set(contact, key);
  }
  const after = new Map(
    [...before].map(([id, { addresses, domains }]) => [id, { addresses: new Map(addresses), domains: new Set(domains) }]),
  );
  for (const { customer, type, data } of replaced) apply(after.get(customer), type, data, true);
  for (const { customer, type, data } of events)
    if (data !== null) apply(after.get(customer), type, data as Record<string, unknown>, false);

  const lone = (found: Map<string, Found>, ids: Iterable<string>) => [...ids].filter((id) => found.get(id)?.addresses.size === 0).length;
  return {
    customers: now.customers + touched.length - there.size,
    without_contact: now.without_contact + lone(after, touched) - lone(before, there),
    domains_of_several: now.domains_of_several + (await moreShared(db, workspace, before, after)),
  };
}

function apply(found: Found | undefined, type: string, data: Record<string, unknown>, takesAway: boolean): void {
  if (type === 'contact.set') {
    const address = normaliseAddress(String(data.email ?? ''));
    if (takesAway) found?.addresses.delete(String(data.contact));
    else if (address !== '') found?.addresses.set(String(data.contact), address);
  } else if (type === 'domain.set') {
    const domain = normaliseDomain(String(data.domain));
    if (takesAway || data.removed === true) found?.domains.delete(domain);
    else if (!isFreeMail(domain)) found?.domains.add(domain);
  }
}

/** By how many the domains that several customers have will grow. */
async function moreShared(db: D1Database, workspace: string, before: Map<string, Found>, after: Map<string, Found>): Promise<number> {
  const change = new Map<string, number>();
  const count = (found: Map<string, Found>, by: number) => {
    for (const { domains } of found.values()) for (const domain of domains) change.set(domain, (change.get(domain) ?? 0) + by);
  };
  count(before, -1);
  count(after, 1);
  const changed = [...change].filter(([, by]) => by !== 0);
  const customers = await customersOfKeys(
    db,
    workspace,
    changed.map(([domain]) => `@${domain}`),
  );
  const isShared = (n: number) => (n > 1 ? 1 : 0);
  return changed.reduce((sum, [domain, by]) => {
    const n = customers.get(`@${domain}`) ?? 0;
    return sum + isShared(n + by) - isShared(n);
  }, 0);
}
