/** Taking in somebody who asked to join the club: as the customer they are already, or as a new one. */
import type { VafaEvent } from '../shared/event';
import { normaliseAddress } from '../shared/matching/address';
import type { Caller, Ctx } from './http';
import { lookup } from './store/customers';
import { decideJoinRequest, type JoinRequest } from './store/joining';
import { takeIn } from './taking-in';

/** Ids follow from the request's, so that accepting twice is accepting once. */
export async function acceptJoin(c: Ctx, caller: Caller, asked: JoinRequest): Promise<string> {
  const { workspace, user } = caller;
  const known = await customerOf(c, caller, asked.email);
  const customer = known ?? `join-${asked.id}`;
  const at = asked.at;
  const event = (type: string, of: string, data: object): VafaEvent =>
    ({ id: `join-${asked.id}-${type}`, customer: of, type, at, source: 'club', revision: 0, data }) as VafaEvent;
  const events = [
    event('customer.profile', customer, {
      joined_club: at,
      ...(known ? {} : { name: asked.company || asked.name, since: at, language: asked.language }),
    }),
  ];
  if (!known) {
    events.push(event('contact.set', customer, { contact: asked.email, name: asked.name, email: asked.email }));
    events.push(event('customer.owner', customer, { owner: user }));
  }
  const advocate = asked.referrer === '' ? null : await customerOf(c, caller, asked.referrer);
  if (advocate) {
    const place = asked.place === '' ? {} : { place: asked.place };
    events.push(event('referral', advocate, { friend: customer, state: 'pending', reason: 'no-order', ...place }));
  }
  await takeIn(c, workspace, events);
  await decideJoinRequest(c.env.DB, workspace, asked.id, customer, user, c.get('now'));
  return customer;
}

/** The one customer with this address; null where there is none, or it is not clear which. */
async function customerOf(c: Ctx, caller: Caller, email: string): Promise<string | null> {
  const address = normaliseAddress(email);
  if (address === '') return null;
  const { found } = await lookup(c.env.DB, caller, address);
  return found.length === 1 ? (found[0]?.record.id ?? null) : null;
}
