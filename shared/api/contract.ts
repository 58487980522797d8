/**
 * The /v1 contract: request and response schemas of the endpoints (endpoints.ts). The Worker parses requests and
 * the client parses answers with these; unknown members are dropped, so either side may be older.
 */
import * as v from 'valibot';
import type { Model } from '../health/model';
import type { Programme } from '../loyalty/programme';
import type { SavedOutreach } from '../outreach/list';
import type { CustomerRecord } from '../record';
import type { SavedSegments } from '../segments';
import { DeviceKey } from './tokens';

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
  /** Those of them that are there for nobody any more. */
  removed: v.optional(v.array(v.string())),
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
  /** The open lists alone. */
  outreach: v.optional(opaque<SavedOutreach>()),
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
  /** Events older than the workspace keeps; they are not taken in. */
  too_old: v.optional(v.number(), 0),
});
