/** Saved segments: read with live counts, saved all together. */
import { SaveSegmentsRequest } from '../../shared/api/segments';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { publish } from '../store/documents';
import { countSegments, savedSegments } from '../store/segments';

export const routes = newRoutes()
  .get('/v1/segments', async (c) => c.json(await withCounts(c)))
  .post('/v1/segments', async (c) => {
    const { version, segments } = await parseBody(c, SaveSegmentsRequest);
    const { workspace, user } = c.get('caller');
    const next = { version: version + 1, segments };
    const stands = await savedSegments(c.env.DB, workspace);
    const first = stands.version === version && (await publish(c.env.DB, workspace, 'segments', next, user, c.get('now')));
    if (!first) fail('segments.outdated', `version ${stands.version} is saved; these were made from ${version}`, '/version');
    return c.json(await withCounts(c), 201);
  });

async function withCounts(c: Ctx) {
  const caller = c.get('caller');
  const now = c.get('now');
  const { version, segments } = await savedSegments(c.env.DB, caller.workspace);
  const counts = await countSegments(c.env.DB, caller, segments, now);
  return { version, as_of: now, segments: segments.map((segment, i) => ({ ...segment, count: counts[i] ?? 0 })) };
}
