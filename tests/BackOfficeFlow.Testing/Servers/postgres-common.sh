# What scripts that run a PostgreSQL of our own have in common; each reads it with `.` and passes on its DIR and BIN.
# Sets dir, bin and as (who runs the server); gives initialise and down. At the end, in whatever way, the server is stopped and DIR removed.
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
down() {
  [ -n "$server" ] || return 0
  kill -QUIT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# For a script that has more to undo.
undo() { :; }
stop() {
  trap - EXIT INT TERM
  down
  undo
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

# initialise DATA [options of initdb]
initialise() {
  local data=$1 locale=C
  shift
  locale -a 2>/dev/null | grep -qix 'C.utf-\?8' && locale=C.UTF-8
  "${as[@]}" "$bin/initdb" -D "$data" -U postgres -A trust --encoding=UTF8 --locale="$locale" --no-sync "$@" >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; exit 1; }
}

cd "$dir"
