/** In a workspace too large for every book: which customers those who see all of it hold. Once an hour; only what changed is written. */
import type { Env } from '../env';
import { markFocus, settleSize } from '../store/book-scope';
import { isTurn } from '../store/turns';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const EVERY = 60 * 60_000;

export const job: Job = {
  id: 'book-scope',
  async run(env: Env, now: number) {
    for (const workspace of await listWorkspaces(env.DB)) {
      if (!(await isTurn(env.DB, workspace, 'book-scope', EVERY, now))) continue;
      if (await settleSize(env.DB, workspace, now)) await markFocus(env.DB, workspace);
    }
  },
};
