-- Devices whose tokens rotate: the access token is the device's row in `credentials`, which each rotation gives another hash and end.
CREATE TABLE rotations (
  workspace TEXT NOT NULL,
  device TEXT NOT NULL,
  -- The public half (x, y) of the key that signs every refresh; the private half never leaves the device.
  jwk TEXT NOT NULL,
  -- Part of every secret that is derived, beside what only the device knows.
  salt TEXT NOT NULL,
  -- SHA-256 of the refresh token in force and of the one before it, and the rotation that led from one to the other.
  hash TEXT NOT NULL,
  previous TEXT NOT NULL DEFAULT '',
  rotation TEXT NOT NULL DEFAULT '',
  rotated_at INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  PRIMARY KEY (workspace, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX rotations_by_age ON rotations (rotated_at);
ALTER TABLE pairings ADD COLUMN jwk TEXT;

-- What the sweep looks for.
CREATE INDEX counters_by_window ON counters (window);
CREATE INDEX pairings_by_end ON pairings (expires_at);
CREATE INDEX credentials_by_end ON credentials (expires_at) WHERE expires_at IS NOT NULL;

-- The order of a workspace's audit rows and their chain: `hash` is of the row and of the hash before it, null until it is sealed.
CREATE TABLE audit_chain (
  workspace TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  id TEXT NOT NULL,
  hash TEXT,
  PRIMARY KEY (workspace, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_chain_open ON audit_chain (workspace, seq) WHERE hash IS NULL;
INSERT INTO audit_chain (workspace, seq, at, id) SELECT workspace, row_number() OVER (PARTITION BY workspace ORDER BY at, id), at, id FROM audit;

-- Whoever writes an audit row gives it its number in the same transaction: no writer can forget it, and no two get the same.
CREATE TRIGGER audit_numbered AFTER INSERT ON audit BEGIN
  INSERT INTO audit_chain (workspace, seq, at, id)
  VALUES (NEW.workspace, (SELECT coalesce(max(c.seq), 0) + 1 FROM audit_chain c WHERE c.workspace = NEW.workspace), NEW.at, NEW.id);
END;
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'audit rows are not changed');
END;
CREATE TRIGGER audit_not_removed BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'audit rows are not removed');
END;
CREATE TRIGGER audit_sealed BEFORE UPDATE ON audit_chain WHEN OLD.hash IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a sealed row is not changed');
END;
CREATE TRIGGER audit_chain_kept BEFORE DELETE ON audit_chain BEGIN
  SELECT RAISE(ABORT, 'the chain is not cut');
END;
