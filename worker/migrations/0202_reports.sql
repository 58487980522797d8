-- What saved segments count by, written with a fold like the other sort keys of a customer.
ALTER TABLE customers ADD COLUMN tier TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN segment TEXT NOT NULL DEFAULT '';
-- JSON list of the products that the customer owns or has bought.
ALTER TABLE customers ADD COLUMN products TEXT NOT NULL DEFAULT '[]';

-- Reports over a book too large to be read for one answer: written by a job once a day, shown with their date.
CREATE TABLE reports (
  workspace TEXT NOT NULL,
  kind TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (workspace, kind)
) STRICT, WITHOUT ROWID;

-- Customers that stand already are folded once more, so that the new keys are theirs too.
INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT id, 'refold', '', '', 0 FROM workspaces WHERE true
ON CONFLICT (workspace, job) DO UPDATE SET cursor = '';
