/** The schedule as whoever starts it by hand sees it. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import worker from '../../worker/index';
import { JOB_IDS } from '../../worker/schedule';

test('who starts the schedule hears of its end only when every job has run: a request after it meets no work left behind', async () => {
  const controller = { scheduledTime: Date.now(), cron: '*/5 * * * *', noRetry: () => {} };
  await worker.scheduled(controller as never, env as never);
  const { results } = await env.DB.prepare('SELECT job FROM job_runs ORDER BY job').all<{ job: string }>();
  expect(results.map(({ job }) => job)).toEqual([...JOB_IDS]);
});
