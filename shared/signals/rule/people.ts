import type { Facts } from '../../facts/facts';
import type { Arg } from '../../i18n/message';

/** Whom an act names: the given contact, else the first still there, else the customer. */
export function personToCall(facts: Facts, contact = ''): Arg {
  const there = facts.contacts.filter((person) => !person.left && person.name !== '');
  const person = there.find(({ id }) => id === contact) ?? there[0];
  return { name: person?.name ?? (facts.profile.name || facts.customer) };
}
