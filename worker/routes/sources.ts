/** Live sources: list, connect, read now. */
import { SourceRequest } from '../../shared/api/contract';
import { connectSource, describeSource } from '../connectors/connect-source';
import { runSource } from '../connectors/run-source';
import { fail, newRoutes, parseBody } from '../http';
import { findSource, listSources } from '../store/sources';

export const routes = newRoutes()
  .get('/v1/sources', async (c) => c.json({ sources: (await listSources(c.env.DB, c.get('caller').workspace)).map(describeSource) }))
  .post('/v1/sources', async (c) => {
    const made = await connectSource(c.env, c.get('caller'), await parseBody(c, SourceRequest), c.get('now'));
    if (typeof made !== 'string') return c.json(describeSource(made), 201);
    return made === 'url' || made === 'login'
      ? fail('request.malformed', `the source's ${made} is not complete`, `/${made}`)
      : fail('source.unreachable', made);
  })
  .post('/v1/sources/:id/run', async (c) => {
    const { workspace } = c.get('caller');
    const source = await findSource(c.env.DB, workspace, c.req.param('id'));
    if (!source) fail('source.unknown', 'no such source');
    const run = await runSource(c.env, source, c.get('now'), c.req.query('again') === '1');
    if (run.problem) fail('source.unreachable', run.problem);
    return c.json(describeSource((await findSource(c.env.DB, workspace, source.id)) ?? source));
  });
