/** Trying a changed model on the whole book before it is published: in pages with a cursor, each counted once. */
import type { DraftAnswer } from '../shared/api/model-answers';
import { checkDocument, type DocumentProblem } from '../shared/health/document-check';
import { addToTally, emptyTally } from '../shared/health/draft-tally';
import { type Model, withClub } from '../shared/health/model';
import { toDocument, withDocument } from '../shared/health/model-document';
import { publishModel } from '../shared/health/publish';
import { snapshotPopulation } from '../shared/health/snapshot';
import { readBook } from './model-in-force';
import { currentProgramme, documentVersion, modelAndFeeds } from './store/documents';
import { addDraft, findDraft, type ModelDraft, modelDrafts } from './store/drafts';
import { randomId } from './store/ids';
import { tryPages } from './try-pages';

export type Begun = { id: string } | { problems: DocumentProblem[] } | { published: number };

/** Keeps a document as a draft of the version `base`, to be tried. A document that is not sound, or an older base, is answered instead. */
export async function beginDraft(
  db: D1Database,
  workspace: string,
  given: { base: number; document: unknown },
  author: string,
  now: number,
): Promise<Begun> {
  const { model, feeds } = await modelAndFeeds(db, workspace);
  if (given.base !== model.version) return { published: model.version };
  const checked = checkDocument(given.document);
  if ('problems' in checked) return checked;
  const draft = withDocument(model, checked.document);
  const fitted = publishModel(await placed(db, workspace, model, draft, now), feeds);
  if ('problem' in fitted) throw new Error(`a checked document is not sound: ${fitted.problem.code}`);
  const id = randomId();
  await addDraft(db, workspace, { id, model: fitted.model, author, tally: emptyTally() }, now);
  return { id };
}

/** The picture of the book is read through horizons and money: with others it must be taken anew. */
async function placed(db: D1Database, workspace: string, before: Model, draft: Model, now: number): Promise<Model> {
  const same = JSON.stringify([before.horizon, before.money]) === JSON.stringify([draft.horizon, draft.money]);
  if (same || before.population.customers === 0) return draft;
  return { ...draft, population: snapshotPopulation(await readBook(db, workspace), draft, now) };
}

/** Tries a draft on up to `pages` pages more. All of the book is read as of the moment the draft was made, however long it takes. */
export async function tryDraft(db: D1Database, workspace: string, id: string, now: number, pages: number): Promise<void> {
  const draft = await findDraft(db, workspace, id);
  if (!draft || draft.ended) return;
  const base = await documentVersion<Model>(db, workspace, 'model', draft.base);
  if (!base) throw new Error('the version that the draft was made from is not there');
  const club = await currentProgramme(db, workspace);
  const [before, after] = [withClub(base.document, club), withClub(draft.document, club)];
  await tryPages(db, workspace, modelDrafts, draft, { now, pages }, (tally, facts) => addToTally(tally, facts, before, after, draft.at));
}

/** A draft as the API tells it. `published` is the version in force. */
export function draftAnswer(draft: ModelDraft, published: number): DraftAnswer {
  const { id, base, author, at, done, total, tally } = draft;
  return {
    id,
    base,
    author,
    at,
    state: draft.published !== null ? 'published' : draft.ended ? 'tried' : 'trying',
    current: base === published,
    done,
    total,
    tally,
    document: toDocument(draft.document),
  };
}
