-- Further keys by which lists are sorted, written with a fold or a flip like those before them.
-- `sort_name` puts names in the order of the alphabet in three scripts; see shared/i18n/sort-name.ts. It is empty until the first fold,
-- and the indexes hold nobody before: so taking in events writes no row of them.
ALTER TABLE customers ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
-- 1 for the lowest tier of the club; 0 before the first fold.
ALTER TABLE customers ADD COLUMN tier_rank INTEGER NOT NULL DEFAULT 0;
-- The last contact, two-way where one is known.
ALTER TABLE customers ADD COLUMN contact_at INTEGER;
-- The most first, so that every page is read forward along its index.
ALTER TABLE customers ADD COLUMN by_tier INTEGER GENERATED ALWAYS AS (-tier_rank) VIRTUAL;
ALTER TABLE customers ADD COLUMN by_value INTEGER GENERATED ALWAYS AS (-value) VIRTUAL;
ALTER TABLE customers ADD COLUMN by_risk INTEGER GENERATED ALWAYS AS (value * (score - 100)) VIRTUAL;

CREATE INDEX customers_by_name ON customers (workspace, sort_name, id) WHERE sort_name <> '';
CREATE INDEX customers_by_value ON customers (workspace, currency, by_value, id) WHERE sort_name <> '';
CREATE INDEX customers_by_risk ON customers (workspace, currency, by_risk, id) WHERE sort_name <> '' AND currency IS NOT NULL;
CREATE INDEX customers_by_renewal ON customers (workspace, renewal_at, id) WHERE sort_name <> '';
CREATE INDEX customers_by_contact ON customers (workspace, contact_at, id) WHERE sort_name <> '';
CREATE INDEX customers_by_tier ON customers (workspace, by_tier, id) WHERE sort_name <> '';
CREATE INDEX customers_by_owner ON customers (workspace, owner, id) WHERE sort_name <> '';
CREATE INDEX customers_covered ON customers (workspace, id) WHERE cover <> '[]';

-- What a customer is found by: the words of its name, its id and its contacts' names, folded. Addresses and domains stand in the directory.
CREATE TABLE search_words (
  workspace TEXT NOT NULL,
  word TEXT NOT NULL,
  customer TEXT NOT NULL,
  PRIMARY KEY (workspace, word, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_words_of_customer ON search_words (workspace, customer);

-- Customers that stand already are folded once more, so that the new keys are theirs too. Until then they stand at a provisional place:
-- the space before it says that they have no search words yet.
UPDATE customers SET sort_name = ' ' || CASE WHEN name <> '' THEN lower(name) ELSE id END WHERE band IS NOT NULL;
INSERT INTO job_cursors (workspace, job, cursor, state, updated_at) SELECT id, 'refold', '', '', 0 FROM workspaces WHERE true
ON CONFLICT (workspace, job) DO UPDATE SET cursor = '';
