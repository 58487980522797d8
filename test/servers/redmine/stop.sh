#!/bin/bash
. "$(dirname "$0")/../common.sh"
stop_pid "$SRV_STATE/redmine/pid"
say stopped
