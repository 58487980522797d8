-- Every table is led by its workspace, except credentials, pairings and counters, which are found by what they are.
-- Instants are epoch milliseconds. Nothing cascades; migrations only add.

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX workspaces_by_name ON workspaces (name);

CREATE TABLE users (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- Tokens of devices, keys, sessions and one-time links, by the SHA-256 of the secret.
CREATE TABLE credentials (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX credentials_of_workspace ON credentials (workspace, kind, id);

CREATE TABLE pairings (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  challenge TEXT NOT NULL,
  salt TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0,
  workspace TEXT,
  user TEXT,
  role TEXT,
  approved_at INTEGER,
  denied_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pairings_by_code ON pairings (code);

-- How often something limited was tried in a window of time.
CREATE TABLE counters (
  key TEXT NOT NULL,
  window INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (key, window)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (workspace, at, id)
) STRICT, WITHOUT ROWID;

-- What happened. `data` null is a deletion; the id stays taken. `nonce` names the batch that last wrote the row.
CREATE TABLE events (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  customer TEXT NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  revision INTEGER NOT NULL,
  data TEXT,
  nonce INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_of_customer ON events (workspace, customer, at, id);

-- Which kinds of evidence the workspace has ever received.
CREATE TABLE feeds (
  workspace TEXT NOT NULL,
  feed TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, feed)
) STRICT, WITHOUT ROWID;

-- One row a customer: what ingest raised (`seq`), what the fold has read (`folded`), and the sort keys, written only with a fold or a flip.
CREATE TABLE customers (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  folded INTEGER NOT NULL,
  -- Earliest time of an event written since the last fold; a correction makes it the beginning of time. Null: nothing waits.
  stale_at INTEGER,
  -- Place in the change feed; 0 until the first fold.
  feed INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL DEFAULT '',
  owner TEXT,
  cover TEXT NOT NULL DEFAULT '[]',
  -- 0 at risk, 1 watch, 2 healthy, 3 unknown; null until the first fold.
  band INTEGER,
  score INTEGER,
  score_at INTEGER,
  value INTEGER,
  currency TEXT,
  renewal_at INTEGER,
  next_at INTEGER,
  search TEXT NOT NULL DEFAULT '',
  -- JSON list of {id, openedAt, closedAt}.
  signals TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customers_to_fold ON customers (workspace, id) WHERE folded < seq;
CREATE INDEX customers_feed ON customers (workspace, feed) WHERE feed > 0;
CREATE INDEX customers_due ON customers (workspace, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX customers_by_band ON customers (workspace, band, score, id) WHERE band IS NOT NULL;

CREATE TABLE facts (
  workspace TEXT NOT NULL,
  customer TEXT NOT NULL,
  -- Time of the last event in it: later ones can be folded onward.
  last_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  trace TEXT NOT NULL,
  PRIMARY KEY (workspace, customer)
) STRICT, WITHOUT ROWID;

-- Addresses, and domains as '@example.com', of customers.
CREATE TABLE directory (
  workspace TEXT NOT NULL,
  key TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL,
  PRIMARY KEY (workspace, key, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_of_customer ON directory (workspace, customer);

-- Customers that a user may no longer see, from this place of the change feed on; user '*' stands for all who see the whole workspace.
CREATE TABLE gone (
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  customer TEXT NOT NULL,
  feed INTEGER NOT NULL,
  PRIMARY KEY (workspace, user, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX gone_feed ON gone (workspace, user, feed);

-- Published, numbered documents: the model and the club's programme.
CREATE TABLE documents (
  workspace TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  -- Tells which of two that published the same version at once came first.
  mark TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (workspace, kind, version)
) STRICT, WITHOUT ROWID;

-- Where a long job stands, so that it goes on after an interruption.
CREATE TABLE job_cursors (
  workspace TEXT NOT NULL,
  job TEXT NOT NULL,
  cursor TEXT NOT NULL,
  state TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, job)
) STRICT, WITHOUT ROWID;

-- Live sources that the schedule polls; `secret` is sealed, never plain.
CREATE TABLE sources (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  cursor TEXT,
  last_run_at INTEGER,
  last_problem TEXT,
  events INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
