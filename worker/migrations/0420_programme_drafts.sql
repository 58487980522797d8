-- Changed rules of the club that are tried on the whole book before they are published. `tally` is what the customers up to `cursor` came to.
CREATE TABLE programme_drafts (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  -- The published version that it was made from, and is compared with.
  base INTEGER NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- From when it is to hold; 0 for at once.
  from_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '',
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  tally TEXT NOT NULL,
  ended_at INTEGER,
  -- The version as which it was published.
  published INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX programme_drafts_running ON programme_drafts (workspace, created_at) WHERE ended_at IS NULL;
