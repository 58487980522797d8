/** Reports over the customers that the caller may see. */

import type { Weekday } from '../../shared/i18n/message';
import { areasReport, bookReport, signalsReport } from '../book-reports';
import { type Ctx, fail, newRoutes } from '../http';
import { JOB_IDS } from '../schedule';
import { listRuns } from '../store/job-runs';

export const routes = newRoutes()
  .get('/v1/reports/signals', async (c) => c.json(await signalsReport(c.env.DB, c.get('caller'), c.get('now'), firstDay(c))))
  .get('/v1/reports/book', async (c) => c.json(await bookReport(c.env.DB, c.get('caller'), c.get('now'))))
  .get('/v1/reports/jobs', async (c) => {
    const runs = new Map((await listRuns(c.env.DB)).map((run) => [run.job, run]));
    const jobs = JOB_IDS.map((id) => {
      const { lastAt = null, okAt = null, runs: times = 0, failures = 0, done = null } = runs.get(id) ?? {};
      return { id, last_at: lastAt, ok_at: okAt, runs: times, failures, done };
    });
    return c.json({ as_of: c.get('now'), jobs });
  })
  .get('/v1/reports/areas', async (c) => c.json(await areasReport(c.env.DB, c.get('caller'), c.get('now'))));

/** `?first_day=` 0 Sunday … 6 Saturday; Monday without it. */
function firstDay(c: Ctx): Weekday {
  const asked = c.req.query('first_day') ?? '1';
  return /^[0-6]$/.test(asked)
    ? (Number(asked) as Weekday)
    : fail('request.malformed', 'first_day must be a number from 0 (Sunday) to 6', '/first_day');
}
