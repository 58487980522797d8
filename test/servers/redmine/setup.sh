#!/bin/bash
# Redmine 5 on Puma and SQLite, as a helpdesk: one project, one issue per message of ../rt/seed.
. "$(dirname "$0")/../common.sh"
need_tools
apt_install dbconfig-no-thanks redmine-sqlite redmine puma
need_reach www-data

S=$SRV_STATE/redmine
"$SRV_ROOT/redmine/stop.sh" > /dev/null
rm -rf "$S"
mkdir -p "$S"/instance/{config,files,log,tmp/cache}

# Redmine looks for an instance under /var/lib/redmine only.
ln -sfn "$S/instance" /var/lib/redmine/loopback
cat > "$S/instance/config/database.yml" <<CONF
production:
  adapter: sqlite3
  database: $S/redmine.db
  timeout: 10000
CONF
echo 'loopback-test-secret-loopback-test-secret-loopback-test-secret-0123456789' > "$S/instance/config/secret_key.txt"

# The package's own Gemfile leaves out the server and, with no database set up, the adapter.
{ grep -v '^ *#' /usr/share/redmine/Gemfile; echo "gem 'puma'"; } > "$S/Gemfile"
chown -R www-data:www-data "$S"

. "$SRV_ROOT/redmine/env.sh"
cd /usr/share/redmine
as_user www-data bundle install --local --quiet > "$S/setup.log" 2>&1 || { tail -20 "$S/setup.log" >&2; die "bundle failed"; }
as_user www-data bundle exec rake db:migrate >> "$S/setup.log" 2>&1 ||
  { tail -20 "$S/setup.log" >&2; die "creating the database failed"; }
export SEED=$SRV_ROOT/rt/seed MAIL_DOMAIN AGENT_USER AGENT_FA_USER AGENT_PASS SRV_HOST REDMINE_PORT
as_user www-data bundle exec rails runner "$SRV_ROOT/redmine/seed.rb" >> "$S/setup.log" 2>&1 ||
  { tail -20 "$S/setup.log" >&2; die "seeding failed"; }
say "ready: $(sqlite3 "$S/redmine.db" 'select count(*) from issues') issues"
