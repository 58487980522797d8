-- What of a reward was handed out, counted where its stock is guarded: in the same batch as the redemption.
CREATE TABLE reward_counts (
  workspace TEXT NOT NULL,
  reward TEXT NOT NULL,
  taken INTEGER NOT NULL,
  PRIMARY KEY (workspace, reward)
) STRICT, WITHOUT ROWID;

-- When something of a customer's club comes due: a lot that runs out, a badge, a referral to look at. Kept by a job that follows the feed.
CREATE TABLE club_due (
  workspace TEXT NOT NULL,
  customer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX club_due_by_time ON club_due (workspace, at);

-- The decisions and grants of a customer's club among all that happened to them.
CREATE INDEX events_of_club ON events (workspace, customer, at)
  WHERE type IN ('points.adjusted', 'points.redeemed', 'points.expired', 'points.carried', 'credit.granted', 'credit.spent', 'credit.expired', 'club.reversed', 'coupon.set', 'badge.awarded', 'draw.won', 'referral');

-- Draws: collecting its entries, frozen (list and hash of the seed are published), drawn (the seed is told).
CREATE TABLE draws (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  prize TEXT NOT NULL,
  winners INTEGER NOT NULL,
  -- Points of the period that make one chance; 0: one chance each.
  per INTEGER NOT NULL,
  state TEXT NOT NULL,
  cursor TEXT NOT NULL DEFAULT '',
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  list_hash TEXT,
  seed_hash TEXT NOT NULL,
  seed TEXT NOT NULL,
  won TEXT NOT NULL DEFAULT '[]',
  drawn_at INTEGER,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;

-- One row for each entry. A ticket tells nothing of the customer, whose id is taken out when they are erased: the list stays what was hashed.
CREATE TABLE draw_tickets (
  workspace TEXT NOT NULL,
  draw TEXT NOT NULL,
  ticket TEXT NOT NULL,
  weight INTEGER NOT NULL,
  customer TEXT NOT NULL,
  PRIMARY KEY (workspace, draw, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX draw_tickets_of_customer ON draw_tickets (workspace, customer);

-- The link by which people ask to join, one at a time; `salt` keys the hashes of where they ask from.
CREATE TABLE join_links (
  workspace TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  token TEXT NOT NULL,
  salt TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who asked to join, and what became of it.
CREATE TABLE join_requests (
  workspace TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  company TEXT NOT NULL,
  referrer TEXT NOT NULL,
  place TEXT NOT NULL,
  language TEXT NOT NULL,
  -- open, accepted, refused
  state TEXT NOT NULL,
  customer TEXT,
  decided_at INTEGER,
  decided_by TEXT,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX join_requests_open ON join_requests (workspace, state, at);

-- Referrals by the place that they came from.
CREATE INDEX referral_places ON events (workspace, data->>'place', at) WHERE type = 'referral' AND data IS NOT NULL;
