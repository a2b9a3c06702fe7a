# A small disk of the run's own at $dir/disk, for scripts that read this with `.` and have set dir. Not everybody may mount: then it is a folder like any other.
mounted=
mount_disk() {
  mkdir "$dir/disk"
  # Room for hours of load and no more than memory bears.
  if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1500m tmpfs "$dir/disk" 2>/dev/null; then mounted=yes; fi
}
unmount_disk() {
  [ -z "$mounted" ] || umount -l "$dir/disk" 2>/dev/null || true
}

# Fills it and says so; or says why not.
fill_disk() {
  if [ -n "$mounted" ]; then
    # To the last byte: dd ends when there is no more.
    dd if=/dev/zero of="$dir/disk/filler" bs=64k >/dev/null 2>&1 || true
    echo filled
  else
    echo "no disk of its own could be mounted (needs root and mount)"
  fi
}
free_disk() {
  rm -f "$dir/disk/filler"
}
