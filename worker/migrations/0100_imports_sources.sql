-- Which rows of which file were imported last, so that a re-import changes nothing and what changed or vanished can be told.
-- A row belongs to the last file that had it; `hash` is of the events it made.
CREATE TABLE import_rows (
  workspace TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  file TEXT NOT NULL,
  label TEXT NOT NULL,
  hash TEXT NOT NULL,
  revision INTEGER NOT NULL,
  -- When this content was first imported; events without a time of their own happened then.
  at INTEGER NOT NULL,
  -- For contacts: the customer and the folded name, so that a later file may name the person.
  customer TEXT NOT NULL DEFAULT '',
  -- The ids of the events the row made, so that what a changed row no longer says is deleted.
  events TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (workspace, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_of_file ON import_rows (workspace, kind, file);
CREATE INDEX import_rows_by_label ON import_rows (workspace, kind, label);

-- Tickets of people who are no customers are only counted, never kept.
ALTER TABLE sources ADD COLUMN strangers INTEGER NOT NULL DEFAULT 0;
