/** Publishing a changed model: for admins. */
import { PublishModelRequest } from '../../shared/api/contract';
import type { Model } from '../../shared/health/model';
import { publishModel, snapshotPopulation } from '../../shared/health/publish';
import { fail, newRoutes, parseBody } from '../http';
import { publishNext, readBook } from '../model-in-force';
import { modelAndFeeds } from '../store/documents';

export const routes = newRoutes().post('/v1/model', async (c) => {
  const { version, weights, ...changes } = await parseBody(c, PublishModelRequest);
  const { workspace, user } = c.get('caller');
  const now = c.get('now');
  const { model, feeds } = await modelAndFeeds(c.env.DB, workspace);
  if (version !== model.version)
    fail('model.outdated', `version ${model.version} is published; the draft was made from ${version}`, '/version');
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Model>;
  const draft: Model = { ...model, ...(weights ? { baseWeights: weights } : {}), ...given };
  const fitted = publishModel(draft, feeds);
  if ('problem' in fitted)
    fail(
      'request.malformed',
      `${fitted.problem.code}: ${fitted.problem.segment || 'default'} adds up to ${fitted.problem.sum}`,
      '/weights',
    );
  // The picture of the book is read through the horizons: with others it must be taken anew.
  const population =
    given.horizon && model.population.customers > 0
      ? snapshotPopulation(await readBook(c.env.DB, workspace), draft, now)
      : model.population;
  const published = await publishNext(c.env.DB, workspace, { ...draft, population }, feeds, user, now);
  return published ? c.json({ version: published.version }, 201) : fail('model.outdated', 'somebody else published meanwhile', '/version');
});
