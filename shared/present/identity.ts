/** Who this is, and how the open message led here. */
import type { ContactFact, Facts } from '../facts/facts';
import { isolate, isolateLtr, stripMarks } from '../i18n/bidi';
import type { Translate } from '../i18n/t';
import type { PresentInput } from './input';

/** `matched` reads "Tamsin Orrell, exact address"; without a name the address itself stands there. */
export function presentIdentity(
  t: Translate,
  facts: Facts,
  match: PresentInput['match'],
): { name: string; matched: string; contact: string } {
  if (!match) return { name: customerName(facts), matched: '', contact: '' };
  const person = personOf(facts, match);
  const shown = person?.name ? isolate(person.name) : match.address ? isolateLtr(match.address) : '';
  const how = t(`card.match.${match.how}`);
  return {
    name: customerName(facts),
    matched: shown === '' ? how : t('card.matched', { name: { text: shown }, how: { text: how } }),
    contact: stripMarks(person?.name ?? ''),
  };
}

/** The contact whose mail is open; null where the mail led to the customer alone. */
export function personOf(facts: Facts, match: PresentInput['match']): ContactFact | null {
  if (!match) return null;
  const address = match.address.toLowerCase();
  const known = facts.contacts.find(({ id }) => id === match.contact);
  return known ?? (match.how === 'domain' ? null : (facts.contacts.find(({ email }) => email !== '' && email === address) ?? null));
}

/** A customer's name as written, without direction marks; the id where there is none. */
export const customerName = (facts: Facts): string => stripMarks(facts.profile.name || facts.customer);
