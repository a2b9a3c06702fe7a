#!/usr/bin/env bash
# A PostgreSQL server of our own, on a Unix socket in DIR, until standard input closes.
# usage: postgres.sh DIR BIN [durable]     BIN is the folder of initdb and postgres
set -euo pipefail
. "$(dirname "$0")/postgres-common.sh"

initialise "$dir/data"

# What the tests write need not survive the machine, so the disk is not waited for; a measurement waits as a company's server does.
speed=(-c fsync=off -c full_page_writes=off)
[ "${3:-}" = durable ] && speed=()
"${as[@]}" "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= "${speed[@]}" \
  -c max_connections=200 -c shared_buffers=128MB -c log_min_messages=warning >"$dir/server.log" 2>&1 </dev/null &
server=$!

for _ in $(seq 300); do
  "$bin/pg_isready" -q -h "$dir" -U postgres && { echo READY; cat >/dev/null; exit 0; }
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
cat "$dir/server.log" >&2
exit 1
