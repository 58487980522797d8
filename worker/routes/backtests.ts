/** Backtests over the workspace's own history. One runs at a time: whoever asks meanwhile gets that one. */
import { type BacktestRun, StartBacktestRequest } from '../../shared/api/backtests';
import { dayOf } from '../../shared/event';
import { fail, newRoutes, parseBody } from '../http';
import { modelInForce } from '../model-in-force';
import { type Task, workOff } from '../run-backtest';
import { type BacktestRow, findBacktest, listBacktests, STEPS, startBacktest } from '../store/backtests';

const SHOWN = 20;

export const routes = newRoutes()
  .get('/v1/backtests', async (c) => {
    const rows = await listBacktests(c.env.DB, c.get('caller').workspace, SHOWN);
    return c.json({ backtests: rows.map(runOf) });
  })
  .get('/v1/backtests/:id', async (c) => {
    const row = await findBacktest(c.env.DB, c.get('caller').workspace, c.req.param('id'));
    if (!row) fail('backtest.unknown', 'there is no such backtest in this workspace');
    return c.json({ ...runOf(row), report: row.report === null ? null : JSON.parse(row.report) });
  })
  .post('/v1/backtests', async (c) => {
    const { cutoffs, horizon } = await parseBody(c, StartBacktestRequest);
    const { workspace, user } = c.get('caller');
    const now = c.get('now');
    const task: Task = {
      asked: {
        cutoffs: Array.isArray(cutoffs) ? cutoffs.map((day) => dayOf(Date.parse(day))) : (cutoffs ?? null),
        horizon: horizon ?? null,
        labelsUntil: null,
      },
      model: await modelInForce(c.env.DB, workspace, now),
    };
    const { row, started } = await startBacktest(c.env.DB, workspace, user, JSON.stringify(task), now);
    // A small book is done at once; the schedule goes on with a bigger one.
    if (started) await workOff(c.env.DB, workspace, row, now);
    const stands = (await findBacktest(c.env.DB, workspace, row.id)) ?? row;
    return c.json(runOf(stands), started ? 201 : 200);
  });

function runOf(row: BacktestRow): BacktestRun {
  const problem = row.problem === null ? null : (JSON.parse(row.problem) as BacktestRun['problem']);
  const all = Math.max(1, (STEPS.length - 1) * row.customers);
  return {
    id: row.id,
    state: row.ended_at === null ? 'running' : problem ? 'failed' : 'done',
    share: row.ended_at === null ? Math.min(0.99, row.done / all) : 1,
    started_at: row.started_at,
    ended_at: row.ended_at,
    problem,
  };
}
