-- When those who cover a customer do so no more; null where they always do, or nobody does.
ALTER TABLE customers ADD COLUMN cover_until INTEGER;
CREATE INDEX customers_cover_ends ON customers (workspace, cover_until) WHERE cover_until IS NOT NULL;

-- A customer that turned out to be another one stays as a row that says so: into which, and by which event of that other. Its events have moved
-- there; what its senders still say of it moves with the next fold.
ALTER TABLE customers ADD COLUMN merged_into TEXT;
ALTER TABLE customers ADD COLUMN merged_by TEXT;
CREATE INDEX customers_merged ON customers (workspace, merged_into) WHERE merged_into IS NOT NULL;
-- Of an event that moved: the customer whom its sender names.
ALTER TABLE events ADD COLUMN origin TEXT;
CREATE INDEX events_moved ON events (workspace, id) WHERE origin IS NOT NULL;
