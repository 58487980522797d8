/** Runs every file of jobs/, found by glob; one that fails is logged by its id and does not stop the others. */
import type { Env } from './env';
import { firstFrame } from './failure';
import type { Job } from './jobs/job';

const jobFiles = import.meta.glob<Job>(['./jobs/*.ts', '!./jobs/job.ts'], { eager: true, import: 'job' });

/** Runs all jobs at `now`, one after the other; says how each ended. */
export async function runJobs(env: Env, now: number): Promise<{ id: string; ok: boolean }[]> {
  const results: { id: string; ok: boolean }[] = [];
  for (const job of Object.values(jobFiles)) {
    if (!job) continue;
    try {
      await job.run(env, now);
      results.push({ id: job.id, ok: true });
    } catch (error) {
      console.error(
        JSON.stringify({
          event: 'job-failed',
          job: job.id,
          error: error instanceof Error ? error.name : 'unknown',
          where: firstFrame(error),
        }),
      );
      results.push({ id: job.id, ok: false });
    }
  }
  return results;
}
