#!/usr/bin/env bash
# A folder for a database file, DIR/disk, on a disk that may be filled, until standard input closes.
# usage: file.sh DIR
# On standard input, each answered with one line:
#   fill        the disk is full (where a small disk of its own could be mounted; else: "no ...")
#   free        there is room again
set -euo pipefail
dir=$1
. "$(dirname "$0")/disk-common.sh"

stop() {
  trap - EXIT INT TERM
  unmount_disk
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

mount_disk
echo READY

while read -r line; do
  case $line in
    fill) fill_disk ;;
    free)
      free_disk
      echo freed ;;
  esac
done
