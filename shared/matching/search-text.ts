/** The text in which a customer is looked for: name, id, contacts, addresses and domains, folded. */
import type { Facts } from '../facts/facts';
import { foldText } from './fold-text';

const MOST = 2000;

export function searchText(facts: Facts): string {
  const words = [facts.profile.name, facts.customer, ...facts.contacts.flatMap((c) => [c.name, c.email]), ...facts.domains];
  return foldText(words.filter(Boolean).join(' ')).slice(0, MOST);
}
