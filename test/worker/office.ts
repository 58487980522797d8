/** A workspace for tests, made through the public API wherever there is one. */
import { env, exports } from 'cloudflare:workers';
import type { Role } from '../../shared/api/contract';
import type { VafaEvent } from '../../shared/event';
import { approvePairing } from '../../worker/auth/pairing';
import { sha256 } from '../../worker/auth/token';
import { findFirstAdmin } from '../../worker/store/workspaces';

const ORIGIN = 'http://127.0.0.1:8787';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read the members they expect; a missing one fails the test.
  body: any;
  headers: Headers;
}
/** Calls the Worker; `body` is sent as JSON, a string as it is. */
export async function call(
  method: string,
  path: string,
  given: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await exports.default.fetch(`${ORIGIN}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(given.token === undefined ? {} : { authorization: `Bearer ${given.token}` }),
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body) }),
  });
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the text itself is the answer.
  }
  return { status: response.status, body, headers: response.headers };
}

export interface Office {
  workspace: string;
  admin: string;
  adminToken: string;
}
/** A new workspace with its admin's device. */
export async function openOffice(name: string): Promise<Office> {
  await call('POST', '/v1/setup-links', { token: env.VAFA_SETUP_SECRET, body: { workspace_name: name, name: 'Ada' } });
  const found = await findFirstAdmin(env.DB, name);
  if (!found) throw new Error('the workspace is not there');
  return { workspace: found.workspace, admin: found.user, adminToken: await pairAs(found.workspace, found.user, 'admin') };
}

/** Pairs a device for a user, approved by that user's session. */
export async function pairAs(workspace: string, user: string, role: Role): Promise<string> {
  const verifier = crypto.randomUUID() + crypto.randomUUID();
  const started = await call('POST', '/v1/pair', { body: { challenge: await sha256(verifier), name: 'Test device' } });
  await approvePairing(env as never, { workspace, user, role, device: null }, started.body.code, Date.now());
  return (await call('POST', '/v1/pair/token', { body: { pairing: started.body.pairing, verifier } })).body.token;
}

/** A user of this role with a device; the token is its device's. */
export async function hire(office: Office, role: Exclude<Role, 'ingest'>, id: string): Promise<string> {
  await call('POST', '/v1/users', { token: office.adminToken, body: { name: id, role, id } });
  return pairAs(office.workspace, id, role);
}

let number = 0;
/** An event with an id of its own, unless one is given. */
export function event(
  customer: string,
  type: VafaEvent['type'],
  at: number,
  data: Record<string, unknown> | null,
  more: Partial<VafaEvent> = {},
): VafaEvent {
  number += 1;
  return { id: `e${number}`, customer, type, at, source: 'test', revision: 0, data, ...more } as VafaEvent;
}

export async function count(sql: string, ...bindings: unknown[]): Promise<number> {
  return (
    (
      await env.DB.prepare(sql)
        .bind(...bindings)
        .first<{ n: number }>()
    )?.n ?? 0
  );
}

/** A 26-character id as devices make them. */
export function ulid(): string {
  return [...crypto.getRandomValues(new Uint8Array(26))].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31]).join('');
}

const DAY = 86_400_000;

export interface Staffed {
  office: Office;
  other: Office;
  tokens: Record<Role, string>;
}
/**
 * Two workspaces; the first with a device of every role and an ingest key, and three customers: `mine` (agent-1's own, Tamsin at
 * mine.example), `covered` (agent-1 covers) and `theirs` (Ola, manager-1's).
 */
export async function openStaffed(name: string, now: number): Promise<Staffed> {
  const office = await openOffice(name);
  const other = await openOffice(`${name}, other`);
  const tokens: Staffed['tokens'] = { admin: office.adminToken, manager: '', agent: '', viewer: '', ingest: '' };
  for (const role of ['manager', 'agent', 'viewer'] as const) tokens[role] = await hire(office, role, `${role}-1`);
  tokens.ingest = (await call('POST', '/v1/keys', { token: tokens.admin, body: { name: 'Shop' } })).body.key;
  const at = now - 9 * DAY;
  const events = [
    { customer: 'mine', type: 'customer.profile', at, data: { name: 'Mine GmbH', value: { amount: 100_000, currency: 'EUR' } } },
    { customer: 'mine', type: 'customer.owner', at, data: { owner: 'agent-1' } },
    { customer: 'mine', type: 'contact.set', at, data: { contact: 'c', name: 'Tamsin Orrell', email: 'Tamsin@mine.example' } },
    { customer: 'mine', type: 'domain.set', at, data: { domain: 'mine.example' } },
    { customer: 'covered', type: 'customer.owner', at, data: { owner: 'manager-1', cover: ['agent-1'] } },
    { customer: 'theirs', type: 'customer.owner', at, data: { owner: 'manager-1' } },
    { customer: 'theirs', type: 'contact.set', at, data: { contact: 'c', name: 'Ola', email: 'ola@theirs.example' } },
  ];
  const sent = await call('POST', '/v1/events', { token: tokens.ingest, body: { events } });
  if (sent.body?.accepted !== events.length) throw new Error(`the office is not furnished: ${JSON.stringify(sent.body)}`);
  return { office, other, tokens };
}
