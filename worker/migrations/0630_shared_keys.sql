-- Whether several customers have an address or a domain. A lookup reads one row of the directory and stops there, unless this says that there is
-- more: looking for the end of a range reads the row behind it. It stays set when the others go, which costs a look and nothing else.
ALTER TABLE directory ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
UPDATE directory SET shared = 1
WHERE (workspace, key) IN (SELECT workspace, key FROM directory GROUP BY workspace, key HAVING count(*) > 1);

-- A trigger, so that no way of writing the directory can forget it.
CREATE TRIGGER directory_key_shared AFTER INSERT ON directory
WHEN EXISTS (SELECT 1 FROM directory d WHERE d.workspace = NEW.workspace AND d.key = NEW.key AND d.customer <> NEW.customer)
BEGIN
  UPDATE directory SET shared = 1 WHERE workspace = NEW.workspace AND key = NEW.key;
END;
