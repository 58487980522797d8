/** When each job of the schedule ran last, how often, and how often it failed. */

export interface JobRun {
  job: string;
  /** Last run, and last one that ended well (epoch ms; null: none has). */
  lastAt: number;
  okAt: number | null;
  runs: number;
  failures: number;
  /** Things done in all runs; null where the job does not count them. */
  done: number | null;
}

/** Notes one run of each job, in one statement: two runs at once are both counted. */
export async function noteRuns(
  db: D1Database,
  runs: readonly { id: string; ok: boolean; done: number | null }[],
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO job_runs (job, last_at, ok_at, runs, failures, done)
     SELECT value->>'id', CAST(?2 AS INTEGER), CASE WHEN value->>'ok' THEN CAST(?2 AS INTEGER) END, 1, NOT value->>'ok', value->>'done'
     FROM json_each(?1) WHERE true
     ON CONFLICT (job) DO UPDATE SET last_at = max(last_at, excluded.last_at), ok_at = max(ifnull(ok_at, 0), ifnull(excluded.ok_at, ok_at)),
       runs = runs + 1, failures = failures + excluded.failures,
       done = CASE WHEN excluded.done IS NULL THEN done ELSE ifnull(done, 0) + excluded.done END`,
    )
    .bind(JSON.stringify(runs), now)
    .run();
}

/** All jobs that ever ran, by id. */
export async function listRuns(db: D1Database): Promise<JobRun[]> {
  const { results } = await db
    .prepare(`SELECT job, last_at AS lastAt, ok_at AS okAt, runs, failures, done FROM job_runs ORDER BY job`)
    .all<JobRun>();
  return results;
}
