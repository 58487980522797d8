-- When each job of the schedule last ran, and how often: of the whole installation, since a job goes through all workspaces.
CREATE TABLE job_runs (
  job TEXT NOT NULL PRIMARY KEY,
  last_at INTEGER NOT NULL,
  -- When it last ended well; null where it never has.
  ok_at INTEGER,
  runs INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  -- Things done by the job in all its runs; null where it does not count them.
  done INTEGER
) STRICT, WITHOUT ROWID;
