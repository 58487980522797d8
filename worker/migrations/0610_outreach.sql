-- What outreach lists are resolved by, written with a fold like the other sort keys of a customer.
-- JSON object of the lists on which the customer stands or of which they were told; '' for none.
ALTER TABLE customers ADD COLUMN outreach TEXT NOT NULL DEFAULT '';
-- When they left; null while they are here.
ALTER TABLE customers ADD COLUMN lost_at INTEGER;

-- Customers that stand already are folded once more, so that the new keys are theirs too, and the editions of what they own.
INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT id, 'refold', '', '', 0 FROM workspaces WHERE true
ON CONFLICT (workspace, job) DO UPDATE SET cursor = '';
