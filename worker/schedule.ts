/** Runs every file of jobs/, found by glob; one that fails is logged by its id and does not stop the others. */
import { breath } from './breath';
import type { Env } from './env';
import { firstFrame } from './failure';
import type { Job } from './jobs/job';
import { noteRuns } from './store/job-runs';

const jobFiles = import.meta.glob<Job>(['./jobs/*.ts', '!./jobs/job.ts'], { eager: true, import: 'job' });

/** The ids of all jobs there are. */
export const JOB_IDS: readonly string[] = Object.values(jobFiles)
  .flatMap((job) => (job ? [job.id] : []))
  .sort();

/** Runs all jobs at `now`, one after the other; says how each ended, and keeps it. */
export async function runJobs(env: Env, now: number): Promise<{ id: string; ok: boolean }[]> {
  const results: { id: string; ok: boolean; done: number | null }[] = [];
  for (const job of Object.values(jobFiles)) {
    if (!job) continue;
    await breath();
    try {
      const done = await job.run(env, now);
      results.push({ id: job.id, ok: true, done: typeof done === 'number' ? done : null });
    } catch (error) {
      console.error(
        JSON.stringify({
          event: 'job-failed',
          job: job.id,
          error: error instanceof Error ? error.name : 'unknown',
          where: firstFrame(error),
        }),
      );
      results.push({ id: job.id, ok: false, done: null });
    }
  }
  await noteRuns(env.DB, results, now);
  return results.map(({ id, ok }) => ({ id, ok }));
}
