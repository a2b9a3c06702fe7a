#!/usr/bin/env bash
# A PostgreSQL server of our own that archives what it writes ahead, on a Unix socket in DIR, until standard input closes. It is told:
#   backup         takes a base backup while the server runs
#   restore TIME   throws the server's data away and comes back with the backup and the archive, as it was at TIME
# usage: postgres-archive.sh DIR BIN     BIN is the folder of initdb, postgres and pg_basebackup
set -euo pipefail
. "$(dirname "$0")/postgres-common.sh"

start() {
  "${as[@]}" "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off -c log_min_messages=warning \
    -c archive_mode=on -c "archive_command=cp %p $dir/archive/%f" "$@" >>"$dir/server.log" 2>&1 </dev/null &
  server=$!
  for _ in $(seq 600); do
    if [ "$("$bin/psql" -h "$dir" -U postgres -Atc 'select pg_is_in_recovery()' 2>/dev/null)" = f ]; then return; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$dir/server.log" >&2
  exit 1
}

"${as[@]}" mkdir "$dir/archive"
initialise "$dir/data"
start
echo READY

while read -r command time; do
  case $command in
    backup)
      "${as[@]}" "$bin/pg_basebackup" -h "$dir" -U postgres -D "$dir/base" --checkpoint=fast --wal-method=none --no-sync >&2
      ;;
    restore)
      "$bin/psql" -h "$dir" -U postgres -Atqc 'select pg_switch_wal()' >/dev/null
      kill -INT "$server"
      wait "$server" || true
      rm -rf "$dir/data"
      mv "$dir/base" "$dir/data"
      "${as[@]}" touch "$dir/data/recovery.signal"
      start -c "restore_command=cp $dir/archive/%f %p" -c "recovery_target_time=$time" -c recovery_target_action=promote
      ;;
  esac
  echo DONE
done
