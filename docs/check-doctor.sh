#!/bin/sh
# Sees the lines of `quenyan doctor` fail that a test cannot break for real in its own process: the machine's Java, its
# disk and its clock. The other lines are broken one by one in DoctorTest and DoctorKafkaTest.
#
#   check-doctor.sh       needs root (or unprivileged user namespaces) for the mounts, and faketime for the clock
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QUENYAN_HOME="$work/home" QYN1_PASSPHRASE=check
failed=0
seen() { echo "ok    $1"; }
missed() { echo "FAIL  $1"; sed 's/^/      /' "$work/told" >&2; failed=1; }

# The doctor cannot start on an old Java: the launcher says it in its place.
java_line() {
  mkdir -p "$work/old" "$work/nothing"
  printf '#!/bin/sh\necho "openjdk version \\"17.0.1\\"" >&2\nexit 1\n' >"$work/old/java"
  chmod +x "$work/old/java"
  for folder in /usr/lib/jvm /opt; do
    [ ! -d "$folder" ] || mount --bind "$work/nothing" "$folder"
  done
  ! PATH="$work/old:/usr/bin:/bin" JAVA_HOME="$work/old" HOME="$work/nothing" QUENYAN_JAVA_HOME='' \
    "$root/quenyan" doctor >"$work/told" 2>&1
  grep -q '^error: NO_JAVA: ' "$work/told"
}

disk_line() {
  mkdir -p "$work/small"
  mount -t tmpfs -o size=1m none "$work/small"
  ! "$root/quenyan" doctor --for restore --output-dir "$work/small/artifacts" >"$work/told" 2>&1
  umount "$work/small"
  grep -q '^fail  *disk' "$work/told"
}

# A run with the right time, then a doctor whose clock stands a day before it.
clock_line() {
  mkdir -p "$work/project"
  "$root/quenyan" project init --project-root "$work/project" --output-dir "$work/artifacts" >"$work/told" 2>&1
  ! faketime -f -1d "$root/quenyan" doctor --project-root "$work/project" >"$work/told" 2>&1
  grep -q '^fail  *clock' "$work/told"
}

case ${1:-all} in
  java_line | disk_line) "$1" || { cat "$work/told"; exit 1; }; exit ;;
  all) ;;
  *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
"$root/quenyan" version >/dev/null
for line in java_line disk_line; do
  # In a namespace of its own, so that no mount outlives it or is seen by others.
  if unshare -m "$0" "$line" >"$work/told" 2>&1 || unshare -rm "$0" "$line" >"$work/told" 2>&1; then
    seen "$line"
  else
    missed "$line"
  fi
done
if ! command -v faketime >/dev/null; then
  echo "skip  clock_line: faketime is not installed"
elif clock_line; then
  seen clock_line
else
  missed clock_line
fi
exit $failed
