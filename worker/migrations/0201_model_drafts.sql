-- What the author said of a published version.
ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- Changed models that are tried on the whole book before they are published. `model` is fitted and complete; `tally` is what the
-- customers up to `cursor` came to.
CREATE TABLE model_drafts (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  -- The published version that it was made from, and is compared with.
  base INTEGER NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  model TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '',
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  tally TEXT NOT NULL,
  ended_at INTEGER,
  -- The version as which it was published.
  published INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_drafts_running ON model_drafts (workspace, created_at) WHERE ended_at IS NULL;
