/** What the club's page asks of the background. Types only, as in protocol.ts. */
import type * as v from 'valibot';
import type { ClubDraftAnswer, ClubDraftList, ProgrammeAnswer, ProgrammeVersions } from '../shared/api/club-answers';

export interface ClubState {
  role: string;
  /** User id → display name. */
  users: Record<string, string>;
  published: v.InferOutput<typeof ProgrammeAnswer>;
}
export type TriedRules = v.InferOutput<typeof ClubDraftAnswer>;
type ListedRules = v.InferOutput<typeof ClubDraftList>['drafts'][number];

export interface ClubAsks {
  'club.state': { in: Record<string, never>; out: ClubState };
  'club.version': { in: { version: number }; out: v.InferOutput<typeof ProgrammeAnswer> };
  /** Those before a version; 0 for the newest. */
  'club.versions': { in: { before: number }; out: v.InferOutput<typeof ProgrammeVersions> };
  'club.drafts': { in: Record<string, never>; out: ListedRules[] };
  'club.draft': { in: { id: string }; out: TriedRules };
  /** `from`: epoch ms from which it is to hold, 0 for at once. */
  'club.try': { in: { base: number; document: Record<string, unknown>; from: number }; out: { id: string } };
  'club.publish': { in: { id: string; note: string }; out: { version: number } };
}
