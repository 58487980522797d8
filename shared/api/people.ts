/** Users, their invitations and devices, and ingest keys: what an admin asks and is answered. */
import * as v from 'valibot';
import { id, ROLES } from './contract';

export const AddUserRequest = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  role: v.picklist(ROLES),
  id: v.optional(v.pipe(id, v.regex(/^[^\s:*]+$/))),
});
/** The invitation is opened once, within a week. */
export const AddUserAnswer = v.object({ user: v.string(), url: v.string(), expires_at: v.number() });
export const Users = v.object({
  users: v.array(v.object({ id: v.string(), name: v.string(), role: v.string() })),
  devices: v.array(
    v.object({
      id: v.string(),
      user: v.string(),
      kind: v.string(),
      name: v.string(),
      created_at: v.number(),
      revoked_at: v.nullable(v.number()),
    }),
  ),
});
/** What to change of a user; what is left out stays. A new role holds on every device at once. */
export const ChangeUserRequest = v.object({
  name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
  role: v.optional(v.picklist(ROLES)),
});
/** How many customers went to the successor, or to nobody. */
export const RemoveUserAnswer = v.object({ customers: v.number() });
export const AddKeyRequest = v.object({ name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)) });
/** The key's text is shown this once. */
export const AddKeyAnswer = v.object({ id: v.string(), key: v.string() });
export const SetupLinkRequest = v.object({
  workspace_name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
  name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
});
export const SetupLinkAnswer = v.object({ url: v.string(), expires_at: v.number() });
