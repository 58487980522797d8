-- Backtests over a workspace's own history, worked off in chunks.
CREATE TABLE backtests (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  -- What was asked for, and the model to start from.
  asked TEXT NOT NULL,
  -- summary, pictures, observe, grade; and the last customer that the step has done.
  step TEXT NOT NULL DEFAULT 'summary',
  cursor TEXT NOT NULL DEFAULT '',
  -- What the steps before found: the summary, the plan, the models of the cutoffs.
  found TEXT NOT NULL DEFAULT '{}',
  -- Customers done over all steps, and customers of the workspace when it began.
  done INTEGER NOT NULL DEFAULT 0,
  customers INTEGER NOT NULL,
  -- Runs of the job since the last progress.
  tries INTEGER NOT NULL DEFAULT 0,
  report TEXT,
  problem TEXT,
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
-- One at a time.
CREATE UNIQUE INDEX backtests_running ON backtests (workspace) WHERE ended_at IS NULL;

-- What one chunk of customers gave in a step, by its first customer; removed when the run ends.
CREATE TABLE backtest_parts (
  workspace TEXT NOT NULL,
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  part TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (workspace, run, step, part)
) STRICT, WITHOUT ROWID;
