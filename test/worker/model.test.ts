/** The model as code: tried on the whole book, published, remembered. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { DraftAnswer, DraftList, ModelAnswer, ModelVersions } from '../../shared/api/model-answers';
import { emptyFacts } from '../../shared/facts/fold';
import { emptyTally } from '../../shared/health/draft-tally';
import { type ModelDocument, toDocument } from '../../shared/health/model-document';
import { weightsOf } from '../../shared/health/score';
import { walkOn } from '../../worker/jobs/repredict';
import { job as tryDrafts } from '../../worker/jobs/try-drafts';
import { publishNext, refreshPopulation } from '../../worker/model-in-force';
import { currentModel, modelAndFeeds } from '../../worker/store/documents';
import { addDraft, findDraft } from '../../worker/store/drafts';
import { walkCursor } from '../../worker/store/repredict';
import { tryDraft } from '../../worker/try-draft';
import { call, count, hire, type Office, openStaffed, type Staffed } from './office';
import { DAY, NOW, openShop, publishEdited, stands, strict, worker } from './shop';

const documentOf = async (token: string): Promise<{ version: number; document: ModelDocument }> => {
  const { version, model } = v.parse(ModelAnswer, (await call('GET', '/v1/model', { token })).body);
  return { version, document: { ...toDocument(model), examples: [] } };
};
async function tried(token: string, id: string): Promise<DraftAnswer> {
  for (let look = 0; look < 50; look++) {
    const answer = v.parse(DraftAnswer, (await call('GET', `/v1/model/drafts/${id}`, { token })).body);
    if (answer.state !== 'trying') return answer;
    await tryDrafts.run(worker, NOW);
  }
  throw new Error('the try does not end');
}

describe('a draft', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openShop('tried', 40);
  });

  test('row 47: is tried on every customer before it is published, and the answer says who changes', async () => {
    const token = office.adminToken;
    const { version, document } = await documentOf(token);
    strict(document);
    const begun = await call('POST', '/v1/model/drafts', { token, body: { base: version, document } });
    expect(begun.status).toBe(202);
    const before = await stands(office);
    const answer = await tried(token, begun.body.id);
    expect(answer).toMatchObject({ state: 'tried', current: true, done: 40, total: 40, base: version });
    expect(answer.document.bands).toEqual({ healthy: 98, watch: 74 });
    const { tally } = answer;
    expect(tally.bands.flat().reduce((a, b) => a + b, 0)).toBe(40);
    // Rows are the bands as they stand now.
    expect(tally.bands.map((row) => row.reduce((a, b) => a + b, 0))).toEqual(
      [0, 1, 2, 3].map((band) => before.filter((row) => row.band === band).length),
    );
    expect(tally.changed).toBe(tally.bands.flatMap((row, i) => row.filter((_, j) => i !== j)).reduce((a, b) => a + b, 0));
    expect(tally.changed).toBeGreaterThan(0);
    // Bands alone move: no score does.
    expect(tally).toMatchObject({ points: 0, largest: [] });
    expect(await stands(office)).toEqual(before);

    const done = await call('POST', `/v1/model/drafts/${begun.body.id}/publish`, { token, body: { note: ' Stricter ' } });
    expect(done).toMatchObject({ status: 201, body: { version: version + 1 } });
    expect(await call('POST', `/v1/model/drafts/${begun.body.id}/publish`, { token, body: {} })).toMatchObject({
      status: 200,
      body: { version: version + 1 },
    });
    const { versions } = v.parse(ModelVersions, (await call('GET', '/v1/model/versions', { token })).body);
    expect(versions[0]).toMatchObject({
      version: version + 1,
      author: office.admin,
      note: 'Stricter',
      causes: ['edited'],
      changes: expect.arrayContaining([{ path: ['bands', 'healthy'], from: 75, to: 98 }]),
    });
    await walkOn(env.DB, office.workspace, 'repredict', NOW, 10);
    const after = await stands(office);
    expect(after.filter((row, i) => row.band !== before[i]?.band)).toHaveLength(tally.changed);
    const audit = `SELECT count(*) AS n FROM audit WHERE workspace = ? AND actor = ? AND action = ?`;
    expect(await count(audit, office.workspace, office.admin, 'model.tried')).toBe(1);
    expect(await count(audit, office.workspace, office.admin, 'model.published')).toBe(1);
  });

  test('row 47: a changed weight names the largest changes with their points, and signals that would open', async () => {
    const token = office.adminToken;
    const { version, document } = await documentOf(token);
    document.knots = [
      [0, 0.9],
      [1, 1],
    ];
    document.thresholds['contact-overdue'] = { ...document.thresholds['contact-overdue'] };
    const answer = await tried(token, (await call('POST', '/v1/model/drafts', { token, body: { base: version, document } })).body.id);
    const { largest, points, shown } = answer.tally;
    expect(largest).toHaveLength(10);
    const sizes = largest.map(({ from, to }) => Math.abs(to.score - from.score));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(largest.every(({ name, from, to }) => name.startsWith('tried-') && to.score < from.score)).toBe(true);
    expect(shown).toBe(40);
    expect(points).toBeLessThanOrEqual(-sizes.reduce((a, b) => a + b, 0));
  });

  test('one that is not sound is refused by place, in words; nothing is kept', async () => {
    const token = office.adminToken;
    const { version, document } = await documentOf(token);
    const weights = { '*': { ...document.weights['*'], usage: 99 } };
    const refused = await call('POST', '/v1/model/drafts?lang=en', { token, body: { base: version, document: { ...document, weights } } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'model.document', at: '/document/weights/*' } });
    expect(refused.body.detail).toMatch(/everyone: the weights add up to \d+, not to 100/);
    const failing = { title: 'Bought once', facts: { purchases: { every: 1, times: 1, last: 3 } }, expect: { score: [101, 102] } };
    const example = await call('POST', '/v1/model/drafts', {
      token,
      body: { base: version, document: { ...document, examples: [failing] } },
    });
    expect(example).toMatchObject({ status: 422, body: { code: 'model.document', at: '/document/examples/0' } });
    expect((await call('POST', '/v1/model/drafts', { token, body: { base: version } })).body.code).toBe('request.malformed');
    expect((await call('POST', '/v1/model/drafts', { token, body: { base: version - 1, document } })).body.code).toBe('model.outdated');
    expect((await call('GET', '/v1/model/drafts/none', { token })).body.code).toBe('draft.unknown');
  });

  test('is published only once it was tried, and only on the model that it was tried against', async () => {
    const own = await openShop('guarded', 3);
    const token = own.adminToken;
    const model = await currentModel(env.DB, own.workspace);
    await addDraft(
      env.DB,
      own.workspace,
      { id: 'fresh', model: { ...model, bands: { healthy: 90, watch: 60 } }, author: own.admin, tally: emptyTally() },
      NOW,
    );
    const publish = () => call('POST', '/v1/model/drafts/fresh/publish', { token, body: {} });
    expect(await publish()).toMatchObject({ status: 409, body: { code: 'draft.not-tried' } });
    await tryDrafts.run(worker, NOW);
    await publishEdited(own, strict);
    expect(await publish()).toMatchObject({ status: 409, body: { code: 'model.outdated' } });
    const { drafts } = v.parse(DraftList, (await call('GET', '/v1/model/drafts', { token })).body);
    expect(drafts).toMatchObject([{ id: 'fresh', state: 'tried', current: false }]);
  });

  test('a try interrupted between pages goes on, counts nobody twice, and gives what one run gives', async () => {
    const own = await openShop('paged', 1203);
    const model = await currentModel(env.DB, own.workspace);
    const draft = { ...model, bands: { healthy: 98, watch: 74 } };
    for (const id of ['whole', 'broken']) await addDraft(env.DB, own.workspace, { id, model: draft, author: id, tally: emptyTally() }, NOW);
    await tryDraft(env.DB, own.workspace, 'whole', NOW, 10);
    await tryDraft(env.DB, own.workspace, 'broken', NOW, 1);
    expect(await findDraft(env.DB, own.workspace, 'broken')).toMatchObject({ done: 500, total: 1203, ended: false });
    // Two at once: one page is counted by one of them only.
    await Promise.all([1, 2].map(() => tryDraft(env.DB, own.workspace, 'broken', NOW, 1)));
    expect((await findDraft(env.DB, own.workspace, 'broken'))?.done).toBe(1000);
    await tryDrafts.run(worker, NOW + 3 * DAY);
    const [whole, broken] = [await findDraft(env.DB, own.workspace, 'whole'), await findDraft(env.DB, own.workspace, 'broken')];
    expect(broken).toMatchObject({ done: 1203, ended: true });
    expect(broken?.tally).toEqual(whole?.tally);
    expect(whole?.tally.changed).toBeGreaterThan(0);
  });
});

describe('the history', () => {
  test('row 47: says of every version whether people edited it or a job measured anew; an old one can be fetched', async () => {
    const own = await openShop('history', 30);
    const token = own.adminToken;
    await refreshPopulation(env.DB, own.workspace, NOW);
    const model = await currentModel(env.DB, own.workspace);
    const { feeds } = await modelAndFeeds(env.DB, own.workspace);
    const calibration = { a: 0, b: 1, error: 0.02, customers: 60, horizon: 90, at: NOW };
    await publishNext(env.DB, own.workspace, { ...model, calibration }, feeds, 'vafa', NOW);
    // Calibration moves no score: nobody is read again for it.
    const pending = await walkCursor(env.DB, own.workspace, 'repredict');
    expect(pending).toEqual({ cursor: '', state: String(model.version) });
    await publishEdited(own, strict);
    const { versions, before } = v.parse(ModelVersions, (await call('GET', '/v1/model/versions?limit=4', { token })).body);
    expect(versions.map(({ version, causes }) => [version, causes])).toEqual([
      [5, ['edited']],
      [4, ['calibration']],
      [3, ['population']],
      [2, ['feeds']],
    ]);
    expect(before).toBe(2);
    const older = v.parse(ModelVersions, (await call('GET', `/v1/model/versions?before=${before}`, { token })).body);
    expect(older).toMatchObject({ versions: [{ version: 1, causes: [], changes: [] }], before: null });
    const old = v.parse(ModelAnswer, (await call('GET', '/v1/model?version=1', { token })).body);
    expect(old.model).toMatchObject({ version: 1, fed: [] });
    expect(v.parse(ModelAnswer, (await call('GET', '/v1/model', { token })).body).model.bands.healthy).toBe(98);
    expect((await call('GET', '/v1/model?version=77', { token })).body.code).toBe('model.version-unknown');
    expect((await call('GET', '/v1/model?version=x', { token })).body.code).toBe('request.malformed');
  });
});

describe('roles', () => {
  let staffed: Staffed;
  beforeAll(async () => {
    staffed = await openStaffed('Model roles', NOW);
  });

  test('everybody reads, managers try, admins publish', async () => {
    const { tokens } = staffed;
    const { version, document } = await documentOf(tokens.manager);
    for (const role of ['agent', 'viewer'] as const) {
      expect((await call('GET', '/v1/model', { token: tokens[role] })).status).toBe(200);
      expect((await call('GET', '/v1/model/versions', { token: tokens[role] })).status).toBe(200);
      expect((await call('POST', '/v1/model/drafts', { token: tokens[role], body: { base: version, document } })).body.code).toBe(
        'auth.forbidden',
      );
    }
    strict(document);
    const { id } = (await call('POST', '/v1/model/drafts', { token: tokens.manager, body: { base: version, document } })).body;
    await tried(tokens.manager, id);
    expect((await call('POST', `/v1/model/drafts/${id}/publish`, { token: tokens.manager, body: {} })).body.code).toBe('auth.forbidden');
    expect((await call('POST', `/v1/model/drafts/${id}/publish`, { token: tokens.admin, body: {} })).status).toBe(201);
    expect((await call('GET', '/v1/model', { token: tokens.ingest })).body.code).toBe('auth.forbidden');
  });

  test('no workspace sees or tries anything of another', async () => {
    const { other, tokens } = staffed;
    const { drafts } = (await call('GET', '/v1/model/drafts', { token: tokens.admin })).body;
    const manager = await hire(other, 'manager', 'their-manager');
    for (const token of [other.adminToken, manager]) {
      expect((await call('GET', '/v1/model/drafts', { token })).body.drafts).toEqual([]);
      expect((await call('GET', `/v1/model/drafts/${drafts[0].id}`, { token })).body.code).toBe('draft.unknown');
    }
    expect((await call('POST', `/v1/model/drafts/${drafts[0].id}/publish`, { token: other.adminToken, body: {} })).body.code).toBe(
      'draft.unknown',
    );
    const theirs = await currentModel(env.DB, other.workspace);
    expect(weightsOf(emptyFacts('x'), theirs)).toEqual(expect.objectContaining({ usage: 0 }));
  });
});
