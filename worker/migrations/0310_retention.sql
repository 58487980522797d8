-- For how long a workspace keeps its events; without a row all of them, for ever. `purged_to`: older ones have been folded into openings.
CREATE TABLE retention (
  workspace TEXT PRIMARY KEY,
  -- 0: all, from now on.
  months INTEGER NOT NULL,
  set_at INTEGER NOT NULL,
  purged_to INTEGER
) STRICT, WITHOUT ROWID;

-- The ids of purged events, which stay taken: sent again they are known, corrected they are refused.
CREATE TABLE purged (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  customer TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX purged_of_customer ON purged (workspace, customer);

-- Where the customer's log begins; null where nothing of it was purged.
ALTER TABLE customers ADD COLUMN opened_at INTEGER;
