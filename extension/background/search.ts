/** Finding a customer by name, contact, address or domain, in the book alone. */
import type { Model } from '../../shared/health/model';
import type { Translate } from '../../shared/i18n/t';
import { foldName, foldText } from '../../shared/matching/fold-text';
import type { CustomerRecord } from '../../shared/record';
import type { FoundCustomer } from '../protocol';
import { standingOf } from './standing';

const MOST = 20;

/**
 * The customers that fit a text, best first: name begins with it, name holds it, a contact or address does.
 * Letters that are written several ways in Persian and Arabic fit each other. At most 20.
 */
export function searchBook(
  records: readonly CustomerRecord[],
  text: string,
  context: { users: Record<string, string>; model: Model | null; now: number; t: Translate },
): FoundCustomer[] {
  const wanted = { text: foldText(text), name: foldName(text) };
  if (wanted.text === '') return [];
  const { users, model, now, t } = context;
  const collator = new Intl.Collator(t.locale.tag, { numeric: true });
  return records
    .map((record) => ({ record, rank: rankOf(record, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || collator.compare(a.record.facts.profile.name, b.record.facts.profile.name))
    .slice(0, MOST)
    .map(({ record }) => {
      const { band, shown } = standingOf(record, model, now, t);
      const { user } = record.facts.owner;
      return { id: record.id, name: record.facts.profile.name || record.id, band, scoreShown: shown, owner: users[user] ?? user };
    });
}

/** 0 where it does not fit. */
function rankOf({ id, facts }: CustomerRecord, wanted: { text: string; name: string }): number {
  const name = foldName(facts.profile.name);
  if (wanted.name !== '' && name.startsWith(wanted.name)) return 4;
  if (wanted.name !== '' && name.includes(wanted.name)) return 3;
  if (id.toLowerCase() === wanted.text) return 3;
  const addresses = [...facts.contacts.map(({ email }) => email), ...facts.domains];
  if (addresses.some((address) => address.includes(wanted.text))) return 2;
  return facts.contacts.some((contact) => wanted.name !== '' && foldName(contact.name).includes(wanted.name)) ? 1 : 0;
}
