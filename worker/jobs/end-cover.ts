/** Cover for a leave ends by itself: who covered sees those customers no more. */
import type { Env } from '../env';
import { endCover } from '../store/decisions';
import { foldPending } from '../store/fold';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

/** What is left over waits five minutes. */
const PAGE = 500;

export const job: Job = {
  id: 'end-cover',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      const ended = await endCover(env.DB, workspace, now, PAGE);
      if (ended.length > 0) await foldPending(env.DB, workspace, now, PAGE, ended);
    }
  },
};
