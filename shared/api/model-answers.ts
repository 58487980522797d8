/** The model, its history, and drafts that are tried on the whole book: what is asked and answered. */
import * as v from 'valibot';
import type { Difference, VersionCause } from '../health/document-diff';
import type { Model } from '../health/model';
import type { ModelDocument } from '../health/model-document';
import { opaque } from './contract';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const note = v.pipe(v.string(), v.trim(), v.maxLength(500));

/** `?version=` names one; the newest otherwise. `author` is a user's id, or `vafa` where a job published. */
export const ModelAnswer = v.object({ version: v.number(), at: v.number(), author: v.string(), note: v.string(), model: opaque<Model>() });

export const ModelVersion = v.object({
  version: v.number(),
  at: v.number(),
  author: v.string(),
  note: v.string(),
  /** Why it came to be, the weightiest first; empty for the first version. */
  causes: v.array(v.picklist(['edited', 'formula', 'feeds', 'population', 'calibration'] as const satisfies readonly VersionCause[])),
  /** What people changed against the version before. */
  changes: v.array(opaque<Difference>()),
});
export type ModelVersion = v.InferOutput<typeof ModelVersion>;
/** The newest first; `before` asks for older ones. */
export const ModelVersions = v.object({ versions: v.array(ModelVersion), before: v.nullable(v.number()) });

/** A document as people edit it, and the version that it was made from. */
export const TryDraftRequest = v.object({ base: version, document: v.unknown() });
export const PublishDraftRequest = v.object({ note: v.optional(note, '') });
export const PublishDraftAnswer = v.object({ version: v.number() });

const standing = v.object({ score: v.number(), band: v.picklist(['at-risk', 'watch', 'healthy', 'unknown']) });
/** What a draft does to the book, as far as it was tried. */
export const DraftTally = v.object({
  /** How many came from a band (row) to a band (column): at-risk, watch, healthy, unknown. */
  bands: v.array(v.array(v.number())),
  /** Customers whose band differs. */
  changed: v.number(),
  /** Customers with a shown score under both models, and the sum of their changes in points. */
  shown: v.number(),
  points: v.number(),
  /** The ten whose score changes most, the largest first. */
  largest: v.array(v.object({ id: v.string(), name: v.string(), from: standing, to: standing })),
  /** Signals that would open or close, by id. */
  signals: v.record(v.string(), v.object({ opens: v.number(), closes: v.number() })),
});
export type DraftTally = v.InferOutput<typeof DraftTally>;

export const DraftAnswer = v.object({
  id: v.string(),
  base: v.number(),
  author: v.string(),
  at: v.number(),
  state: v.picklist(['trying', 'tried', 'published']),
  /** False once a version after `base` is published: such a draft is tried anew. */
  current: v.boolean(),
  done: v.number(),
  total: v.number(),
  tally: DraftTally,
  document: opaque<ModelDocument>(),
});
export type DraftAnswer = v.InferOutput<typeof DraftAnswer>;
export const DraftList = v.object({ drafts: v.array(v.omit(DraftAnswer, ['tally', 'document'])) });
export const TryDraftAnswer = v.object({ id: v.string() });
