/** The club's rules: the one in force or one by its version, their history, and drafts that are tried on the whole book before they are published. */
import { PublishProgrammeRequest, TryProgrammeRequest } from '../../shared/api/club-answers';
import { translator } from '../../shared/i18n/t';
import { clubProblemWords } from '../../shared/loyalty/club-words';
import { completeProgramme } from '../../shared/loyalty/default-programme';
import type { Programme } from '../../shared/loyalty/programme';
import { diffProgrammes, programmeDocument } from '../../shared/loyalty/programme-document';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { localeOf } from '../pages/text';
import { currentProgramme, documentVersion, documentVersions, type Version } from '../store/documents';
import { type ClubDraft, clubDrafts } from '../store/programme-drafts';
import { beginClubDraft, clubDraftAnswer, publishClubDraft, tryClubDraft } from '../try-programme';
import { wholeNumber } from './changes';

/** Pages tried after an answer was given, while whoever asked looks on. */
const AFTER_ANSWER = 20;
const VERSIONS = 20;
const DRAFTS = 10;

export const routes = newRoutes()
  .get('/v1/programme', async (c) => {
    const asked = c.req.query('version') === undefined ? null : wholeNumber(c, 'version', 1, 1);
    const found = await documentVersion<Programme>(c.env.DB, c.get('caller').workspace, 'programme', asked);
    if (!found) fail('programme.version-unknown', 'no version of this number was published', 'version');
    const { document, ...about } = found;
    return c.json({ version: document.version, ...about, programme: completeProgramme(document) });
  })
  .get('/v1/programme/versions', async (c) => {
    const before = c.req.query('before') === undefined ? null : wholeNumber(c, 'before', 1, 1);
    const limit = wholeNumber(c, 'limit', VERSIONS, 1, VERSIONS);
    const found = await documentVersions<Programme>(c.env.DB, c.get('caller').workspace, 'programme', before, limit + 1);
    const versions = found.slice(0, limit).map((version, i) => versionAnswer(version, found[i + 1]));
    return c.json({ versions, before: found.length > limit ? (versions.at(-1)?.version ?? null) : null });
  })
  .get('/v1/programme/drafts', async (c) => {
    const { workspace } = c.get('caller');
    const { version } = await currentProgramme(c.env.DB, workspace);
    const drafts = await clubDrafts.recent(c.env.DB, workspace, DRAFTS);
    return c.json({ drafts: drafts.map((draft) => ({ ...clubDraftAnswer(draft, version), tally: undefined, document: undefined })) });
  })
  .post('/v1/programme/drafts', async (c) => {
    const given = await parseBody(c, TryProgrammeRequest);
    const { workspace, user } = c.get('caller');
    const now = c.get('now');
    const begun = await beginClubDraft(c.env.DB, workspace, { ...given, document: given.document }, user, now);
    if ('published' in begun)
      fail('programme.outdated', `version ${begun.published} is published; the draft was made from ${given.base}`, '/base');
    if ('problems' in begun) {
      const [first] = begun.problems;
      const words = first ? clubProblemWords(translator(localeOf(c)), first) : '';
      fail('programme.document', words, `/document/${(first?.path ?? []).join('/')}`);
    }
    c.executionCtx.waitUntil(tryClubDraft(c.env.DB, workspace, begun.id, now, AFTER_ANSWER));
    return c.json({ id: begun.id }, 202);
  })
  .get('/v1/programme/drafts/:id', async (c) => {
    const { workspace } = c.get('caller');
    const draft = await draftOf(c, workspace);
    if (!draft.ended) c.executionCtx.waitUntil(tryClubDraft(c.env.DB, workspace, draft.id, c.get('now'), AFTER_ANSWER));
    return c.json(clubDraftAnswer(draft, (await currentProgramme(c.env.DB, workspace)).version));
  })
  .post('/v1/programme/drafts/:id/publish', async (c) => {
    const { note } = await parseBody(c, PublishProgrammeRequest);
    const { workspace, user } = c.get('caller');
    const draft = await draftOf(c, workspace);
    // Asked again after an answer that was lost: the same answer.
    if (draft.published !== null) return c.json({ version: draft.published });
    if (!draft.ended) fail('draft.not-tried', `tried on ${draft.done} of ${draft.total} customers`);
    const done = await publishClubDraft(c.env.DB, workspace, draft, user, note, c.get('now'));
    return done ? c.json({ version: done.version }, 201) : fail('programme.outdated', `the draft was tried against ${draft.base}`);
  });

async function draftOf(c: Ctx, workspace: string): Promise<ClubDraft> {
  const draft = await clubDrafts.find(c.env.DB, workspace, c.req.param('id') ?? '');
  return draft ?? fail('draft.unknown', 'no draft with this id');
}

function versionAnswer({ document, at, author, note }: Version<Programme>, before: Version<Programme> | undefined) {
  const documentOf = (programme: Programme) => programmeDocument(completeProgramme(programme));
  const changes = before ? diffProgrammes(documentOf(before.document), documentOf(document)) : [];
  return { version: document.version, at, from: document.from ?? 0, author, note, changes };
}
