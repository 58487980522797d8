/** Drafts of the club's rules. */
import type { ClubTally } from '../../shared/api/club-answers';
import type { ProgrammeDocument } from '../../shared/loyalty/programme-document';
import { type Draft, draftTable } from './draft-table';

export type ClubDraft = Draft<ProgrammeDocument, ClubTally>;
export const clubDrafts = draftTable<ProgrammeDocument, ClubTally>({
  table: 'programme_drafts',
  document: 'document',
  from: 'from_at',
  tried: 'programme.tried',
});
