/**
 * The Worker with a door for the benchmark: the store's own functions and the whole request path run inside workerd, beside D1, as they
 * do when deployed. Bundled and started by ../bench-worker.ts only.
 */

import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import { newToken } from '../../../worker/auth/token';
import type { Env } from '../../../worker/env';
import product from '../../../worker/index';
import { firstModel } from '../../../worker/model-in-force';
import { issueStatement } from '../../../worker/store/credentials';
import { createWorkspace, findFirstAdmin } from '../../../worker/store/workspaces';
import { insertRaw } from './insert-raw';
import { readLists, seedList } from './list';
import { readLookups } from './lookups';
import { foldAllAnew, ingestOneByOne, scanRaw } from './other-ways';
import { passDays, rewriteAll, seedForRescoring } from './rescoring';
import { writeEvents } from './written';

export interface Place {
  db: D1Database;
  workspace: string;
  token: string;
}
type Call = (place: Place, input: never) => Promise<unknown>;
const CALLS: Record<string, Call> = {
  readLookups,
  writeEvents,
  seedForRescoring,
  passDays,
  rewriteAll,
  insertRaw,
  seedList,
  readLists,
  ingestOneByOne,
  scanRaw,
  foldAllAnew,
};

/** A workspace for this name with a paired device; the same one for the same name. */
async function openPlace(db: D1Database, name: string): Promise<Place> {
  const now = Date.now();
  await createWorkspace(db, { name, admin: 'Admin', model: firstModel(now), programme: defaultProgramme() }, now);
  const made = await findFirstAdmin(db, name);
  if (!made) throw new Error('the workspace was not made');
  const { text, hash } = await newToken(made.workspace);
  await issueStatement(
    db,
    {
      hash,
      id: hash.slice(0, 16),
      workspace: made.workspace,
      user: made.user,
      role: 'admin',
      kind: 'device',
      name: 'Bench',
      expiresAt: null,
    },
    now,
  ).run();
  return { db, workspace: made.workspace, token: text };
}

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    if (!url.pathname.startsWith('/bench/')) return product.fetch(request, env, context);
    const [, , name = '', call = ''] = url.pathname.split('/');
    const place = await openPlace(env.DB, name);
    if (call === 'open') return Response.json({ token: place.token });
    const run = CALLS[call];
    if (!run) return Response.json({ problem: `there is no ${call}` }, { status: 404 });
    try {
      return Response.json(await run(place, (await request.json()) as never));
    } catch (error) {
      return Response.json({ problem: error instanceof Error ? `${error.message} ${error.stack}` : 'unknown' }, { status: 500 });
    }
  },
} satisfies ExportedHandler<Env>;
