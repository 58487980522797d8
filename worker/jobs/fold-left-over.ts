/** Customers whose events came in but whose fold was interrupted, or was left to the schedule because they were many. */
import type { Env } from '../env';
import { foldPending } from '../store/fold';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const MOST = 5000;

export const job: Job = {
  id: 'fold-left-over',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) await foldPending(env.DB, workspace, now, MOST);
  },
};
