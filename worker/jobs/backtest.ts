/** Works on the backtests that somebody started. */
import { workOff } from '../run-backtest';
import { runningBacktest } from '../store/backtests';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

export const job: Job = {
  id: 'backtest',
  async run(env, now) {
    for (const workspace of await listWorkspaces(env.DB)) {
      const row = await runningBacktest(env.DB, workspace);
      if (row) await workOff(env.DB, workspace, row, now);
    }
  },
};
