/** Proves on request that the facts are those of the log. */
import { newRoutes } from '../http';
import { checkFacts } from '../store/check';
import { wholeNumber } from './changes';

const USUAL = 200;
const MOST = 500;

export const routes = newRoutes().get('/v1/check', async (c) => {
  const limit = wholeNumber(c, 'limit', USUAL, 1, MOST);
  return c.json(await checkFacts(c.env.DB, c.get('caller').workspace, c.req.query('after') ?? '', limit));
});
