/** Merging two customers and taking it back: what may be merged, and what both call by the same name for different things. */
import type { Facts } from '../shared/facts/facts';
import { normaliseAddress } from '../shared/matching/address';
import { type Ctx, fail } from './http';
import { whichVisible } from './store/customers';
import { eventIdOf } from './store/decisions';
import { foldPending } from './store/fold';
import { findMerge, findStanding, type Outcome, type Standing, writeMerge, writeSplit } from './store/merges';

/** Tries while others write to one of the customers. */
const TRIES = 5;
/** Longer ids are left as they are: with something behind them they would be none. */
const LONGEST = 180;
/** Behind what both have: enough of the decision's id that no id ends so by chance. */
const TAG = 8;

export interface Asked {
  id: string;
  from: string;
  into: string;
}

/** What is known of `from` moves to `into`; asked again with the same id it is answered the same. Fails with customer.unknown, merge.* or server.busy. */
export async function mergeCustomers(c: Ctx, { id, from, into }: Asked): Promise<void> {
  const db = c.env.DB;
  const { workspace, user } = c.get('caller');
  const now = c.get('now');
  const event = eventIdOf(id, 0);
  const known = await findMerge(db, workspace, event);
  if (known) {
    if (known.into === into && known.outcome?.from === from) return;
    fail('event.id-taken', 'this id belongs to another decision', '/id');
  }
  if (from === into) fail('merge.same', 'a customer is already itself', '/into');
  const visible = await whichVisible(db, c.get('caller'), [from, into]);
  for (const customer of [from, into]) if (!visible.has(customer)) fail('customer.unknown', 'no customer with this id that you may see');
  for (let tries = 0; tries < TRIES; tries++) {
    await foldPending(db, workspace, now, 2, [from, into]);
    const standing = await findStanding(db, workspace, [from, into]);
    const [goes, stays] = [standing.get(from), standing.get(into)];
    if (!goes?.facts || !stays?.facts) return fail('customer.unknown', 'no customer with this id that you may see');
    if (goes.others > 0) fail('merge.has-others', 'others were merged into this customer: keep it, and let the other one go', '/from');
    if (goes.opened_at !== null || stays.opened_at !== null) fail('merge.purged', 'the beginning of its history was purged');
    const outcome: Outcome = {
      from,
      ...(goes.facts.profile.name === '' ? {} : { name: goes.facts.profile.name }),
      tag: id.slice(-TAG),
      ...alike(goes.facts, stays.facts),
      by: user,
    };
    if (!(await writeMerge(db, workspace, { id: event, from, into, by: user, at: now }, { from: goes.seq, into: stays.seq }, outcome)))
      continue;
    await foldPending(db, workspace, now, 2, [into]);
    return;
  }
  fail('server.busy', 'the customers are being written to; try again');
}

/** Ids that both customers use, for people with another address and for contracts. */
function alike(goes: Facts, stays: Facts): Pick<Outcome, 'contacts' | 'contracts'> {
  const there = new Map(stays.contacts.map(({ id, email }) => [id, normaliseAddress(email)]));
  const contracts = new Set(stays.contracts.map(({ id }) => id));
  return {
    contacts: goes.contacts
      .filter(({ id, email }) => there.has(id) && id.length <= LONGEST && (email === '' || there.get(id) !== normaliseAddress(email)))
      .map(({ id }) => id),
    contracts: goes.contracts.filter(({ id }) => contracts.has(id) && id.length <= LONGEST).map(({ id }) => id),
  };
}

/** Takes a merge back; false where the decision is none. Fails with decision.past where its events were purged since. */
export async function splitCustomers(c: Ctx, id: string): Promise<boolean> {
  const db = c.env.DB;
  const { workspace, user, role } = c.get('caller');
  const now = c.get('now');
  const event = eventIdOf(id, 0);
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await findMerge(db, workspace, event);
    if (!known) return false;
    if (role === 'agent') return fail('decision.unknown', 'no decision with this id that you may take back');
    if (known.outcome === null) return true;
    const { into, outcome } = known;
    await foldPending(db, workspace, now, 2, [outcome.from, into]);
    const standing = await findStanding(db, workspace, [outcome.from, into]);
    const stays = within(standing.get(into), standing.get(outcome.from), event);
    if (!stays) return fail('decision.past', 'what was merged has been purged or removed since');
    if (!(await writeSplit(db, workspace, { id: event, from: outcome.from, into, by: user, at: now }, { into: stays.seq }, outcome)))
      continue;
    await foldPending(db, workspace, now, 2, [outcome.from, into]);
    return true;
  }
  return fail('server.busy', 'the customer is being written to; try again');
}

const within = (stays: Standing | undefined, goes: Standing | undefined, event: string): Standing | null =>
  stays && stays.opened_at === null && goes?.merged_by === event ? stays : null;
