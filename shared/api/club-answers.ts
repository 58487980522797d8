/** The club's rules, their history, and drafts that are tried on the whole book: what is asked and answered. */
import * as v from 'valibot';
import type { Programme } from '../loyalty/programme';
import type { ClubDifference, ProgrammeDocument } from '../loyalty/programme-document';
import { opaque } from './contract';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const note = v.pipe(v.string(), v.trim(), v.maxLength(500));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_000));

/** `?version=` names one; the newest otherwise, which may hold from a later day on (`programme.from`). */
export const ProgrammeAnswer = v.object({
  version: v.number(),
  at: v.number(),
  author: v.string(),
  note: v.string(),
  programme: opaque<Programme>(),
});

export const ProgrammeVersion = v.object({
  version: v.number(),
  at: v.number(),
  /** From when it holds. */
  from: v.number(),
  author: v.string(),
  note: v.string(),
  /** Against the version before; empty for the first. */
  changes: v.array(opaque<ClubDifference>()),
});
export type ProgrammeVersion = v.InferOutput<typeof ProgrammeVersion>;
/** The newest first; `before` asks for older ones. */
export const ProgrammeVersions = v.object({ versions: v.array(ProgrammeVersion), before: v.nullable(v.number()) });

/** A document, the version that it was made from, and the day from which it is to hold (0: at once). */
export const TryProgrammeRequest = v.object({ base: version, document: v.unknown(), from: v.optional(instant, 0) });
export const TryProgrammeAnswer = v.object({ id: v.string() });
export const PublishProgrammeRequest = v.object({ note: v.optional(note, '') });
export const PublishProgrammeAnswer = v.object({ version: v.number() });

const held = v.object({ tier: v.string(), earned: v.number() });
export const ClubTally = v.object({
  /** Customers in each tier under the rules before and after. */
  tiers: v.record(v.string(), v.object({ before: v.number(), after: v.number() })),
  /** Customers in each price group, by its name, under the rules before and after. */
  prices: v.record(v.string(), v.object({ before: v.number(), after: v.number() })),
  /** Customers whose tier differs, and how many of them rise and fall. */
  changed: v.number(),
  up: v.number(),
  down: v.number(),
  /** Those who move, falls first; `step` in tiers. At most 500 are named. */
  movers: v.array(v.object({ id: v.string(), name: v.string(), step: v.number(), from: held, to: held })),
});
export type ClubTally = v.InferOutput<typeof ClubTally>;

export const ClubDraftAnswer = v.object({
  id: v.string(),
  base: v.number(),
  author: v.string(),
  at: v.number(),
  /** The instant from which it is to hold; 0 for at once. */
  from: v.number(),
  state: v.picklist(['trying', 'tried', 'published']),
  /** False once a version after `base` is published: such a draft is tried anew. */
  current: v.boolean(),
  done: v.number(),
  total: v.number(),
  tally: ClubTally,
  document: opaque<ProgrammeDocument>(),
});
export type ClubDraftAnswer = v.InferOutput<typeof ClubDraftAnswer>;
export const ClubDraftList = v.object({ drafts: v.array(v.omit(ClubDraftAnswer, ['tally', 'document'])) });
