/** A model that older arithmetic published is published again before anything is computed with it. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { FORMULA } from '../../shared/health/model';
import { job } from '../../worker/jobs/refresh-model';
import { currentModel, publish } from '../../worker/store/documents';
import { openOffice } from './office';

test('row 47: the daily job brings a model of older arithmetic up to this one, as the next version with the same weights', async () => {
  const { workspace, admin } = await openOffice('Older');
  const first = await currentModel(env.DB, workspace);
  const older = { ...first, formula: FORMULA - 1, version: first.version + 1 };
  expect(await publish(env.DB, workspace, 'model', older, admin, Date.now())).toBe(true);
  await job.run(env, Date.now());
  const now = await currentModel(env.DB, workspace);
  expect(now).toMatchObject({ formula: FORMULA, version: older.version + 1, weights: older.weights });
  await job.run(env, Date.now());
  expect((await currentModel(env.DB, workspace)).version).toBe(now.version);
});
