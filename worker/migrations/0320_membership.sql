-- The set of all addresses and domains of a workspace's customers, as devices hold it: keyed hashes in Golomb code, a base and deltas.
-- One row a workspace: what is served, and how far a new base has come that is being built.
CREATE TABLE memberships (
  workspace TEXT NOT NULL PRIMARY KEY,
  -- Served: which base (0: none yet), how many deltas follow it, the key of the hashes, the space of the places.
  generation INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0,
  secret TEXT NOT NULL DEFAULT '',
  space INTEGER NOT NULL DEFAULT 0,
  -- Keys in the base, and how many came and went since.
  keys INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  -- A device was taken away: what it holds must fit nothing any more.
  rotate INTEGER NOT NULL DEFAULT 0,
  -- Under way: up to which directory key it is being read (null: nothing is under way), up to which it is hashed, whose turn it is.
  reached TEXT,
  hashed TEXT NOT NULL DEFAULT '',
  turn INTEGER NOT NULL DEFAULT 0,
  next_secret TEXT NOT NULL DEFAULT '',
  next_space INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Base64 of coded sets. Version 0 is the base in pieces, 1 and up its deltas, -1 the parts of a base that is being built.
CREATE TABLE membership_sets (
  workspace TEXT NOT NULL,
  generation INTEGER NOT NULL,
  version INTEGER NOT NULL,
  piece TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (workspace, generation, version, piece)
) STRICT, WITHOUT ROWID;

-- Directory keys that came or went since the last delta, and whether the set holds them. `times` tells a later touch from an earlier one.
CREATE TABLE membership_touched (
  workspace TEXT NOT NULL,
  key TEXT NOT NULL,
  was INTEGER NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace, key)
) STRICT, WITHOUT ROWID;

-- Triggers, so that no way of writing the directory can forget it. What a base under way has yet to read needs no note.
CREATE TRIGGER membership_key_came AFTER INSERT ON directory
WHEN EXISTS (SELECT 1 FROM memberships m WHERE m.workspace = NEW.workspace AND (m.reached IS NULL OR NEW.key <= m.reached))
  AND NOT EXISTS (SELECT 1 FROM directory d WHERE d.workspace = NEW.workspace AND d.key = NEW.key AND d.customer <> NEW.customer)
BEGIN
  INSERT INTO membership_touched (workspace, key, was) VALUES (NEW.workspace, NEW.key, 0)
  ON CONFLICT (workspace, key) DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER membership_key_went AFTER DELETE ON directory
WHEN EXISTS (SELECT 1 FROM memberships m WHERE m.workspace = OLD.workspace AND (m.reached IS NULL OR OLD.key <= m.reached))
  AND NOT EXISTS (SELECT 1 FROM directory d WHERE d.workspace = OLD.workspace AND d.key = OLD.key)
BEGIN
  INSERT INTO membership_touched (workspace, key, was) VALUES (OLD.workspace, OLD.key, 1)
  ON CONFLICT (workspace, key) DO UPDATE SET times = times + 1;
END;

-- Whoever lost a device or left keeps what was on it: the others get another key.
CREATE TRIGGER membership_device_lost AFTER INSERT ON audit
WHEN NEW.action IN ('device.revoked', 'device.token-reused', 'user.removed')
BEGIN
  UPDATE memberships SET rotate = 1 WHERE workspace = NEW.workspace AND rotate = 0;
END;
