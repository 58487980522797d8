# Shared by every setup.sh, start.sh and stop.sh in this tree. Source it, do not run it.
#
# SRV_STATE   where configuration, databases, mail, logs and pid files go
#             (default: state/ beside this file). Delete it to start from scratch.
# SRV_HOST    address to listen on; leave it at loopback.

set -euo pipefail

SRV_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SRV_STATE=${SRV_STATE:-$SRV_ROOT/state}
SRV_HOST=${SRV_HOST:-127.0.0.1}

MAIL_PORT=${MAIL_PORT:-14143}             # dovecot IMAP
ROUNDCUBE_PORT=${ROUNDCUBE_PORT:-14180}
RT_PORT=${RT_PORT:-14181}
REDMINE_PORT=${REDMINE_PORT:-14183}

# The accounts every server here knows, both with the same password. agent-fa reads the same
# mailbox and tickets with a Persian interface.
AGENT_USER=${AGENT_USER:-agent}
AGENT_FA_USER=${AGENT_FA_USER:-agent-fa}
AGENT_PASS=${AGENT_PASS:-agentpass}
MAIL_DOMAIN=${MAIL_DOMAIN:-helpdesk.test}

say() { printf '%s: %s\n' "$(basename "$(dirname "$0")")" "$*"; }
die() { say "$*" >&2; exit 1; }

# apt_install PKG... : installs what is missing, with no daemon started by a package.
apt_install() {
  local pkg missing=() made=
  for pkg in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$pkg" 2>/dev/null | grep -qx installed || missing+=("$pkg")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing ${missing[*]}"
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    made=1
  fi
  local opts=(-y -qq --no-install-recommends -o DPkg::Lock::Timeout=600
              -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)
  mkdir -p "$SRV_STATE"
  if ! DEBIAN_FRONTEND=noninteractive apt-get install "${opts[@]}" "${missing[@]}" > "$SRV_STATE/apt.log" 2>&1; then
    # Stale package lists are the usual reason: refresh them once and try again.
    apt-get update -qq >> "$SRV_STATE/apt.log" 2>&1 || true
    if ! DEBIAN_FRONTEND=noninteractive apt-get install "${opts[@]}" "${missing[@]}" >> "$SRV_STATE/apt.log" 2>&1; then
      [ -n "$made" ] && rm -f /usr/sbin/policy-rc.d
      tail -20 "$SRV_STATE/apt.log" >&2
      die "apt-get install failed"
    fi
  fi
  if [ -n "$made" ]; then rm -f /usr/sbin/policy-rc.d; fi
}

# What these scripts themselves call, on a machine that has little.
need_tools() {
  command -v curl > /dev/null || apt_install curl
  command -v ps > /dev/null || apt_install procps
  command -v sqlite3 > /dev/null || apt_install sqlite3
}

# The servers run as www-data, who must be able to reach SRV_STATE.
as_user() { local user=$1; shift; HOME=$SRV_STATE setpriv --reuid="$user" --regid="$user" --init-groups "$@"; }
need_reach() {
  mkdir -p "$SRV_STATE"
  as_user "$1" test -x "$SRV_STATE" || die "user $1 cannot reach $SRV_STATE: choose another SRV_STATE"
}

# A pid file holds "PID START", START being the process's start time in clock ticks since
# boot, so that a pid which the kernel has given to another process is never signalled.
# A zombie counts as ended: whoever adopted it may take seconds to reap it.
proc_start() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'; }

pid_alive() {  # pid_alive FILE
  local pid start
  [ -s "$1" ] || return 1
  read -r pid start < "$1"
  [ -n "$start" ] && [ "$(proc_start "$pid")" = "$start" ]
}

# spawn PIDFILE LOGFILE CMD... : runs CMD in the background as the leader of its own process group.
spawn() {
  local pidfile=$1 log=$2; shift 2
  setsid "$@" > "$log" 2>&1 < /dev/null &
  local pid=$!
  sleep 0.1
  echo "$pid $(proc_start "$pid")" > "$pidfile"
}

# adopt PIDFILE PID : records a process that made itself a daemon.
adopt() { echo "$2 $(proc_start "$2")" > "$1"; }

# stop_pid PIDFILE [SIGNAL] : ends that process and its group, and waits for it.
stop_pid() {
  local pid start i
  if pid_alive "$1"; then
    read -r pid start < "$1"
    local target=$pid
    [ "$(ps -o pgid= -p "$pid" | tr -d ' ')" = "$pid" ] && target=-$pid
    kill -s "${2:-TERM}" -- "$target" 2>/dev/null || true
    for i in $(seq 100); do pid_alive "$1" || break; sleep 0.1; done
    if pid_alive "$1"; then kill -KILL -- "$target" 2>/dev/null || true; fi
  fi
  rm -f "$1"
}

# port_open PORT
port_open() { (exec 3<>"/dev/tcp/$SRV_HOST/$1") 2>/dev/null; }

# need_port PORT : fails when something that is not ours has it.
need_port() { if port_open "$1"; then die "port $1 is taken"; fi; }

wait_port() {  # wait_port PORT PIDFILE LOG [TENTHS]
  local i
  for i in $(seq "${4:-300}"); do
    if port_open "$1"; then return 0; fi
    pid_alive "$2" || { tail -20 "$3" >&2; die "ended while starting, see $3"; }
    sleep 0.1
  done
  tail -20 "$3" >&2; die "port $1 did not open, see $3"
}

wait_http() {  # wait_http URL PIDFILE LOG [TENTHS]
  local i
  for i in $(seq "${4:-600}"); do
    if curl -fsS -o /dev/null --max-time 30 "$1" 2>/dev/null; then return 0; fi
    pid_alive "$2" || { tail -20 "$3" >&2; die "ended while starting, see $3"; }
    sleep 0.1
  done
  tail -20 "$3" >&2; die "$1 did not answer, see $3"
}
