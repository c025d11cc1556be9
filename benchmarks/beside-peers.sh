#!/bin/sh
# Runs Quenyan beside restic, borg, rclone crypt, age, git and openssl on the same files, and holds the figures against
# the targets: benchmarks/beside-peers.sh [--markdown FILE] [--repetitions N] [--work DIR] [--only PART,…]
#
# Needs Debian or a relative of it, JAVA_HOME with a JDK 25 and its lib/src.zip, Maven, git, openssl, Python 3, and 5 GB
# below --work (default: the system's folder for temporary files). Peers that are not on the path are fetched from the
# system's packages and unpacked below benchmarks/target; nothing is installed.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=${here%/*}
peers=$here/target/peers

say() { printf '%s\n' "$*" >&2; }
[ -r "${JAVA_HOME:-}/lib/src.zip" ] || { say "error: JAVA_HOME must name a JDK 25 with lib/src.zip"; exit 2; }

fetch() {
  say "Fetching $* from the system's packages into benchmarks/target/peers"
  mkdir -p "$peers/packages"
  (cd "$peers/packages" && apt-get download -q "$@" >/dev/null 2>"$peers/fetch.log" && for package in *.deb; do dpkg -x "$package" "$peers"; done) ||
    { say "error: they cannot be fetched; see $peers/fetch.log (perhaps: apt-get update)"; exit 1; }
}

missing=
for peer in restic:restic rclone:rclone age:age; do
  command -v "${peer%:*}" >/dev/null || [ -x "$peers/usr/bin/${peer%:*}" ] || missing="$missing ${peer#*:}"
done
command -v borg >/dev/null || [ -x "$peers/usr/bin/borg" ] ||
  missing="$missing borgbackup python3-msgpack python3-packaging python3-pkg-resources libxxhash0"
# shellcheck disable=SC2086
[ -z "$missing" ] || fetch $missing

say "Building"
QUENYAN_HOME=$here/target/home "$root/quenyan" version >/dev/null
# shellcheck disable=SC2086
(cd "$root" && mvn -B -q ${MAVEN_ARGS:-} -pl benchmarks -am -Dmaven.test.skip=true package >"$here/target/build.log" 2>&1) ||
  { say "error: see $here/target/build.log"; exit 1; }

export PATH="$peers/usr/bin:$PATH"
export PYTHONDONTWRITEBYTECODE=1 QUENYAN_PEERS="$peers" QUENYAN_ROOT="$root"
exec /usr/bin/python3 "$here/peers/beside_peers.py" "$@"
