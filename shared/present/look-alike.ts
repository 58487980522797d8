/** The card of a sender who passes for a known customer: what the address is, what the one on file is, and where they differ. */
import type { Locale } from '../i18n/message';
import { translator } from '../i18n/t';
import { domainOf } from '../matching/address';
import { differingParts } from '../matching/differing';
import type { Match } from '../matching/match';
import { shownDomain } from '../matching/registered-domain';
import type { StateCard } from './card-view';
import { presentState } from './present-state';

/** `sender` is the display name ('' without one), `customer` the name of whom they pass for. */
export function presentLookAlike(
  { address, known }: Pick<Extract<Match, { kind: 'look-alike' }>, 'address' | 'known'>,
  { sender, customer }: { sender: string; customer: string },
  locale: Locale,
): StateCard {
  const t = translator(locale);
  const args = { name: { name: sender || customer }, customer: { name: customer }, address: { id: address }, known: { id: asRead(known) } };
  const card = presentState('look-alike', locale, args);
  if (known === '') return card;
  const parts = differingParts(asRead(known.includes('@') ? address : domainOf(address)), asRead(known));
  const compare = [
    { label: t('state.look-alike.seen'), parts: parts.one },
    { label: t('state.look-alike.known'), parts: parts.other },
  ];
  if (known.includes('@')) return { ...card, compare };
  return { ...card, title: t('state.look-alike.domain.title', args), text: t('state.look-alike.domain.text', args), compare };
}

/** An address or domain in the letters that people see. */
const asRead = (text: string): string => {
  const domain = domainOf(text) || text;
  return text.slice(0, text.length - domain.length) + shownDomain(domain);
};
