/** What is stored already, as the rows of one file may refer to it. */
import { contactNames, customerNames, existingCustomers, userNames } from '../../store/imports';
import { foldName } from './fold-name';
import type { World } from './row-reader';

type Answer = string | null | 'several';

function byFoldedName(pairs: Iterable<readonly [name: string, id: string]>): (name: string) => Answer {
  const ids = new Map<string, Set<string>>();
  for (const [name, id] of pairs) {
    const key = foldName(name);
    if (key !== '') ids.set(key, (ids.get(key) ?? new Set()).add(id));
  }
  return (name) => {
    const found = ids.get(foldName(name));
    if (!found) return null;
    return found.size > 1 ? 'several' : ([...found][0] ?? null);
  };
}

/** Reads only what the references need: names only where an id was not enough. */
export async function readWorld(db: D1Database, workspace: string, references: ReadonlySet<string>, now: number): Promise<World> {
  const ids = await existingCustomers(db, workspace, [...references]);
  const names = [...references].some((reference) => !ids.has(reference));
  const customerByName = byFoldedName(names ? (await customerNames(db, workspace)).map(({ id, name }) => [name, id] as const) : []);
  const customerByContact = byFoldedName(
    names ? (await contactNames(db, workspace)).map(({ customer, name }) => [name, customer] as const) : [],
  );
  const users = await userNames(db, workspace);
  const userByName = byFoldedName(users.map(({ id, name }) => [name, id] as const));
  const userIds = new Map(users.map(({ id }) => [id.toLowerCase(), id]));
  return {
    now,
    customer: (reference) => (ids.has(reference) ? reference : customerByName(reference)),
    customerOfContact: customerByContact,
    user(reference) {
      const named = userByName(reference);
      return userIds.get(reference.toLowerCase()) ?? (named === 'several' ? null : named);
    },
  };
}
