/** For how many months the workspace keeps its events. */
import { KeepForRequest } from '../../shared/api/lifecycle';
import { type Ctx, newRoutes, parseBody } from '../http';
import { findRetention, setRetention } from '../store/retention';

export const routes = newRoutes()
  .get('/v1/retention', async (c) => c.json(await answer(c)))
  .post('/v1/retention', async (c) => {
    const { months } = await parseBody(c, KeepForRequest);
    const { workspace, user } = c.get('caller');
    await setRetention(c.env.DB, workspace, months, user, c.get('now'));
    return c.json(await answer(c));
  });

async function answer(c: Ctx) {
  const found = await findRetention(c.env.DB, c.get('caller').workspace);
  return { months: found?.months ?? 0, complete_from: found?.purgedTo ?? null };
}
