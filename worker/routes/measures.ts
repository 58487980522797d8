/** Improvements and costs: read, and saved all together. What they are held against comes with the report of the book. */
import { SaveMeasuresRequest } from '../../shared/api/measures';
import { fail, newRoutes, parseBody } from '../http';
import { publish } from '../store/documents';
import { savedMeasures } from '../store/measures';

export const routes = newRoutes()
  .get('/v1/measures', async (c) => c.json(await savedMeasures(c.env.DB, c.get('caller').workspace)))
  .post('/v1/measures', async (c) => {
    const { version, improvements, costs } = await parseBody(c, SaveMeasuresRequest);
    const { workspace, user } = c.get('caller');
    const next = { version: version + 1, improvements, costs };
    const stands = await savedMeasures(c.env.DB, workspace);
    // A retry whose first answer was lost.
    if (JSON.stringify(stands) === JSON.stringify(next)) return c.json(stands, 201);
    const first = stands.version === version && (await publish(c.env.DB, workspace, 'measures', next, user, c.get('now')));
    if (!first) fail('measures.outdated', `version ${stands.version} is saved; these were made from ${version}`, '/version');
    return c.json(next, 201);
  });
