/** Erasing a contact, or a customer with everything that was known of them. */
import { contentHash } from '../shared/content-hash';
import { ERASED, eraserOf, holdsOneOf, type Person } from '../shared/erase';
import type { LiveEvent } from '../shared/event';
import type { ContactFact } from '../shared/facts/facts';
import { openingOf } from '../shared/facts/opening';
import { normaliseAddress } from '../shared/matching/address';
import { spaceFor } from '../shared/matching/coded-set';
import { cameAs } from './handing-over';
import { type Ctx, fail } from './http';
import { newSecret } from './membership-sets';
import { markStatements } from './store/erased';
import { contactsOf, forgetComputed, type Recorded, readRecorded, writeErased } from './store/erasure';
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
  const now = c.get('now');
  const gone = [...recorded.events, ...recorded.purged];
  const removed = await removeCustomers(c.env.DB, workspace, [customer], { at: now, actor: user, action: 'customer.erased' }, gone);
  // What came in between the reading and the removal.
  const known = new Set(recorded.events.map(({ id, revision }) => `${revision} ${id}`));
  const late = removed.events.filter(({ id, revision }) => !known.has(`${revision} ${id}`));
  if (late.length > 0) await c.env.DB.batch(markStatements(c.env.DB, workspace, late, now));
  await forgetNoted(c.env.DB, workspace);
  const names = namesIn(recorded);
  await forgetComputed(c.env.DB, workspace, names, holdsOneOf(names));
  return recorded.events.length;
}

/** Answers how many events were changed; with them those of the customers to which the contact changed from this one, or came from. */
export async function eraseContact(c: Ctx, customer: string, contact: string): Promise<number> {
  const places = new Map([[placeOf(customer, contact), { customer, contact }]]);
  let changed = 0;
  for (const place of places.values()) {
    const isFirst = places.size === 1;
    const done = await eraseAt(c, place.customer, place.contact, isFirst);
    if (done === null) continue;
    changed += done.changed;
    for (const other of done.elsewhere) places.set(placeOf(other.customer, other.contact), other);
  }
  return changed;
}
const placeOf = (customer: string, contact: string): string => JSON.stringify([customer, contact]);

interface Place {
  customer: string;
  contact: string;
}
/** Erases the contact at one customer, and says where else they are or were. Null where they are not there, unless they `must` be: then it fails. */
async function eraseAt(c: Ctx, customer: string, contact: string, must: boolean): Promise<{ changed: number; elsewhere: Place[] } | null> {
  const { workspace, user } = c.get('caller');
  const now = c.get('now');
  // Told to nobody and kept nowhere, so that no identity can be traced back to the text that it stands for.
  const salt = randomId(26);
  for (let tries = 0; tries < TRIES; tries++) {
    const recorded = await readRecorded(c.env.DB, workspace, customer);
    if (!recorded) return must ? fail('customer.unknown', 'no customer with this id', '/customer') : null;
    const person = personOf(recorded, contact);
    if (!person) return must ? fail('contact.unknown', 'this customer has no contact with this id', '/contact') : null;
    const eraser = eraserOf(person, (text) => `erased-${contentHash(salt + text).slice(0, 16)}`);
    const changed = recorded.events.flatMap((event) => {
      const { id, type, revision, data } = event;
      const without = { id, revision, to: eraser.identity(id), data: eraser.from(data, type) };
      return without.to === id && without.data === data ? [] : [without];
    });
    const purged = recorded.purged.filter(({ id }) => eraser.identity(id) !== id);
    const erased = {
      events: changed,
      purged: purged.map(({ id }) => id),
      rows: recorded.rows.filter(({ said }) => eraser.names(said)),
      gone: [...changed, ...purged],
    };
    const elsewhere = await movedPlaces(c.env.DB, workspace, customer, person);
    if (!(await writeErased(c.env.DB, workspace, customer, recorded.seq, erased, { at: now, actor: user }))) continue;
    await foldPending(c.env.DB, workspace, now, 1, [customer]);
    await forgetNoted(c.env.DB, workspace);
    await forgetComputed(c.env.DB, workspace, person.known, holdsOneOf(person.known));
    return { changed: changed.length, elsewhere };
  }
  return fail('server.busy', 'the customer is being written to; try again');
}

/** Where the person changed to from this customer, and where they came from; see moveContact. */
async function movedPlaces(db: D1Database, workspace: string, customer: string, person: Person): Promise<Place[]> {
  const places: Place[] = [];
  for (const { id, movedTo, cameFrom } of (await contactsOf(db, workspace, customer)).filter(({ id }) => person.contacts.includes(id))) {
    if (movedTo !== undefined)
      for (const there of await contactsOf(db, workspace, movedTo))
        if (there.cameFrom === customer && cameAs(id, there.id)) places.push({ customer: movedTo, contact: there.id });
    if (cameFrom !== undefined)
      for (const there of await contactsOf(db, workspace, cameFrom))
        if (there.movedTo === customer && cameAs(there.id, id)) places.push({ customer: cameFrom, contact: there.id });
  }
  return places;
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

type Told = Partial<Pick<ContactFact, 'id' | 'name' | 'email' | 'phone' | 'nickname'>>;
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

const textsOf = (told: readonly { [K in keyof Omit<Told, 'id'>]: Told[K] | undefined }[]): string[] => [
  ...new Set(
    told
      .flatMap(({ name, email, phone, nickname }) => [name, email, phone, nickname])
      .filter((text): text is string => !!text && text !== ERASED),
  ),
];
