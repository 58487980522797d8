/** Trying changed rules of the club on the whole book before they are published, and publishing them. */
import type { ClubDraftAnswer } from '../shared/api/club-answers';
import { completeProgramme } from '../shared/loyalty/default-programme';
import { inForce } from '../shared/loyalty/in-force';
import type { Programme } from '../shared/loyalty/programme';
import { type ClubProblem, checkProgramme } from '../shared/loyalty/programme-check';
import type { ProgrammeDocument } from '../shared/loyalty/programme-document';
import { addToClubTally, emptyClubTally } from '../shared/loyalty/simulate';
import { currentProgramme, documentVersion, publish } from './store/documents';
import { randomId } from './store/ids';
import { type ClubDraft, clubDrafts } from './store/programme-drafts';
import { tryPages } from './try-pages';

export type BegunClub = { id: string } | { problems: ClubProblem[] } | { published: number };

/** Keeps a document as a draft of the version `base`, to be tried. A document that is not sound, or an older base, is answered instead. */
export async function beginClubDraft(
  db: D1Database,
  workspace: string,
  given: { base: number; document: unknown; from: number },
  author: string,
  now: number,
): Promise<BegunClub> {
  const { version } = await currentProgramme(db, workspace);
  if (given.base !== version) return { published: version };
  const checked = checkProgramme(given.document);
  if ('problems' in checked) return checked;
  const id = randomId();
  const from = given.from > now ? given.from : 0;
  await clubDrafts.add(db, workspace, { id, base: version, author, from, document: checked.document, tally: emptyClubTally() }, now);
  return { id };
}

/**
 * Tries a draft on up to `pages` pages more. All of the book is read as of the moment the draft was made, or of that from which it is to
 * hold, however long it takes.
 */
export async function tryClubDraft(db: D1Database, workspace: string, id: string, now: number, pages: number): Promise<void> {
  const draft = await clubDrafts.find(db, workspace, id);
  if (!draft || draft.ended) return;
  const base = await documentVersion<Programme>(db, workspace, 'programme', draft.base);
  if (!base) throw new Error('the version that the draft was made from is not there');
  const before = completeProgramme(base.document);
  const after = rulesOf(draft.document, before.version, 0, null);
  const at = Math.max(draft.at, draft.from);
  await tryPages(db, workspace, clubDrafts, draft, { now, pages }, (tally, facts) => addToClubTally(tally, facts, before, after, at));
}

/**
 * Publishes a tried draft as the version after its own, to hold from its day (at once where that has passed); null when somebody else was
 * first. Every customer's tier is then read again in pages; devices read it themselves.
 */
export async function publishClubDraft(
  db: D1Database,
  workspace: string,
  draft: ClubDraft,
  author: string,
  note: string,
  now: number,
): Promise<Programme | null> {
  const before = await currentProgramme(db, workspace);
  if (before.version !== draft.base) return null;
  const holding = inForce(before, now);
  // Rules that were to hold later are replaced: only those that hold today stay until the new ones do.
  const former = draft.from > now ? { ...holding, former: null } : null;
  const programme = rulesOf(draft.document, before.version + 1, former ? draft.from : now, former);
  const done = await publish(db, workspace, 'programme', programme, author, now, { note, follow: 'predictions', draft: draft.id });
  return done ? programme : null;
}

const rulesOf = (document: ProgrammeDocument, version: number, from: number, former: Programme | null): Programme => ({
  version,
  from,
  former,
  ...document,
});

/** A draft as the API tells it. `published` is the newest version. */
export function clubDraftAnswer(draft: ClubDraft, published: number): ClubDraftAnswer {
  const { id, base, author, at, from, done, total, tally, document } = draft;
  return {
    id,
    base,
    author,
    at,
    from,
    state: draft.published !== null ? 'published' : draft.ended ? 'tried' : 'trying',
    current: base === published,
    done,
    total,
    tally,
    document,
  };
}
