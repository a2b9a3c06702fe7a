#!/usr/bin/env bash
# A PostgreSQL server of our own that may be harmed, on a Unix socket in DIR, until standard input closes.
# usage: cluster.sh DIR BIN     BIN is the folder of initdb and postgres
# On standard input, each answered with one line:
#   restart     immediate shutdown, as when the machine fails, and up again
#   fill        the disk is full (where a small disk of its own could be mounted; else: "no ...")
#   free        there is room again; a server that has given up meanwhile is started
set -euo pipefail
. "$(dirname "$0")/postgres-common.sh"
. "$(dirname "$0")/disk-common.sh"

undo() { unmount_disk; }
up() {
  "${as[@]}" "$bin/postgres" -D "$dir/disk/data" -k "$dir" -c listen_addresses= -c max_connections=300 -c shared_buffers=64MB \
    -c min_wal_size=16MB -c max_wal_size=64MB -c log_min_messages=warning >>"$dir/server.log" 2>&1 </dev/null &
  server=$!
  for _ in $(seq 600); do
    "$bin/pg_isready" -q -h "$dir" -U postgres && return 0
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

mount_disk
[ "${#as[@]}" = 0 ] || chown "$user" "$dir/disk"
initialise "$dir/disk/data" --wal-segsize=1
up || { cat "$dir/server.log" >&2; exit 1; }
echo READY

while read -r line; do
  case $line in
    restart)
      down
      if up; then echo restarted; else echo "no server: $(tail -n 1 "$dir/server.log")"; fi ;;
    fill) fill_disk ;;
    free)
      free_disk
      if kill -0 "$server" 2>/dev/null && "$bin/pg_isready" -q -h "$dir" -U postgres; then echo freed
      else
        down
        if up; then echo "freed and started"; else echo "no server: $(tail -n 1 "$dir/server.log")"; fi
      fi ;;
  esac
done
