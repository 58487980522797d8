/** Collects the entries of draws over books too large for one request. */
import { collect } from '../draws';
import type { Env } from '../env';
import { currentProgramme } from '../store/documents';
import { drawsCollecting } from '../store/draws';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const MOST_PAGES = 40;

export const job: Job = {
  id: 'collect-draws',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      for (const { id } of await drawsCollecting(env.DB, workspace))
        await collect(env.DB, workspace, id, await currentProgramme(env.DB, workspace), now, MOST_PAGES);
    }
  },
};
