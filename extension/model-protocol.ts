/** What the model page asks of the background. Types only, as in protocol.ts. */
import type * as v from 'valibot';
import type { DraftAnswer, DraftList, ModelAnswer, ModelVersions } from '../shared/api/model-answers';
import type { Settings } from './protocol';

export interface ModelState {
  settings: Settings;
  role: string;
  /** User id → display name. */
  users: Record<string, string>;
  /** Null where it could not be read; `problem` then says why, in words. */
  published: v.InferOutput<typeof ModelAnswer> | null;
  problem: string;
}
export type TriedDraft = v.InferOutput<typeof DraftAnswer>;
type ListedDraft = v.InferOutput<typeof DraftList>['drafts'][number];

export interface ModelAsks {
  'model.state': { in: Record<string, never>; out: ModelState };
  'model.version': { in: { version: number }; out: v.InferOutput<typeof ModelAnswer> };
  /** Those before a version; 0 for the newest. */
  'model.versions': { in: { before: number }; out: v.InferOutput<typeof ModelVersions> };
  'model.drafts': { in: Record<string, never>; out: ListedDraft[] };
  'model.draft': { in: { id: string }; out: TriedDraft };
  'model.try': { in: { base: number; document: Record<string, unknown> }; out: { id: string } };
  'model.publish': { in: { id: string; note: string }; out: { version: number } };
}
