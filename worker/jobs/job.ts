/** The seam of a job: a file in this folder exporting `job`, run by the schedule, found by glob. */
import type { Env } from '../env';

export interface Job {
  id: string;
  /** Does what is due at `now` (epoch ms). Safe to run again, or twice at once. A job that counts what it did answers how many things. */
  run(env: Env, now: number): Promise<unknown>;
}
