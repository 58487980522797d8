#!/bin/bash
. "$(dirname "$0")/../common.sh"
S=$SRV_STATE/redmine
[ -f "$S/redmine.db" ] || die "run setup.sh first"
if pid_alive "$S/pid"; then say "already running"; exit 0; fi
need_port "$REDMINE_PORT"
. "$SRV_ROOT/redmine/env.sh"
cd /usr/share/redmine
HOME=$S spawn "$S/pid" "$S/server.log" setpriv --reuid=www-data --regid=www-data --init-groups \
  bundle exec puma -e production -t 2:4 -b "tcp://$SRV_HOST:$REDMINE_PORT" config.ru
wait_http "http://$SRV_HOST:$REDMINE_PORT/login" "$S/pid" "$S/server.log"
say "http://$SRV_HOST:$REDMINE_PORT/  $AGENT_USER / $AGENT_PASS, or admin / admin"
