/** The model and its history for everybody; drafts for who manages; publishing for admins, and only what was tried. */
import { PublishDraftRequest, TryDraftRequest } from '../../shared/api/model-answers';
import { diffDocuments, causesOf as whyNew } from '../../shared/health/document-diff';
import { documentProblemWords } from '../../shared/health/document-words';
import type { Model } from '../../shared/health/model';
import { toDocument } from '../../shared/health/model-document';
import { translator } from '../../shared/i18n/t';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { publishNext } from '../model-in-force';
import { localeOf } from '../pages/text';
import { documentVersion, documentVersions, modelAndFeeds, type Version } from '../store/documents';
import { findDraft, type ModelDraft, modelDrafts } from '../store/drafts';
import { beginDraft, draftAnswer, tryDraft } from '../try-draft';
import { wholeNumber } from './changes';

/** Pages tried after an answer was given, while whoever asked looks on. */
const AFTER_ANSWER = 20;
const VERSIONS = 20;
const DRAFTS = 10;

export const routes = newRoutes()
  .get('/v1/model', async (c) => {
    const asked = c.req.query('version') === undefined ? null : wholeNumber(c, 'version', 1, 1);
    const found = await documentVersion<Model>(c.env.DB, c.get('caller').workspace, 'model', asked);
    if (!found) fail('model.version-unknown', 'no version of this number was published', 'version');
    const { document: model, ...about } = found;
    return c.json({ version: model.version, ...about, model });
  })
  .get('/v1/model/versions', async (c) => {
    const before = c.req.query('before') === undefined ? null : wholeNumber(c, 'before', 1, 1);
    const limit = wholeNumber(c, 'limit', VERSIONS, 1, VERSIONS);
    const found = await documentVersions<Model>(c.env.DB, c.get('caller').workspace, 'model', before, limit + 1);
    const versions = found.slice(0, limit).map((version, i) => versionAnswer(version, found[i + 1]));
    return c.json({ versions, before: found.length > limit ? (versions.at(-1)?.version ?? null) : null });
  })
  .get('/v1/model/drafts', async (c) => {
    const { workspace } = c.get('caller');
    const published = await publishedVersion(c, workspace);
    const drafts = await modelDrafts.recent(c.env.DB, workspace, DRAFTS);
    return c.json({ drafts: drafts.map((draft) => ({ ...draftAnswer(draft, published), tally: undefined, document: undefined })) });
  })
  .post('/v1/model/drafts', async (c) => {
    const given = await parseBody(c, TryDraftRequest);
    const { workspace, user } = c.get('caller');
    const now = c.get('now');
    const begun = await beginDraft(c.env.DB, workspace, { base: given.base, document: given.document }, user, now);
    if ('published' in begun)
      fail('model.outdated', `version ${begun.published} is published; the draft was made from ${given.base}`, '/base');
    if ('problems' in begun) {
      const [first] = begun.problems;
      const words = first ? documentProblemWords(translator(localeOf(c)), first) : '';
      fail('model.document', words, `/document/${(first?.path ?? []).join('/')}`);
    }
    c.executionCtx.waitUntil(tryDraft(c.env.DB, workspace, begun.id, now, AFTER_ANSWER));
    return c.json({ id: begun.id }, 202);
  })
  .get('/v1/model/drafts/:id', async (c) => {
    const { workspace } = c.get('caller');
    const draft = await draftOf(c, workspace);
    if (!draft.ended) c.executionCtx.waitUntil(tryDraft(c.env.DB, workspace, draft.id, c.get('now'), AFTER_ANSWER));
    return c.json(draftAnswer(draft, await publishedVersion(c, workspace)));
  })
  .post('/v1/model/drafts/:id/publish', async (c) => {
    const { note } = await parseBody(c, PublishDraftRequest);
    const { workspace, user } = c.get('caller');
    const draft = await draftOf(c, workspace);
    // Asked again after an answer that was lost: the same answer.
    if (draft.published !== null) return c.json({ version: draft.published });
    if (!draft.ended) fail('draft.not-tried', `tried on ${draft.done} of ${draft.total} customers`);
    const { model, feeds } = await modelAndFeeds(c.env.DB, workspace);
    if (draft.base !== model.version)
      fail('model.outdated', `version ${model.version} is published; the draft was tried against ${draft.base}`);
    const done = await publishNext(c.env.DB, workspace, draft.document, feeds, user, c.get('now'), { note, draft: draft.id });
    return done ? c.json({ version: done.version }, 201) : fail('model.outdated', 'somebody else published meanwhile');
  });

async function draftOf(c: Ctx, workspace: string): Promise<ModelDraft> {
  const draft = await findDraft(c.env.DB, workspace, c.req.param('id') ?? '');
  return draft ?? fail('draft.unknown', 'no draft with this id');
}

async function publishedVersion(c: Ctx, workspace: string): Promise<number> {
  return (await documentVersion<Model>(c.env.DB, workspace, 'model', null))?.document.version ?? 0;
}

function versionAnswer({ document: model, at, author, note }: Version<Model>, before: Version<Model> | undefined) {
  const causes = before ? whyNew(before.document, model) : [];
  const changes = before && causes.includes('edited') ? diffDocuments(toDocument(before.document), toDocument(model)) : [];
  return { version: model.version, at, author, note, causes, changes };
}
