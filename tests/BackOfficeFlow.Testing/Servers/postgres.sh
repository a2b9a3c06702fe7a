#!/usr/bin/env bash
# A PostgreSQL server of our own, on a Unix socket in DIR, until standard input closes.
# usage: postgres.sh DIR BIN [durable]     BIN is the folder of initdb and postgres
set -euo pipefail
dir=$1
bin=$2

# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$dir"
  as=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
fi

server=
stop() {
  trap - EXIT INT TERM
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

locale=C
locale -a 2>/dev/null | grep -qix 'C.utf-\?8' && locale=C.UTF-8

cd "$dir"
"${as[@]}" "$bin/initdb" -D "$dir/data" -U postgres -A trust --encoding=UTF8 --locale="$locale" --no-sync >"$dir/initdb.log" 2>&1 ||
  { cat "$dir/initdb.log" >&2; exit 1; }

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
