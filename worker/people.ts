/** What an admin does to users, by the API or on the page: change a role, take somebody out. */
import type { Role } from '../shared/api/contract';
import type { VafaEvent } from '../shared/event';
import { type Ctx, fail } from './http';
import { auditStatement } from './store/audit';
import { listDevices } from './store/credentials';
import { randomId } from './store/ids';
import { changeUser, customersOf, listUsers, removeUser, type UserRow } from './store/users';
import { takeIn } from './taking-in';

/** The user of this id; fails with user.unknown. */
async function findUser(c: Ctx, workspace: string, id: string): Promise<UserRow> {
  return (await listUsers(c.env.DB, workspace)).find((user) => user.id === id) ?? fail('user.unknown', 'no user with this id');
}

/** Changes name or role; the role holds on all their devices at once. Fails with user.unknown, or user.last-admin. */
export async function changePerson(
  c: Ctx,
  by: { workspace: string; user: string },
  id: string,
  change: { name?: string | undefined; role?: Role | undefined },
): Promise<UserRow> {
  const user = await findUser(c, by.workspace, id);
  const to = { name: change.name ?? user.name, role: change.role ?? user.role };
  const audit = auditStatement(c.env.DB, by.workspace, {
    at: c.get('now'),
    actor: by.user,
    action: 'user.changed',
    subject: id,
    detail: to.role,
  });
  if (!(await changeUser(c.env.DB, by.workspace, id, to, audit))) fail('user.last-admin', 'the last admin keeps the role');
  return { ...user, ...to };
}

/** How the ids of the demo's colleagues begin. */
const OF_DEMO = 'demo-';

/** Takes out the colleagues that came with the demo, except where a customer is theirs or they have a device: then they are somebody's own. */
export async function removeDemoPeople(c: Ctx, by: { workspace: string; user: string }): Promise<void> {
  const people = (await listUsers(c.env.DB, by.workspace)).filter(({ id }) => id.startsWith(OF_DEMO));
  if (people.length === 0) return;
  const devices = await listDevices(c.env.DB, by.workspace, c.get('now'));
  for (const { id } of people) {
    const isUsed = devices.some(({ user }) => user === id) || (await customersOf(c.env.DB, by.workspace, id)).length > 0;
    if (!isUsed && id !== by.user) await removePerson(c, by, id, null);
  }
}

/**
 * Takes a user out: their customers go to `successor` (null: to nobody) by events, then their devices and sessions end. Answers how many
 * customers that were. Doing it again after an interruption goes on where it stopped. Fails with user.unknown, or user.last-admin.
 */
export async function removePerson(c: Ctx, by: { workspace: string; user: string }, id: string, successor: string | null): Promise<number> {
  const { workspace } = by;
  const now = c.get('now');
  const user = await findUser(c, workspace, id);
  if (successor !== null && (successor === id || (await findUser(c, workspace, successor)).id !== successor))
    fail('user.unknown', 'the successor must be another user', 'successor');
  if (user.role === 'admin' && (await listUsers(c.env.DB, workspace)).filter(({ role }) => role === 'admin').length < 2)
    fail('user.last-admin', 'the last admin cannot be removed');
  const held = await customersOf(c.env.DB, workspace, id);
  await takeIn(
    c,
    workspace,
    held.map(
      (customer): VafaEvent => ({
        id: `handover-${randomId()}`,
        customer: customer.id,
        type: 'customer.owner',
        at: now,
        source: 'vafa',
        revision: 0,
        data: {
          owner: customer.owner === id ? successor : customer.owner,
          cover: customer.cover.filter((other) => other !== id),
          ...(customer.coverUntil === null ? {} : { cover_until: customer.coverUntil }),
        },
      }),
    ),
  );
  const audit = auditStatement(c.env.DB, workspace, {
    at: now,
    actor: by.user,
    action: 'user.removed',
    subject: id,
    ...(successor === null ? {} : { detail: successor }),
  });
  if (!(await removeUser(c.env.DB, workspace, id, now, audit))) fail('user.last-admin', 'the last admin cannot be removed');
  return held.filter(({ owner }) => owner === id).length;
}
