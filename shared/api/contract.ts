/**
 * The /v1 contract: one table of endpoints with request and response schemas. The Worker parses requests and
 * the client parses answers with these; unknown members are dropped, so either side may be older.
 */
import * as v from 'valibot';
import type { Model } from '../health/model';
import type { Programme } from '../loyalty/programme';
import type { CustomerRecord } from '../record';
import type { SavedSegments } from '../segments';
import { DeviceKey, REFRESH_PATH } from './tokens';

export const ROLES = ['admin', 'manager', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number] | 'ingest';

/** An identity from outside. */
export const id = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
/** Made on the device: 26 characters of Crockford's base 32. */
export const ulid = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** An event on the wire: `at` and every instant inside `data` as ISO 8601 (dates alone mean midnight UTC) or epoch ms. */
export const WireEvent = v.object({
  id: v.optional(id),
  customer: id,
  type: v.pipe(v.string(), v.maxLength(60)),
  at: v.union([v.string(), v.number()]),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  data: v.nullable(v.record(v.string(), v.unknown())),
});
export type WireEvent = v.InferInput<typeof WireEvent>;

export const Status = v.object({ name: v.literal('vafa'), version: v.string(), ready: v.boolean() });
export const IngestRequest = v.object({ events: v.pipe(v.array(v.unknown()), v.maxLength(5000)) });
export const IngestAnswer = v.object({
  accepted: v.number(),
  duplicates: v.number(),
  refused: v.array(v.object({ index: v.number(), id: v.nullable(v.string()), code: v.string(), detail: v.string() })),
});
/** What a person did on a device; the id makes retries harmless. */
export const ActItem = v.object({
  id: ulid,
  customer: id,
  type: v.pipe(v.string(), v.maxLength(60)),
  at: v.pipe(v.number(), v.integer()),
  data: v.nullable(v.record(v.string(), v.unknown())),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});
export type ActItem = v.InferOutput<typeof ActItem>;
export const ActsRequest = v.object({ acts: v.pipe(v.array(ActItem), v.maxLength(100)) });
export const ActsAnswer = v.object({
  results: v.array(v.object({ id: v.string(), ok: v.boolean(), seq: v.optional(v.number()), code: v.optional(v.string()) })),
});

export const PairRequest = v.object({
  challenge: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  name: v.pipe(v.string(), v.maxLength(120)),
  /** A device with a key gets tokens that rotate; one without gets a single long-lived token, good until it is revoked. */
  jwk: v.optional(DeviceKey),
});
export const PairAnswer = v.object({
  pairing: v.string(),
  code: v.string(),
  approve: v.string(),
  expires_at: v.number(),
  poll_seconds: v.number(),
});
export const PairTokenRequest = v.object({ pairing: id, verifier: v.pipe(v.string(), v.minLength(43), v.maxLength(128)) });
/** `token` is the access token where there is a `refresh` token too, which ends at `expires_at` (server clock, like `now`). */
export const PairTokenAnswer = v.object({
  token: v.string(),
  refresh: v.optional(v.string()),
  expires_at: v.optional(v.number()),
  now: v.optional(v.number()),
});

export const Me = v.object({
  user: v.string(),
  name: v.string(),
  role: v.picklist([...ROLES, 'ingest']),
  workspace: v.string(),
  workspace_name: v.string(),
  device: v.string(),
});
export type Me = v.InferOutput<typeof Me>;

/** An object that is only passed on: whoever made it is of the same version, or says so by a number of its own. */
export const opaque = <T>() => v.custom<T>((input) => typeof input === 'object' && input !== null);
export const Changes = v.object({
  /** Ask again from here; `more` says at once. */
  seq: v.number(),
  more: v.boolean(),
  /** Server clock, epoch ms. */
  now: v.number(),
  customers: v.array(opaque<CustomerRecord>()),
  /** Customers this user may no longer see (deleted, merged, reassigned). */
  gone: v.array(v.string()),
  /** Customers that are no longer sent unasked (scope `some`); a device keeps those it was shown. */
  left: v.optional(v.array(v.string()), []),
  /**
   * Which customers are sent unasked: `own` (and covered), `all`, or of a workspace too large for that `some`: own, covered and those
   * with most at risk. `restart`: the device had another; it begins anew with this page.
   */
  scope: v.optional(v.picklist(['own', 'all', 'some'])),
  restart: v.optional(v.boolean(), false),
  /** Which membership set there is: `base.delta`; '0.0' while there is none. */
  membership: v.optional(v.string()),
  /** Each only when newer than the one asked with. */
  model: v.optional(opaque<Model>()),
  programme: v.optional(opaque<Programme>()),
  segments: v.optional(opaque<SavedSegments>()),
  /** User id → display name, for owners and note authors. */
  users: v.record(v.string(), v.string()),
});
export type Changes = v.InferOutput<typeof Changes>;

export const LookupRequest = v.object({ address: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(320), v.includes('@')) });
/** The customers of an address; by its domain where no contact has it. Several mean that it is not clear which. */
export const LookupAnswer = v.object({
  by: v.picklist(['contact', 'domain', 'none']),
  found: v.array(v.object({ contact: v.string(), record: opaque<CustomerRecord>() })),
  /** Whose the customers are that this user may not see: user ids, '' for nobody's. */
  elsewhere: v.optional(v.array(v.string()), []),
});
/** Which records a device keeps beyond what it is sent: id and the number it has. */
export const PinnedRequest = v.object({ pinned: v.pipe(v.array(v.tuple([id, v.number()])), v.maxLength(500)) });
/** Those that changed since, and those that are no longer there for this user. */
export const PinnedAnswer = v.object({ customers: v.array(opaque<CustomerRecord>()), gone: v.array(v.string()) });
/** The set of the workspace's addresses, from where the device is: a base with its key where it has another base, then the deltas. */
export const MembershipAnswer = v.object({
  /** As `membership` in the change feed. */
  at: v.string(),
  base: v.optional(
    v.object({
      /** Base64 of the key of the hashes. */
      secret: v.string(),
      space: v.number(),
      /** Coded sets in base64. */
      pieces: v.array(v.string()),
    }),
  ),
  deltas: v.array(v.string()),
});
export type MembershipAnswer = v.InferOutput<typeof MembershipAnswer>;
/** One refused CSV row: 1-based line of the file, column name, what is wrong. */
export const ImportReport = v.object({
  kind: v.string(),
  dry: v.boolean(),
  rows: v.number(),
  good: v.number(),
  new_events: v.number(),
  unchanged: v.number(),
  bad: v.array(v.object({ line: v.number(), column: v.string(), reason: v.string(), value: v.string() })),
  changed: v.array(v.object({ line: v.number(), key: v.string() })),
  vanished: v.array(v.object({ key: v.string() })),
  /** How dates were read, e.g. "Jalali: 1405-07-21 is 2026-10-13". */
  notes: v.array(v.string()),
  advice: v.object({ customers: v.number(), without_contact: v.number(), domains_of_several: v.number() }),
});
export type ImportReport = v.InferOutput<typeof ImportReport>;

export const SourceRequest = v.object({
  kind: v.literal('rt'),
  url: v.pipe(v.string(), v.url()),
  token: v.optional(v.string()),
  user: v.optional(v.string()),
  password: v.optional(v.string()),
  name: v.optional(v.string()),
});
export const SourceAnswer = v.object({
  id: v.string(),
  kind: v.string(),
  url: v.string(),
  cursor: v.nullable(v.string()),
  last_run_at: v.nullable(v.number()),
  last_problem: v.nullable(v.string()),
  events: v.number(),
  /** Tickets of people who are no customers; only their number is kept. */
  strangers: v.optional(v.number(), 0),
});

/** Who may call what. `anyone` needs no token; `session` is the Worker's own pages. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  roles: readonly Role[] | 'anyone';
}
const staff = ['admin', 'manager', 'agent', 'viewer'] as const;
const writers = ['admin', 'manager', 'agent'] as const;
export const ENDPOINTS = {
  status: { method: 'GET', path: '/v1/status', roles: 'anyone' },
  pair: { method: 'POST', path: '/v1/pair', roles: 'anyone' },
  pairToken: { method: 'POST', path: '/v1/pair/token', roles: 'anyone' },
  refresh: { method: 'POST', path: REFRESH_PATH, roles: 'anyone' },
  me: { method: 'GET', path: '/v1/me', roles: [...staff, 'ingest'] },
  signOut: { method: 'DELETE', path: '/v1/me', roles: staff },
  changes: { method: 'GET', path: '/v1/changes', roles: staff },
  pinned: { method: 'POST', path: '/v1/changes/pinned', roles: staff },
  membership: { method: 'GET', path: '/v1/membership', roles: staff },
  customers: { method: 'GET', path: '/v1/customers', roles: staff },
  customer: { method: 'GET', path: '/v1/customers/:id', roles: staff },
  removeCustomer: { method: 'DELETE', path: '/v1/customers/:id', roles: ['admin', 'manager'] },
  removeDemo: { method: 'DELETE', path: '/v1/demo', roles: ['admin'] },
  lookup: { method: 'POST', path: '/v1/lookup', roles: staff },
  history: { method: 'GET', path: '/v1/customers/:id/history', roles: staff },
  segments: { method: 'GET', path: '/v1/segments', roles: staff },
  saveSegments: { method: 'POST', path: '/v1/segments', roles: ['admin', 'manager'] },
  /** `?first_day=` 0 (Sunday) … 6: the day that begins a week. */
  signalsReport: { method: 'GET', path: '/v1/reports/signals', roles: staff },
  bookReport: { method: 'GET', path: '/v1/reports/book', roles: staff },
  areasReport: { method: 'GET', path: '/v1/reports/areas', roles: staff },
  acts: { method: 'POST', path: '/v1/acts', roles: writers },
  /** `?source=` (admins only) says where the events come from; `api` otherwise. */
  events: { method: 'POST', path: '/v1/events', roles: ['admin', 'manager', 'ingest'] },
  imports: { method: 'POST', path: '/v1/imports/:kind', roles: ['admin', 'manager'] },
  sources: { method: 'GET', path: '/v1/sources', roles: ['admin'] },
  addSource: { method: 'POST', path: '/v1/sources', roles: ['admin'] },
  runSource: { method: 'POST', path: '/v1/sources/:id/run', roles: ['admin'] },
  users: { method: 'GET', path: '/v1/users', roles: ['admin'] },
  addUser: { method: 'POST', path: '/v1/users', roles: ['admin'] },
  changeUser: { method: 'POST', path: '/v1/users/:id', roles: ['admin'] },
  /** `?successor=` names the user who gets their customers. */
  removeUser: { method: 'DELETE', path: '/v1/users/:id', roles: ['admin'] },
  keys: { method: 'POST', path: '/v1/keys', roles: ['admin'] },
  audit: { method: 'GET', path: '/v1/audit', roles: ['admin'] },
  auditCheck: { method: 'GET', path: '/v1/audit/check', roles: ['admin'] },
  revokeDevice: { method: 'DELETE', path: '/v1/devices/:id', roles: ['admin'] },
  /** `?version=`: an earlier one, for a device that explains an old look. */
  model: { method: 'GET', path: '/v1/model', roles: staff },
  modelVersions: { method: 'GET', path: '/v1/model/versions', roles: staff },
  drafts: { method: 'GET', path: '/v1/model/drafts', roles: ['admin', 'manager'] },
  tryDraft: { method: 'POST', path: '/v1/model/drafts', roles: ['admin', 'manager'] },
  draft: { method: 'GET', path: '/v1/model/drafts/:id', roles: ['admin', 'manager'] },
  publishDraft: { method: 'POST', path: '/v1/model/drafts/:id/publish', roles: ['admin'] },
  backtests: { method: 'GET', path: '/v1/backtests', roles: staff },
  startBacktest: { method: 'POST', path: '/v1/backtests', roles: ['admin', 'manager'] },
  backtest: { method: 'GET', path: '/v1/backtests/:id', roles: staff },
  /** Folds a page of customers anew and compares, byte by byte; `?after=` goes on. */
  check: { method: 'GET', path: '/v1/check', roles: ['admin'] },
  retention: { method: 'GET', path: '/v1/retention', roles: ['admin'] },
  keepFor: { method: 'POST', path: '/v1/retention', roles: ['admin'] },
  /** A page of the whole workspace as NDJSON; its last line says where the next one begins (`?after=`). */
  export: { method: 'GET', path: '/v1/export', roles: ['admin'] },
  /** One such page into an empty workspace, in order. */
  importWorkspace: { method: 'POST', path: '/v1/import-workspace', roles: ['admin'] },
  erase: { method: 'POST', path: '/v1/erasures', roles: ['admin'] },
  setupLink: { method: 'POST', path: '/v1/setup-links', roles: 'anyone' },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof ENDPOINTS;
