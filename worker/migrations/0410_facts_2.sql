-- What people do about a customer is folded too: customers that stand already are folded once more.
INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT id, 'refold', '', '', 0 FROM workspaces WHERE true
ON CONFLICT (workspace, job) DO UPDATE SET cursor = '';
