/** Erasing a contact, or a customer with everything that was known of them. */
import { contentHash } from '../shared/content-hash';
import { ERASED, eraserOf, type Person } from '../shared/erase';
import type { LiveEvent } from '../shared/event';
import type { ContactFact } from '../shared/facts/facts';
import { openingOf } from '../shared/facts/opening';
import { normaliseAddress } from '../shared/matching/address';
import { spaceFor } from '../shared/matching/coded-set';
import { type Ctx, fail } from './http';
import { newSecret } from './membership-sets';
import { forgetComputed, type Recorded, readRecorded, writeErased } from './store/erasure';
import { foldPending } from './store/fold';
import { randomId } from './store/ids';
import { beginBase, countDirectory, notesGoneKeys } from './store/membership';
import { removeCustomers } from './store/remove-customers';

/** Tries while others write to the same customer. */
const TRIES = 5;

/** Answers how many events were changed or removed. */
export async function eraseCustomer(c: Ctx, customer: string): Promise<number> {
  const { workspace, user } = c.get('caller');
  const recorded = await readRecorded(c.env.DB, workspace, customer);
  if (!recorded) return fail('customer.unknown', 'no customer with this id', '/customer');
  await removeCustomers(c.env.DB, workspace, [customer], { at: c.get('now'), actor: user, action: 'customer.erased' });
  await forgetNoted(c.env.DB, workspace);
  await forgetComputed(c.env.DB, workspace, namesIn(recorded));
  return recorded.events.length;
}

export async function eraseContact(c: Ctx, customer: string, contact: string): Promise<number> {
  const { workspace, user } = c.get('caller');
  const now = c.get('now');
  // Told to nobody and kept nowhere, so that no identity can be traced back to the text that it stands for.
  const salt = randomId(26);
  for (let tries = 0; tries < TRIES; tries++) {
    const recorded = await readRecorded(c.env.DB, workspace, customer);
    if (!recorded) return fail('customer.unknown', 'no customer with this id', '/customer');
    const person = personOf(recorded, contact);
    if (!person) return fail('contact.unknown', 'this customer has no contact with this id', '/contact');
    const eraser = eraserOf(person, (text) => `erased-${contentHash(salt + text).slice(0, 16)}`);
    const events = recorded.events.flatMap(({ id, data }) => {
      const without = { id, to: eraser.identity(id), data: eraser.from(data) };
      return without.to === id && without.data === data ? [] : [without];
    });
    const erased = {
      events,
      purged: recorded.purged.filter((id) => eraser.identity(id) !== id),
      rows: recorded.rows.filter(({ said }) => eraser.names(said)),
    };
    if (!(await writeErased(c.env.DB, workspace, customer, recorded.seq, erased, { at: now, actor: user }))) continue;
    await foldPending(c.env.DB, workspace, now, 1, [customer]);
    await forgetNoted(c.env.DB, workspace);
    await forgetComputed(c.env.DB, workspace, person.known);
    return events.length;
  }
  return fail('server.busy', 'the customer is being written to; try again');
}

/**
 * What devices hold of the address is a keyed hash; what the job notes to make it is the address itself. So no note of it waits for the job:
 * the set is built anew from the addresses that are left.
 */
async function forgetNoted(db: D1Database, workspace: string): Promise<void> {
  if (await notesGoneKeys(db, workspace)) await beginBase(db, workspace, newSecret(), spaceFor(await countDirectory(db, workspace)));
}

/** The contact and every other contact that ever had one of its addresses, by all that was ever recorded of them; null where there is none of that id. */
function personOf({ events }: Recorded, contact: string): Person | null {
  const told = contactsIn(events);
  const ids = new Set([contact]);
  const addresses = new Set<string>();
  for (let before = -1; before < ids.size + addresses.size; ) {
    before = ids.size + addresses.size;
    for (const { id = '', email = '' } of told) {
      const address = normaliseAddress(email);
      if (ids.has(id) && address !== '') addresses.add(address);
      else if (addresses.has(address)) ids.add(id);
    }
  }
  const theirs = told.filter(({ id = '' }) => ids.has(id));
  if (theirs.length === 0) return null;
  const named = [...ids].filter((id) => id.includes('@')).map((email) => ({ email }));
  return { contacts: [...ids], known: textsOf([...theirs, ...named]) };
}

/** Everything by which the customer or its people are called. */
function namesIn({ events }: Recorded): string[] {
  const own = events.flatMap(({ type, data }) => (type === 'customer.profile' ? [{ name: (data as { name?: string } | null)?.name }] : []));
  const opened = events.flatMap((event) => [{ name: openingOf(event as unknown as LiveEvent)?.facts.profile.name }]);
  return textsOf([...own, ...opened, ...contactsIn(events)]);
}

type Told = Partial<Pick<ContactFact, 'id' | 'name' | 'email' | 'phone'>>;
function contactsIn(events: Recorded['events']): Told[] {
  return events.flatMap((event): Told[] => {
    if (event.data === null) return [];
    const opening = openingOf(event as unknown as LiveEvent);
    if (opening) return opening.facts.contacts;
    if (event.type !== 'contact.set') return [];
    const { contact, ...told } = event.data as { contact: string };
    return [{ id: contact, ...told }];
  });
}

const textsOf = (told: readonly { name?: string | undefined; email?: string | undefined; phone?: string | undefined }[]): string[] => [
  ...new Set(told.flatMap(({ name, email, phone }) => [name, email, phone]).filter((text): text is string => !!text && text !== ERASED)),
];
