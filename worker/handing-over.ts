/** Decisions that are plain events: another owner or cover for many customers at once, and a person who goes to another customer. */
import type * as v from 'valibot';
import {
  type ContactMoveAnswer,
  type ContactMoveRequest,
  type HandOverAnswer,
  type HandOverRequest,
  MOST_HANDED,
} from '../shared/api/keeping';
import type { VafaEvent } from '../shared/event';
import { type Ctx, fail } from './http';
import { findRecord, whichVisible } from './store/customers';
import { type Decided, eventIdOf, findDecision, undoDecision, writeDecision } from './store/decisions';
import { foldPending } from './store/fold';
import { type Held, heldBy, heldOf, listUsers } from './store/users';

/** Folding so many keeps the caller waiting for a moment only. */
const AT_ONCE = 200;

async function fold(c: Ctx, customers: readonly string[]): Promise<void> {
  const { workspace } = c.get('caller');
  await foldPending(c.env.DB, workspace, c.get('now'), AT_ONCE, customers.slice(0, AT_ONCE));
  const rest = customers.slice(AT_ONCE);
  if (rest.length > 0) c.executionCtx.waitUntil(foldPending(c.env.DB, workspace, c.get('now'), MOST_HANDED, rest));
}

async function mustBeUser(c: Ctx, id: string, at: string): Promise<void> {
  if (!(await listUsers(c.env.DB, c.get('caller').workspace)).some((user) => user.id === id))
    fail('user.unknown', 'no user with this id', at);
}

/** Whether the decision was written before; fails where its id belongs to one of another kind. */
async function isKnown(c: Ctx, id: string, type: VafaEvent['type']): Promise<Decided[] | null> {
  const known = await findDecision(c.env.DB, c.get('caller').workspace, id);
  if (known.some((event) => event.type !== type)) fail('event.id-taken', 'this id belongs to another decision', '/id');
  return known.length > 0 ? known : null;
}

/** Fails with request.malformed, customer.unknown, user.unknown or auth.forbidden. Agents hand nothing over; they arrange cover for their own customers. */
export async function handOver(c: Ctx, asked: v.InferOutput<typeof HandOverRequest>): Promise<v.InferOutput<typeof HandOverAnswer>> {
  const { id, customers, of, to, cover, until } = asked;
  const caller = c.get('caller');
  const db = c.env.DB;
  const now = c.get('now');
  if ((customers === undefined) === (of === undefined)) fail('request.malformed', 'say either customers or of', '/customers');
  if ((to === undefined) === (cover === undefined)) fail('request.malformed', 'say either to or cover', '/to');
  if (until !== undefined && (cover === undefined || until <= now))
    fail('request.malformed', 'until is for cover, and lies ahead', '/until');
  const known = await isKnown(c, id, 'customer.owner');
  if (known) return { id, customers: known.length, more: false };
  let held: Held[];
  if (customers) {
    const visible = await whichVisible(db, caller, customers);
    if (!customers.every((one) => visible.has(one)))
      fail('customer.unknown', 'not all of these are customers that you may see', '/customers');
    held = await heldOf(db, caller.workspace, customers);
  } else {
    // Who has left may still own some: so it need not be a user that there is.
    held = await heldBy(db, caller.workspace, of ?? '', MOST_HANDED + 1);
  }
  if (caller.role === 'agent' && (to !== undefined || held.some(({ owner }) => owner !== caller.user)))
    fail(customers ? 'auth.forbidden' : 'customer.unknown', 'an agent arranges cover for own customers', '/to');
  if (to) await mustBeUser(c, to, '/to');
  if (cover !== undefined) await mustBeUser(c, cover, '/cover');
  const turn = held.slice(0, MOST_HANDED);
  const events = turn.map(
    (customer, place): VafaEvent => ({
      id: eventIdOf(id, place),
      customer: customer.id,
      type: 'customer.owner',
      at: now,
      source: 'vafa',
      revision: 0,
      data: to === undefined ? covered(customer, cover ?? '', until) : ownedBy(customer, to),
    }),
  );
  const action = to === undefined ? 'customer.covered' : 'customer.handed-over';
  await writeDecision(db, caller.workspace, events, { at: now, actor: caller.user, action, detail: to ?? cover });
  await fold(
    c,
    turn.map((customer) => customer.id),
  );
  return { id, customers: turn.length, more: held.length > turn.length };
}

const ending = ({ coverUntil }: Held) => (coverUntil === null ? {} : { cover_until: coverUntil });
const ownedBy = (customer: Held, to: string | null) => {
  const cover = customer.cover.filter((user) => user !== to);
  return { owner: to, cover, ...(cover.length > 0 ? ending(customer) : {}) };
};
/** Where somebody covers already, all of them do until the later end; without an end where one of them has none. */
const covered = (customer: Held, user: string, until: number | undefined) => {
  const others = customer.cover.filter((other) => other !== user);
  const ends =
    others.length === 0 ? until : until === undefined || customer.coverUntil === null ? undefined : Math.max(until, customer.coverUntil);
  return { owner: customer.owner, cover: [...others, user], ...(ends === undefined ? {} : { cover_until: ends }) };
};

/** The contact's id at the other customer begins with the one they had. */
const idThere = (contact: string, decision: string): string => `${contact.slice(0, 150)}~${decision.slice(-8)}`;
/** Whether `there` is what moveContact made of `contact`. */
export const cameAs = (contact: string, there: string): boolean =>
  there.length === idThere(contact, '01234567').length && there.startsWith(`${contact.slice(0, 150)}~`);

/** The person has left the one customer and is there at the other, with name and telephone. Fails with customer.unknown or contact.unknown. */
export async function moveContact(
  c: Ctx,
  asked: v.InferOutput<typeof ContactMoveRequest>,
): Promise<v.InferOutput<typeof ContactMoveAnswer>> {
  const { id, from, contact, to, email, role } = asked;
  const caller = c.get('caller');
  const db = c.env.DB;
  const now = c.get('now');
  const there = idThere(contact, id);
  if (await isKnown(c, id, 'contact.set')) return { id, contact: there };
  if (from === to) fail('merge.same', 'this is the same customer', '/to');
  const [old, next] = await Promise.all([findRecord(db, caller, from), findRecord(db, caller, to)]);
  if (!old || !next) return fail('customer.unknown', 'no customer with this id that you may see');
  const person = old.facts.contacts.find((one) => one.id === contact);
  if (!person) return fail('contact.unknown', 'this customer has no contact with this id', '/contact');
  const address = email ?? (person.email === '' ? undefined : person.email);
  const event = (place: number, customer: string, data: object) =>
    ({ id: eventIdOf(id, place), customer, type: 'contact.set', at: now, source: 'vafa', revision: 0, data }) as VafaEvent;
  const events = [
    event(0, from, { contact, left: true, moved_to: to }),
    event(1, to, {
      contact: there,
      came_from: from,
      ...(person.name === '' ? {} : { name: person.name }),
      ...(address === undefined ? {} : { email: address }),
      ...(person.phone === '' ? {} : { phone: person.phone }),
      ...(person.nickname === undefined ? {} : { nickname: person.nickname }),
      ...(role === undefined ? {} : { role }),
    }),
  ];
  await writeDecision(db, caller.workspace, events, { at: now, actor: caller.user, action: 'contact.moved', detail: to });
  await fold(c, [from, to]);
  return { id, contact: there };
}

/** Takes a hand-over, a cover or a move back: owners and people are again who they were. Fails with decision.unknown. */
export async function takeBack(c: Ctx, id: string): Promise<void> {
  const caller = c.get('caller');
  const known = await findDecision(c.env.DB, caller.workspace, id);
  const customers = [...new Set(known.map(({ customer }) => customer))];
  const visible = await whichVisible(c.env.DB, caller, customers);
  const mayTake = known.length > 0 && customers.every((one) => visible.has(one));
  if (!mayTake) fail('decision.unknown', 'no decision with this id that you may take back');
  if (known.every(({ data }) => data === null)) return;
  await undoDecision(c.env.DB, caller.workspace, id, { at: c.get('now'), actor: caller.user, action: 'decision.undone' });
  await fold(c, customers);
}
