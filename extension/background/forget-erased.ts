/** What this device keeps of a customer or a person of theirs besides the book: given up once the Worker has erased or removed them. */
import { eraserOf } from '../../shared/erase';
import type { ContactFact } from '../../shared/facts/facts';
import { normaliseAddress } from '../../shared/matching/address';
import type { ChoiceStore } from './choices';
import type { KeyValueStore } from './key-value-store';
import { forgetDrafts } from './log-asks';
import type { Outbox } from './outbox';

export interface Traces {
  outbox: Pick<Outbox, 'forget'>;
  choices: Pick<ChoiceStore, 'forget'>;
  store: KeyValueStore;
}

/** The customer's acts that were sent or refused, the note begun for them, and which addresses were said to be theirs. */
export async function forgetCustomer({ outbox, choices, store }: Traces, customer: string): Promise<void> {
  await outbox.forget(({ item }) => item.customer === customer);
  await forgetDrafts(store, (draft) => draft.customer === customer);
  await choices.forget((_, chosen) => chosen === customer);
}

/** The same of customers that another device or system removed; what waits is still sent, as they may have come again. */
export async function forgetRemoved({ outbox, choices, store }: Traces, customers: readonly string[]): Promise<void> {
  if (customers.length === 0) return;
  const gone = new Set(customers);
  await outbox.forget(({ item, state }) => gone.has(item.customer) && (state === 'sent' || state === 'refused'));
  await forgetDrafts(store, ({ customer }) => gone.has(customer));
  await choices.forget((_, chosen) => gone.has(chosen));
}

/** The same as far as it names the person: `contacts` are those of the customer as they were known, `contact` the one that was erased. */
export async function forgetContact(
  { outbox, choices, store }: Traces,
  customer: string,
  contacts: readonly ContactFact[],
  contact: string,
): Promise<void> {
  const addresses = addressesOf(contacts, contact);
  // Whoever has the same address is the same person.
  const theirs = contacts.filter(({ id, email }) => id === contact || addresses.has(normaliseAddress(email)));
  const known = theirs.flatMap(({ name, email, phone, nickname = '' }) => [name, email, phone, nickname]).filter((text) => text !== '');
  const eraser = eraserOf({ contacts: [contact, ...theirs.map(({ id }) => id)], known }, () => '');
  await outbox.forget(
    ({ item, title }) => item.customer === customer && (eraser.from(item.data, item.type) !== item.data || eraser.names(title)),
  );
  await forgetDrafts(store, ({ customer: of, name: _, ...written }) => of === customer && eraser.names(JSON.stringify(written)));
  await choices.forget((subject) => addresses.has(subject));
}

function addressesOf(contacts: readonly ContactFact[], contact: string): Set<string> {
  const address = normaliseAddress(contacts.find(({ id }) => id === contact)?.email ?? '');
  return new Set(address === '' ? [] : [address]);
}
