-- The segment by recency, frequency and money, written with a fold or a flip; '' for who never bought.
ALTER TABLE customers ADD COLUMN rfm TEXT NOT NULL DEFAULT '';
-- Customers that stand already are folded once more, so that the new key is theirs too.
INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT id, 'refold', '', '', 0 FROM workspaces WHERE true
ON CONFLICT (workspace, job) DO UPDATE SET cursor = '';
