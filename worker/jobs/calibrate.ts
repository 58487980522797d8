/** Once a week: the chance of leaving is calibrated on the workspace's own closed windows, which is a change of the model like any other. */
import { selfCalibrate } from '../../shared/churn/self-calibrate';
import { BY_ITSELF, publishNext } from '../model-in-force';
import { bookSample } from '../store/backtests';
import { modelAndFeeds } from '../store/documents';
import { isTurn } from '../store/turns';
import { listWorkspaces } from '../store/workspaces';
import type { Job } from './job';

const WEEK = 7 * 86_400_000;
/** Two numbers need no more customers, and a run should not read more events. */
const MOST_CUSTOMERS = 1500;
const MOST_EVENTS = 60_000;

export const job: Job = {
  id: 'calibrate',
  async run(env, now) {
    for (const workspace of await listWorkspaces(env.DB)) {
      if (!(await isTurn(env.DB, workspace, 'calibrate', WEEK, now))) continue;
      const { model, feeds } = await modelAndFeeds(env.DB, workspace);
      const calibration = selfCalibrate(await bookSample(env.DB, workspace, MOST_CUSTOMERS, MOST_EVENTS), model, now);
      // Nothing known before and nothing now is no change.
      if (calibration === null && !model.calibration) continue;
      await publishNext(env.DB, workspace, { ...model, calibration }, feeds, BY_ITSELF, now);
    }
  },
};
