-- Of a workspace too large for every book, those who see all of it get their own customers and those with most at risk.
-- 1: sent to them unasked; 2: was, until this place of the feed.
ALTER TABLE customers ADD COLUMN focus INTEGER NOT NULL DEFAULT 0;
CREATE INDEX customers_focus ON customers (workspace, focus) WHERE focus = 1;
-- The workspaces that are so large.
CREATE TABLE large_workspaces (
  workspace TEXT NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
